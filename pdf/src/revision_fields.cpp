#include "revision_fields.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace quillport::pdf::revision {
namespace {

using Handle = QPDFObjectHandle;
constexpr int kReadOnly = 1;                        // ISO 32000-1 table 221
constexpr int kHarmlessFlags = 4 | 64 | 128 | 512;  // print, read-only, locked, locked contents: table 165

int integer_or_zero(Handle value) { return value.isInteger() ? value.getIntValueAsInt() : 0; }

/// The keys that filling in or signing writes, each only with a value of its kind, so that the same object cannot mean something
/// else elsewhere. Everything else of a field must stay as it was.
bool is_fill(const std::string& key, Handle before, Handle after) {
    if (after.isNull()) return key == "/V" || key == "/AP" || key == "/AS" || key == "/I" || key == "/RV" || key == "/M";
    if (key == "/V") return !after.isStream() && !after.isDictionary();
    if (key == "/AP") return after.isDictionary();
    if (key == "/AS") return after.isName();
    if (key == "/I") return after.isArray();
    if (key == "/TI") return after.isInteger();
    if (key == "/RV" || key == "/M" || key == "/DA") return after.isString();
    if (key == "/F" && after.isInteger()) return ((integer_or_zero(before) ^ integer_or_zero(after)) & ~kHarmlessFlags) == 0;
    return false;
}

/// A field that becomes read-only and nothing else: what a signing program does to the fields that it locks.
bool only_made_read_only(Handle before, Handle after) {
    return after.isInteger() && (integer_or_zero(before) | kReadOnly) == integer_or_zero(after);
}

LaterChange other(const FieldNode& field, const std::string& what) {
    return {ChangeKind::Other, field.name, "The form field \"" + field.name + "\" was changed (" + what + ")."};
}

std::vector<std::string> different_keys(Handle before, Handle after, Equality& equality) {
    std::set<std::string> keys = before.getKeys();
    keys.merge(after.getKeys());
    std::vector<std::string> different;
    for (const std::string& key : keys) {
        if (equality.same(before.getKey(key), after.getKey(key))) continue;
        if (key == "/Ff" && only_made_read_only(before.getKey(key), after.getKey(key))) continue;
        different.push_back(key);
    }
    return different;
}

/// The value of a signature field; a widget of its own shows that of its field.
Handle value_of(Handle object) {
    Handle value = object.getKey("/V");
    if (!value.isNull() || object.hasKey("/T") || !object.getKey("/Parent").isDictionary()) return value;
    return object.getKey("/Parent").getKey("/V");
}

/// An empty field may be signed once; after that nothing of it may change.
std::vector<LaterChange> compare_signature_field(const FieldNode& before, const FieldNode& after,
                                                 const std::vector<std::string>& different) {
    Handle old_object = before.object;
    Handle object = after.object;
    Handle value = value_of(object);
    const std::string quoted = "\"" + before.name + "\"";
    if (!value_of(old_object).isNull()) {
        return {{ChangeKind::Other, before.name,
                 "The signature in the field " + quoted + " was removed, replaced or shown otherwise."}};
    }
    if (!value.isDictionary()) return {other(before, different.front().substr(1))};
    std::vector<LaterChange> changes;
    if (is_time_stamp(value)) {
        changes.push_back({ChangeKind::TimeStamp, before.name, "A document time-stamp was added."});
    } else {
        changes.push_back({ChangeKind::Signature, before.name, "The field " + quoted + " was signed."});
    }
    for (const std::string& key : different) {
        if (key == "/V" || is_fill(key, old_object.getKey(key), object.getKey(key))) continue;
        changes.push_back(other(before, key.substr(1)));
    }
    return changes;
}

}  // namespace

bool is_time_stamp(Handle value) {
    return value.isDictionary() && value.getKey("/Type").isName() && value.getKey("/Type").getName() == "/DocTimeStamp";
}

std::vector<LaterChange> compare_field(const FieldNode& before, const FieldNode& after, Equality& equality) {
    Handle old_object = before.object;
    Handle object = after.object;
    const std::vector<std::string> different = different_keys(old_object, object, equality);
    if (different.empty()) return {};
    if (before.type == "/Sig") return compare_signature_field(before, after, different);
    const auto fills = [&](const std::string& key) { return is_fill(key, old_object.getKey(key), object.getKey(key)); };
    const auto bad = std::find_if_not(different.begin(), different.end(), fills);
    if (bad != different.end()) return {other(before, bad->substr(1))};
    return {{ChangeKind::FormFill, before.name, "The form field \"" + before.name + "\" was filled in or changed."}};
}

}  // namespace quillport::pdf::revision
