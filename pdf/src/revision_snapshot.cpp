#include "revision_snapshot.hpp"

#include <charconv>
#include <deque>
#include <exception>
#include <set>

namespace quillport::pdf::revision {
namespace {

using Handle = QPDFObjectHandle;
/// Deeper trees than any real document has; a hostile one ends here.
constexpr int kDeepest = 64;

void give_role(Snapshot& snapshot, const Handle& object, Role role) {
    if (!object.isIndirect()) return;
    const auto [entry, fresh] = snapshot.roles.emplace(object.getObjGen(), role);
    // A widget is listed in /Annots and, merged with its field, in the form as well.
    if (!fresh && entry->second != role && !(entry->second == Role::Field && role == Role::Annotation)) {
        snapshot.confusion = "One object of the file plays two parts at once.";
    }
}

void walk_pages(Snapshot& snapshot, Handle node, std::set<QPDFObjGen>& seen, int depth) {
    if (!node.isDictionary() || depth > kDeepest || (node.isIndirect() && !seen.insert(node.getObjGen()).second)) {
        snapshot.confusion = "The list of pages is not well formed.";
        return;
    }
    Handle kids = node.getKey("/Kids");
    if (!kids.isArray()) {
        give_role(snapshot, node, Role::Page);
        snapshot.pages.push_back(node);
        return;
    }
    for (Handle& kid : kids.getArrayAsVector()) walk_pages(snapshot, kid, seen, depth + 1);
}

struct Inherited {
    std::string name;
    std::string type;
};

FieldFacts read_facts(Handle node) {
    FieldFacts facts;
    Handle partial = node.getKey("/T");
    facts.has_name = partial.isString();
    if (facts.has_name) facts.partial_name = partial.getUTF8Value();
    Handle type = node.getKey("/FT");
    if (type.isName()) facts.type = type.getName();
    Handle kids = node.getKey("/Kids");
    facts.has_kids = kids.isArray();
    if (!facts.has_kids) return facts;
    for (const Handle& kid : kids.getArrayAsVector()) {
        // A field that is no object of its own is compared as a part of the array that holds it.
        if (kid.isIndirect()) facts.kids.push_back(kid.getObjGen());
    }
    return facts;
}

class FieldWalk {
  public:
    FieldWalk(Snapshot& snapshot, KnownObjects& known) : snapshot_(snapshot), known_(known) {}

    void visit(QPDFObjGen id, Inherited inherited, int depth) {
        const FieldFacts* facts = facts_of(id);
        if (facts == nullptr) return;
        if (depth > kDeepest || !seen_.insert(id).second) {
            snapshot_.confusion = "The tree of form fields is not well formed.";
            return;
        }
        if (facts->has_name) inherited.name += (inherited.name.empty() ? "" : ".") + facts->partial_name;
        if (!facts->type.empty()) inherited.type = facts->type;
        Handle node = snapshot_.qpdf.getObject(id);
        give_role(snapshot_, node, Role::Field);
        snapshot_.field_index.emplace(id, snapshot_.fields.size());
        snapshot_.fields.push_back({inherited.name, inherited.type, node});
        for (const QPDFObjGen kid : facts->kids) visit(kid, inherited, depth + 1);
    }

  private:
    /// Null for what is no dictionary.
    const FieldFacts* facts_of(QPDFObjGen id) {
        const qpdf_offset_t offset = snapshot_.offset_of(id);
        if (const auto found = known_.fields.find(offset); offset >= 0 && found != known_.fields.end()) return &found->second;
        Handle node = snapshot_.qpdf.getObject(id);
        if (!node.isDictionary()) return nullptr;
        // A kid list of its own may change without the field; only what stands in the field itself is kept.
        const bool keeps = offset >= 0 && !node.getKey("/Kids").isIndirect() && !node.getKey("/T").isIndirect() &&
                           !node.getKey("/FT").isIndirect();
        if (keeps) return &known_.fields.insert_or_assign(offset, read_facts(node)).first->second;
        return &own_.emplace_back(read_facts(node));
    }

    Snapshot& snapshot_;
    KnownObjects& known_;
    std::set<QPDFObjGen> seen_;
    std::deque<FieldFacts> own_;
};

void read_structure(Snapshot& snapshot, KnownObjects& known) {
    Handle root = snapshot.qpdf.getRoot();
    give_role(snapshot, root, Role::Catalog);
    Handle form = root.getKey("/AcroForm");
    give_role(snapshot, form, Role::Form);
    std::set<QPDFObjGen> seen;
    walk_pages(snapshot, root.getKey("/Pages"), seen, 0);
    if (form.isDictionary() && form.getKey("/Fields").isArray()) {
        FieldWalk walk(snapshot, known);
        for (const Handle& field : form.getKey("/Fields").getArrayAsVector()) {
            if (field.isIndirect()) walk.visit(field.getObjGen(), {}, 0);
        }
    }
    for (Handle& page : snapshot.pages) {
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) continue;
        for (Handle& annotation : annotations.getArrayAsVector()) give_role(snapshot, annotation, Role::Annotation);
    }
}

Error unsupported(const std::exception& e, const char* detail) { return {ErrorCode::Unsupported, e.what(), detail}; }

}  // namespace

std::int64_t last_startxref(std::string_view pdf) {
    constexpr std::string_view kKeyword = "startxref";
    const auto at = pdf.rfind(kKeyword);
    if (at == std::string_view::npos) return -1;
    const auto digits = pdf.find_first_of("0123456789", at + kKeyword.size());
    if (digits == std::string_view::npos) return -1;
    std::int64_t offset = -1;
    std::from_chars(pdf.data() + digits, pdf.data() + pdf.size(), offset);
    return offset;
}

const FieldNode* Snapshot::field(QPDFObjGen id) const {
    const auto found = field_index.find(id);
    return found == field_index.end() ? nullptr : &fields[found->second];
}

qpdf_offset_t Snapshot::offset_of(QPDFObjGen id) const {
    const auto entry = xref.find(id);
    return entry != xref.end() && entry->second.getType() == 1 ? entry->second.getOffset() : -1;
}

Result<std::unique_ptr<Snapshot>> open_snapshot(BytesView pdf, KnownObjects& known) {
    auto snapshot = std::make_unique<Snapshot>();
    try {
        snapshot->qpdf.setSuppressWarnings(true);
        // Repairs are guesses, and an attacker chooses what is guessed.
        snapshot->qpdf.setAttemptRecovery(false);
        snapshot->qpdf.processMemoryFile("revision", reinterpret_cast<const char*>(pdf.data()), pdf.size(),
                                         known.password.c_str());
        if (!snapshot->qpdf.getRoot().isDictionary()) return Error{ErrorCode::Unsupported, "there is no catalog", "damaged"};
        snapshot->xref = snapshot->qpdf.getXRefTable();
        snapshot->size = static_cast<std::int64_t>(pdf.size());
        snapshot->last_xref = last_startxref(text_of(pdf));
        read_structure(*snapshot, known);
    } catch (const QPDFExc& e) {
        return unsupported(e, e.getErrorCode() == qpdf_e_password ? "encrypted" : "damaged");
    } catch (const std::exception& e) {
        return unsupported(e, "damaged");
    }
    return snapshot;
}

}  // namespace quillport::pdf::revision
