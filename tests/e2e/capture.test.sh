# Printing into the portal: a real scheduler, the real backend, forwarder and portal. Sourced by tests/run, which gives `check`.
source "$root/installer/lib/scheduler.sh"
source "$root/installer/lib/trial.sh"

corpus=$root/tests/corpus/print

portal() { /usr/bin/python3 "$root/tests/e2e/portal.py" --portal "$portal_url" --cookies "$trial/cookies" "$@"; }
# print TITLE FILE: prints and waits until the scheduler is done with it; sets job.
print() {
    job=$(lp -d "$queue" -t "$1" "$2" | sed -n 's/^request id is \([^ ]*\) .*/\1/p')
    wait_until 15 job_is_over "$job"
}
job_is_over() { lpstat -W completed -o | grep -q "^$1 " || lpstat -l -W not-completed -o | grep -A3 "^$1 " | grep -q 'Alerts: job-hold-until-specified'; }
sentence_of() { lpstat -l -W "${2:-completed}" -o | grep -A1 "^$1 " | sed -n 's/^\tStatus: //p'; }

backend_is_listed() { lpinfo -v | grep -qx 'file quillport:/'; }

arrives_byte_for_byte() {
    print 'Contract č "1".pdf' "$corpus/Contract.pdf"
    portal wait-drafts 1 'Contract č "1".pdf'
    local sum
    sum=$(sha256sum "$corpus/Contract.pdf" | cut -d' ' -f1)
    find "$trial/data" -type f -size +1k -exec sha256sum {} + | grep -q "^$sum "
}

job_tells_of_the_draft() {
    sentence_of "$job"
    [[ "$(sentence_of "$job")" == 'Draft ready: Contract č "1".pdf, 2 signers found. Open '"$portal_url"/drafts/* ]]
}

backend_ran_as_lp() { [ "$(id -u)" != 0 ] || [ "$(stat -c %a "$trial/cups/bin/backend/quillport")" = 755 ]; }

spool_is_empty() { [ -z "$(ls -A "$trial/spool/incoming")" ]; }

both_files_arrive() {
    lp -d "$queue" -t Pair "$corpus/Contract.pdf" "$corpus/Plain.pdf"
    portal wait-drafts 2 Pair
}

no_tags_make_a_draft_that_says_so() {
    print Plain "$corpus/Plain.pdf"
    [[ "$(sentence_of "$job")" == 'Draft ready: Plain, no signers found.'* ]]
    portal wait-drafts 1 Plain
}

unreadable_tag_is_told() {
    print Misspelt "$corpus/Misspelt.pdf"
    sentence_of "$job"
    [[ "$(sentence_of "$job")" == *', 1 tag cannot be read. Open '* ]]
    local draft
    draft=$(portal wait-drafts 1 Misspelt | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft" | grep -q '"guess": "signature"'
}

encrypted_is_refused_in_words() {
    print Secret "$corpus/Encrypted.pdf"
    [ "$(sentence_of "$job")" = 'Secret is protected by a password. Print it again without protection.' ]
    grep -q 'protected by a password' "$trial"/spool/held/*.reason
}

damaged_is_refused_in_words() {
    print Broken "$corpus/Damaged.pdf"
    [ "$(sentence_of "$job")" = 'Broken is damaged and cannot be read. Print it again.' ]
}

portal_down_loses_nothing() {
    kill "$portal_pid"
    wait "$portal_pid" 2> /dev/null
    print Patient "$corpus/Contract.pdf"
    [[ "$(sentence_of "$job")" == 'The portal does not answer. Your document is safe'* ]] || return 1
    [ "$(ls "$trial/spool/incoming" | grep -c '\.job$')" = 1 ] || return 1
    start_portal ''
    portal wait-drafts 1 Patient > /dev/null
    wait_until 10 spool_is_empty
    [ "$(portal GET '/api/v1/drafts?limit=200' | grep -o '"title": "Patient"' | wc -l)" = 1 ]
}

# A document that the backend spools a second time (the scheduler was killed, say) is one draft.
twice_is_once() {
    local copy
    copy=$trial/again.job
    kill -STOP "$forwarder_pid"
    lp -d "$queue" -t Once "$corpus/Contract.pdf"
    wait_until 10 test -n "$(ls "$trial/spool/incoming")"
    sleep 0.5
    cp -p "$trial"/spool/incoming/*.job "$trial/kept"
    copy=$(ls "$trial"/spool/incoming/*.job)
    kill -CONT "$forwarder_pid"
    portal wait-drafts 1 Once > /dev/null
    wait_until 10 spool_is_empty
    cp -p "$trial/kept" "$trial/again.tmp" && mv "$trial/again.tmp" "$copy"
    wait_until 10 spool_is_empty
    [ "$(portal GET '/api/v1/drafts?limit=200' | grep -o '"title": "Once"' | wc -l)" = 1 ]
}

# Needs a small file system of its own, and so the rights to mount one.
full_disk_holds_the_job() {
    mount -t tmpfs -o size=16k,mode=2770,gid="$(id -g lp)" tmpfs "$trial/spool/incoming" || return 1
    print Full "$corpus/Contract.pdf"
    local said
    said=$(sentence_of "$job" not-completed)
    umount "$trial/spool/incoming"
    echo "$said"
    [[ "$said" == 'The disk of the print server is full. Your document waits in the queue'* ]] || return 1
    lp -i "$job" -H resume
    portal wait-drafts 1 Full > /dev/null
}

trial_start 0 ''
trap trial_stop EXIT
portal setup "${setup_url##*#}" > /dev/null
check "e2e: lpinfo -v shows the backend" backend_is_listed
check "e2e: a printed PDF arrives byte for byte, its title too" arrives_byte_for_byte
check "e2e: the finished job tells in the queue that the draft is ready" job_tells_of_the_draft
check "e2e: the backend is installed so that it runs as lp" backend_ran_as_lp
check "e2e: nothing stays in the spool after the receipt" spool_is_empty
check "e2e: both files of one job arrive" both_files_arrive
check "e2e: a document without tags is a draft that says so" no_tags_make_a_draft_that_says_so
check "e2e: a tag that cannot be read is told in the queue and in the draft, with a guess" unreadable_tag_is_told
check "e2e: an encrypted document is refused in words and held" encrypted_is_refused_in_words
check "e2e: a damaged document is refused in words" damaged_is_refused_in_words
check "e2e: with the portal down the job is safe and arrives once" portal_down_loses_nothing
check "e2e: a document spooled twice is one draft" twice_is_once
if [ "$(id -u)" = 0 ]; then check "e2e: with the disk full the job is held with a sentence and arrives later" full_disk_holds_the_job; fi
trial_stop
