#include "erase_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace quillport::pdf {
namespace {

constexpr double kFarthest = 1e7;  ///< thousandths of the font size
constexpr int kMaxDepth = 16;
constexpr std::size_t kMaxForms = 100'000;

/// Which forms and patterns a dictionary of resources names, directly or through others.
class FormReach {
  public:
    explicit FormReach(const std::set<QPDFObjGen>& wanted) : wanted_(wanted) {}

    bool reaches(QPDFObjectHandle resources, int depth = 0) {
        if (!resources.isDictionary() || depth > kMaxDepth) return false;
        bool found = false;
        if (QPDFObjectHandle forms = resources.getKey("/XObject"); forms.isDictionary()) {
            for (const std::string& name : forms.getKeys()) found = form(forms.getKey(name), depth) || found;
        }
        if (QPDFObjectHandle states = resources.getKey("/ExtGState"); states.isDictionary()) {
            for (const std::string& name : states.getKeys()) found = mask(states.getKey(name), depth) || found;
        }
        if (QPDFObjectHandle patterns = resources.getKey("/Pattern"); patterns.isDictionary()) {
            for (const std::string& name : patterns.getKeys()) found = form(patterns.getKey(name), depth) || found;
        }
        return found;
    }

  private:
    bool mask(QPDFObjectHandle state, int depth) {
        QPDFObjectHandle soft_mask = state.isDictionary() ? state.getKey("/SMask") : QPDFObjectHandle::newNull();
        return soft_mask.isDictionary() && form(soft_mask.getKey("/G"), depth);
    }
    bool form(QPDFObjectHandle form, int depth) {
        if (!form.isStream()) return false;
        const auto [at, fresh] = known_.try_emplace(form.getObjGen(), false);
        if (!fresh || known_.size() > kMaxForms) return at->second;
        const bool found = wanted_.count(form.getObjGen()) != 0 || reaches(form.getDict().getKey("/Resources"), depth + 1);
        return known_[form.getObjGen()] = found;
    }

    const std::set<QPDFObjGen>& wanted_;
    std::map<QPDFObjGen, bool> known_;
};

/// The cuts of each page. \returns the forms that lose codes.
std::set<QPDFObjGen> sort_codes(std::size_t pages, const std::vector<Erasure>& erasures, SheetPlan& plan,
                                std::map<int, Sheet>& sheets) {
    std::set<QPDFObjGen> forms;
    for (std::size_t i = 0; i < erasures.size(); ++i) {
        const Erasure& erasure = erasures[i];
        if (erasure.page < 1 || static_cast<std::size_t>(erasure.page) > pages) {
            plan.refuse(i, "operand_changed");
            continue;
        }
        Sheet& sheet = sheets[erasure.page];
        sheet.erased.push_back(erasure.text);
        for (const CodeToErase& code : erasure.codes) {
            if (const char* why = reason_to_keep(code)) plan.refuse(i, why);
            if (!add_cut(sheet, code, i)) plan.refuse(i, "operand_changed");
            if (code.stream.object != 0) forms.insert(QPDFObjGen(code.stream.object, code.stream.generation));
        }
    }
    return forms;
}

}  // namespace

const char* reason_to_keep(const CodeToErase& code) {
    if (code.render_mode >= 4) return "clip_text";
    if (code.stream.in_glyph) return "in_glyph";
    return std::isfinite(code.adjust) && std::fabs(code.adjust) <= kFarthest ? nullptr : "advance";
}

bool same_stream(const Sheet& sheet, const CodeToErase& code) {
    if (code.run >= sheet.runs.size()) return false;
    const ContentRun& run = sheet.runs[code.run];
    return run.object == code.stream.object && run.generation == code.stream.generation;
}

bool add_cut(Sheet& sheet, const CodeToErase& code, std::size_t erasure) {
    auto& cuts = sheet.cuts[code.run][code.operand];
    const auto [cut, fresh] = cuts.try_emplace(code.offset, Cut{code.bytes, code.adjust, {}});
    cut->second.erasures.insert(erasure);
    return fresh || cut->second.bytes == code.bytes;
}

void SheetPlan::drop_refused() {
    for (Sheet& sheet : sheets) {
        for (auto run = sheet.cuts.begin(); run != sheet.cuts.end();) {
            for (auto operand = run->second.begin(); operand != run->second.end();) {
                auto& cuts = operand->second;
                for (auto cut = cuts.begin(); cut != cuts.end();) {
                    const auto& owners = cut->second.erasures;
                    const bool wanted =
                        std::any_of(owners.begin(), owners.end(), [&](std::size_t i) { return refused[i].empty(); });
                    cut = wanted ? std::next(cut) : cuts.erase(cut);
                }
                operand = cuts.empty() ? run->second.erase(operand) : std::next(operand);
            }
            run = run->second.empty() ? sheet.cuts.erase(run) : std::next(run);
        }
    }
}

SheetPlan plan_sheets(Document& document, const std::vector<QPDFPageObjectHelper>& pages, const std::vector<Erasure>& erasures) {
    SheetPlan plan;
    plan.refused.resize(erasures.size());
    std::map<int, Sheet> sheets;
    const std::set<QPDFObjGen> forms = sort_codes(pages.size(), erasures, plan, sheets);
    FormReach reach(forms);
    ContentReader reader(document);
    PageContent content;
    for (int page = 1; static_cast<std::size_t>(page) <= pages.size(); ++page) {
        QPDFPageObjectHelper handle = pages[static_cast<std::size_t>(page) - 1];
        const bool paints = !forms.empty() && reach.reaches(handle.getAttribute("/Resources", false));
        if (sheets.count(page) == 0 && !paints) continue;
        Sheet& sheet = sheets[page];
        sheet.page = handle.getObjectHandle();
        sheet.runs.resize(1);
        if (paints && reader.read(page, content)) sheet.runs = content.runs;
    }
    for (std::size_t i = 0; i < erasures.size(); ++i) {
        const auto sheet = sheets.find(erasures[i].page);
        for (const CodeToErase& code : erasures[i].codes) {
            if (sheet == sheets.end() || !same_stream(sheet->second, code)) plan.refuse(i, "operand_changed");
        }
    }
    for (auto& [page, sheet] : sheets) plan.sheets.push_back(std::move(sheet));
    plan.drop_refused();
    return plan;
}

}  // namespace quillport::pdf
