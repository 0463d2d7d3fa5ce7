#pragma once
#include <map>
#include <string>

namespace quillport::test {

/// A PDF with one page, written by hand: 1 catalog, 2 pages, 3 page, 4 Helvetica, 5 contents; tests add what they need.
class SamplePdf {
  public:
    explicit SamplePdf(const std::string& contents) {
        objects[1] = "<</Type/Catalog/Pages 2 0 R>>";
        objects[2] = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
        objects[4] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        objects[5] = stream("", contents);
    }

    static std::string stream(const std::string& entries, const std::string& data) {
        return "<<" + entries + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data + "\nendstream";
    }

    [[nodiscard]] std::string text() const {
        std::map<int, std::string> all = objects;
        all.try_emplace(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 4 0 R>>" +
                               resources + ">>" + page_entries + ">>");
        std::string out = "%PDF-1.7\n";
        std::map<int, std::size_t> offsets;
        for (const auto& [number, body] : all) {
            offsets[number] = out.size();
            out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
        }
        const std::size_t table = out.size();
        const int size = all.rbegin()->first + 1;
        out += "xref\n0 " + std::to_string(size) + "\n";
        for (int i = 0; i < size; ++i) {
            std::string digits = std::to_string(offsets.count(i) != 0 ? offsets[i] : 0);
            digits.insert(0, 10 - digits.size(), '0');
            out += digits + (offsets.count(i) != 0 ? " 00000 n \n" : " 65535 f \n");
        }
        return out + "trailer\n<</Size " + std::to_string(size) + "/Root 1 0 R" + trailer + ">>\nstartxref\n" +
               std::to_string(table) + "\n%%EOF\n";
    }

    std::map<int, std::string> objects;
    std::string resources;     ///< further entries of the page's resources
    std::string page_entries;  ///< further entries of the page
    std::string trailer;
};

}  // namespace quillport::test
