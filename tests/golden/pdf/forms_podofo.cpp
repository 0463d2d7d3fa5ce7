// PoDoFo 0.9.8 reads what we wrote: an independent reader must find the same fields in the same places.
#include <podofo/podofo.h>

#include "forms_support.hpp"

using namespace quillport;
using namespace quillport::pdf;
using namespace quillport::pdf::test;

namespace {

std::map<std::string, Rect> fields_by_podofo(const std::string& file) {
    std::map<std::string, Rect> found;
    PoDoFo::PdfError::EnableLogging(false);
    PoDoFo::PdfMemDocument document(file.c_str());
    for (int p = 0; p < document.GetPageCount(); ++p) {
        PoDoFo::PdfPage* page = document.GetPage(p);
        for (int i = 0; i < page->GetNumFields(); ++i) {
            PoDoFo::PdfField field = page->GetField(i);
            const PoDoFo::PdfRect box = field.GetWidgetAnnotation()->GetRect();
            found[field.GetFieldName().GetStringUtf8()] = {box.GetLeft(), box.GetBottom(), box.GetLeft() + box.GetWidth(),
                                                           box.GetBottom() + box.GetHeight()};
        }
    }
    return found;
}

}  // namespace

TEST_CASE("PoDoFo finds the fields and boxes that the plan names", "[pdf][forms][podofo]") {
    const Folder folder;
    const Chain chain = signed_chain(corpus("lo04_header_footer"), 3);
    for (const std::size_t size : {chain.revisions.front(), chain.revisions.back()}) {
        const auto found = fields_by_podofo(folder.write("file.pdf", BytesView(chain.file).first(size)));
        CHECK(found.size() == chain.plan.fields.size());
        for (const PlannedField& planned : chain.plan.fields) {
            CAPTURE(planned.name);
            REQUIRE(found.contains(planned.name));
            const Rect& box = found.at(planned.name);
            CHECK(box.x0 == Approx(planned.box.x0).margin(0.01));
            CHECK(box.y0 == Approx(planned.box.y0).margin(0.01));
            CHECK(box.x1 == Approx(planned.box.x1).margin(0.01));
            CHECK(box.y1 == Approx(planned.box.y1).margin(0.01));
        }
    }
}
