#pragma once
#include <cstdio>
#include <functional>
#include <map>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/sign.hpp"

namespace quillport::signing::test {

inline std::string stream(const std::string& data, const std::string& dictionary = "") {
    return "<< /Length " + std::to_string(data.size()) + " " + dictionary + " >>\nstream\n" + data + "\nendstream";
}

/// A one-page document with a form, written by hand so that a test can write anything into it, right or wrong.
/// Objects: 1 catalog, 2 pages, 3 page, 4 form, 5 content, 10 certification, 11 and 12 signatures ("first" locks "amount"),
/// 13 "amount", 14 "note", 15 a font.
class MiniPdf {
  public:
    MiniPdf() {
        objects[1] = "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>";
        objects[2] = "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>";
        objects[3] =
            "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 15 0 R >> >> /Contents 5 0 R "
            "/Annots [ 10 0 R 11 0 R 12 "
            "0 R 13 0 R 14 0 R ] >>";
        objects[4] = "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>";
        objects[5] = stream("BT /F 12 Tf 72 700 Td (Delivery in 30 days) Tj ET");
        objects[10] = signature_field("certification");
        objects[11] = signature_field("first", "/Lock << /Type /SigFieldLock /Action /Include /Fields [ (amount) ] >>");
        objects[12] = signature_field("second");
        objects[13] = text_field("amount");
        objects[14] = text_field("note");
        objects[15] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
        bytes = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        flush();
    }

    static std::string signature_field(const std::string& name, const std::string& more = "") {
        return "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [ 0 0 0 0 ] /P 3 0 R /T (" + name + ") " + more + " >>";
    }
    static std::string text_field(const std::string& name, const std::string& more = "") {
        return "<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [ 10 10 90 22 ] /P 3 0 R /T (" + name + ") " + more + " >>";
    }
    /// The dictionary of an object with something before its end.
    [[nodiscard]] std::string with(int object, const std::string& more) const {
        const std::string& text = objects.at(object);
        return text.substr(0, text.rfind(">>")) + more + " >>";
    }

    void set(int object, std::string text) { changed[object] = objects[object] = std::move(text); }

    /// Writes what was set as one increment.
    void flush() {
        const bool first = last_xref == 0;
        if (first) changed = objects;
        std::map<int, std::size_t> offsets;
        for (const auto& [number, text] : changed) {
            offsets[number] = bytes.size();
            bytes += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
        }
        const std::size_t xref = bytes.size();
        bytes += "xref\n";
        if (first) bytes += "0 1\n0000000000 65535 f \n";
        for (const auto& [number, offset] : offsets) {
            char line[32];
            std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
            bytes += std::to_string(number) + " 1\n" + line;
        }
        bytes += "trailer\n<< /Size " + std::to_string(objects.rbegin()->first + 1) + " /Root 1 0 R" +
                 (first ? "" : " /Prev " + std::to_string(last_xref)) + " >>\nstartxref\n" + std::to_string(xref) + "\n%%EOF\n";
        last_xref = xref;
        changed.clear();
    }

    /// Signs the field in one increment together with whatever was set before. `dictionary` goes into the signature.
    void sign(int field, const SigningKey& key, const std::string& dictionary = "",
              const std::string& sub_filter = "ETSI.CAdES.detached") {
        const std::size_t hole = signature_size(key) + 16;  // as other programs do: more than needed
        sign_with(
            field, "/Type /Sig /SubFilter /" + sub_filter + " /M (D:20261123220000Z) " + dictionary, hole,
            [&](BytesView digest) { return make_cms(digest, key).value(); }, key.scheme().digest);
    }

    /// The same with any value: `make` gets the digest of the covered bytes.
    void sign_with(int field, const std::string& dictionary, std::size_t hole, const std::function<Bytes(BytesView)>& make,
                   runtime::DigestAlgorithm algorithm = runtime::DigestAlgorithm::Sha256) {
        const int number = objects.rbegin()->first + 1;
        const std::string range(44, ' ');
        set(number, "<< /Filter /Adobe.PPKLite /ByteRange " + range + " /Contents <" + std::string(2 * hole, '0') + "> " +
                        dictionary + " >>");
        set(field, with(field, "/V " + std::to_string(number) + " 0 R"));
        const std::size_t start = bytes.size();
        flush();
        const std::size_t gap = bytes.find("/Contents <", start) + 10;
        const std::size_t after = gap + 2 * hole + 2;
        char text[64];
        const int size = std::snprintf(text, sizeof text, "[ 0 %zu %zu %zu ]", gap, after, bytes.size() - after);
        bytes.replace(bytes.find("/ByteRange ", start) + 11, static_cast<std::size_t>(size), text);
        const auto digest = runtime::digest_of(algorithm, bytes_of(bytes.substr(0, gap) + bytes.substr(after)));
        const std::string hex = to_hex(make(digest));
        bytes.replace(gap + 1, hex.size(), hex);
        objects[number] = "(signed)";
    }

    /// Certifies by the field 10.
    void certify(const SigningKey& key, int level) {
        const int number = objects.rbegin()->first + 1;
        set(1, with(1, "/Perms << /DocMDP " + std::to_string(number) + " 0 R >>"));
        sign(10, key,
             "/Reference [ << /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /V /1.2 /P " +
                 std::to_string(level) + " >> >> ]");
    }

    [[nodiscard]] BytesView view() const { return bytes_of(bytes); }

    std::map<int, std::string> objects, changed;
    std::string bytes;
    std::size_t last_xref = 0;
};

}  // namespace quillport::signing::test
