# The driverless printer: real clients (ipptool, a private cupsd), real forwarder and portal. Sourced by tests/run, which gives `check`.
source "$root/tests/e2e/helpers.sh"

contract=$corpus/Contract.pdf

spooled() { ls "$trial/spool/incoming" | grep -c '\.job$'; }

# printer_start [SETTING...]: listens on ipp_port; sets printer_pid.
ipp_port=$(free_port)
printer_start() {
    started printer "$bin/quillport-printer" --port="$ipp_port" --host=printer.test --spool="$trial/spool" --state="$trial/printer" "$@"
    wait_until 10 curl -fs "http://127.0.0.1:$ipp_port/" || { cat "$trial/log/printer.log"; return 1; }
}
printer_stop() {
    kill -TERM "$printer_pid"
    wait "$printer_pid"
}

# job_test FILE [ATTRIBUTE...]: a test of ipptool that prints $filename and waits until the job is over.
job_test() {
    local file=$1 attribute
    shift
    {
        echo '{ NAME "Print" OPERATION Print-Job GROUP operation-attributes-tag ATTR charset attributes-charset utf-8'
        echo 'ATTR naturalLanguage attributes-natural-language en ATTR uri printer-uri $uri ATTR name requesting-user-name $user'
        echo 'ATTR name job-name "$title" ATTR mimeMediaType document-format $type GROUP job-attributes-tag'
        for attribute in "$@"; do echo "ATTR $attribute"; done
        echo 'FILE $filename STATUS successful-ok EXPECT job-id }'
        echo '{ NAME "Wait" OPERATION Get-Job-Attributes GROUP operation-attributes-tag ATTR charset attributes-charset utf-8'
        echo 'ATTR naturalLanguage attributes-natural-language en ATTR uri printer-uri $uri ATTR integer job-id $job-id'
        echo 'ATTR name requesting-user-name $user STATUS successful-ok EXPECT job-state WITH-VALUE >6 REPEAT-NO-MATCH REPEAT-LIMIT 30'
        echo 'DISPLAY job-state DISPLAY job-state-message DISPLAY job-state-reasons }'
    } > "$file"
}
# ipp_print TITLE FILE [SERVICE] [TYPE]
ipp_print() {
    ipptool -tv -d title="$1" -d type="${4:-application/pdf}" -f "$2" "ipp://127.0.0.1:$ipp_port/ipp/${3:-print}" "$trial/print.test"
}

suite_says_what_is_listed() {
    local service=$1 test=$2
    (cd "$trial/samples" && ipptool -tf document.pdf "ipp://127.0.0.1:$ipp_port/ipp/$service" "$test") > "$trial/ipptool.out" 2>&1
    tests/e2e/ipp_judge.py tests/e2e/ipp_expected.txt "$service" "$test" "$trial/ipptool.out"
}

arrives_as_a_draft() {
    ipp_print "Pogodba č 中 'x' \$(id)" "$contract" > "$trial/printed"
    cat "$trial/printed"
    grep -qF "Draft ready: Pogodba č 中 'x' \$(id), 2 signers found. Open $portal_url" "$trial/printed" || return 1
    wait_until 10 nothing_waits
    local sum
    sum=$(sha256sum "$contract" | cut -d' ' -f1)
    find "$trial/data" -type f -size +1k -exec sha256sum {} + | grep "^$sum " > /dev/null
}

options_are_kept() {
    kill -STOP "$forwarder_pid"
    job_test "$trial/options.test" 'integer copies 3' 'rangeOfInteger page-ranges 1-2' 'name quill-signers "Žaneta <z@x.si>"'
    ipptool -tv -d title=Options -d type=application/pdf -f "$contract" "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/options.test"
    local job ok=0
    job=$(grep -la '^title: Options$' "$trial"/spool/incoming/*.job)
    grep -a -m 20 -E '^(copies|option\.|user|host|authenticated|content-type)' "$job"
    grep -aq '^copies: 3$' "$job" && grep -aq '^option.page-ranges: 1-2$' "$job" && grep -aq '^option.quill-signers: %C5%BDaneta %3Cz%40x.si%3E$' "$job" &&
        grep -aq '^host: 127.0.0.1$' "$job" && grep -aq '^authenticated: no$' "$job" && grep -aq '^content-type: application/pdf$' "$job" || ok=1
    kill -CONT "$forwarder_pid"
    wait_until 10 nothing_waits
    return "$ok"
}

# A page that a phone sends as a picture: nothing but its pixels can say where the fields are.
picture_is_read() {
    gs -q -sDEVICE=jpeg -r300 -dNOPAUSE -dBATCH -sOutputFile="$trial/page.jpg" "$contract" || return 1
    ipp_print Photographed "$trial/page.jpg" everywhere image/jpeg || return 1
    local draft
    draft=$(portal wait-drafts 1 Photographed | sed -n 's/.*"id": "\([^"]*\)".*/\1/p')
    wait_until 10 nothing_waits
    portal GET "/api/v1/drafts/$draft" | /usr/bin/python3 -c '
import json, sys
draft = json.load(sys.stdin)
assert draft["original"]["format"] == "jpeg" and len(draft["pages"]) == 1, draft
found = sorted((f["type"], f["role"]) for f in draft["fields"])
assert found == sorted([("text", "1"), ("text", "1"), ("date", "1"), ("date", "2"), ("signature", "1"), ("signature", "2")]), found
'
}

# One job of two documents, the second gzipped: each is a document of its own, in its order, under the job's identity.
two_documents_of_one_job() {
    cat > "$trial/two.test" << 'EOF'
{ NAME "Create" OPERATION Create-Job GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri ATTR name requesting-user-name $user ATTR name job-name "Two" STATUS successful-ok EXPECT job-id }
{ NAME "First" OPERATION Send-Document GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri ATTR integer job-id $job-id ATTR name requesting-user-name $user ATTR boolean last-document false
  ATTR mimeMediaType document-format application/pdf FILE $filename STATUS successful-ok EXPECT job-state WITH-VALUE 4 }
{ NAME "Second" OPERATION Send-Document GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri ATTR integer job-id $job-id ATTR name requesting-user-name $user ATTR boolean last-document true ATTR keyword compression gzip
  ATTR mimeMediaType document-format application/pdf COMPRESSION gzip FILE $second STATUS successful-ok }
{ NAME "Third" OPERATION Send-Document GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri ATTR integer job-id $job-id ATTR name requesting-user-name $user ATTR boolean last-document true
  ATTR mimeMediaType document-format application/pdf FILE $filename STATUS client-error-not-possible }
EOF
    kill -STOP "$forwarder_pid"
    ipptool -t -d second="$corpus/Plain.pdf" -f "$contract" "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/two.test"
    local ok=$? first second
    first=$(grep -la '^document: 1$' "$trial"/spool/incoming/*.job) && second=$(grep -la '^document: 2$' "$trial"/spool/incoming/*.job) || ok=1
    cmp <(tail -c "$(stat -c %s "$contract")" "$first") "$contract" && cmp <(tail -c "$(stat -c %s "$corpus/Plain.pdf")" "$second") "$corpus/Plain.pdf" || ok=1
    [ "$(grep -a -m1 '^uuid: ' "$first")" = "$(grep -a -m1 '^uuid: ' "$second")" ] || ok=1
    kill -CONT "$forwarder_pid"
    wait_until 10 nothing_waits
    return "$ok"
}

# refused FILE TYPE SERVICE STATUS
refused() {
    local before
    before=$(titled Refused)
    ipp_print Refused "$1" "$3" "$2" > "$trial/refused" && return 1
    cat "$trial/refused"
    grep -q "status-code = $4 " "$trial/refused" && [ "$(titled Refused)" = "$before" ] && nothing_waits
}
undeclared_is_refused() {
    refused "$corpus/README.md" text/plain print client-error-document-format-not-supported &&
        refused "$corpus/README.md" application/octet-stream print client-error-document-format-not-supported &&
        refused "$trial/samples/color.jpg" image/jpeg print client-error-document-format-not-supported &&
        refused "$root/installer/trial/Contract.docx" application/vnd.openxmlformats-officedocument.wordprocessingml.document everywhere \
            client-error-document-format-not-supported &&
        refused "$corpus/README.md" application/pdf print client-error-document-format-error
}

broke_off_twice() { [ "$(grep -c 'reason="the document broke off"' "$trial/log/printer.log")" = 2 ]; }
# A client that dies in the middle of a document: half of one must never become a draft.
half_is_nothing() {
    local way before
    before=$(grep -c printer.captured "$trial/log/printer.log")
    for way in chunked length; do tests/e2e/ipp_break_off.py "$ipp_port" "$contract" "$way" || return 1; done
    wait_until 5 broke_off_twice || { tail "$trial/log/printer.log"; return 1; }
    [ "$(grep -c printer.captured "$trial/log/printer.log")" = "$before" ] && nothing_waits && [ -z "$(ls -A "$trial/spool/incoming")" ]
}

through_an_everywhere_queue() {
    cp /usr/lib/cups/backend/ipp "$trial/cups/bin/backend/ipp"
    lpadmin -p Everywhere -E -v "ipp://127.0.0.1:$ipp_port/ipp/print" -m everywhere
    wait_until 20 test -s "$trial/cups/etc/ppd/Everywhere.ppd" || return 1
    grep cupsFilter2 "$trial/cups/etc/ppd/Everywhere.ppd"
    ! grep -q image "$trial/cups/etc/ppd/Everywhere.ppd" || return 1
    sleep 1
    lp -d Everywhere -t Queued "$contract"
    portal wait-drafts 1 Queued
}

# Twenty jobs from four clients; the printer dies in the middle. Every job that was acknowledged is a draft.
kill_loses_nothing() {
    local i acknowledged=0
    for ((i = 0; i < 4; i++)); do
        (for ((j = 0; j < 20; j++)); do
            ipptool -q -d title="Kill $i $j" -d type=application/pdf -f "$contract" "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/once.test" &&
                echo "Kill $i $j"
        done) > "$trial/killed.$i" 2> /dev/null &
    done
    wait_until 10 test -s "$trial/killed.0"
    kill -KILL "$printer_pid"
    wait "$printer_pid" 2> /dev/null
    wait $(jobs -p | grep -vxF "$(printf '%s\n' "${pids[@]}")") 2> /dev/null
    cat "$trial"/killed.* > "$trial/killed"
    acknowledged=$(wc -l < "$trial/killed")
    echo "$acknowledged of 80 were acknowledged before the kill"
    [ "$acknowledged" -gt 0 ] && [ "$acknowledged" -lt 80 ] || return 1
    printer_start || return 1
    wait_until 60 nothing_waits || return 1
    portal GET '/api/v1/drafts?limit=200' > "$trial/drafts"
    local title
    while read -r title; do grep -q "\"title\": \"$title\"" "$trial/drafts" || { echo "lost: $title"; return 1; }; done < "$trial/killed"
}

printer_state() {
    ipptool -tv "ipp://127.0.0.1:$ipp_port/ipp/print" /usr/share/cups/ipptool/get-printer-attributes.test | sed -n 's/^ *\(printer-state[a-z-]*\) .* = /\1=/p'
}
full_disk_stops_and_goes_on() {
    mount -t tmpfs -o size=16k,mode=2770,gid="$(id -g lp)" tmpfs "$trial/spool/incoming" || return 1
    local ok=0
    # ipptool tries again for as long as the answer is "busy", as other clients do.
    timeout 3 ipptool -t -d title=Full -d type=application/pdf -f "$contract" "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/print.test" > "$trial/full"
    cat "$trial/full"
    grep -q 'server-error-busy (The disk of the print server is full' "$trial/full" || ok=1
    printer_state | tee "$trial/state"
    grep -q 'printer-state=stopped' "$trial/state" && grep -q 'printer-state-reasons=spool-area-full-error' "$trial/state" || ok=1
    lp -d Everywhere -t Patient "$contract"
    sleep 1
    lpstat -l -W not-completed -o Everywhere | grep . || ok=1
    umount "$trial/spool/incoming"
    printer_state | grep -q 'printer-state-reasons=none' || ok=1
    portal wait-drafts 1 Patient || ok=1
    return "$ok"
}

speaks_tls() {
    ipptool -tv -d title=Tls -d type=application/pdf -f "$contract" "ipps://127.0.0.1:$ipp_port/ipp/print" "$trial/print.test" | grep 'job-state-message' &&
        openssl s_client -connect "127.0.0.1:$ipp_port" -tls1_2 < /dev/null 2> /dev/null | openssl x509 -noout -ext subjectAltName | tee "$trial/names" &&
        grep -q 'DNS:printer.test' "$trial/names" &&
        ! openssl s_client -connect "127.0.0.1:$ipp_port" -tls1_1 -cipher DEFAULT@SECLEVEL=0 < /dev/null 2> /dev/null | grep -q '^ *Cipher *: [A-Z]'
}

takes_a_given_certificate() {
    trial_certificate 127.0.0.1
    printer_stop
    printer_start --tls.certificate="$trial/tls.pem" --tls.key="$trial/tls.key" || return 1
    openssl s_client -connect "127.0.0.1:$ipp_port" < /dev/null 2> /dev/null | openssl x509 -noout -subject | grep 'Quillport trial'
}

proves_names() {
    printer_stop || return 1
    printf 'maja:%s\n' "$(openssl passwd -6 'right one')" > "$trial/passwords"
    printer_start --access=file --access.file="$trial/passwords" || return 1
    local uri="127.0.0.1:$ipp_port/ipp/print"
    kill -STOP "$forwarder_pid"
    timeout 5 ipptool -t -d title=Nobody -d type=application/pdf -f "$contract" "ipp://$uri" "$trial/once.test" && return 1
    timeout 10 ipptool -t -d title=Wrong -d type=application/pdf -f "$contract" "ipp://maja:wrong@$uri" "$trial/once.test" && return 1
    ipptool -t -d title=Proven -d type=application/pdf -f "$contract" "ipp://maja:right%20one@$uri" "$trial/once.test" || return 1
    grep -aE -m 9 '^(user|authenticated|title)' "$trial"/spool/incoming/*.job
    local ok=0
    [ "$(spooled)" = 1 ] && grep -aq '^user: maja$' "$trial"/spool/incoming/*.job && grep -aq '^authenticated: yes$' "$trial"/spool/incoming/*.job || ok=1
    kill -CONT "$forwarder_pid"
    return "$ok"
}

foreign_jobs_are_closed() {
    job_test "$trial/mine.test"
    ipptool -tv -d title=Mine -d type=application/pdf -f "$contract" "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/mine.test" > "$trial/mine"
    grep -q 'job-state-message' "$trial/mine" || return 1
    cat > "$trial/foreign.test" << 'EOF'
{ NAME "Foreign" OPERATION Get-Jobs GROUP operation-attributes-tag ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
  ATTR uri printer-uri $uri ATTR name requesting-user-name somebody-else ATTR keyword which-jobs completed ATTR keyword requested-attributes all
  STATUS successful-ok EXPECT job-id EXPECT !job-name EXPECT !job-state-message EXPECT !job-originating-user-name }
EOF
    ipptool -t "ipp://127.0.0.1:$ipp_port/ipp/print" "$trial/foreign.test"
}

wrong_settings_refuse_the_start() {
    local said
    said=$("$bin/quillport-printer" --printer.1='a b' 2>&1)
    [ $? = 2 ] && grep 'printer.1' <<< "$said" || return 1
    "$bin/quillport-printer" --access=file > "$trial/said" 2>&1
    [ $? = 2 ] && cat "$trial/said" && "$bin/quillport-printer" --help | grep -q -- '--tls.certificate'
}

trial_of_one
job_test "$trial/print.test"
sed '/NAME "Wait"/,$d' "$trial/print.test" > "$trial/once.test"
mkdir "$trial/samples"
tests/e2e/ipp_samples.py /usr/share/cups/ipptool "$trial/samples" "$contract" > /dev/null
cp "$contract" "$trial/samples/document.pdf"

printer_start
check "ipp: a PDF becomes a draft, byte for byte, its title too, and the job says so" arrives_as_a_draft
check "ipp: copies, page ranges and the options of Quillport are kept" options_are_kept
check "ipp: a page that comes as JPEG becomes a draft whose tags are read by OCR" picture_is_read
check "ipp: two documents of one job arrive as two" two_documents_of_one_job
check "ipp: what is not offered is refused, and nothing of it is kept" undeclared_is_refused
check "ipp: a document that breaks off is not kept" half_is_nothing
check "ipp: lp through a driverless queue prints PDF" through_an_everywhere_queue
check "ipp: titles and links are shown to their owner only" foreign_jobs_are_closed
check "ipp: TLS from 1.2, with a certificate of its own" speaks_tls
check "ipp: kill -9 loses nothing that was acknowledged" kill_loses_nothing
if [ "$(id -u)" = 0 ]; then check "ipp: a full disk stops the printer with a sentence, and it goes on by itself" full_disk_stops_and_goes_on; fi
check "ipp: SIGTERM ends it with 0" printer_stop
# A spool that nobody empties: the suites print a hundred samples.
spool_folders "$trial/suite"
printer_start --spool="$trial/suite"
for test in ipp-1.1.test ipp-2.0.test ipp-everywhere.test; do
    for service in print everywhere; do
        check "ipp: ipptool's $test on /ipp/$service says only what is listed" suite_says_what_is_listed "$service" "$test"
    done
done
printer_stop
printer_start
check "ipp: takes a given certificate" takes_a_given_certificate
check "ipp: who must prove his name is refused without, and recorded as proven with" proves_names
check "ipp: wrong settings refuse the start in words" wrong_settings_refuse_the_start
trial_stop
