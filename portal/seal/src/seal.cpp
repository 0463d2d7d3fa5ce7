#include "seal.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>

#include "appearance.hpp"
#include "json.hpp"
#include "output.hpp"
#include "quillport/runtime/copy.hpp"
#include "quillport/runtime/json_text.hpp"
#include "quillport/signing/deferred.hpp"

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
    Sentence{"changed", "this is not the file for which the signature was begun"},
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
    act.image.picture = setup.image;
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

/// Copies what is signed, appends, publishes. Nothing stays behind when anything fails. `make` gets the digest of what is signed.
template <typename Make>
Result<signing::Preserved> write_sealed(const runtime::Descriptor& original, const Bytes& rewritten, const std::string& out,
                                        unsigned mode, runtime::DigestAlgorithm algorithm, const Make& make) {
    auto output = Output::create(out, mode);
    if (!output.ok()) return std::move(output).error();
    runtime::DigestStream seen(algorithm);
    if (rewritten.empty()) {
        if (auto r = runtime::copy_hashed(original, output.value().file(), seen); !r.ok()) return std::move(r).error();
    } else {
        seen.update(rewritten);
        if (auto r = runtime::write_all(output.value().file().get(), rewritten); !r.ok()) return std::move(r).error();
    }
    Result<signing::Preserved> made = make(seen);
    if (!made.ok()) return made;
    if (auto r = runtime::write_all(output.value().file().get(), made.value().appended); !r.ok()) return std::move(r).error();
    if (auto r = output.value().publish(); !r.ok()) return std::move(r).error();
    return made;
}

void describe(const signing::Preserved& made, Sealed& sealed) {
    sealed.reached = made.reached;
    for (const signing::Gap& gap : made.gaps) sealed.pending.push_back(sentence_of(gap));
    if (!sealed.pending.empty()) return;
    for (const signing::Gap& gap : made.unknown) sealed.notes.push_back(sentence_of(gap));
}

Result<void> seal(const Setup& setup, Sealed& sealed) {
    struct stat info {};
    auto input = open_input(sealed.in, sealed.out, info);
    if (!input.ok()) return std::move(input).error();
    auto planned = setup.worker->plan(input.value(), place_of(setup.options), setup.document_password);
    if (!planned.ok()) return std::move(planned).error();
    const pdf::SigningAct act = act_of(setup);
    const auto sign = [&](const runtime::DigestStream& seen) {
        return signing::sign_to_level(seen, planned.value().plan, act, *setup.key, setup.options.level, setup.sources());
    };
    auto made = write_sealed(input.value(), planned.value().rewritten, sealed.out, info.st_mode & 0777U, act.digest, sign);
    if (!made.ok()) return std::move(made).error();
    describe(made.value(), sealed);
    sealed.rewritten_because = planned.value().rewritten_because;
    return {};
}

Result<void> finish(const Setup& setup, Sealed& sealed) {
    struct stat info {};
    auto input = open_input(sealed.in, sealed.out, info);
    if (!input.ok()) return std::move(input).error();
    const DeferredState& state = *setup.deferred;
    const auto sign = [&](const runtime::DigestStream& seen) {
        return signing::finish_signature(seen, state.increment, setup.signature, *setup.key, state.level, setup.sources());
    };
    auto made = write_sealed(input.value(), state.rewritten, sealed.out, info.st_mode & 0777U, state.scheme.digest, sign);
    if (!made.ok()) return std::move(made).error();
    describe(made.value(), sealed);
    sealed.rewritten_because = state.rewritten_because;
    return {};
}

/// The digest of a file that is read once and kept nowhere.
Result<runtime::DigestStream> hashed(const runtime::Descriptor& file, runtime::DigestAlgorithm algorithm) {
    const runtime::Descriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    runtime::DigestStream seen(algorithm);
    if (auto r = runtime::copy_hashed(file, nowhere, seen); !r.ok()) return std::move(r).error();
    return seen;
}

std::string to_json(const Options& options, const signing::SigningKey& key, BytesView attributes) {
    const signing::SignatureScheme scheme = key.scheme();
    const Bytes hash = signing::hash_to_sign(attributes, key);
    std::string json = "{\"in\":" + runtime::json_text(options.in) + ",\"state\":" + runtime::json_text(options.deferred_out) +
                       ",\"status\":\"prepared\",\"level\":" + runtime::json_text(signing::name_of(options.level)) +
                       ",\"signature_algorithm\":" + runtime::json_text(name_of(scheme.kind)) +
                       ",\"digest_algorithm\":" + runtime::json_text(name_of(scheme.digest)) + ",\"hash\":" + json_base64(hash);
    if (scheme.kind == signing::SignatureKind::RsaPkcs1)
        json += ",\"digest_info\":" + json_base64(signing::digest_info(scheme.digest, hash));
    return json + ",\"attributes\":" + json_base64(attributes) + "}";
}

Sealed told(const std::string& in, const std::string& out, Result<void> (*work)(const Setup&, Sealed&), const Setup& setup) {
    Sealed sealed;
    sealed.in = in;
    sealed.out = out;
    auto done = work(setup, sealed);
    sealed.ok = done.ok();
    if (!done.ok()) sealed.error = std::move(done).error();
    return sealed;
}

}  // namespace

std::string sentence_of(const Error& error) {
    const auto* known =
        std::find_if(kSentences.begin(), kSentences.end(), [&](const Sentence& s) { return s.detail == error.detail; });
    return known == kSentences.end() ? error.what : std::string(known->text);
}

Sealed seal_file(const Setup& setup, const std::string& in, const std::string& out) { return told(in, out, seal, setup); }

Sealed finish_deferred(const Setup& setup) { return told(setup.options.in, setup.options.out, finish, setup); }

Result<std::string> begin_deferred(const Setup& setup) {
    const Options& options = setup.options;
    struct stat info {};
    auto input = open_input(options.in, options.deferred_out, info);
    if (!input.ok()) return std::move(input).error();
    auto planned = setup.worker->plan(input.value(), place_of(options), setup.document_password);
    if (!planned.ok()) return std::move(planned).error();
    DeferredState state;
    state.rewritten = std::move(planned.value().rewritten);
    state.rewritten_because = planned.value().rewritten_because;
    pdf::SigningAct act = act_of(setup);
    runtime::DigestStream seen(act.digest);
    if (state.rewritten.empty()) {
        auto whole = hashed(input.value(), act.digest);
        if (!whole.ok()) return std::move(whole).error();
        seen = std::move(whole).value();
    } else {
        seen.update(state.rewritten);
    }
    auto pending =
        signing::begin_signature(seen, planned.value().plan, std::move(act), *setup.key, options.level, setup.sources());
    if (!pending.ok()) return std::move(pending).error();
    state.level = options.level;
    state.scheme = setup.key->scheme();
    state.certificates = setup.key->chain();
    state.increment = std::move(pending.value().increment);
    if (auto r = runtime::write_durably(options.deferred_out, bytes_of(state), 0600); !r.ok()) return std::move(r).error();
    return to_json(options, *setup.key, pending.value().attributes);
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
    return json + ",\"pending\":" + json_list(sealed.pending) + ",\"notes\":" + json_list(sealed.notes) + "}";
}

std::string sentence_of(const Sealed& sealed) {
    if (!sealed.ok) return sealed.in + ": " + sentence_of(sealed.error);
    if (sealed.pending.empty()) return sealed.notes.empty() ? std::string{} : sealed.out + ": signed; " + sealed.notes.front();
    return sealed.out + ": signed, but only to " + std::string(name_of(sealed.reached)) + "; " + sealed.pending.front();
}

}  // namespace quillport::seal
