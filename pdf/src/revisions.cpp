#include "quillport/pdf/revisions.hpp"

#include <algorithm>
#include <exception>
#include <optional>

#include "revision_compare.hpp"
#include "revision_fields.hpp"
#include "revision_history.hpp"
#include "revision_policy.hpp"
#include "revision_snapshot.hpp"
#include "revision_validation.hpp"
#include "signature_place.hpp"

namespace quillport::pdf {
namespace {

using namespace revision;
using Handle = QPDFObjectHandle;
/// How many ends of revisions are tried when the end of the file cannot be read.
constexpr int kMostTries = 64;
constexpr std::string_view kEnd = "%%EOF";

std::string text_or_empty(Handle value) { return value.isString() ? value.getUTF8Value() : std::string{}; }

EmbeddedSignature describe(const FieldNode& field, Handle value) {
    EmbeddedSignature signature;
    signature.field = field.name;
    signature.time_stamp = is_time_stamp(value);
    Handle sub_filter = value.getKey("/SubFilter");
    if (sub_filter.isName()) signature.sub_filter = sub_filter.getName().substr(1);
    signature.claimed_time = text_or_empty(value.getKey("/M"));
    signature.name = text_or_empty(value.getKey("/Name"));
    signature.reason = text_or_empty(value.getKey("/Reason"));
    return signature;
}

/// The value of a signature as its bytes stand in the gap: it is not encrypted, whatever its document is (ISO 32000-1 §7.6.1).
Bytes read_contents(BytesView pdf, const std::array<std::int64_t, 4>& range) {
    const auto gap = text_of(pdf).substr(static_cast<std::size_t>(range[1]), static_cast<std::size_t>(range[2] - range[1]));
    Bytes contents;
    contents.reserve(gap.size() / 2);
    int high = -1;
    for (const char c : gap) {
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) continue;
        if (high >= 0) contents.push_back(static_cast<std::byte>(high * 16 + digit));
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0) contents.push_back(static_cast<std::byte>(high * 16));
    return contents;
}

/// The newest revision that can be read. The file's own end when all is well.
Result<std::unique_ptr<Snapshot>> open_newest(BytesView pdf, KnownObjects& known) {
    auto whole = open_snapshot(pdf, known);
    if (whole.ok() || whole.error().detail == "encrypted") return whole;
    const std::string_view text = text_of(pdf);
    std::size_t before = text.size();
    for (int i = 0; i < kMostTries; ++i) {
        const std::size_t at = before == 0 ? std::string_view::npos : text.rfind(kEnd, before - 1);
        if (at == std::string_view::npos) break;
        auto earlier = open_snapshot(pdf.first(at + kEnd.size()), known);
        if (earlier.ok()) return earlier;
        before = at;
    }
    return whole;
}

/// One signature while it is being judged.
struct Found {
    EmbeddedSignature signature;
    QPDFObjGen field_id, value_id;
    std::unique_ptr<Snapshot> revision;
};

class Reader {
  public:
    Reader(BytesView pdf, Snapshot& newest, KnownObjects& known) : pdf_(pdf), newest_(newest), known_(known) {}

    SignedRevisions read() {
        for (const FieldNode& field : newest_.fields) {
            Handle object = field.object;
            Handle value = object.getKey("/V");
            if (field.type == "/Sig" && value.isDictionary()) find(field, value);
        }
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return rank(a) < rank(b); });
        refuse_shared_revisions();
        judge_changes();
        SignedRevisions result;
        result.certified = policy_.certified;
        result.encrypted = newest_.qpdf.isEncrypted();
        ValidationReader validation;
        for (Found& found : found_) {
            if (found.revision) validation.read(*found.revision);
            result.signatures.push_back(std::move(found.signature));
        }
        validation.read(newest_);
        result.validation = validation.take();
        result.revisions = std::move(revisions_);
        return result;
    }

  private:
    static std::int64_t rank(const Found& found) { return found.revision ? found.revision->size : INT64_MAX; }

    void find(const FieldNode& field, Handle value) {
        Found found{describe(field, value), field.object.getObjGen(), value.getObjGen(), nullptr};
        const auto shares = [&](const Found& other) { return found.value_id.isIndirect() && other.value_id == found.value_id; };
        if (const auto other = std::find_if(found_.begin(), found_.end(), shares); other != found_.end()) {
            found.signature.defect = other->signature.defect = "Two form fields share one signature.";
            other->revision.reset();
            found_.push_back(std::move(found));
            return;
        }
        const Place place = find_place(pdf_, newest_, value);
        found.signature.byte_range = place.byte_range;
        found.signature.defect = place.defect;
        if (place.defect.empty()) open_revision(found);
        found_.push_back(std::move(found));
    }

    /// What was signed is read from what was signed: the same signature must stand in the beginning of the file that it covers.
    void open_revision(Found& found) {
        const auto& range = found.signature.byte_range;
        const std::int64_t end = range[2] + range[3];
        const BytesView covered = pdf_.first(static_cast<std::size_t>(end));
        auto revision = ends_as_revision(covered) ? open_snapshot(covered, known_) : Error{ErrorCode::Unsupported, "", "damaged"};
        if (!revision.ok()) {
            found.signature.defect = "What the signature covers is no complete revision of the file.";
            return;
        }
        Snapshot& snapshot = *revision.value();
        const FieldNode* field = snapshot.field(found.field_id);
        const auto entry = snapshot.xref.find(found.value_id);
        const bool stands_there = field != nullptr && field->name == found.signature.field &&
                                  Handle(field->object).getKey("/V").getObjGen() == found.value_id &&
                                  entry != snapshot.xref.end() && entry->second.getType() == 1 &&
                                  entry->second.getOffset() == newest_.xref.at(found.value_id).getOffset();
        if (!stands_there) {
            found.signature.defect = "The signature is not part of what it covers.";
            return;
        }
        found.signature.revision_end = end;
        found.signature.contents = read_contents(pdf_, range);
        found.revision = std::move(revision).value();
    }

    void refuse_shared_revisions() {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            for (std::size_t j = i + 1; j < found_.size() && rank(found_[i]) == rank(found_[j]) && found_[i].revision; ++j) {
                found_[i].signature.defect = found_[j].signature.defect = "Two signatures claim the same revision.";
            }
        }
        for (Found& found : found_) {
            if (found.signature.defect.empty()) continue;
            found.revision.reset();
            found.signature.revision_end = 0;
        }
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return rank(a) < rank(b); });
    }

    /// Every step from one revision to the next is compared once, and then judged by each signature before it.
    void judge_changes() {
        std::vector<Policy> policies;
        for (std::size_t i = 0; i < found_.size() && found_[i].revision; ++i) {
            Snapshot& revision = *found_[i].revision;
            if (const FieldNode* field = revision.field(found_[i].field_id)) {
                found_[i].signature.certifies = policy_.tighten(revision, *field);
            }
            policies.push_back(policy_);
            const std::size_t first = revisions_.size();
            if (i + 1 < found_.size() && found_[i + 1].revision) {
                follow(revision, *found_[i + 1].revision);
                revisions_.back().field = found_[i + 1].signature.field;
            } else {
                follow_to_end(revision);
            }
            for (std::size_t j = 0; j <= i; ++j) report_to(found_[j].signature, policies[j], first);
        }
    }

    /// The revisions since `first`, in the eyes of one signature.
    void report_to(EmbeddedSignature& signature, const Policy& policy, std::size_t first) const {
        for (std::size_t r = first; r < revisions_.size(); ++r) {
            for (LaterChange change : revisions_[r].changes) {
                change.allowed = policy.allows(change);
                signature.later_changes.push_back(std::move(change));
            }
        }
    }

    /// All revisions behind one, up to another.
    void follow(Snapshot& before, Snapshot& after) {
        Snapshot* last = &before;
        const auto between = revisions_between(pdf_, before, after, known_);
        for (const auto& next : between) {
            add_revision(next->size, compare(*last, *next, known_));
            last = next.get();
        }
        add_revision(after.size, compare(*last, after, known_));
    }

    void follow_to_end(Snapshot& revision) {
        if (newest_.size > revision.size) {
            const std::string_view between = text_of(pdf_).substr(static_cast<std::size_t>(revision.size));
            if (between.find_first_not_of("\r\n ") != std::string_view::npos) follow(revision, newest_);
        }
        const auto size = static_cast<std::int64_t>(pdf_.size());
        if (newest_.size < size || !ends_as_revision(pdf_)) {
            add_revision(size, {{ChangeKind::Other, {}, "Bytes that belong to no revision were appended."}});
        }
    }

    void add_revision(std::int64_t end, std::vector<LaterChange> changes) {
        for (LaterChange& change : changes) change.revision_end = end;
        revisions_.push_back({end, {}, std::move(changes)});
    }

    BytesView pdf_;
    Snapshot& newest_;
    KnownObjects& known_;
    std::vector<Found> found_;
    Policy policy_;
    std::vector<Revision> revisions_;
};

}  // namespace

Result<SignedRevisions> read_signatures(BytesView pdf, std::string_view password) {
    if (text_of(pdf).substr(0, 1024).find("%PDF-") == std::string_view::npos)
        return Error{ErrorCode::Unsupported, "the file is no PDF", "not_pdf"};
    // Offsets count from the header; a byte range counts from the first byte of the file.
    if (!text_of(pdf).starts_with("%PDF-")) return Error{ErrorCode::Unsupported, "there are bytes before the header", "damaged"};
    try {
        KnownObjects known;
        known.password = password;
        auto newest = open_newest(pdf, known);
        if (!newest.ok()) return std::move(newest).error();
        auto result = Reader(pdf, *newest.value(), known).read();
        const bool cut = newest.value()->size < static_cast<std::int64_t>(pdf.size());
        if (cut && result.signatures.empty())
            return Error{ErrorCode::Unsupported, "the end of the file cannot be read", "damaged"};
        return result;
    } catch (const std::exception& e) {
        return Error{ErrorCode::Unsupported, e.what(), "damaged"};
    }
}

}  // namespace quillport::pdf
