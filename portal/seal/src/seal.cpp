#include "seal.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>

#include "appearance.hpp"
#include "output.hpp"
#include "quillport/runtime/copy.hpp"
#include "quillport/runtime/json_text.hpp"

namespace quillport::seal {
namespace {

/// Reasons for people, by the `detail` of an error.
struct Sentence {
    std::string_view detail, text;
};
constexpr std::array kSentences{
    Sentence{"not_pdf", "the file is not a PDF"},
    Sentence{"encrypted", "the file is encrypted; it needs its password, or uses encryption that is not known"},
    Sentence{"signed_hybrid", "the file is signed and of a hybrid kind that validators refuse; it can only be signed detached"},
    Sentence{"signed_prefixed", "the file is signed and has bytes before its header; it can only be signed detached"},
    Sentence{"signed_rc4", "the file is signed and encrypted with RC4; it can only be signed detached"},
    Sentence{"signed_damaged", "the file is signed and damaged; it can only be signed detached"},
    Sentence{"damaged", "the file is damaged"},
    Sentence{"final", "the file was certified and allows no change; it can only be signed detached"},
    Sentence{"certified", "the file was certified and allows no new field; name an empty signature field, or sign detached"},
    Sentence{"locked", "a signature of the file locks this field"},
    Sentence{"signed", "the file is signed already, and a certification comes first"},
    Sentence{"permissions", "the owner of the file does not allow signatures without his password"}};

Result<runtime::Descriptor> open_input(const std::string& in, const std::string& out, struct stat& info) {
    runtime::Descriptor file(::open(in.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.valid()) return runtime::error_from_errno(errno, "the file cannot be read");
    if (::fstat(file.get(), &info) != 0) return runtime::error_from_errno(errno, "the file cannot be read");
    if (!S_ISREG(info.st_mode)) return Error{ErrorCode::InvalidInput, "it is no regular file", ""};
    struct stat there {};
    if (::stat(out.c_str(), &there) == 0 && there.st_dev == info.st_dev && there.st_ino == info.st_ino) {
        return Error{ErrorCode::InvalidInput, "the file to read and the file to write are the same", ""};
    }
    return file;
}

pdf::NewSignature place_of(const Options& options) {
    pdf::NewSignature signature;
    signature.field = options.field;
    if (options.page > 0) signature.page = options.page;
    if (options.box) signature.box = *options.box;
    signature.certify = options.certify;
    if (!options.locks.empty()) signature.lock = pdf::FieldLock{pdf::FieldLock::Action::Include, options.locks};
    return signature;
}

pdf::SigningAct act_of(const Setup& setup) {
    pdf::SigningAct act;
    act.owner = pdf::NewSignature{}.owner;
    act.signer_name = setup.signer;
    act.reason = setup.options.reason;
    act.when = setup.clock.now();
    act.digest = setup.key->scheme().digest;
    set_lines(act, setup.options.text);
    return act;
}

std::string sentence_of(const signing::Gap& gap) {
    std::string text;
    switch (gap.what) {
        case signing::Gap::What::TimeStamp:
            text = "no time-stamp was given";
            break;
        case signing::Gap::What::ArchiveTimeStamp:
            text = "no archive time-stamp was given";
            break;
        case signing::Gap::What::Revocation:
            text = "nobody said whether a certificate was revoked";
            break;
        case signing::Gap::What::Issuer:
            text = "the certificate of an issuer was not found";
            break;
    }
    if (!gap.of.empty()) text += " (" + gap.of + ")";
    return gap.why.empty() ? text : text + ": " + gap.why;
}

/// Copies what is signed, appends, publishes. Nothing stays behind when anything fails.
Result<signing::Preserved> write_sealed(const Setup& setup, const runtime::Descriptor& original,
                                        const worker::PlannedDocument& planned, const std::string& out, unsigned mode) {
    auto output = Output::create(out, mode);
    if (!output.ok()) return std::move(output).error();
    const pdf::SigningAct act = act_of(setup);
    runtime::DigestStream seen(act.digest);
    if (planned.rewritten.empty()) {
        if (auto r = runtime::copy_hashed(original, output.value().file(), seen); !r.ok()) return std::move(r).error();
    } else {
        seen.update(planned.rewritten);
        if (auto r = runtime::write_all(output.value().file().get(), planned.rewritten); !r.ok()) return std::move(r).error();
    }
    auto made = signing::sign_to_level(seen, planned.plan, act, *setup.key, setup.options.level, setup.sources());
    if (!made.ok()) return made;
    if (auto r = runtime::write_all(output.value().file().get(), made.value().appended); !r.ok()) return std::move(r).error();
    if (auto r = output.value().publish(); !r.ok()) return std::move(r).error();
    return made;
}

Result<void> seal(const Setup& setup, Sealed& sealed) {
    struct stat info {};
    auto input = open_input(sealed.in, sealed.out, info);
    if (!input.ok()) return std::move(input).error();
    auto planned = setup.worker->plan(input.value(), place_of(setup.options), setup.document_password);
    if (!planned.ok()) return std::move(planned).error();
    auto made = write_sealed(setup, input.value(), planned.value(), sealed.out, info.st_mode & 0777U);
    if (!made.ok()) return std::move(made).error();
    sealed.reached = made.value().reached;
    for (const signing::Gap& gap : made.value().gaps) sealed.pending.push_back(sentence_of(gap));
    sealed.rewritten_because = planned.value().rewritten_because;
    return {};
}

}  // namespace

std::string sentence_of(const Error& error) {
    const auto* known =
        std::find_if(kSentences.begin(), kSentences.end(), [&](const Sentence& s) { return s.detail == error.detail; });
    return known == kSentences.end() ? error.what : std::string(known->text);
}

Sealed seal_file(const Setup& setup, const std::string& in, const std::string& out) {
    Sealed sealed;
    sealed.in = in;
    sealed.out = out;
    auto done = seal(setup, sealed);
    sealed.ok = done.ok();
    if (!done.ok()) sealed.error = std::move(done).error();
    return sealed;
}

std::string to_json(const Sealed& sealed) {
    std::string json = "{\"in\":" + runtime::json_text(sealed.in) + ",\"out\":" + runtime::json_text(sealed.out);
    if (!sealed.ok) {
        return json + ",\"status\":\"failed\",\"code\":" + runtime::json_text(name_of(sealed.error.code)) +
               ",\"detail\":" + runtime::json_text(sealed.error.detail) +
               ",\"message\":" + runtime::json_text(sentence_of(sealed.error)) + "}";
    }
    json += std::string(",\"status\":") + (sealed.pending.empty() ? "\"sealed\"" : "\"pending\"") +
            ",\"level\":" + runtime::json_text(name_of(sealed.reached));
    if (!sealed.rewritten_because.empty()) json += ",\"rewritten\":" + runtime::json_text(sealed.rewritten_because);
    std::string pending;
    for (const std::string& one : sealed.pending) pending += (pending.empty() ? "" : ",") + runtime::json_text(one);
    return json + ",\"pending\":[" + pending + "]}";
}

std::string sentence_of(const Sealed& sealed) {
    if (!sealed.ok) return sealed.in + ": " + sentence_of(sealed.error);
    if (sealed.pending.empty()) return {};
    return sealed.out + ": signed, but only to " + std::string(name_of(sealed.reached)) + "; " + sealed.pending.front();
}

}  // namespace quillport::seal
