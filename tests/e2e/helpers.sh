# What the end-to-end tests of everything that prints share; brings the trial along. Sourced by them, after installer/lib/common.sh.
source "$root/installer/lib/scheduler.sh"
source "$root/installer/lib/trial.sh"

corpus=$root/tests/corpus/print

# trial_of_one: a trial whose administrator has his account.
trial_of_one() {
    trial_start 0 ''
    trap trial_stop EXIT
    portal setup "${setup_url##*#}" > /dev/null
}

# portal WORD...: asks the portal as that administrator; see portal.py.
portal() { /usr/bin/python3 "$root/tests/e2e/portal.py" --portal "$portal_url" --cookies "$trial/cookies" -- "$@"; }
# titled TITLE: how many drafts have it.
titled() { portal GET '/api/v1/drafts?limit=200' | grep -o "\"title\": \"$1\"" | wc -l; }

# job_is_over JOB: the scheduler is done with it, or holds it until somebody acts. Reads all of lpstat's words: whoever stops early kills it.
job_is_over() {
    lpstat -W completed -o | grep "^$1 " > /dev/null ||
        lpstat -l -W not-completed -o | grep -A3 "^$1 " | grep 'Alerts: job-hold-until-specified' > /dev/null
}
# sentence_of JOB [WHICH]: what the queue says of it.
sentence_of() { lpstat -l -W "${2:-completed}" -o | grep -A1 "^$1 " | sed -n 's/^\tStatus: //p'; }

folder_is_empty() { [ -z "$(ls -A "$1")" ]; }
# What a kill left unfinished begins with a dot and counts for nothing.
nothing_waits() { [ -z "$(ls "$trial/spool/incoming")" ]; }
