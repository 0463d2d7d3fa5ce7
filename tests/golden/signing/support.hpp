#pragma once
#include "forms_support.hpp"
#include "quillport/signing/verify.hpp"

namespace quillport::signing::test {

using pdf::test::Answer;
using pdf::test::Chain;
using pdf::test::corpus;
using pdf::test::Folder;
using pdf::test::run;
using pdf::test::signed_chain;

inline std::string pki(const std::string& name) { return std::string(QUILLPORT_BINARY_DIR) + "/pki/" + name + ".pem"; }

inline VerificationReport judge(BytesView pdf, const std::string& anchor = "root", TimePoint now = pdf::test::kNow) {
    auto report = verify(pdf, {runtime::read_file(pki(anchor)).value()}, now);
    if (!report.ok()) FAIL(report.error().what + " " + report.error().detail);
    UNSCOPED_INFO(to_text(report.value()));
    return std::move(report).value();
}

inline std::string program() { return std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-verify "; }

}  // namespace quillport::signing::test
