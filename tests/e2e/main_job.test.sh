# The main job without a person, and what independent judges say of its result. Sourced by tests/run, which gives `check`.
result=$(mktemp -d)

whole_job() { TRIAL_SHOTS=$result/shots installer/try --port 0 --auto "$result"; }
two_signatures_and_a_certification() {
    pdfsig -nocert "$result/signed.pdf" | tee "$result/pdfsig"
    [ "$(grep -c 'Signature is Valid' "$result/pdfsig")" = 3 ]
}
no_tag_is_left() {
    ! pdftotext "$result/signed.pdf" - | grep -q '{{' && ! mutool draw -q -F txt "$result/signed.pdf" | grep -q '{{'
}
values_are_there() {
    pdftotext "$result/signed.pdf" "$result/signed.txt"
    grep -q 'Jana Horáková' "$result/signed.txt" && grep -q 'CZ27456811' "$result/signed.txt"
}
certificate_is_sound() {
    qpdf --check "$result/certificate.pdf" && pdftotext "$result/certificate.pdf" "$result/certificate.txt" || return 1
    grep -q 'Tomáš Dvořák' "$result/certificate.txt" && grep -q 'TRIAL, NOT TRUSTED' "$result/certificate.txt"
}
audit_is_whole() { grep -q '"chain_ok": *true' "$result/audit.json"; }
a_changed_byte_is_noticed() {
    # Inside the first revision's page content: the file still opens.
    /usr/bin/python3 - "$result/signed.pdf" "$result/changed.pdf" << 'EOF'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
at = data.index(b"stream\n", data.index(b"/Length")) + 40
data[at] ^= 1
open(sys.argv[2], "wb").write(data)
EOF
    build/release/bin/quillport-verify "$result/changed.pdf"
    [ $? = 1 ]
}

check "e2e: the main job from print to signed PDF, without a person" whole_job
check "e2e: pdfsig accepts the certification and both signatures" two_signatures_and_a_certification
check "e2e: no tag can be extracted from the signed PDF" no_tag_is_left
check "e2e: the values are readable text in the signed PDF" values_are_there
check "e2e: the certificate of completion is sound, names the signers and says trial" certificate_is_sound
check "e2e: the audit trail's chain is whole" audit_is_whole
check "e2e: one changed byte is noticed" a_changed_byte_is_noticed
rm -rf "$result"
