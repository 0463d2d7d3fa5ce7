#pragma once
#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <vector>

#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/pdf/increment.hpp"

namespace quillport::pdf::test {

inline constexpr TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

/// A classic file of these objects, numbered from 1; the first is the catalog. `trailer` are further entries.
inline std::string classic_file(const std::vector<std::string>& objects, const std::string& trailer = {}) {
    std::string file = "%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string offset = std::to_string(file.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(file.size()), size = std::to_string(objects.size() + 1);
    return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size +
           " /Root 1 0 R /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]" + trailer +
           " >>\nstartxref\n" + start + "\n%%EOF\n";
}

/// Two pages, the second turned, and a form: a text field, an empty signature field "approver" on page 2, and one whose widget is
/// a dictionary of its own, "split". `catalog` are further entries.
inline std::vector<std::string> document_objects(const std::string& catalog = {}) {
    return {"<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (sl) " + catalog + " >>",
            "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595.303937007874 841.889763779528] >>",
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /CropBox [0 0 595.303937007874 841.8897637] /Annots [7 0 R 9 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Rotate 90 /Annots [8 0 R] >>",
            "<< /Length 24 >>\nstream\n0.123456789 0 m 9 9 l S \nendstream",
            "<< /Fields [7 0 R 8 0 R 10 0 R] /DA (/Helv 0 Tf 0 g) /SigFlags 1 >>",
            "<< /Type /Annot /Subtype /Widget /FT /Tx /T (text) /Rect [10 10 110 30.5] /P 3 0 R /F 4 >>",
            "<< /Type /Annot /Subtype /Widget /FT /Sig /T (approver) /Rect [10 50 110 90] /P 4 0 R /F 4 >>",
            "<< /Type /Annot /Subtype /Widget /Parent 10 0 R /Rect [10 50 110 90] /P 3 0 R /F 4 >>",
            "<< /FT /Sig /T (split) /Kids [9 0 R] /Lock << /Type /SigFieldLock /Action /Include /Fields [(text)] >> >>"};
}

inline std::string plain_document() { return classic_file(document_objects()); }

/// Written again by libqpdf, as `how` sets the writer.
inline std::string rewritten(const std::string& file, const std::function<void(QPDFWriter&)>& how, const char* password = "") {
    QPDF pdf;
    pdf.processMemoryFile("in", file.data(), file.size(), password);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(false);
    writer.setStaticID(true);
    how(writer);
    writer.write();
    const std::unique_ptr<Buffer> buffer(writer.getBuffer());
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

struct Flavour {
    const char* name;
    std::string file;
    const char* password;
    XrefFlavour xref;
    Cipher cipher;
};

inline std::vector<Flavour> flavours() {
    const std::string plain = plain_document();
    const auto streams = [](QPDFWriter& w) { w.setObjectStreamMode(qpdf_o_generate); };
    const auto linear = [](QPDFWriter& w) { w.setLinearization(true); };
    const auto aes128 = [](QPDFWriter& w) {
        w.setR4EncryptionParametersInsecure("user", "owner", true, true, true, true, true, true, qpdf_r3p_full, true, true);
    };
    const auto aes256 = [](QPDFWriter& w) {
        w.setR6EncryptionParameters("user", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    };
    const auto both = [&](QPDFWriter& w) {
        streams(w);
        aes256(w);
        linear(w);
    };
    std::string no_line_end = plain;
    no_line_end.pop_back();
    return {{"table", plain, "", XrefFlavour::Table, Cipher::None},
            {"no line end", no_line_end, "", XrefFlavour::Table, Cipher::None},
            {"object streams", rewritten(plain, streams), "", XrefFlavour::Stream, Cipher::None},
            {"linearized", rewritten(plain, linear), "", XrefFlavour::Table, Cipher::None},
            {"AES-128", rewritten(plain, aes128), "user", XrefFlavour::Table, Cipher::Aes128},
            {"AES-256", rewritten(plain, aes256), "owner", XrefFlavour::Table, Cipher::Aes256},
            {"AES-256, object streams, linearized", rewritten(plain, both), "user", XrefFlavour::Stream, Cipher::Aes256}};
}

/// The file after an increment, opened again; every warning is a failure.
struct Reopened {
    std::string file;
    std::unique_ptr<QPDF> pdf = std::make_unique<QPDF>();

    Reopened(const std::string& before, BytesView appended, const char* password)
        : file(before + std::string(text_of(appended))) {
        pdf->setSuppressWarnings(true);
        pdf->setAttemptRecovery(false);
        pdf->processMemoryFile("again", file.data(), file.size(), password);
    }
    [[nodiscard]] QPDFObjectHandle field(const std::string& name) const {
        QPDFObjectHandle fields = pdf->getRoot().getKey("/AcroForm").getKey("/Fields");
        for (QPDFObjectHandle& field : fields.getArrayAsVector()) {
            if (field.getKey("/T").getUTF8Value() == name) return field;
        }
        return QPDFObjectHandle::newNull();
    }
    /// Object number -> source text of everything that the file has.
    [[nodiscard]] std::map<QPDFObjGen, std::string> objects() const {
        std::map<QPDFObjGen, std::string> out;
        for (QPDFObjectHandle& object : pdf->getAllObjects()) out[object.getObjGen()] = object.unparseResolved();
        return out;
    }
};

inline SigningAct signer_act() {
    SigningAct act;
    act.owner = "signer";
    act.signer_name = "Žaneta (Š)";
    act.reason = "I agree";
    act.when = kNow;
    act.hole = 60;
    return act;
}

}  // namespace quillport::pdf::test
