# Other ways in than printing: watched folders, a mailbox on a real IMAP server, and one print that holds many documents. Sourced by
# tests/run, which gives `check`.
source "$root/tests/e2e/helpers.sh"

# One print, many documents.
print_of_many_is_many_drafts() {
    local job said
    job=$(lp -d "$queue" -t "Letters" "$root/tests/corpus/split/letters40.pdf" | sed -n 's/^request id is \([^ ]*\) .*/\1/p')
    portal wait-drafts 1 'Letters (1 of 40)' > /dev/null || return 1
    wait_until 15 job_is_over "$job"
    said=$(sentence_of "$job")
    echo "$said"
    [[ "$said" == '40 drafts ready: Letters, 80 signers found, 40 tags cannot be read. Open '"$portal_url"/drafts ]] || return 1
    [ "$(portal GET '/api/v1/drafts?limit=200' | grep -o '"title": "Letters ([0-9]* of 40)"' | sort -u | wc -l)" = 40 ]
}

# Watched folders.
start_folders() {
    started folders "$bin/quillport-folders" --spool="$trial/spool" --poll=1s \
        --folder.1="$trial/in;queue=Folder;user=petra@lipa.example;quiet=1" --folder.2="$trial/kept;queue=Folder;done=keep;quiet=1" \
        --folder.3="$trial/blank;queue=Blank;quiet=1" --folder.4="$trial/codes;queue=Codes;quiet=1"
}

file_becomes_a_draft() {
    cp "$corpus/Contract.pdf" "$trial/in/Contract č 17.pdf"
    portal wait-drafts 1 'Contract č 17' > /dev/null || return 1
    wait_until 10 folder_is_empty "$trial/in"
}
kept_file_moves_to_done() {
    cp "$corpus/Contract.pdf" "$trial/kept/Kept.pdf"
    portal wait-drafts 1 Kept > /dev/null || return 1
    wait_until 10 cmp "$trial/kept/done/Kept.pdf" "$corpus/Contract.pdf"
}
refused_file_stays_with_its_reason() {
    cp "$corpus/Damaged.pdf" "$trial/in/Damaged.pdf"
    wait_until 20 test -s "$trial/in/Damaged.pdf.error" || return 1
    cat "$trial/in/Damaged.pdf.error"
    grep -q '^Damaged is damaged and cannot be read' "$trial/in/Damaged.pdf.error" && cmp "$trial/in/Damaged.pdf" "$corpus/Damaged.pdf" &&
        rm "$trial/in/Damaged.pdf" "$trial/in/Damaged.pdf.error"
}
# scanned FILE PART...: what a scanner sends of these sheets, one TIFF with a page each.
scanned() { gs -q -sPAPERSIZE=a4 -sDEVICE=tiffg4 -r300 -dNOPAUSE -dBATCH -sOutputFile="$trial/scan.tmp" "${@:2}" && mv "$trial/scan.tmp" "$1"; }
# pages_and_signers DRAFT: of an arrived draft, as "PAGES:ROLES FORMAT".
pages_and_signers() {
    portal GET "/api/v1/drafts/$1" | /usr/bin/python3 -c '
import json, sys
draft = json.load(sys.stdin)
print("%d:%d %s" % (len(draft["pages"]), len(draft["roles"]), draft["original"]["format"]))'
}
# scan_is TITLE EXPECTED: one draft of that title, with these pages, signers and format.
scan_is() {
    local drafts
    drafts=$(portal wait-drafts 1 "$1") || return 1
    [ "$(titled "$1")" = 1 ] && [ "$(pages_and_signers "$(sed -n 's/.*"id": "\([^"]*\)".*/\1/p' <<< "$drafts")" | tee /dev/stderr)" = "$2" ]
}
empty_sheet_parts_a_scan() {
    printf '%%!\nshowpage\n' > "$trial/empty.ps"
    scanned "$trial/blank/Letters.tif" "$corpus/Contract.pdf" "$trial/empty.ps" "$corpus/Plain.pdf" "$corpus/Plain.pdf"
    scan_is 'Letters (1 of 2)' '1:2 tiff' && scan_is 'Letters (2 of 2)' '2:0 tiff' && wait_until 20 folder_is_empty "$trial/blank"
}
code_parts_a_scan() {
    local code
    for code in INV-17 INV-18; do qrencode -t EPS -s 8 -o "$trial/$code.eps" "$code" || return 1; done
    scanned "$trial/codes/Invoices.tif" "$trial/INV-17.eps" "$corpus/Plain.pdf" "$trial/INV-18.eps" "$corpus/Contract.pdf" "$corpus/Plain.pdf"
    scan_is 'Invoices INV-17' '2:0 tiff' && scan_is 'Invoices INV-18' '3:2 tiff' && wait_until 20 folder_is_empty "$trial/codes"
}
# Two hundred files, some renamed into place and some written in pieces, while the program is killed again and again.
kill_loses_and_doubles_nothing() {
    local n
    (for n in $(seq 100); do
        cp "$corpus/Plain.pdf" "$trial/in/.new" && echo "% $n" >> "$trial/in/.new" && mv "$trial/in/.new" "$trial/in/Burst $n.pdf"
        { head -c 5000 "$corpus/Plain.pdf"; sleep 0.02; tail -c +5001 "$corpus/Plain.pdf"; echo "% slow $n"; } > "$trial/in/Burst slow $n.pdf"
    done) &
    local writer=$!
    for n in $(seq 30); do
        sleep "0.$((RANDOM % 4))$((RANDOM % 10))"
        kill -9 "$folders_pid" 2> /dev/null
        wait "$folders_pid" 2> /dev/null
        start_folders
    done
    wait "$writer"
    wait_until 60 folder_is_empty "$trial/in" || { ls -A "$trial/in" | head; return 1; }
    wait_until 30 nothing_waits || return 1
    local seen
    seen=$(all_titles | grep -c '^Burst ')
    echo "$seen drafts"
    [ "$seen" = 200 ] && [ "$(all_titles | grep '^Burst ' | sort -u | wc -l)" = 200 ]
}
# Titles of all open drafts, page by page.
all_titles() {
    local before='' answer
    while :; do
        answer=$(portal GET "/api/v1/drafts?limit=200${before:+&before=$before}") || return 1
        /usr/bin/python3 -c 'import json,sys; [print(d["title"]) for d in json.load(sys.stdin)["drafts"]]' <<< "$answer"
        before=$(/usr/bin/python3 -c 'import json,sys; print(json.load(sys.stdin).get("next", ""))' <<< "$answer")
        [ -n "$before" ] || return 0
    done
}
no_file_is_left_in_the_spool_folder() { [ -z "$(find "$trial/spool/incoming" -name '.unfinished*' -mmin +1)" ]; }

# A mailbox on a real server.
start_dovecot() {
    imap_port=$(free_port)
    mkdir -p "$trial/imap/mail" "$trial/imap/home" "$trial/imap/state"
    chown -R nobody "$trial/imap/mail" "$trial/imap/home"
    cat > "$trial/imap/dovecot.conf" << CONF
base_dir = $trial/imap/run
state_dir = $trial/imap/state
log_path = $trial/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:$trial/imap/mail
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
service imap-login {
  inet_listener imap {
    port = $imap_port
  }
  inet_listener imaps {
    port = 0
  }
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$trial/imap/home
}
CONF
    started dovecot dovecot -F -c "$trial/imap/dovecot.conf"
    wait_until 10 curl -s -u desk:secret "imap://127.0.0.1:$imap_port/" -o /dev/null
}
start_mailbox() {
    started mailbox_program "$bin/quillport-mailbox" --imap.url="imap://127.0.0.1:$imap_port" --imap.user=desk --imap.password=secret \
        --imap.require_tls=false --queue=Mail --trusted_host=mx.example.org --spool="$trial/spool" --state="$trial/mailstate" --poll=1s \
        --mail.from=desk@lipa.example --smtp.url="smtp://127.0.0.1:$smtp_port"
}
# mail_in NAME SUBJECT FILE [HEADER]: puts a mail with that attachment into the mailbox.
mail_in() {
    /usr/bin/python3 - "$@" << 'PY' > "$trial/mail.eml"
import email.message, pathlib, sys
name, subject, file = sys.argv[1:4]
mail = email.message.EmailMessage()
for header in sys.argv[4:]:
    key, value = header.split(": ", 1)
    mail[key] = value
mail["From"] = "Petra Novak <petra@lipa.example>"
mail["To"] = "desk@lipa.example"
mail["Subject"] = subject
mail["Message-ID"] = f"<{name}@lipa.example>"
mail.set_content("Please have this signed.")
if file != "-":
    path = pathlib.Path(file)
    mail.add_attachment(path.read_bytes(), maintype="application", subtype="pdf", filename=path.name)
sys.stdout.buffer.write(bytes(mail))
PY
    curl -sf -u desk:secret -T "$trial/mail.eml" "imap://127.0.0.1:$imap_port/INBOX"
}
verified='Authentication-Results: mx.example.org; dkim=pass header.d=lipa.example'
mails_in() { curl -s -u desk:secret "imap://127.0.0.1:$imap_port/$1" -X 'UID SEARCH ALL' | tr -cd '0-9 \n' | wc -w; }
inbox_is_empty() { [ "$(mails_in INBOX)" = 0 ]; }
answers() { curl -fs "$mailbox_url/messages" | grep -o "Re: $1" | wc -l; }
answered_once() { [ "$(answers "$1")" = 1 ]; }

mail_becomes_a_draft() {
    mail_in first 'Pogodba č ž' "$corpus/Contract.pdf" "$verified"
    local draft
    draft=$(portal wait-drafts 1 'Pogodba č ž') || return 1
    echo "$draft"
    grep -q '"user": "petra@lipa.example"' <<< "$draft" || return 1
    wait_until 10 inbox_is_empty && [ "$(mails_in Quillport-Done)" = 1 ]
}
unverified_sender_is_told_as_such() {
    mail_in second 'Who knows' "$corpus/Contract.pdf" 'Authentication-Results: evil.example; dkim=pass header.d=lipa.example'
    portal wait-drafts 1 'Who knows' | grep -q '"user": "not verified"'
}
refused_mail_is_answered_once() {
    mail_in third 'Broken one' "$corpus/Damaged.pdf" "$verified"
    wait_until 20 inbox_is_empty || return 1
    [ "$(mails_in Quillport-Refused)" = 1 ] || return 1
    wait_until 10 answered_once 'Broken one' || return 1
    mail_in third 'Broken one' "$corpus/Damaged.pdf" "$verified" # the same mail once more
    wait_until 20 inbox_is_empty || return 1
    sleep 1
    answered_once 'Broken one'
}
program_is_not_answered() {
    mail_in fourth 'Out of office' - "$verified" 'Auto-Submitted: auto-replied'
    mail_in fifth 'Forged' - # nobody showed that it is from Petra
    wait_until 20 inbox_is_empty || return 1
    sleep 1
    [ "$(answers 'Out of office')" = 0 ] && [ "$(answers 'Forged')" = 0 ]
}
kill_loses_no_mail() {
    local n
    for n in $(seq 20); do mail_in "burst$n" "Mail $n" "$corpus/Plain.pdf" "$verified"; done
    for n in $(seq 8); do
        sleep "0.$((RANDOM % 10))"
        kill -9 "$mailbox_program_pid" 2> /dev/null
        wait "$mailbox_program_pid" 2> /dev/null
        start_mailbox
    done
    wait_until 60 inbox_is_empty || return 1
    wait_until 30 nothing_waits || return 1
    [ "$(all_titles | grep -c '^Mail [0-9]*$')" = 20 ]
}

trial_of_one
mkdir "$trial/in" "$trial/kept" "$trial/blank" "$trial/codes"
"$bin/quillportd" --data="$trial/data" queue tags Blank split=blank
"$bin/quillportd" --data="$trial/data" queue tags Codes split=qr
start_folders
check "e2e: one print with 40 letters is 40 drafts, and the queue says so" print_of_many_is_many_drafts
check "e2e: a file in a watched folder becomes a draft" file_becomes_a_draft
check "e2e: a folder that keeps its files moves them to done" kept_file_moves_to_done
check "e2e: a file that is refused stays, with the reason beside it" refused_file_stays_with_its_reason
check "e2e: a scan of many pages falls into two drafts at an empty sheet, which is left out" empty_sheet_parts_a_scan
check "e2e: a scan of many pages falls into two drafts where the QR code changes" code_parts_a_scan
check "e2e: with kill -9 at random moments 200 files are 200 drafts" kill_loses_and_doubles_nothing
if [ "$(id -u)" = 0 ]; then
    start_dovecot
    start_mailbox
    check "e2e: a mail's attachment becomes a draft of its verified sender" mail_becomes_a_draft
    check "e2e: a sender that nobody verified is told as such" unverified_sender_is_told_as_such
    check "e2e: a mail that is refused is answered once and moved" refused_mail_is_answered_once
    check "e2e: programs and unverified senders get no answer" program_is_not_answered
    check "e2e: with kill -9 at random moments 20 mails are 20 drafts" kill_loses_no_mail
fi
trial_stop
