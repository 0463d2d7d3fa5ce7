# The Debian packages: built from the release, judged by lintian, installed, used, removed and purged in a copy of this machine that is thrown away.
# Sourced by tests/run, which gives `check`. Needs the rights to mount.
box=''
box_pids=()

package_is_built() {
    build release quillport-ocr package_parts "${programs[@]}" &&
        (cd build/release && cpack -G DEB -B "$box/deb") && deb=$(ls "$box"/deb/quillport-printer_*.deb) && dpkg-deb -c "$deb" && dpkg-deb -f "$deb" &&
        agent_deb=$(ls "$box"/deb/quillport-agent_*.deb) && dpkg-deb -c "$agent_deb" && dpkg-deb -f "$agent_deb"
}
needs_what_it_links() { dpkg-deb -f "$deb" Depends | tee "$box/depends" | grep -q 'libcups2' && grep -q 'libqpdf' "$box/depends" && grep -q 'libavahi-client3' "$box/depends"; }
agent_needs_no_print_server() { dpkg-deb -f "$agent_deb" Depends | tee "$box/depends"; grep -q 'libcurl4' "$box/depends" && ! grep -qE 'cups|qpdf|poppler' "$box/depends"; }
lintian_is_content() {
    # No bug in Debian's tracker is closed by a package that is not Debian's.
    lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$deb" "$agent_deb"
}
profile_is_understood() { apparmor_parser --skip-kernel-load --skip-cache "$root/installer/debian/apparmor/usr.lib.cups.backend.quillport"; }

# A copy of this machine: what is written goes to memory, and is gone with the test.
box_open() {
    box=$(mktemp -d /tmp/quillport-package.XXXXXX)
    chmod 0755 "$box"
    mkdir "$box/layer" "$box/machine"
    mount -t tmpfs -o mode=0755 tmpfs "$box/layer" && mkdir "$box/layer/upper" "$box/layer/work" &&
        mount -t overlay overlay -o "lowerdir=/,upperdir=$box/layer/upper,workdir=$box/layer/work" "$box/machine" &&
        mount --bind /dev "$box/machine/dev" && mount -t proc proc "$box/machine/proc" &&
        mount -t tmpfs -o mode=1777 tmpfs "$box/machine/tmp" && mount -t tmpfs -o mode=0755 tmpfs "$box/machine/run"
}
box_close() {
    local pid
    for pid in "${box_pids[@]}"; do kill "$pid" 2> /dev/null; wait "$pid" 2> /dev/null; done
    box_pids=()
    [ -n "$box" ] || return 0
    umount "$box"/machine/{run,tmp,proc,dev} "$box/machine" "$box/layer"
    rm -rf "$box/deb" "$box"
    box=''
}
inside() { chroot "$box/machine" "$@"; }
# as USER command...: inside, with the groups that the unit gives.
as() { local user=$1; shift; inside setpriv --reuid "$user" --regid "$user" --groups lp --no-new-privs "$@"; }
box_started() {
    "$@" > "$box/started.${#box_pids[@]}" 2>&1 &
    box_pids+=($!)
}

# Where a package could leave something; dpkg's own books and the caches of others are not ours.
listing() {
    (cd "$box/machine" && find etc usr var home srv opt \( -path var/lib/dpkg -o -path var/log -o -path var/cache \) -prune -o -printf '%p %m %u %g\n' | sort)
    sort "$box/machine/etc/passwd" "$box/machine/etc/group"
}

installs() {
    listing > "$box/before"
    inside dpkg -i "/tmp/$(basename "$deb")" || return 1
    inside dpkg -s quillport-printer | grep '^Status: install ok installed' &&
        [ "$(stat -c '%a %U %G' "$box/machine/usr/lib/cups/backend/quillport")" = '755 root root' ] &&
        [ "$(stat -c '%a %U' "$box/machine/usr/lib/cups/filter/quillport-pass")" = '755 root' ] &&
        [ "$(stat -c '%a %G' "$box/machine/var/spool/quillport/incoming")" = '2770 lp' ] &&
        [ "$(stat -c '%a' "$box/machine/var/spool/quillport/held")" = 700 ] &&
        [ "$(inside stat -c '%a %U' /var/lib/quillport-mailbox)" = '700 quillport-mailbox' ] &&
        inside man -w quillport-printer quillport-forwarder quillport-backend quillport-mailbox quillport-folders quillport-spool
}

units_are_sound() {
    local unit
    for unit in forwarder printer folders mailbox; do
        inside systemd-analyze verify "/lib/systemd/system/quillport-$unit.service" 2>&1 | grep "quillport-$unit" && return 1
        # 0 is the best; what has no hardening at all gets 96.
        inside systemd-analyze security --offline=true --threshold=25 "/lib/systemd/system/quillport-$unit.service" > "$box/security" 2>&1 ||
            { tail -n 20 "$box/security"; return 1; }
    done
}

box_scheduler() {
    local folder=$box/machine/tmp/scheduler
    mkdir -p "$folder"/{etc,cache,run,spool/tmp,log}
    chmod 0755 "$folder" "$folder"/{etc,run}
    cat > "$folder/etc/cups-files.conf" << 'EOF'
SystemGroup root
FatalErrors none
AccessLog /tmp/scheduler/log/access_log
ErrorLog /tmp/scheduler/log/error_log
PageLog /tmp/scheduler/log/page_log
ServerRoot /tmp/scheduler/etc
CacheDir /tmp/scheduler/cache
StateDir /tmp/scheduler/run
RequestRoot /tmp/scheduler/spool
TempDir /tmp/scheduler/spool/tmp
EOF
    cat > "$folder/etc/cupsd.conf" << 'EOF'
Listen /tmp/scheduler/run/cups.sock
Browsing Off
WebInterface No
DirtyCleanInterval 0
ErrorPolicy retry-job
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
EOF
    box_started chroot "$box/machine" /usr/sbin/cupsd -f -c /tmp/scheduler/etc/cupsd.conf -s /tmp/scheduler/etc/cups-files.conf
    wait_until 10 inside env CUPS_SERVER=/tmp/scheduler/run/cups.sock lpstat -r
}
cups() { inside env CUPS_SERVER=/tmp/scheduler/run/cups.sock "$@"; }
waiting() { ls "$box/machine/var/spool/quillport/incoming" | grep -c '\.job$'; }
waiting_is() { [ "$(waiting)" = "$1" ]; }

prints_through_the_scheduler() {
    cp "$root/tests/corpus/print/Contract.pdf" "$box/machine/tmp/contract.pdf"
    chmod 0644 "$box/machine/tmp/contract.pdf"
    box_scheduler || return 1
    cups lpinfo -v | grep 'file quillport:/' && cups lpinfo -m | grep 'quillport.ppd' || return 1
    cups lpadmin -p Accounting -E -v quillport:/Accounting -m "$(cups lpinfo -m | sed -n 's/^\([^ ]*quillport\.ppd\) .*/\1/p')" || return 1
    cups lp -d Accounting -t Packed /tmp/contract.pdf
    wait_until 15 waiting_is 1 || { tail "$box/machine/tmp/scheduler/log/error_log"; return 1; }
    local job
    job=$(ls "$box"/machine/var/spool/quillport/incoming/*.job)
    stat -c '%a %U %G' "$job" | tee "$box/mode" | grep -q '^660 lp lp$' && grep -aq '^title: Packed$' "$job"
}

printer_and_forwarder_run_as_their_users() {
    local port
    port=$(free_port)
    box_started chroot "$box/machine" setpriv --reuid quillport --regid quillport --groups lp --no-new-privs /usr/sbin/quillport-forwarder \
        --config /etc/quillport/forwarder.conf --portal.url=http://127.0.0.1:9 --portal.key=none
    box_started chroot "$box/machine" setpriv --reuid quillport-printer --regid quillport-printer --groups lp --no-new-privs /usr/sbin/quillport-printer \
        --config /etc/quillport/printer.conf --port="$port"
    wait_until 20 test -S "$box/machine/var/spool/quillport/forwarder.sock" && wait_until 10 curl -fs "http://127.0.0.1:$port/icon-48.png" ||
        { cat "$box"/started.*; return 1; }
    ipptool -tv -f "$root/tests/corpus/print/Contract.pdf" "ipp://127.0.0.1:$port/ipp/print" /usr/share/cups/ipptool/print-job-and-wait.test > "$box/printed"
    grep 'job-state ' "$box/printed" | tail -n 1 | grep completed && waiting_is 2 || { cat "$box/printed" "$box"/started.*; return 1; }
    # What talks to the network must not read what the forwarder holds.
    ! as quillport-printer ls /var/spool/quillport/held
}

# As its unit starts it, at a server that is away: the worker lives, nobody else reads the password.
mailbox_runs_as_its_user() {
    local words conf=$box/machine/etc/quillport/mailbox.conf
    printf 'imap.url = imap://127.0.0.1:9\nimap.user = desk\nimap.password = secret\nqueue = Mail\n' > "$conf"
    chmod 0640 "$conf" && inside chgrp quillport-mailbox /etc/quillport/mailbox.conf || return 1
    read -r -a words <<< "$(sed -n 's/^ExecStart=//p' "$box/machine/lib/systemd/system/quillport-mailbox.service")"
    box_started chroot "$box/machine" setpriv --reuid quillport-mailbox --regid quillport-mailbox --groups lp --no-new-privs "${words[@]}"
    local log=$box/started.$((${#box_pids[@]} - 1))
    wait_until 20 grep -q mailbox.away "$log" || { cat "$log"; return 1; }
    ! as quillport-printer cat /etc/quillport/mailbox.conf
}

# pam_unix lets only root ask for others' passwords; directory services let everybody.
pam_proves_accounts() {
    local port
    port=$(free_port)
    inside useradd --system maja && echo 'maja:right-one' | inside chpasswd || return 1
    box_started chroot "$box/machine" /usr/sbin/quillport-printer --config /etc/quillport/printer.conf --port="$port" --access=pam
    wait_until 10 curl -fs "http://127.0.0.1:$port/" || return 1
    local ok=0 test=/usr/share/cups/ipptool/get-jobs.test
    timeout 10 ipptool -t "ipp://maja:wrong@127.0.0.1:$port/ipp/print" "$test" && ok=1
    ipptool -t "ipp://maja:right-one@127.0.0.1:$port/ipp/print" "$test" || { cat "$box"/started.*; ok=1; }
    inside userdel maja
    return "$ok"
}

removing_keeps_documents() {
    local pid
    for pid in "${box_pids[@]}"; do kill "$pid"; wait "$pid"; done
    box_pids=()
    inside dpkg -r quillport-printer || return 1
    waiting_is 2 && [ -e "$box/machine/etc/quillport/printer.conf" ] && [ ! -e "$box/machine/usr/lib/cups/backend/quillport" ] &&
        [ ! -e "$box/machine/usr/sbin/quillport-printer" ]
}

agent_installs() {
    inside dpkg -i "/tmp/$(basename "$agent_deb")" || return 1
    local file
    for file in etc/xdg/autostart/quillport-agent.desktop usr/share/icons/hicolor/{48x48,128x128,512x512}/apps/quillport.png; do
        [ "$(stat -c '%a %U %G' "$box/machine/$file")" = '644 root root' ] || { echo "$file"; return 1; }
    done
    grep -qx 'Icon=quillport' "$box/machine/etc/xdg/autostart/quillport-agent.desktop" && inside man -w quillport-agent &&
        inside desktop-file-validate /etc/xdg/autostart/quillport-agent.desktop
}
# As the desktop starts it: by the name in the autostart file, as an ordinary user who has not set it up.
agent_runs() {
    local name
    name=$(sed -n 's/^Exec=//p' "$box/machine/etc/xdg/autostart/quillport-agent.desktop")
    inside setpriv --reuid nobody --regid nogroup --clear-groups env HOME=/nonexistent "$name" --help > "$box/said" && grep -q 'quillport-agent setup URL' "$box/said" || return 1
    inside "$name" --version | tee "$box/said"
    [ "$(cat "$box/said")" = "quillport-agent $(dpkg-deb -f "$agent_deb" Version)" ] || return 1
    inside setpriv --reuid nobody --regid nogroup --clear-groups env HOME=/nonexistent "$name" 2> "$box/said"
    [ $? = 2 ] && grep 'there is no token' "$box/said"
}
agent_leaves_nothing() {
    inside dpkg -r quillport-agent && [ ! -e "$box/machine/usr/bin/quillport-agent" ] && [ -e "$box/machine/etc/xdg/autostart/quillport-agent.desktop" ] &&
        inside dpkg -P quillport-agent
}
purging_leaves_nothing() {
    inside dpkg -P quillport-printer || return 1
    listing > "$box/after"
    diff "$box/before" "$box/after"
}

if [ "$(id -u)" = 0 ]; then
    trap box_close EXIT
    check "package: a machine to throw away" box_open
    mkdir "$box/deb"
    check "package: is built by CPack" package_is_built
    deb=$(ls "$box"/deb/quillport-printer_*.deb)
    agent_deb=$(ls "$box"/deb/quillport-agent_*.deb)
    cp "$deb" "$agent_deb" "$box/machine/tmp/"
    check "package: depends on what its programs link" needs_what_it_links
    check "package: the agent depends on no part of a print server" agent_needs_no_print_server
    check "package: lintian finds neither error nor warning" lintian_is_content
    check "package: the AppArmor profile is understood" profile_is_understood
    check "package: installs, with the rights that keep documents apart" installs
    check "package: units are sound and hardened" units_are_sound
    check "package: the scheduler lists backend and PPD, and a print is in the spool" prints_through_the_scheduler
    check "package: printer and forwarder run as their users" printer_and_forwarder_run_as_their_users
    check "package: the mailbox program runs as its user and keeps its password" mailbox_runs_as_its_user
    check "package: PAM proves the machine's accounts" pam_proves_accounts
    check "package: removing keeps settings and documents" removing_keeps_documents
    check "package: the agent installs, with an autostart file that desktops understand" agent_installs
    check "package: the agent runs under the name that the desktop starts" agent_runs
    check "package: the agent is removed and purged" agent_leaves_nothing
    check "package: purging leaves nothing" purging_leaves_nothing
    box_close
    trap - EXIT
fi
