#include "revision_equality.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <qpdf/Buffer.hh>

namespace quillport::pdf::revision {

using Handle = QPDFObjectHandle;

namespace {

/// Every reference in a value, to any depth within its own object.
void collect(Handle value, std::vector<QPDFObjGen>& references) {
    const auto take = [&](const Handle& child) {
        if (child.isIndirect()) {
            references.push_back(child.getObjGen());
        } else {
            collect(child, references);
        }
    };
    if (value.isStream()) value = value.getDict();
    if (value.isArray()) {
        for (const Handle& child : value.getArrayAsVector()) take(child);
    } else if (value.isDictionary()) {
        for (const auto& [key, child] : value.getDictAsMap()) take(child);
    }
}

}  // namespace

bool Equality::same(const Handle& before, const Handle& after) {
    visiting_.clear();
    waiting_.clear();
    try {
        return same_child(before, after) && finish();
    } catch (const std::exception&) {
        return false;
    }
}

bool Equality::untouched_with_all(QPDFObjGen id) {
    visiting_.clear();
    waiting_.clear();
    try {
        if (!untouched(id)) return false;
        return follow_references(id) && finish();
    } catch (const std::exception&) {
        return false;
    }
}

/// References wait in a list: a chain of objects may be longer than the stack is deep.
bool Equality::finish() {
    while (!waiting_.empty()) {
        const Pair next = waiting_.back();
        waiting_.pop_back();
        if (!same_objects(next)) return false;
    }
    confirmed_.merge(visiting_);
    return true;
}

void Equality::wait_for(const Pair& ids) {
    if (!confirmed_.contains(ids) && visiting_.insert(ids).second) waiting_.push_back(ids);
}

bool Equality::same_child(const Handle& before, const Handle& after) {
    if (!before.isIndirect() || !after.isIndirect()) return same_values(before, after);
    wait_for({before.getObjGen(), after.getObjGen()});
    return true;
}

bool Equality::same_objects(const Pair& ids) {
    if (before_.roles.contains(ids.first) || after_.roles.contains(ids.second)) return ids.first == ids.second;
    if (ids.first == ids.second && untouched(ids.first)) return follow_references(ids.first);
    return same_values(before_.qpdf.getObject(ids.first), after_.qpdf.getObject(ids.second));
}

/// The same place in the same bytes, since the earlier revision is the beginning of the later one.
bool Equality::untouched(QPDFObjGen id) {
    const auto before = before_.xref.find(id);
    const auto after = after_.xref.find(id);
    if (before == before_.xref.end() || after == after_.xref.end())
        return before == before_.xref.end() && after == after_.xref.end();
    const QPDFXRefEntry& a = before->second;
    const QPDFXRefEntry& b = after->second;
    if (a.getType() != b.getType()) return false;
    if (a.getType() == 1) return a.getOffset() == b.getOffset();
    return a.getType() == 2 && a.getObjStreamNumber() == b.getObjStreamNumber() &&
           a.getObjStreamIndex() == b.getObjStreamIndex() && untouched_stream_of_objects(a.getObjStreamNumber());
}

/// What a stream of objects holds depends also on what its dictionary refers to: a /Length elsewhere may cut it.
bool Equality::untouched_stream_of_objects(int number) {
    if (const auto known = streams_of_objects_.find(number); known != streams_of_objects_.end()) return known->second;
    const QPDFObjGen id(number, 0);
    const auto plain = [&](QPDFObjGen object) {
        const qpdf_offset_t offset = before_.offset_of(object);
        return offset >= 0 && offset == after_.offset_of(object);
    };
    bool same = plain(id);
    if (same) {
        std::vector<QPDFObjGen> references;
        collect(after_.qpdf.getObject(id), references);
        same = std::all_of(references.begin(), references.end(), plain);
    }
    return streams_of_objects_[number] = same;
}

bool Equality::follow_references(QPDFObjGen id) {
    const qpdf_offset_t offset = before_.offset_of(id);
    const auto known = offset < 0 ? known_.references.end() : known_.references.find(offset);
    if (known != known_.references.end()) {
        for (const QPDFObjGen reference : known->second) wait_for({reference, reference});
        return true;
    }
    Handle before = before_.qpdf.getObject(id);
    if (!is_complete(before) || !same_text(before, after_.qpdf.getObject(id))) return false;
    std::vector<QPDFObjGen> references;
    collect(before, references);
    for (const QPDFObjGen reference : references) wait_for({reference, reference});
    // Revisions are compared in their order, so what is complete here is complete in every later one.
    if (offset >= 0) known_.references.emplace(offset, std::move(references));
    return true;
}

/// An object may begin in what was signed and end in what came later: then the same offset is not the same object.
bool Equality::is_complete(Handle before) const {
    if (!before.isStream()) return true;
    Handle length = before.getDict().getKey("/Length");
    const qpdf_offset_t data = before.getParsedOffset();
    return length.isInteger() && data > 0 && length.getIntValue() >= 0 && length.getIntValue() <= before_.size - data;
}

bool Equality::same_text(Handle before, Handle after) {
    if (before.isStream() && after.isStream()) return before.getDict().unparseResolved() == after.getDict().unparseResolved();
    return before.getTypeCode() == after.getTypeCode() && before.unparseResolved() == after.unparseResolved();
}

bool Equality::same_values(Handle before, Handle after) {
    if (before.getTypeCode() != after.getTypeCode()) return false;
    if (before.isStream()) return same_streams(before, after);
    if (before.isDictionary()) return same_dictionaries(before, after);
    if (!before.isArray()) return before.unparseResolved() == after.unparseResolved();
    const int count = before.getArrayNItems();
    if (count != after.getArrayNItems()) return false;
    for (int i = 0; i < count; ++i) {
        if (!same_child(before.getArrayItem(i), after.getArrayItem(i))) return false;
    }
    return true;
}

bool Equality::same_dictionaries(Handle before, Handle after) {
    std::set<std::string> keys = before.getKeys();
    keys.merge(after.getKeys());
    return std::all_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return same_child(before.getKey(key), after.getKey(key)); });
}

bool Equality::same_streams(Handle before, Handle after) {
    if (!same_dictionaries(before.getDict(), after.getDict())) return false;
    const auto a = before.getRawStreamData();
    const auto b = after.getRawStreamData();
    return a->getSize() == b->getSize() && (a->getSize() == 0 || std::memcmp(a->getBuffer(), b->getBuffer(), a->getSize()) == 0);
}

}  // namespace quillport::pdf::revision
