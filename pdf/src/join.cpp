#include "quillport/pdf/join.hpp"

#include <algorithm>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "document_parts.hpp"
#include "document_rules.hpp"
#include "quillport/pdf/document.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

Error unsupported(std::string detail) { return Error{ErrorCode::Unsupported, "documents cannot be joined", std::move(detail)}; }

/// The dictionary under this key; made when it is missing.
Handle dictionary_in(Handle owner, const std::string& key) {
    Handle there = owner.getKey(key);
    if (there.isDictionary()) return there;
    return owner.replaceKeyAndGetNew(key, Handle::newDictionary());
}
Handle array_in(Handle owner, const std::string& key) {
    Handle there = owner.getKey(key);
    if (there.isArray()) return there;
    return owner.replaceKeyAndGetNew(key, Handle::newArray());
}

/// What speaks of an object in two documents must be one object: only then can it be copied by reference.
std::vector<Handle> fields_of(QPDF& qpdf) {
    std::vector<Handle> fields;
    Handle form = qpdf.getRoot().getKey("/AcroForm");
    Handle list = form.isDictionary() ? form.getKey("/Fields") : Handle::newNull();
    if (!list.isArray()) return fields;
    for (Handle field : list.getArrayAsVector())
        if (field.isDictionary() && field.isIndirect()) fields.push_back(field);
    return fields;
}

/// ISO 32000-1 §12.7.3.2: a parent without a type groups fields and lends them its name; what they inherit from the form
/// dictionary is written down, for they share one now.
void add_form(QPDF& base, QPDF& part, const std::string& name) {
    const std::vector<Handle> fields = fields_of(part);
    if (fields.empty()) return;
    Handle form = dictionary_in(base.getRoot(), "/AcroForm");
    Handle group = base.makeIndirectObject(Handle::newDictionary());
    group.replaceKey("/T", Handle::newString(name));
    Handle kids = group.replaceKeyAndGetNew("/Kids", Handle::newArray());
    for (const Handle& field : fields) {
        Handle own = &part == &base ? field : base.copyForeignObject(field);
        own.replaceKey("/Parent", group);
        kids.appendItem(own);
    }
    Handle appearance = part.getRoot().getKey("/AcroForm").getKey("/DA");
    if (appearance.isString()) group.replaceKey("/DA", Handle::newString(appearance.getStringValue()));
    if (&part == &base) form.replaceKey("/Fields", Handle::newArray());
    array_in(form, "/Fields").appendItem(group);
    form.removeKey("/XFA");
}

/// Fonts that the fields' default appearances name; of two with one name the first stays.
void add_form_resources(QPDF& base, QPDF& part) {
    Handle theirs = part.getRoot().getKey("/AcroForm");
    theirs = theirs.isDictionary() ? theirs.getKey("/DR") : Handle::newNull();
    Handle fonts = theirs.isDictionary() ? theirs.getKey("/Font") : Handle::newNull();
    if (!fonts.isDictionary()) return;
    Handle ours = dictionary_in(dictionary_in(dictionary_in(base.getRoot(), "/AcroForm"), "/DR"), "/Font");
    for (auto [key, font] : fonts.ditems())
        if (!ours.hasKey(key) && font.isIndirect()) ours.replaceKey(key, base.copyForeignObject(font));
}

/// Layers of a document and those of them that are switched off by default (ISO 32000-1 §8.11.4.2, §8.11.4.3).
struct Layers {
    std::vector<Handle> all;
    std::set<QPDFObjGen> off;
};
Layers layers_of(QPDF& qpdf) {
    Layers layers;
    Handle properties = qpdf.getRoot().getKey("/OCProperties");
    if (!properties.isDictionary() || !properties.getKey("/OCGs").isArray()) return layers;
    Handle state = properties.getKey("/D");
    const bool base_off = state.isDictionary() && state.getKey("/BaseState").isNameAndEquals("/OFF");
    const auto named = [&](const char* key) {
        std::set<QPDFObjGen> names;
        if (state.isDictionary() && state.getKey(key).isArray())
            for (const Handle& layer : state.getKey(key).getArrayAsVector()) names.insert(layer.getObjGen());
        return names;
    };
    const auto on = named("/ON");
    layers.off = named("/OFF");
    for (Handle layer : properties.getKey("/OCGs").getArrayAsVector()) {
        if (!layer.isDictionary() || !layer.isIndirect()) continue;
        layers.all.push_back(layer);
        if (base_off && !on.contains(layer.getObjGen())) layers.off.insert(layer.getObjGen());
    }
    return layers;
}

/// What was hidden stays hidden, what was seen stays seen.
void add_layers(QPDF& base, QPDF& part) {
    const Layers layers = layers_of(part);
    if (layers.all.empty()) return;
    Handle properties = dictionary_in(base.getRoot(), "/OCProperties");
    Handle all = array_in(properties, "/OCGs");
    Handle state = dictionary_in(properties, "/D");
    for (const Handle& layer : layers.all) {
        Handle own = base.copyForeignObject(layer);
        all.appendItem(own);
        array_in(state, layers.off.contains(layer.getObjGen()) ? "/OFF" : "/ON").appendItem(own);
    }
}

void add_attachments(QPDF& base, QPDF& part) {
    QPDFEmbeddedFileDocumentHelper theirs(part);
    QPDFEmbeddedFileDocumentHelper ours(base);
    Handle associated = part.getRoot().getKey("/AF");
    std::set<QPDFObjGen> of_document;
    if (associated.isArray())
        for (const Handle& file : associated.getArrayAsVector()) of_document.insert(file.getObjGen());
    for (const auto& [name, file] : theirs.getEmbeddedFiles()) {
        Handle specification = file->getObjectHandle();
        if (!specification.isIndirect()) continue;
        std::string free = name;
        for (int n = 2; ours.getEmbeddedFile(free) != nullptr; ++n) free = std::to_string(n) + " " + name;
        Handle own = base.copyForeignObject(specification);
        ours.replaceEmbeddedFile(free, QPDFFileSpecObjectHelper(own));
        if (of_document.contains(specification.getObjGen())) array_in(base.getRoot(), "/AF").appendItem(own);
    }
}

/// Places in a structure tree that is not taken along.
void forget_structure(Handle page) {
    page.removeKey("/StructParents");
    Handle annotations = page.getKey("/Annots");
    if (!annotations.isArray()) return;
    for (Handle annotation : annotations.getArrayAsVector())
        if (annotation.isDictionary()) annotation.removeKey("/StructParent");
}

void add_pages(QPDF& base, QPDF& part) {
    for (const Handle& page : part.getAllPages()) base.addPage(page, false);
    const auto count = part.getAllPages().size();
    const std::vector<Handle> pages = base.getAllPages();
    std::for_each(pages.end() - static_cast<std::ptrdiff_t>(count), pages.end(), forget_structure);
}

bool says_archival(QPDF& qpdf) {
    Handle metadata = qpdf.getRoot().getKey("/Metadata");
    if (!metadata.isStream()) return false;
    const std::shared_ptr<Buffer> data = metadata.getStreamData();
    return std::string_view(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()).find("pdfaid") !=
           std::string_view::npos;
}

Bytes written(QPDF& qpdf) {
    QPDFWriter writer(qpdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setNewlineBeforeEndstream(true);
    writer.setDeterministicID(true);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return copy_of(std::string_view(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()));
}

Bytes joined(std::vector<Document>& documents, const std::vector<JoinPart>& parts) {
    QPDF& base = documents.front().parts().qpdf;
    const bool archival =
        std::all_of(documents.begin(), documents.end(), [](Document& d) { return says_archival(d.parts().qpdf); });
    if (!archival && says_archival(base)) base.getRoot().removeKey("/Metadata");
    add_form(base, base, parts.front().form_name);
    for (std::size_t i = 1; i < documents.size(); ++i) {
        QPDF& part = documents[i].parts().qpdf;
        add_pages(base, part);
        add_form(base, part, parts[i].form_name);
        add_form_resources(base, part);
        add_layers(base, part);
        add_attachments(base, part);
    }
    return written(base);
}

}  // namespace

Result<Bytes> join(const std::vector<JoinPart>& parts) {
    if (parts.size() < 2) return Error{ErrorCode::InvalidInput, "one document cannot be joined", {}};
    std::vector<Document> documents;
    for (const JoinPart& part : parts) {
        if (part.form_name.empty() || part.form_name.find('.') != std::string::npos)
            return Error{ErrorCode::InvalidInput, "the name of a part's form", {}};
        auto document = Document::open(part.pdf);
        if (!document.ok()) return std::move(document).error();
        if (document.value().is_encrypted()) return unsupported("encrypted");
        if (document.value().is_signed() || carries_signatures(document.value().parts().qpdf)) return unsupported("signed");
        documents.push_back(std::move(document).value());
    }
    try {
        return joined(documents, parts);
    } catch (const std::exception&) {
        return unsupported("damaged");
    }
}

}  // namespace quillport::pdf
