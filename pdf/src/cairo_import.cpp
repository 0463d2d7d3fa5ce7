#include "cairo_import.hpp"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>

#include <map>
#include <set>
#include <stdexcept>

#include "marks.hpp"
#include "syntax.hpp"

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;

// Copies objects with everything that they refer to, under new numbers.
class Importer {
  public:
    explicit Importer(ObjectSink& sink) : sink_(sink) {}

    std::string value(Handle object) { return object.isIndirect() ? reference(object) : direct(object); }

    // What the handle stands for, written in place even if it is indirect.
    std::string direct(Handle object) {
        if (object.isArray()) {
            std::string out = "[";
            for (const Handle& item : object.getArrayAsVector()) out += " " + value(item);
            return out + " ]";
        }
        if (object.isDictionary()) return "<<" + entries(object, {}) + " >>";
        return object.unparseResolved();
    }

    std::string stream(Handle object, const std::string& more, const std::set<std::string>& without) {
        const auto data = object.getRawStreamData();
        std::set<std::string> skip = without;
        skip.insert("/Length");
        return "<<" + more + entries(object.getDict(), skip) + " /Length " + std::to_string(data->getSize()) + " >>\nstream\n" +
               std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize()) + "\nendstream";
    }

  private:
    std::string entries(Handle dictionary, const std::set<std::string>& without) {
        std::string out;
        for (const std::string& key : dictionary.getKeys()) {
            if (!without.contains(key)) out += " " + Handle::newName(key).unparse() + " " + value(dictionary.getKey(key));
        }
        return out;
    }

    std::string reference(Handle object) {
        const auto [at, is_new] = numbers_.try_emplace(object.getObjectID(), 0);
        if (is_new) {
            const int number = at->second = sink_.reserve();
            sink_.set(number, object.isStream() ? stream(object, "", {}) : direct(object));
        }
        return syntax::reference(numbers_.at(object.getObjectID()));
    }

    ObjectSink& sink_;
    std::map<int, int> numbers_;
};

}  // namespace

std::vector<int> import_pages(const std::string& drawn, const std::vector<int>& rotations, ObjectSink& sink) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("drawn", drawn.data(), drawn.size());
    const std::vector<Handle>& pages = pdf.getAllPages();
    if (pages.size() != rotations.size()) throw std::runtime_error("Cairo drew another number of pages");
    Importer importer(sink);
    std::vector<int> forms;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        Handle page = pages[i];
        Handle contents = page.getKey("/Contents");
        if (!contents.isStream()) throw std::runtime_error("Cairo drew a page without a single content stream");
        // The page's transparency group is left out: nothing that is drawn here needs one, and PDF/A-1 has none.
        const std::string dictionary = " /Type /XObject /Subtype /Form /BBox " + importer.direct(page.getKey("/MediaBox")) + " " +
                                       appearance_matrix(rotations[i]) + "/Resources " +
                                       importer.direct(page.getKey("/Resources"));
        forms.push_back(sink.add(importer.stream(contents, dictionary, {})));
    }
    return forms;
}

}  // namespace quillport::pdf
