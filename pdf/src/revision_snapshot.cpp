#include "revision_snapshot.hpp"

#include <algorithm>
#include <charconv>
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

void walk_field(Snapshot& snapshot, Handle node, Inherited inherited, std::set<QPDFObjGen>& seen, int depth) {
    // A field that is no object of its own is compared as a part of the array that holds it.
    if (!node.isDictionary() || !node.isIndirect()) return;
    if (depth > kDeepest || !seen.insert(node.getObjGen()).second) {
        snapshot.confusion = "The tree of form fields is not well formed.";
        return;
    }
    Handle partial = node.getKey("/T");
    if (partial.isString()) inherited.name += (inherited.name.empty() ? "" : ".") + partial.getUTF8Value();
    Handle type = node.getKey("/FT");
    if (type.isName()) inherited.type = type.getName();
    give_role(snapshot, node, Role::Field);
    snapshot.fields.push_back({inherited.name, inherited.type, node});
    Handle kids = node.getKey("/Kids");
    if (!kids.isArray()) return;
    for (Handle& kid : kids.getArrayAsVector()) walk_field(snapshot, kid, inherited, seen, depth + 1);
}

void read_structure(Snapshot& snapshot) {
    Handle root = snapshot.qpdf.getRoot();
    give_role(snapshot, root, Role::Catalog);
    Handle form = root.getKey("/AcroForm");
    give_role(snapshot, form, Role::Form);
    std::set<QPDFObjGen> seen;
    walk_pages(snapshot, root.getKey("/Pages"), seen, 0);
    if (form.isDictionary() && form.getKey("/Fields").isArray()) {
        std::set<QPDFObjGen> seen_fields;
        for (Handle& field : form.getKey("/Fields").getArrayAsVector()) walk_field(snapshot, field, {}, seen_fields, 0);
    }
    for (Handle& page : snapshot.pages) {
        Handle annotations = page.getKey("/Annots");
        if (!annotations.isArray()) continue;
        for (Handle& annotation : annotations.getArrayAsVector()) give_role(snapshot, annotation, Role::Annotation);
    }
}

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

Error unsupported(const std::exception& e, const char* detail) { return {ErrorCode::Unsupported, e.what(), detail}; }

}  // namespace

const FieldNode* Snapshot::field(QPDFObjGen id) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldNode& f) { return f.object.getObjGen() == id; });
    return found == fields.end() ? nullptr : &*found;
}

Result<std::unique_ptr<Snapshot>> open_snapshot(BytesView pdf) {
    auto snapshot = std::make_unique<Snapshot>();
    try {
        snapshot->qpdf.setSuppressWarnings(true);
        // Repairs are guesses, and an attacker chooses what is guessed.
        snapshot->qpdf.setAttemptRecovery(false);
        snapshot->qpdf.processMemoryFile("revision", reinterpret_cast<const char*>(pdf.data()), pdf.size());
        if (snapshot->qpdf.isEncrypted()) return Error{ErrorCode::Unsupported, "the file is encrypted", "encrypted"};
        if (!snapshot->qpdf.getRoot().isDictionary()) return Error{ErrorCode::Unsupported, "there is no catalog", "damaged"};
        snapshot->xref = snapshot->qpdf.getXRefTable();
        snapshot->size = static_cast<std::int64_t>(pdf.size());
        snapshot->last_xref = last_startxref(text_of(pdf));
        read_structure(*snapshot);
    } catch (const QPDFExc& e) {
        return unsupported(e, e.getErrorCode() == qpdf_e_password ? "encrypted" : "damaged");
    } catch (const std::exception& e) {
        return unsupported(e, "damaged");
    }
    return snapshot;
}

}  // namespace quillport::pdf::revision
