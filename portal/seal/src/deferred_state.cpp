#include "deferred_state.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace quillport::seal {
namespace {

using quillport::bytes_of;
constexpr std::string_view kTitle = "quillport-seal deferred 1\n";
constexpr std::array<std::string_view, 4> kKinds{"rsa-pkcs1", "rsa-pss", "ecdsa", "ed25519"};
constexpr std::array<std::string_view, 3> kDigests{"sha256", "sha384", "sha512"};
constexpr std::size_t kMostCertificates = 64;

/// "name value" lines, an empty one, then the blobs whose sizes the lines told.
class StateWriter {
  public:
    void line(std::string_view name, std::string_view value) { head_ += std::string(name) + " " + std::string(value) + "\n"; }
    void number(std::string_view name, std::size_t value) { line(name, std::to_string(value)); }
    void blob(std::string_view name, BytesView data) {
        number(name, data.size());
        body_.insert(body_.end(), data.begin(), data.end());
    }
    [[nodiscard]] Bytes take() const {
        Bytes all = copy_of(std::string(kTitle) + head_ + "\n");
        all.insert(all.end(), body_.begin(), body_.end());
        return all;
    }

  private:
    std::string head_;
    Bytes body_;
};

/// The same in the same order; after the first thing that is missing nothing is found.
class StateReader {
  public:
    explicit StateReader(BytesView file) {
        const std::string_view text = text_of(file);
        const std::size_t end = text.find("\n\n");
        ok_ = text.starts_with(kTitle) && end != std::string_view::npos;
        if (!ok_) return;
        head_ = text.substr(kTitle.size(), end + 1 - kTitle.size());
        body_ = file.subspan(end + 2);
    }
    std::string line(std::string_view name) {
        const std::size_t end = head_.find('\n');
        const std::string_view found = head_.substr(0, end);
        ok_ = ok_ && end != std::string_view::npos && found.size() > name.size() && found.starts_with(name) &&
              found[name.size()] == ' ';
        if (!ok_) return {};
        head_.remove_prefix(end + 1);
        return std::string(found.substr(name.size() + 1));
    }
    std::size_t number(std::string_view name) {
        const std::string text = line(name);
        std::size_t value = 0;
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
        ok_ = ok_ && failed == std::errc{} && end == text.data() + text.size();
        return ok_ ? value : 0;
    }
    Bytes blob(std::string_view name) {
        const std::size_t size = number(name);
        ok_ = ok_ && size <= body_.size();
        if (!ok_) return {};
        const BytesView found = body_.first(size);
        body_ = body_.subspan(size);
        return copy_of(found);
    }
    /// The place of a word in a table.
    template <typename Table>
    std::size_t word(std::string_view name, const Table& table) {
        const auto found = std::find(table.begin(), table.end(), line(name));
        ok_ = ok_ && found != table.end();
        return ok_ ? static_cast<std::size_t>(found - table.begin()) : 0;
    }
    [[nodiscard]] bool complete() const { return ok_ && head_.empty() && body_.empty(); }

  private:
    bool ok_ = false;
    std::string_view head_;
    BytesView body_;
};

/// What the hole says must lie inside of what is appended.
bool is_sound(const pdf::PendingIncrement& increment) {
    const std::size_t size = increment.appended.size();
    return increment.hole_offset > 0 && increment.hole_offset < size && increment.hole_size <= size / 2 &&
           increment.hole_offset + 2 * increment.hole_size < size &&
           increment.next.file_size >= static_cast<std::int64_t>(size) &&
           increment.digest.size() == runtime::size_of(increment.algorithm);
}

}  // namespace

std::string_view name_of(signing::SignatureKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(runtime::DigestAlgorithm digest) noexcept { return kDigests[static_cast<std::size_t>(digest)]; }

Bytes bytes_of(const DeferredState& state) {
    StateWriter out;
    out.line("level", signing::name_of(state.level));
    out.line("kind", name_of(state.scheme.kind));
    out.line("algorithm", name_of(state.scheme.digest));
    out.number("certificates", state.certificates.size());
    for (const Bytes& one : state.certificates) out.blob("certificate", one);
    out.line("rewritten-because", state.rewritten_because.empty() ? "-" : state.rewritten_because);
    out.blob("rewritten", state.rewritten);
    out.number("hole-offset", state.increment.hole_offset);
    out.number("hole-size", state.increment.hole_size);
    out.blob("digest", state.increment.digest);
    out.blob("appended", state.increment.appended);
    out.blob("plan", bytes_of(state.increment.next.to_text()));
    return out.take();
}

Result<DeferredState> parse_state(BytesView file) {
    const Error unusable{ErrorCode::InvalidInput, "the file does not hold what --deferred-out wrote", ""};
    StateReader in(file);
    DeferredState state;
    const auto level = signing::parse_level(in.line("level"));
    state.scheme.kind = static_cast<signing::SignatureKind>(in.word("kind", kKinds));
    state.scheme.digest = static_cast<runtime::DigestAlgorithm>(in.word("algorithm", kDigests));
    const std::size_t count = in.number("certificates");
    for (std::size_t i = 0; i < std::min(count, kMostCertificates); ++i) state.certificates.push_back(in.blob("certificate"));
    state.rewritten_because = in.line("rewritten-because");
    if (state.rewritten_because == "-") state.rewritten_because.clear();
    state.rewritten = in.blob("rewritten");
    state.increment.algorithm = state.scheme.digest;
    state.increment.hole_offset = in.number("hole-offset");
    state.increment.hole_size = in.number("hole-size");
    state.increment.digest = in.blob("digest");
    state.increment.appended = in.blob("appended");
    const Bytes plan = in.blob("plan");
    if (!level.ok() || !in.complete()) return unusable;
    auto next = pdf::SigningPlan::parse(text_of(plan));
    if (!next.ok()) return unusable;
    state.level = level.value();
    state.increment.next = std::move(next).value();
    return is_sound(state.increment) ? Result<DeferredState>(std::move(state)) : unusable;
}

}  // namespace quillport::seal
