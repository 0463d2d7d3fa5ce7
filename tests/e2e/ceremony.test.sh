# Signers who do what they should not. Sourced by tests/run, which gives `check`.
source "$root/tests/e2e/helpers.sh"

ceremony() {
    /usr/bin/python3 "$root/tests/e2e/ceremony.py" --portal "$portal_url" --mailbox "$mailbox_url" --setup="${setup_url##*#}" \
        --document "$corpus/Contract.pdf" --folder "$trial" "$1"
}
no_secret_in_the_logs() {
    local word
    for word in $(curl -fs "$mailbox_url/messages" | grep -oE 'sign#[A-Za-z0-9_-]+' | cut -c6-) "$(cat "$trial/forwarder.key")"; do
        ! grep -qrF -- "$word" "$trial/log" || { echo "a log holds $word"; return 1; }
    done
}

trial_start 0 ''
trap trial_stop EXIT
check "e2e: five wrong codes end a code, a new one works" ceremony wrong_codes
check "e2e: a link opened twice is on record twice and proves nothing" ceremony link_twice
check "e2e: nobody signs twice or out of turn" ceremony out_of_turn
check "e2e: who declines says why, and the envelope is over" ceremony declined
check "e2e: no log holds a link's token or the print server's key" no_secret_in_the_logs
trial_stop
