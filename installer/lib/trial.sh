# Starts and stops everything that a trial consists of. Sourced after common.sh and scheduler.sh.
# Sets: trial (folder), portal_url, mailbox_url, setup_url, queue.

queue=Quillport
bin=$root/build/release/bin
pids=()
trial='' tls_authorities='' system_queue_added=''

# The minutes were measured: all packages 1 to 2 on a fast line, a build 12 of one core, the front end and the print 1.
announce_work() {
    local packages minutes=0 where="everything stays on this machine"
    [ -z "$lan" ] || where="the portal can be reached from the local network, nothing else leaves this machine"
    [ -n "$system_queue" ] || where+=", and its own CUPS is not touched"
    packages=$("$root/installer/dependencies" --missing "${purposes[@]}" | wc -l)
    [ "$packages" = 0 ] || minutes=$((minutes + 1 + packages / 30))
    [ -x "$bin/quillportd" ] || minutes=$((minutes + 1 + 12 / $(nproc)))
    say "Quillport on trial: $where."
    [ "$minutes" -lt 2 ] || say "This takes about $minutes minutes, the download of packages not counted on a slow line."
}

# started NAME command...: runs in the background with its log in the trial's folder; sets NAME_pid.
started() {
    local name=$1
    shift
    "$@" > "$trial/log/$name.log" 2>&1 &
    pids+=($!)
    printf -v "${name}_pid" '%s' "$!"
}

# trial_start PORT LAN
trial_start() {
    local port=$1 lan=$2
    trial=$(mktemp -d /tmp/quillport-try.XXXXXX)
    chmod 0711 "$trial"
    mkdir -m 0700 "$trial/log" "$trial/data"
    choose_ports "$port"
    started mailbox /usr/bin/python3 "$root/installer/trial/mailbox.py" --smtp "$smtp_port" --http "$mailbox_port" ${lan:+--codes}
    start_portal "$lan"
    start_forwarder
    scheduler_start "$trial" "$bin" "$root/build/release/share/quillport"
    scheduler_queue "$queue" "$root/build/release/share/quillport/quillport.ppd" "$trial/spool"
}

choose_ports() {
    portal_port=$1
    [ "$portal_port" != 0 ] || portal_port=$(free_port)
    if ! port_is_free "$portal_port"; then
        say "Port $portal_port is taken by another program; the portal uses another one."
        portal_port=$(free_port)
    fi
    smtp_port=$(free_port)
    mailbox_port=$(free_port)
    portal_url=http://localhost:$portal_port
    mailbox_url=http://localhost:$mailbox_port
}

start_portal() {
    local lan=$1 listen=127.0.0.1 tls=()
    if [ -n "$lan" ]; then
        local address
        address=$(ip -4 route get 192.0.2.1 2> /dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p')
        [ -n "$address" ] || fail "This machine has no address in a local network; try without --lan."
        trial_certificate "$address"
        listen=0.0.0.0
        portal_url=https://$address:$portal_port
        tls=(--tls.certificate="$trial/tls.pem" --tls.key="$trial/tls.key")
        tls_authorities=$trial/tls.pem
    fi
    started portal "$bin/quillportd" --data="$trial/data" --listen="$listen" --port="$portal_port" \
        --public_url="$portal_url" --trial=true --smtp.url="smtp://127.0.0.1:$smtp_port" --mail.from=trial@quillport.invalid \
        --sms.url="http://127.0.0.1:$mailbox_port/sms" --web.root="$root/portal/web/dist" "${tls[@]}" serve
    wait_until 20 curl -fsk "$portal_url/api/v1/health" ||
        { tail -n 20 "$trial/log/portal.log" >&2; fail "The portal did not start."; }
    setup_url=$(grep -o "$portal_url/setup#[A-Za-z0-9_-]*" "$trial/log/portal.log" | head -n 1)
}

trial_certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout "$trial/tls.key" -out "$trial/tls.pem" \
        -subj "/CN=Quillport trial" -addext "subjectAltName=IP:$1,DNS:localhost" 2> /dev/null
}

start_forwarder() {
    spool_folders "$trial/spool"
    (umask 077 && "$bin/quillportd" --data="$trial/data" key add trial > "$trial/forwarder.key" 2> "$trial/log/key.log") ||
        { cat "$trial/log/key.log" >&2; fail "No key was made for the forwarder."; }
    launch_forwarder
    wait_until 20 test -S "$trial/spool/forwarder.sock" ||
        { tail -n 20 "$trial/log/forwarder.log" >&2; fail "The forwarder did not start."; }
}

launch_forwarder() {
    started forwarder env CUPS_SERVER="$trial/cups/run/cups.sock" "$bin/quillport-forwarder" --spool="$trial/spool" --portal.url="$portal_url" \
        --portal.key_file="$trial/forwarder.key" ${tls_authorities:+--portal.authorities="$tls_authorities"}
}

trial_stop() {
    local pid
    trap - EXIT
    [ -z "$system_queue_added" ] || system_queue_remove
    for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2> /dev/null || true; done
    pids=()
    [ -n "$trial" ] || return 0
    if [ -n "${TRIAL_KEEP:-}" ]; then say "Kept: $trial"; else rm -rf "$trial"; fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The machine's own scheduler runs the backend as lp, which writes into the trial's spool as the folder's owner.
system_queue_add() {
    local backend=/usr/lib/cups/backend/quillport
    [ ! -e "$backend" ] || fail "There is $backend already; a Quillport that is installed here needs no --system-queue."
    env -u CUPS_SERVER lpstat -r > /dev/null 2>&1 || fail "This machine's own CUPS does not run; start it with: systemctl start cups"
    as_root chown lp "$trial/spool/incoming"
    system_queue_added=yes
    as_root install -m 0755 -o root "$bin/quillport-backend" "$backend"
    as_root install -m 0755 -o root "$bin/quillport-pass" /usr/lib/cups/filter/quillport-pass
    own_lpadmin -p Quillport_Trial -E -v "quillport:/Quillport_Trial?spool=$trial/spool" \
        -P "$root/build/release/share/quillport/quillport.ppd" -o printer-error-policy=retry-job
    env -u CUPS_SERVER lpstat -p Quillport_Trial > /dev/null || fail "This machine's own CUPS did not take the printer."
    say "The printer Quillport_Trial is in this machine's own CUPS until you press Ctrl-C."
}

system_queue_remove() {
    own_lpadmin -x Quillport_Trial || true
    as_root rm -f /usr/lib/cups/backend/quillport /usr/lib/cups/filter/quillport-pass
}

# The machine's own scheduler, not the trial's. That PPDs will go one day is no news for a trial.
own_lpadmin() { as_root env -u CUPS_SERVER lpadmin "$@" 2>&1 | { grep -v 'deprecated' || true; }; }

office() { command -v soffice || command -v libreoffice; }

# Prints the sample contract as a person would from Word or LibreOffice.
print_sample() {
    cp "$root/installer/trial/Contract.docx" "$trial/Contract.docx"
    step "Printing the sample contract" env CUPS_SERVER="$CUPS_SERVER" "$(office)" -env:UserInstallation="file://$trial/office" \
        --headless --pt "$queue" "$trial/Contract.docx"
    wait_until 30 sample_is_printed || fail "The sample contract was not printed; see: CUPS_SERVER=$CUPS_SERVER lpstat -l -W all -o"
}
sample_is_printed() { lpstat -W completed -o "$queue" | grep -q .; }

# Without a screen, or with a LibreOffice without windows (as a server has it), nobody can press Ctrl-P.
office_has_windows() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && compgen -G "$(dirname "$(readlink -f "$(office)")")/libvclplug_*lo.so" > /dev/null
}

show_links() {
    cat << EOF

Quillport is ready. Signatures of a trial say TRIAL, NOT TRUSTED.

  1. Make your account (this link works once):
       $setup_url
  2. The sample contract waits there as a draft: name its two signers and send it.
  3. Mail and SMS of the trial end in a mailbox; open the signers' links from there and sign:
       $mailbox_url/

  Print a PDF of your own:
       CUPS_SERVER=$CUPS_SERVER lp -d $queue FILE
EOF
    if office_has_windows; then
        cat << EOF
  Print the sample from LibreOffice (Ctrl-P, printer $queue):
       CUPS_SERVER=$CUPS_SERVER $(basename "$(office)") -env:UserInstallation=file://$trial/office $trial/Contract.docx
EOF
    fi
    if [ -n "$lan" ]; then
        show_phone_link
    elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        say "  No screen here? On the computer in front of you, and then open the links there:"
        say "       ssh -L $portal_port:localhost:$portal_port -L $mailbox_port:localhost:$mailbox_port $(id -un)@$(hostname)"
    fi
    say
    say "Ctrl-C stops all of it and removes $trial."
}

show_phone_link() {
    say "  On a phone in the same network (it warns of the trial's certificate once):"
    say "       $portal_url"
    qrencode -t ANSIUTF8 -m 2 "$portal_url"
    say "  Each link in the mailbox has its own code for the phone."
}

# Waits for Ctrl-C, or for a part of the trial to end by itself, which it should not.
wait_for_the_end() {
    local name pid
    wait -n "${pids[@]}" || true
    for name in mailbox portal forwarder scheduler; do
        pid=${name}_pid
        kill -0 "${!pid}" 2> /dev/null && continue
        TRIAL_KEEP=yes
        fail "The $name of the trial has ended by itself; the logs are in $trial."
    done
}

# step_auto DIR: the main job without a person.
step_auto() {
    local out=$1 started_at
    started_at=$(date +%s%3N)
    print_sample
    (cd "$root/portal/web" && node "$root/tests/e2e/main_job.mjs" --portal "$portal_url" --setup "$setup_url" --mailbox "$mailbox_url" \
        --out "$out" --started "$started_at" ${TRIAL_SHOTS:+--shots "$TRIAL_SHOTS"})
    say "Verifying the result ..."
    "$bin/quillport-verify" --trust "$trial/data/trial/root.pem" "$out/signed.pdf"
    qpdf --check "$out/signed.pdf" > /dev/null
    judge_with_pdfsig "$out/signed.pdf"
    say "Done: $(ls "$out" | tr '\n' ' ')in $out"
}

# pdfsig cannot trust a trial authority; it judges the cryptography, and that the last signature covers the whole file.
judge_with_pdfsig() {
    local verdict
    verdict=$(pdfsig -nocert "$1")
    [ "$(grep -c 'Signature Validation: Signature is Valid' <<< "$verdict")" = "$(grep -c '^Signature #' <<< "$verdict")" ] ||
        fail "pdfsig does not accept every signature:
$verdict"
    [ "$(grep -c 'Total document signed' <<< "$verdict")" -ge 1 ] || fail "pdfsig: the last signature does not cover the file:
$verdict"
}
