#pragma once
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "support.hpp"

namespace quillport::signing::test {

using Handle = QPDFObjectHandle;

/// A signed document that somebody updates.
class Victim {
  public:
    explicit Victim(Chain chain) : chain_(std::move(chain)) {
        qpdf_.processMemoryFile("victim", reinterpret_cast<const char*>(chain_.file.data()), chain_.file.size());
        next_ = chain_.plan.next_object;
    }

    Handle page() { return QPDFPageDocumentHelper(qpdf_).getAllPages().front().getObjectHandle(); }
    Handle catalog() { return qpdf_.getRoot(); }
    Handle form() { return catalog().getKey("/AcroForm"); }
    Handle field(const std::string& name) { return qpdf_.getObject(chain_.plan.find(name)->object, 0); }
    int add(const std::string& text) {
        objects_[next_] = text;
        return next_++;
    }
    int add_stream(const std::string& data) {
        return add("<< /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream");
    }
    void change(Handle object, const std::string& key, const std::string& value) {
        std::string text = "<<";
        for (const auto& [name, old] : object.getDictAsMap()) {
            if (name != key) text += " " + name + " " + Handle(old).unparse();
        }
        objects_[object.getObjectID()] = text + " " + key + " " + value + " >>";
    }

    /// An object in the place of another one.
    void replace(Handle object, const std::string& text) { objects_[object.getObjectID()] = text; }

    /// The update as a PDF writer makes it, so that every reader follows it.
    [[nodiscard]] Bytes updated(const std::string& trailer = {}) const {
        std::string out(text_of(chain_.file));
        std::string table = "xref\n";
        for (const auto& [number, text] : objects_) {
            char line[48];
            std::snprintf(line, sizeof line, "%d 1\n%010zu 00000 n \n", number, out.size());
            table += line;
            out += std::to_string(number) + " 0 obj\n" + text + "\nendobj\n";
        }
        const std::size_t xref = out.size();
        out += table + "trailer\n<< /Size " + std::to_string(next_) + " /Root " + std::to_string(chain_.plan.catalog_object) +
               " 0 R /Prev " + std::to_string(chain_.plan.last_xref) + trailer + " >>\nstartxref\n" + std::to_string(xref) +
               "\n%%EOF\n";
        return copy_of(out);
    }
    [[nodiscard]] const Bytes& original() const { return chain_.file; }

  private:
    Chain chain_;
    QPDF qpdf_;
    std::map<int, std::string> objects_;
    int next_ = 0;
};

}  // namespace quillport::signing::test
