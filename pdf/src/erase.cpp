#include "quillport/pdf/erase.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <utility>

#include "document_parts.hpp"
#include "erase_links.hpp"
#include "erase_sheets.hpp"
#include "erase_streams.hpp"
#include "text_copies.hpp"

namespace quillport::pdf {
namespace {

Bytes written(QPDF& qpdf) {
    QPDFWriter writer(qpdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(true);
    writer.setNewlineBeforeEndstream(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return copy_of(BytesView(reinterpret_cast<const std::byte*>(buffer->getBuffer()), buffer->getSize()));
}

class Eraser {
  public:
    Eraser(Document& document, const std::vector<Erasure>& erasures) : document_(document), erasures_(erasures) {}

    Result<ErasedPdf> run();

  private:
    void remove_texts(ErasedPdf& out);

    Document& document_;
    const std::vector<Erasure>& erasures_;
    QPDF qpdf_;
};

/// Copies of the texts that are gone now, everywhere else in the file.
void Eraser::remove_texts(ErasedPdf& out) {
    std::map<std::string_view, std::vector<std::size_t>> erasures;  // headers repeat one text on every page
    for (std::size_t i = 0; i < erasures_.size(); ++i) {
        if (out.refused[i].empty() && !erasures_[i].text.empty()) erasures[erasures_[i].text].push_back(i);
    }
    std::vector<std::string_view> texts;
    texts.reserve(erasures.size());
    for (const auto& [text, list] : erasures) texts.push_back(text);
    out.elsewhere.assign(erasures_.size(), false);
    for (const std::size_t told : remove_copies(qpdf_, texts)) {
        for (const std::size_t i : erasures[texts[told]]) out.elsewhere[i] = true;
    }
}

Result<ErasedPdf> Eraser::run() {
    if (auto opened = open_qpdf(qpdf_, document_.bytes()); !opened) return opened.error();
    try {
        const auto pages = QPDFPageDocumentHelper(qpdf_).getAllPages();
        ErasedPdf out;
        SheetPlan plan = plan_sheets(document_, pages, erasures_);
        StreamEraser streams(qpdf_, FormPolicy::ShareWhereAlike);
        for (const std::size_t i : streams.check(plan.sheets)) plan.refuse(i, "operand_changed");
        plan.drop_refused();
        streams.apply(plan.sheets);
        out.refused = std::move(plan.refused);
        remove_links(qpdf_, document_, pages, erasures_, out.refused);
        remove_texts(out);
        out.pdf = written(qpdf_);
        return out;
    } catch (const std::exception& e) {
        return Error{ErrorCode::Unsupported, std::string("the file cannot be rewritten: ") + e.what(), "damaged"};
    }
}

}  // namespace

CodeToErase code_of(const PageContent& content, const Glyph& glyph) {
    return {glyph.run, content.runs[glyph.run], glyph.operand, glyph.offset, glyph.code_bytes, glyph.adjust, glyph.render_mode};
}

Result<ErasedPdf> erase_codes(Document& document, const std::vector<Erasure>& erasures) {
    if (document.is_encrypted()) return Error{ErrorCode::Unsupported, "an encrypted file is not rewritten", "encrypted"};
    if (document.is_signed()) return Error{ErrorCode::Unsupported, "a signed file is never rewritten", "signed"};
    return Eraser(document, erasures).run();
}

}  // namespace quillport::pdf
