#include "revision_equality.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <qpdf/Buffer.hh>

namespace quillport::pdf::revision {

using Handle = QPDFObjectHandle;

bool Equality::same(const Handle& before, const Handle& after) {
    visiting_.clear();
    waiting_.clear();
    try {
        if (!same_child(before, after)) return false;
        // References wait in a list: a chain of objects may be longer than the stack is deep.
        while (!waiting_.empty()) {
            const Pair next = waiting_.back();
            waiting_.pop_back();
            if (!same_objects(next)) return false;
        }
    } catch (const std::exception&) {
        return false;
    }
    confirmed_.merge(visiting_);
    return true;
}

bool Equality::same_child(const Handle& before, const Handle& after) {
    if (!before.isIndirect() || !after.isIndirect()) return same_values(before, after);
    const Pair ids{before.getObjGen(), after.getObjGen()};
    if (!confirmed_.contains(ids) && visiting_.insert(ids).second) waiting_.push_back(ids);
    return true;
}

bool Equality::same_objects(const Pair& ids) {
    if (before_.roles.contains(ids.first) || after_.roles.contains(ids.second)) return ids.first == ids.second;
    if (ids.first == ids.second && untouched(ids.first)) {
        follow_references(after_.qpdf.getObject(ids.second));
        return true;
    }
    return same_values(before_.qpdf.getObject(ids.first), after_.qpdf.getObject(ids.second));
}

/// The same place in the same bytes, since the earlier revision is the beginning of the later one.
bool Equality::untouched(QPDFObjGen id) const {
    const auto before = before_.xref.find(id);
    const auto after = after_.xref.find(id);
    if (before == before_.xref.end() || after == after_.xref.end())
        return before == before_.xref.end() && after == after_.xref.end();
    const QPDFXRefEntry& a = before->second;
    const QPDFXRefEntry& b = after->second;
    if (a.getType() != b.getType()) return false;
    if (a.getType() == 1) return a.getOffset() == b.getOffset();
    return a.getType() == 2 && a.getObjStreamNumber() == b.getObjStreamNumber() &&
           a.getObjStreamIndex() == b.getObjStreamIndex() && a.getObjStreamNumber() != id.getObj() &&
           untouched(QPDFObjGen(a.getObjStreamNumber(), 0));
}

void Equality::follow_references(Handle value) {
    const auto follow = [this](Handle& child) {
        if (!child.isIndirect()) return follow_references(child);
        const Pair ids{child.getObjGen(), child.getObjGen()};
        if (!confirmed_.contains(ids) && visiting_.insert(ids).second) waiting_.push_back(ids);
    };
    if (value.isStream()) value = value.getDict();
    if (value.isArray()) {
        for (Handle& child : value.getArrayAsVector()) follow(child);
    } else if (value.isDictionary()) {
        for (auto& [key, child] : value.getDictAsMap()) follow(child);
    }
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
