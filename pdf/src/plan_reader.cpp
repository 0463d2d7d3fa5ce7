#include "plan_reader.hpp"

#include <charconv>
#include <qpdf/Buffer.hh>
#include <set>

#include "quillport/runtime/digest.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

// What a trailer says of its own section, not of the file (§7.5.5, §7.5.8.2); /Root and /ID are written anew.
const std::set<std::string> kOfTheSection = {"/Size",  "/Prev",   "/Root",        "/ID",     "/Type",   "/W",
                                             "/Index", "/Filter", "/DecodeParms", "/Length", "/XRefStm"};

std::string key_source(const std::string& key) { return Handle::newName(key).unparse(); }

void remember(Handle object, SigningPlan& plan) {
    if (object.isIndirect() && object.getGeneration() != 0) plan.generations[object.getObjectID()] = object.getGeneration();
}

int object_of(Handle object, SigningPlan& plan) {
    remember(object, plan);
    return object.isIndirect() ? object.getObjectID() : 0;
}

std::string items_of(Handle array) {
    std::string out;
    for (Handle& item : array.getArrayAsVector()) out += (out.empty() ? "" : " ") + item.unparse();
    return out;
}

PlannedArray array_of(Handle array, SigningPlan& plan) {
    if (!array.isArray()) return {};
    return {object_of(array, plan), items_of(array)};
}

void read_form(Handle form, SigningPlan& plan) {
    if (!form.isDictionary()) return;
    plan.form = {object_of(form, plan), entries_of(form)};
    plan.form.entries.erase("/Fields");
    plan.form_fields = array_of(form.getKey("/Fields"), plan);
    if (plan.form.object == 0) plan.catalog.erase("/AcroForm");
}

void read_list(Handle dss, const char* key, ValidationKind kind, SigningPlan& plan) {
    plan.dss.entries.erase(key);
    Handle list = dss.getKey(key);
    if (!list.isArray()) return;
    for (Handle& item : list.getArrayAsVector()) {
        if (!item.isStream()) continue;
        const auto data = item.getStreamData(qpdf_dl_generalized);
        const std::string_view bytes(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
        plan.validation.push_back({kind, runtime::sha256_hex(bytes_of(bytes)), item.unparse()});
    }
}

// ISO 32000-2 table 261.
void read_dss(Handle dss, SigningPlan& plan) {
    if (!dss.isDictionary()) return;
    plan.dss = {object_of(dss, plan), entries_of(dss)};
    read_list(dss, "/Certs", ValidationKind::Certificate, plan);
    read_list(dss, "/OCSPs", ValidationKind::OcspResponse, plan);
    read_list(dss, "/CRLs", ValidationKind::Crl, plan);
    if (plan.dss.object == 0) plan.catalog.erase("/DSS");
}

}  // namespace

Entries entries_of(Handle dictionary) {
    Entries entries;
    for (const std::string& key : dictionary.getKeys()) entries[key_source(key)] = dictionary.getKey(key).unparse();
    return entries;
}

std::int64_t last_xref_of(std::string_view file) {
    constexpr std::string_view kWord = "startxref";
    const std::size_t at = file.rfind(kWord);
    if (at == std::string_view::npos) return 0;
    const std::size_t digits = file.find_first_of("0123456789", at + kWord.size());
    std::int64_t offset = 0;
    if (digits != std::string_view::npos) std::from_chars(file.data() + digits, file.data() + file.size(), offset);
    return offset;
}

void read_plan_frame(QPDF& pdf, BytesView file, SigningPlan& plan) {
    Handle trailer = pdf.getTrailer();
    Handle catalog = pdf.getRoot();
    plan.file_size = static_cast<std::int64_t>(file.size());
    plan.ends_with_newline = !file.empty() && (file.back() == std::byte{'\n'} || file.back() == std::byte{'\r'});
    plan.last_xref = last_xref_of(text_of(file));
    const std::string_view section = text_of(file).substr(std::min(file.size(), static_cast<std::size_t>(plan.last_xref)), 4);
    plan.flavour = section == "xref" ? XrefFlavour::Table : XrefFlavour::Stream;
    plan.next_object = trailer.getKey("/Size").getIntValueAsInt();
    for (const std::string& key : trailer.getKeys()) {
        if (!kOfTheSection.contains(key)) plan.trailer[key_source(key)] = trailer.getKey(key).unparse();
    }
    Handle id = trailer.getKey("/ID");
    if (id.isArray() && id.getArrayNItems() == 2) plan.first_id = id.getArrayItem(0).unparse();
    plan.catalog_object = object_of(catalog, plan);
    plan.catalog = entries_of(catalog);
    read_form(catalog.getKey("/AcroForm"), plan);
    read_dss(catalog.getKey("/DSS"), plan);
}

void read_plan_page(Handle page, SigningPlan& plan) {
    plan.page = {object_of(page, plan), entries_of(page)};
    plan.page.entries.erase("/Annots");
    plan.annotations = array_of(page.getKey("/Annots"), plan);
}

std::string lock_parameters(Handle lock) {
    if (!lock.isDictionary() || !lock.getKey("/Action").isName()) return {};
    std::string out = "/Action " + lock.getKey("/Action").unparse();
    Handle fields = lock.getKey("/Fields");
    if (fields.isArray()) out += " /Fields [" + items_of(fields) + "]";
    return out;
}

}  // namespace quillport::pdf
