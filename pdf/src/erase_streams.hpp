#pragma once
#include <cstdint>
#include <map>
#include <qpdf/QPDF.hh>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "erase_text.hpp"
#include "quillport/pdf/content.hpp"

namespace quillport::pdf {

/// A page whose streams change.
struct Sheet {
    QPDFObjectHandle page;
    std::vector<ContentRun> runs;          ///< all that the page paints; may hold the page's own only when no form changes
    std::map<std::uint32_t, Cuts> cuts;    ///< by run
    std::vector<std::string_view> erased;  ///< texts of the tags, for copies in property lists
};

enum class FormPolicy : std::uint8_t {
    ShareWhereAlike,  ///< a form that changes alike at all its paintings stays one; else it is copied where it differs
    AlwaysCopy        ///< forms of the document stay as they are
};

/// Writes the cuts of pages into their streams. All sheets of one document must be given at once: only then it shows which form
/// is painted elsewhere without a cut.
class StreamEraser {
  public:
    StreamEraser(QPDF& qpdf, FormPolicy policy) : qpdf_(qpdf), policy_(policy) {}

    /// Reads the streams that have cuts. Cuts that do not lie where the tokenizer finds a code are taken out of the sheets.
    /// \returns the erasures that they belong to.
    [[nodiscard]] std::set<std::size_t> check(std::vector<Sheet>& sheets);
    void apply(std::vector<Sheet>& sheets);

  private:
    using Signature = int;  ///< what happens to an execution and all below it; 0: nothing
    struct Source {
        std::string bytes;
        bool readable = false;
        std::map<std::uint32_t, ShownOperand> operands;
    };
    struct Place {
        std::size_t sheet = 0;
        std::uint32_t run = 0;
    };
    struct Form {
        std::map<Signature, Place> variants;  ///< a painting that shows each
        Signature original = -1;              ///< what the document's own object becomes
    };
    using SourceKey = std::pair<QPDFObjGen, std::size_t>;  ///< of a form; of the contents of a sheet

    [[nodiscard]] SourceKey key_of(const Place& place) const;
    Source& source_of(const Place& place);
    void sign(std::size_t sheet);
    QPDFObjectHandle form_for(QPDFObjGen form, Signature signature);
    [[nodiscard]] QPDFObjectHandle resources_of(const Place& place) const;
    [[nodiscard]] static Replacement renamed(const ContentRun& painted, std::string_view bytes, QPDFObjectHandle form,
                                             QPDFObjectHandle resources);
    void edit(const Place& place, QPDFObjectHandle target);
    [[nodiscard]] const ContentRun& run_at(const Place& place) const { return (*sheets_)[place.sheet].runs[place.run]; }

    QPDF& qpdf_;
    FormPolicy policy_;
    std::vector<Sheet>* sheets_ = nullptr;
    std::map<SourceKey, Source> sources_;
    std::vector<std::vector<Signature>> signatures_;                 ///< by sheet and run
    std::vector<std::vector<std::vector<std::uint32_t>>> children_;  ///< by sheet and run: the paintings in it
    std::map<std::string, Signature> known_;
    std::map<QPDFObjGen, Form> forms_;
    std::map<std::pair<QPDFObjGen, Signature>, QPDFObjectHandle> written_;
};

}  // namespace quillport::pdf
