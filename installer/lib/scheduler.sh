# A private CUPS scheduler, beside the machine's own and without touching it. Sourced, not run.
# The folder must be one that everybody may pass (below /tmp): backends run as lp.

# scheduler_start FOLDER BIN SHARE: the programs and the PPD are there. Listens on FOLDER/cups/run/cups.sock; adds to pids, sets scheduler_pid and CUPS_SERVER.
scheduler_start() {
    scheduler_prepare "$@"
    scheduler_launch
}

# scheduler_prepare FOLDER BIN SHARE: makes everything but the process.
scheduler_prepare() {
    local folder=$1/cups programs=$2 share=$3 name
    scheduler_folder=$folder
    mkdir -p "$folder"/{bin/backend,bin/filter,etc/ppd,cache,run,spool/tmp,log,sbin,data/model}
    # The scheduler's data, with our driver among the models.
    for name in /usr/share/cups/*; do [ "${name##*/}" = model ] || ln -sfn "$name" "$folder/data/"; done
    cp "$share/quillport.ppd" "$folder/data/model/"
    chmod 0755 "$folder" "$folder"/{bin,bin/backend,bin/filter,etc,run,sbin}
    for name in /usr/lib/cups/filter/*; do ln -sfn "$name" "$folder/bin/filter/"; done
    install -m 0755 "$programs/quillport-pass" "$folder/bin/filter/quillport-pass"
    for name in daemon driver cgi-bin notifier monitor; do
        [ -e "/usr/lib/cups/$name" ] && ln -sfn "/usr/lib/cups/$name" "$folder/bin/$name"
    done
    # Not executable by the group or others to write: the scheduler runs such a backend as lp.
    install -m 0755 "$programs/quillport-backend" "$folder/bin/backend/quillport"
    # A copy under another path is not held by the AppArmor profile of the machine's own scheduler.
    install -m 0755 /usr/sbin/cupsd "$folder/sbin/cupsd"
    scheduler_settings "$folder"
    export CUPS_SERVER=$folder/run/cups.sock
}

# Runs the scheduler of the folder that was prepared.
scheduler_launch() {
    local folder=$scheduler_folder
    "$folder/sbin/cupsd" -f -c "$folder/etc/cupsd.conf" -s "$folder/etc/cups-files.conf" >> "$folder/log/stderr" 2>&1 &
    scheduler_pid=$!
    pids+=("$scheduler_pid")
    wait_until 10 test -S "$CUPS_SERVER" || fail "The private scheduler did not start; see $folder/log."
    wait_until 10 lpstat -r || fail "The private scheduler does not answer; see $folder/log."
}

# After a change of its settings.
scheduler_again() {
    kill "$scheduler_pid"
    wait "$scheduler_pid" 2> /dev/null || true
    scheduler_launch
}

scheduler_settings() {
    local folder=$1
    cat > "$folder/etc/cups-files.conf" << EOF
SystemGroup $(id -gn)
User $([ "$(id -u)" = 0 ] && echo lp || id -un)
Group $([ "$(id -u)" = 0 ] && echo lp || id -gn)
FileDevice No
FatalErrors none
AccessLog $folder/log/access_log
ErrorLog $folder/log/error_log
PageLog $folder/log/page_log
ServerRoot $folder/etc
ServerBin $folder/bin
CacheDir $folder/cache
DataDir $folder/data
StateDir $folder/run
RequestRoot $folder/spool
TempDir $folder/spool/tmp
LogFilePerm 0640
SyncOnClose Yes
EOF
    cat > "$folder/etc/cupsd.conf" << EOF
LogLevel info
MaxLogSize 0
Listen $folder/run/cups.sock
Browsing Off
WebInterface No
DirtyCleanInterval 0
PreserveJobFiles No
PreserveJobHistory Yes
ErrorPolicy retry-job
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
EOF
    cp /etc/cups/raw.types /etc/cups/raw.convs "$folder/etc/" 2> /dev/null || true
}

# spool_folders FOLDER: what a package's post-install script makes: the backend's user owns incoming with the forwarder's.
spool_folders() {
    install -d -m 0711 "$1"
    install -d -m 0700 "$1/held"
    if [ "$(id -u)" = 0 ]; then install -d -m 2770 -g lp "$1/incoming"; else install -d -m 2770 "$1/incoming"; fi
}

# scheduler_queue NAME PPD SPOOL: a queue that captures into SPOOL.
scheduler_queue() {
    lpadmin -p "$1" -E -v "quillport:/$1?spool=$3" -P "$2" -o printer-error-policy=retry-job 2>&1 | grep -v 'deprecated' || true
    wait_until 5 lpstat -p "$1" || fail "The queue $1 was not made."
}
