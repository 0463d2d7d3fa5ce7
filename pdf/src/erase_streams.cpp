#include "erase_streams.hpp"

#include <algorithm>
#include <cmath>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "property_lists.hpp"
#include "stream_bytes.hpp"

namespace quillport::pdf {
namespace {

constexpr double kSameAdjust = 0.01;  ///< thousandths of the font size; rounding of two paintings of one form

/// What two paintings must have in common to be changed as one.
void append_signature(const Cuts& cuts, std::string& out) {
    for (const auto& [operand, offsets] : cuts) {
        for (const auto& [offset, cut] : offsets) {
            out += std::to_string(operand) + '+' + std::to_string(offset) + '*' + std::to_string(cut.bytes) + '=' +
                   std::to_string(std::llround(cut.adjust / kSameAdjust)) + ' ';
        }
    }
}

QPDFObjectHandle copy_or_new(QPDFObjectHandle dictionary) {
    return dictionary.isDictionary() ? dictionary.shallowCopy() : QPDFObjectHandle::newDictionary();
}

/// A name for `object`: the one that it has got already, or one that is free.
std::string name_for(QPDFObjectHandle category, QPDFObjGen object) {
    std::string name = "/Qp" + std::to_string(object.getObj());
    while (category.hasKey(name) && category.getKey(name).getObjGen() != object) name += '_';
    return name;
}

}  // namespace

StreamEraser::SourceKey StreamEraser::key_of(const Place& place) const {
    const ContentRun& run = run_at(place);
    return run.object == 0 ? SourceKey{QPDFObjGen(), place.sheet} : SourceKey{QPDFObjGen(run.object, run.generation), 0};
}

StreamEraser::Source& StreamEraser::source_of(const Place& place) {
    const auto [at, fresh] = sources_.try_emplace(key_of(place));
    Source& source = at->second;
    if (!fresh) return source;
    const std::uint64_t limit = ContentLimits{}.stream_bytes;
    const ContentRun& run = run_at(place);
    const Decoding decoding = run.object == 0
                                  ? page_contents((*sheets_)[place.sheet].page, limit, source.bytes)
                                  : append_decoded(qpdf_.getObjectByID(run.object, run.generation), limit, source.bytes);
    // What stands before the damage is all that anybody sees; the interpreter read no more either.
    source.readable = decoding != Decoding::OverLimit;
    return source;
}

std::set<std::size_t> StreamEraser::check(std::vector<Sheet>& sheets) {
    sheets_ = &sheets;
    std::map<SourceKey, std::pair<Place, std::set<std::uint32_t>>> wanted;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        for (const auto& [run, cuts] : sheets[sheet].cuts) {
            const Place place{sheet, run};
            auto& begins = wanted.try_emplace(key_of(place), place, std::set<std::uint32_t>{}).first->second.second;
            for (const auto& [operand, offsets] : cuts) begins.insert(operand);
        }
    }
    for (const auto& [key, what] : wanted) {
        Source& source = source_of(what.first);
        if (source.readable) source.operands = shown_operands(source.bytes, what.second);
    }
    std::set<std::size_t> refused;
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        for (const auto& [run, cuts] : sheets[sheet].cuts) {
            const Source& source = source_of({sheet, run});
            for (const auto& [operand, offsets] : cuts) {
                const auto known = source.operands.find(operand);
                for (const auto& [offset, cut] : offsets) {
                    const bool there =
                        known != source.operands.end() && offset + std::size_t{cut.bytes} <= known->second.value.size();
                    if (!there) refused.insert(cut.erasures.begin(), cut.erasures.end());
                }
            }
        }
    }
    return refused;
}

/// Gives every execution of the sheet its signature, those that are painted before those that paint them.
void StreamEraser::sign(std::size_t sheet) {
    const Sheet& page = (*sheets_)[sheet];
    auto& signatures = signatures_[sheet];
    auto& children = children_[sheet];
    signatures.assign(page.runs.size(), 0);
    children.assign(page.runs.size(), {});
    for (std::uint32_t run = 1; run < page.runs.size(); ++run) children[page.runs[run].parent].push_back(run);
    for (auto run = static_cast<std::uint32_t>(page.runs.size()); run-- > 0;) {
        std::string text;
        if (const auto cuts = page.cuts.find(run); cuts != page.cuts.end()) append_signature(cuts->second, text);
        for (const std::uint32_t child : children[run]) {
            const ContentRun& painted = page.runs[child];
            if (painted.like != 0) signatures[child] = signatures[painted.like];
            if (signatures[child] == 0) continue;
            text += '(' + std::to_string(painted.painted_at) + ' ' + std::to_string(painted.object) + ' ' +
                    std::to_string(signatures[child]) + ')';
        }
        if (!text.empty()) {
            signatures[run] = known_.try_emplace(std::move(text), static_cast<Signature>(known_.size()) + 1).first->second;
        }
        if (run > 0 && page.runs[run].like == 0) {
            const ContentRun& form = page.runs[run];
            forms_[QPDFObjGen(form.object, form.generation)].variants.try_emplace(signatures[run], Place{sheet, run});
        }
    }
}

QPDFObjectHandle StreamEraser::resources_of(const Place& place) const {
    const Sheet& sheet = (*sheets_)[place.sheet];
    for (std::uint32_t run = place.run; run != 0; run = sheet.runs[run].parent) {
        QPDFObjectHandle form = qpdf_.getObjectByID(sheet.runs[run].object, sheet.runs[run].generation);
        QPDFObjectHandle own = form.isStream() ? form.getDict().getKey("/Resources") : QPDFObjectHandle::newNull();
        if (own.isDictionary()) return own;
    }
    return QPDFPageObjectHelper(sheet.page).getAttribute("/Resources", false);
}

QPDFObjectHandle StreamEraser::form_for(QPDFObjGen id, Signature signature) {
    const auto key = std::make_pair(id, signature);
    if (const auto known = written_.find(key); known != written_.end()) return known->second;
    const Form& form = forms_.at(id);
    QPDFObjectHandle target = qpdf_.getObject(id);
    const Place& place = form.variants.at(signature);
    static_cast<void>(source_of(place));  // before the document's own object changes
    if (signature != form.original) target = qpdf_.makeIndirectObject(target.copyStream());
    written_.emplace(key, target);
    edit(place, target);
    return target;
}

/// Gives the copy `form` of what `painted` names a name of its own in `resources`: its place in the stream says it.
Replacement StreamEraser::renamed(const ContentRun& painted, std::string_view bytes, QPDFObjectHandle form,
                                  QPDFObjectHandle resources) {
    const bool mask = painted.kind == RunKind::Mask;
    const char* const category = mask ? "/ExtGState" : painted.kind == RunKind::Pattern ? "/Pattern" : "/XObject";
    QPDFObjectHandle names = copy_or_new(resources.getKey(category));
    resources.replaceKey(category, names);
    const std::uint32_t begin = painted.painted_at;
    const Replacement change{begin, name_end(bytes, begin), name_for(names, form.getObjGen())};
    if (mask) {
        QPDFObjectHandle state = copy_or_new(names.getKey(std::string(bytes.substr(begin, change.end - begin))));
        QPDFObjectHandle soft_mask = copy_or_new(state.getKey("/SMask"));
        soft_mask.replaceKey("/G", form);
        state.replaceKey("/SMask", soft_mask);
        form = state;
    }
    names.replaceKey(change.text, form);
    return change;
}

/// Writes what happens to the execution at `place` into `target`: its page, its form or a copy of that.
void StreamEraser::edit(const Place& place, QPDFObjectHandle target) {
    const Sheet& sheet = (*sheets_)[place.sheet];
    const Source& source = source_of(place);
    StreamEdits edits;
    QPDFObjectHandle resources;
    for (const std::uint32_t child : children_[place.sheet][place.run]) {
        const Signature signature = signatures_[place.sheet][child];
        if (signature == 0) continue;
        const ContentRun& painted = sheet.runs[child];
        const QPDFObjGen id(painted.object, painted.generation);
        QPDFObjectHandle form = form_for(id, signature);
        if (form.getObjGen() == id) continue;
        if (!resources.isInitialized()) resources = copy_or_new(resources_of(place));
        edits.others[painted.painted_at] = renamed(painted, source.bytes, form, resources);
    }
    if (const auto cuts = sheet.cuts.find(place.run); cuts != sheet.cuts.end()) {
        edits.cuts = cuts->second;
        edits.others.merge(cleaned_property_lists(source.bytes, edits.cuts, sheet.erased));
    }
    if (edits.empty()) return;
    const std::string bytes = edited_stream(source.bytes, source.operands, edits);
    if (place.run == 0) {
        target.replaceKey("/Contents", QPDFObjectHandle::newStream(&qpdf_, bytes));
        if (resources.isInitialized()) target.replaceKey("/Resources", resources);
        return;
    }
    target.replaceStreamData(bytes, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    if (resources.isInitialized()) target.getDict().replaceKey("/Resources", resources);
}

void StreamEraser::apply(std::vector<Sheet>& sheets) {
    sheets_ = &sheets;
    signatures_.resize(sheets.size());
    children_.resize(sheets.size());
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) sign(sheet);
    for (auto& [id, form] : forms_) {
        // A painting without a cut keeps the document's own object; else nothing of the text may stay in it.
        form.original = policy_ == FormPolicy::AlwaysCopy ? 0 : form.variants.begin()->first;
    }
    for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        if (signatures_[sheet].at(0) != 0) edit({sheet, 0}, sheets[sheet].page);
    }
}

}  // namespace quillport::pdf
