# Shared by installer/try and tests/run: words, steps, builds. Sourced, not run.

# A user's PATH lacks the folders of lpadmin, lpinfo and ip.
PATH=$PATH:/usr/sbin:/sbin

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# step "What happens" command...: says it, runs it with the output in a log, shows the log's end when it fails.
step() {
    local title=$1 log start
    shift
    log=$(mktemp)
    start=$SECONDS
    printf '%s ...\n' "$title"
    if ! "$@" > "$log" 2>&1; then
        tail -n 60 "$log" >&2
        fail "$title: failed. The whole log is $log."
    fi
    rm -f "$log"
    [ $((SECONDS - start)) -lt 2 ] || printf '%s: done in %d s\n' "$title" $((SECONDS - start))
}

# What is shipped and what the trial runs.
programs=(quillportd quillport-worker quillport-office quillport-forwarder quillport-spool quillport-backend quillport-pass quillport-tags quillport-verify quillport-seal
          quillport-split quillport-folders quillport-mailbox quillport-printer quillport-agent)

# build PRESET TARGET...: configures (with the words of configure_options) and builds; prints a line for each tenth of the way.
configure_options=()
build() {
    local preset=$1
    shift
    step "Configuring ($preset)" cmake -S "$root" --preset "$preset" "${configure_options[@]}"
    printf 'Building (%s) ...\n' "$preset"
    local start=$SECONDS log
    log=$(mktemp)
    if ! cmake --build "$root/build/$preset" --parallel "$(nproc)" ${1:+--target "$@"} 2>&1 | tee "$log" |
        awk -F'[][/]' '/^\[[0-9]+\/[0-9]+\]/ { p = int($2 * 10 / $3); if (p != last) { printf "  %3d %%\n", p * 10; fflush(); last = p } }'; then
        grep -E -A12 'error|FAILED' "$log" | head -n 80 >&2
        fail "The build failed. The whole log is $log."
    fi
    rm -f "$log"
    printf 'Building (%s): done in %d s\n' "$preset" $((SECONDS - start))
}

# The web front end, built only when something of it changed.
build_web() {
    local web=$root/portal/web stamp=$root/build/web.built sum
    sum=$(cd "$web" && find . \( -name node_modules -o -name dist \) -prune -o -type f -exec sha256sum {} + | sort | sha256sum)
    [ -f "$web/dist/index.html" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
    step "Fetching the front end's packages" npm --prefix "$web" ci --no-fund --no-audit
    step "Building the front end" npm --prefix "$web" run build
    mkdir -p "$root/build"
    printf '%s' "$sum" > "$stamp"
}

# A TCP port of 127.0.0.1 that is free now.
free_port() { /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

port_is_free() { ! (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

# wait_until SECONDS command...: true as soon as the command is.
wait_until() {
    local limit=$1 i
    shift
    for ((i = 0; i < limit * 10; i++)); do
        "$@" > /dev/null 2>&1 && return 0
        sleep 0.1
    done
    return 1
}
