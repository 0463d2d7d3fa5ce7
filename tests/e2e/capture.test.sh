# Printing into the portal: a real scheduler, the real backend, forwarder and portal. Sourced by tests/run, which gives `check`.
source "$root/tests/e2e/helpers.sh"

# print TITLE FILE [OPTION...]: prints and waits until the scheduler is done with it; sets job.
print() {
    job=$(lp -d "$queue" -t "$1" "${@:3}" "$2" | sed -n 's/^request id is \([^ ]*\) .*/\1/p')
    wait_until 15 job_is_over "$job"
}

backend_is_listed() { lpinfo -v | grep -qx 'file quillport:/'; }

arrives_byte_for_byte() {
    print 'Contract č "1".pdf' "$corpus/Contract.pdf"
    portal wait-drafts 1 'Contract č "1".pdf'
    local sum
    sum=$(sha256sum "$corpus/Contract.pdf" | cut -d' ' -f1)
    find "$trial/data" -type f -size +1k -exec sha256sum {} + | grep "^$sum " > /dev/null
}

job_tells_of_the_draft() {
    sentence_of "$job"
    [[ "$(sentence_of "$job")" == 'Draft ready: Contract č "1".pdf, 2 signers found. Open '"$portal_url"/drafts/* ]]
}

backend_ran_as_lp() { [ "$(id -u)" != 0 ] || [ "$(stat -c %a "$trial/cups/bin/backend/quillport")" = 755 ]; }

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

encrypted_asks_for_its_password() {
    print Secret "$corpus/Encrypted.pdf"
    sentence_of "$job"
    [[ "$(sentence_of "$job")" == 'Secret needs its password. Open '"$portal_url"/drafts/*' and type it there.' ]] || return 1
    local draft
    draft=$(portal wait-drafts 1 Secret | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft" | grep -q '"lock": "locked"'
}

# What is no PDF is converted by the portal, whose draft keeps the original.
postscript_and_text_become_drafts() {
    local file sum
    for file in hand.ps plain1250.txt; do
        print "$file" "$corpus/$file" -o raw
        portal wait-drafts 1 "$file" > /dev/null || return 1
        sum=$(sha256sum "$corpus/$file" | cut -d' ' -f1)
        find "$trial/data" -type f -exec sha256sum {} + | grep "^$sum " > /dev/null || return 1
    done
}

# first_page_of TITLE: the words of that draft's first page.
first_page_of() {
    local draft
    draft=$(portal wait-drafts 1 "$1" | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft/pages/1/text" | /usr/bin/python3 -c 'import json, sys; print(*(line["text"] for line in json.load(sys.stdin)["lines"]))'
}
# A line of IBM852, which nobody can guess.
charset_is_taken_as_told() {
    local words='Žaneta Šimůnková podpíše'
    printf '%s\n' "$words" | iconv -t IBM852 > "$trial/plain852.txt"
    print Guessed "$trial/plain852.txt" -o raw
    first_page_of Guessed | grep -F "$words" && return 1
    print Told "$trial/plain852.txt" -o raw -o quill-charset=IBM852
    first_page_of Told | grep -F "$words" || return 1
    lpadmin -p "$queue" -o quill-charset-default=IBM852
    print Default "$trial/plain852.txt" -o raw
    lpadmin -p "$queue" -R quill-charset-default
    first_page_of Default | grep -F "$words"
}

label_language_is_refused_in_words() {
    printf '^XA^FO50,50^FDlabel^FS^XZ' > "$trial/label.zpl"
    print Label "$trial/label.zpl" -o raw
    [[ "$(sentence_of "$job")" == 'Label came as ZPL, the language of label printers.'* ]] || return 1
    grep -q 'language of label printers' "$trial"/spool/held/*.reason
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
    wait_until 10 folder_is_empty "$trial/spool/incoming"
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
    wait_until 10 folder_is_empty "$trial/spool/incoming"
    cp -p "$trial/kept" "$trial/again.tmp" && mv "$trial/again.tmp" "$copy"
    wait_until 10 folder_is_empty "$trial/spool/incoming"
    [ "$(portal GET '/api/v1/drafts?limit=200' | grep -o '"title": "Once"' | wc -l)" = 1 ]
}

# The scheduler prints the finished job again, with the same identity.
reprint_is_told() {
    sed -i 's/^PreserveJobFiles No/PreserveJobFiles Yes/' "$trial/cups/etc/cupsd.conf"
    scheduler_again
    print Again "$corpus/Contract.pdf"
    portal wait-drafts 1 Again > /dev/null
    lp -i "$job" -H restart
    wait_until 15 reprint_is_answered
    sentence_of "$job"
    [ "$(titled Again)" = 1 ]
}
reprint_is_answered() { [[ "$(sentence_of "$job")" == 'Already delivered as draft '*': Again. Open '"$portal_url"/drafts/* ]]; }

kept_documents_are_warned_of() {
    restart_forwarder
    wait_until 10 grep -q 'forwarder.scheduler_keeps_documents queue=Quillport' "$trial/log/forwarder.log"
    sed -i 's/^PreserveJobFiles Yes/PreserveJobFiles No/' "$trial/cups/etc/cupsd.conf"
    scheduler_again
}

restart_forwarder() {
    kill "$forwarder_pid"
    wait "$forwarder_pid" 2> /dev/null
    start_forwarder
}

state_of() { lpstat -l -p "$queue" | sed -n 's/^\tAlerts: //p'; }

# Settings of the queue are known from before; the forwarder starts while the portal is away.
starts_without_the_portal() {
    kill "$portal_pid"
    wait "$portal_pid" 2> /dev/null
    restart_forwarder_without_portal
    print Early "$corpus/Contract.pdf"
    local state
    state=$(state_of)
    start_portal ''
    echo "$state"
    [[ "$state" == *quillport-portal-down* ]] || return 1
    portal wait-drafts 1 Early > /dev/null
    wait_until 10 state_is_clear
}
restart_forwarder_without_portal() {
    kill "$forwarder_pid"
    wait "$forwarder_pid" 2> /dev/null
    rm -f "$trial/spool/forwarder.sock"
    launch_forwarder
    wait_until 20 test -S "$trial/spool/forwarder.sock"
}
state_is_clear() { [[ "$(state_of)" != *quillport* ]]; }

raw_queue_takes_every_file_once() {
    lpadmin -p Raw -E -v "quillport:/Raw?spool=$trial/spool" -m raw 2> /dev/null
    lp -d Raw -n 2 -o job-sheets=standard,standard -t Rawly "$corpus/Contract.pdf" "$corpus/Plain.pdf"
    portal wait-drafts 2 Rawly > /dev/null
    wait_until 10 folder_is_empty "$trial/spool/incoming"
    [ "$(titled Rawly)" = 2 ]
}

cover_pages_and_copies_make_no_drafts() {
    lp -d "$queue" -n 3 -o job-sheets=standard,standard -t Covered "$corpus/Contract.pdf" "$corpus/Plain.pdf"
    portal wait-drafts 2 Covered > /dev/null
    wait_until 10 folder_is_empty "$trial/spool/incoming"
    [ "$(titled Covered)" = 2 ]
}

options_suggest_persons() {
    lp -d "$queue" -t Named -o 'quill-role.1="Žaneta Šimůnková <z@x.si>"' -o quill-role.2=bert@x.si \
        -o 'quill-message="Please; sign $(now)"' -o quill-ref=4711 -o QuillLanguage=Sl "$corpus/Contract.pdf"
    local draft
    draft=$(portal wait-drafts 1 Named | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft" | /usr/bin/python3 -c '
import json, sys
draft = json.load(sys.stdin)
assert draft["state"] == "open", draft["state"]
assert [(r.get("name"), r.get("email")) for r in draft["roles"]][:2] == [("Žaneta Šimůnková", "z@x.si"), (None, "bert@x.si")], draft["roles"]
assert draft["message"] == "Please; sign $(now)", draft["message"]
assert draft["job"]["options"]["quill-ref"] == "4711" and draft["job"]["options"]["quill-language"] == "sl", draft["job"]
'
}

a_template_and_a_folder_are_honoured() {
    "$bin/quillportd" --data="$trial/data" template set 'Orders 2026' 'role.1=Ana Novak <ana@x.si>, +386 41 123 456' 'role.2=Bert <bert@x.si>' \
        order.1=2 order.2=1 'message=From the template' expires=2w folder=Templates || return 1
    lp -d "$queue" -t Filled -o 'quill-template="Orders 2026"' -o 'quill-folder="Naročila / 2026"' -o 'quill-role.2="Carl <carl@x.si>"' "$corpus/Contract.pdf"
    local draft
    draft=$(portal wait-drafts 1 Filled | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft" | /usr/bin/python3 -c '
import json, sys
draft = json.load(sys.stdin)
people = [(r.get("name"), r.get("email"), r.get("phone"), r["routing_order"]) for r in draft["roles"]][:2]
assert people == [("Ana Novak", "ana@x.si", "+38641123456", 2), ("Carl", "carl@x.si", None, 1)], people
assert (draft["folder"], draft["message"], draft["expires"]) == ("Naročila / 2026", "From the template", "2w"), draft
' || return 1
    portal GET "/api/v1/drafts?folder=Naro%C4%8Dila%20%2F%202026" > "$trial/filed.json"
    grep -q "$draft" "$trial/filed.json" || return 1
    lp -d "$queue" -t Unknown -o quill-template=Nobody "$corpus/Contract.pdf"
    draft=$(portal wait-drafts 1 Unknown | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    portal GET "/api/v1/drafts/$draft" > "$trial/unknown.json"
    grep -q unknown_template "$trial/unknown.json"
}

driver_is_found_by_name() {
    lpinfo --make-and-model 'Quillport Capture' -m | grep -q '^quillport.ppd Quillport Capture' || return 1
    lpadmin -p ByName -E -v quillport:/ByName -m quillport.ppd 2> /dev/null
    lpstat -v ByName | grep -q 'quillport:/ByName' || return 1
    lpoptions -p ByName -l | grep -q '^QuillSend/Before sending: \*Queue Ask$'
    lpadmin -x ByName
}

# As people add it: the web interface lists the device, takes the name, and proposes the driver.
web_interface_adds_it() {
    local port
    port=$(free_port)
    sed -i "s/^WebInterface No/WebInterface Yes\nListen 127.0.0.1:$port/" "$trial/cups/etc/cupsd.conf"
    scheduler_again
    /usr/bin/python3 "$root/tests/e2e/add_printer.py" "http://localhost:$port" WebQueue || return 1
    lpstat -v WebQueue | grep -q 'quillport:/'
    lpadmin -x WebQueue
}

strange_titles_are_kept() {
    spool_folders "$trial/strange"
    scheduler_queue Strange "$root/build/release/share/quillport/quillport.ppd" "$trial/strange"
    /usr/bin/python3 "$root/tests/e2e/strange_jobs.py" --spool "$trial/strange" --queue Strange --trial "$trial" --portal "$portal_url" \
        --cookies "$trial/cookies" --document "$corpus/Plain.pdf"
}

# Needs a small file system of its own, and so the rights to mount one.
full_disk_holds_the_job() {
    mount -t tmpfs -o size=16k,mode=2770,gid="$(id -g lp)" tmpfs "$trial/spool/incoming" || return 1
    print Full "$corpus/Contract.pdf"
    local said
    said=$(sentence_of "$job" not-completed)
    local state
    state=$(state_of)
    umount -l "$trial/spool/incoming"
    echo "$said, $state"
    [[ "$state" == *quillport-spool-full* ]] || return 1
    [[ "$said" == 'The disk of the print server is full. Your document waits in the queue'* ]] || return 1
    portal wait-drafts 1 Full > /dev/null || return 1
    wait_until 20 state_is_clear
    wait_until 10 no_job_is_open
}
no_job_is_open() { ! lpstat -W not-completed -o | grep -q .; }

held_documents_go_again() {
    local key
    key=$("$bin/quillport-spool" --spool "$trial/spool" --json list | sed -n 's/.*"key":"\([^"]*\)","state":"held","reason":"Label came as ZPL.*/\1/p')
    [ -n "$key" ] || return 1
    "$bin/quillport-spool" --spool "$trial/spool" retry "${key:0:12}" || return 1
    wait_until 10 is_held "$key"
    "$bin/quillport-spool" --spool "$trial/spool" drop --yes "$key" || return 1
    ! is_held "$key"
}
is_held() { "$bin/quillport-spool" --spool "$trial/spool" list | grep -q "^${1:0:12}  held"; }

trial_of_one
check "e2e: lpinfo -v shows the backend" backend_is_listed
check "e2e: a printed PDF arrives byte for byte, its title too" arrives_byte_for_byte
check "e2e: the finished job tells in the queue that the draft is ready" job_tells_of_the_draft
check "e2e: the backend is installed so that it runs as lp" backend_ran_as_lp
check "e2e: nothing stays in the spool after the receipt" folder_is_empty "$trial/spool/incoming"
check "e2e: both files of one job arrive" both_files_arrive
check "e2e: a document without tags is a draft that says so" no_tags_make_a_draft_that_says_so
check "e2e: a tag that cannot be read is told in the queue and in the draft, with a guess" unreadable_tag_is_told
check "e2e: an encrypted document asks for its password in the queue and waits as a draft" encrypted_asks_for_its_password
check "e2e: PostScript and a text of windows-1250 become drafts that keep their originals" postscript_and_text_become_drafts
check "e2e: a text is read in the character set that a job or its queue names" charset_is_taken_as_told
check "e2e: a label in ZPL is refused in words and held" label_language_is_refused_in_words
check "e2e: a damaged document is refused in words" damaged_is_refused_in_words
check "e2e: with the portal down the job is safe and arrives once" portal_down_loses_nothing
check "e2e: a document spooled twice is one draft" twice_is_once
check "e2e: a job that is printed again is told that it was delivered, with its draft" reprint_is_told
check "e2e: a scheduler that keeps documents is warned of" kept_documents_are_warned_of
check "e2e: the forwarder starts without the portal, and the queue tells when it is away and back" starts_without_the_portal
check "e2e: a raw queue takes every file of a job once, without cover pages" raw_queue_takes_every_file_once
check "e2e: cover pages and copies make no drafts" cover_pages_and_copies_make_no_drafts
check "e2e: job options suggest persons, who are not written to" options_suggest_persons
check "e2e: a template and a folder named by the job are honoured, one that is not there is told" a_template_and_a_folder_are_honoured
check "e2e: the driver is found and used by its name" driver_is_found_by_name
check "e2e: the web interface adds the printer" web_interface_adds_it
check "e2e: 200 strange titles and users are kept, and no file or line escapes" strange_titles_are_kept
check "e2e: held documents are tried again and dropped by quillport-spool" held_documents_go_again
if [ "$(id -u)" = 0 ]; then check "e2e: with the disk full the job is held with a sentence and goes on by itself when there is room" full_disk_holds_the_job; fi
trial_stop
