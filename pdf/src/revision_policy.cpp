#include "revision_policy.hpp"

namespace quillport::pdf::revision {
namespace {

using Handle = QPDFObjectHandle;

bool is_name(Handle value, const char* name) { return value.isName() && value.getName() == name; }

/// An action that is not known, or not said, locks everything: the transform says that fields are locked (ISO 32000-1 table 253),
/// and its required parameters (table 256) do not say which. The planner of increments reads it in the same way
/// (foreign_form.cpp).
Lock lock_of(Handle parameters) {
    Lock lock;
    if (!parameters.isDictionary()) return lock;
    Handle action = parameters.getKey("/Action");
    if (is_name(action, "/Include")) lock.action = Lock::Action::Include;
    if (is_name(action, "/Exclude")) lock.action = Lock::Action::Exclude;
    Handle fields = parameters.getKey("/Fields");
    if (!fields.isArray()) return lock;
    for (Handle& field : fields.getArrayAsVector()) {
        if (field.isString()) lock.fields.push_back(field.getUTF8Value());
    }
    return lock;
}

/// Table 254 of ISO 32000-1: 2 when it is not said; what is not known allows nothing.
int level_of(Handle parameters) {
    Handle level = parameters.isDictionary() ? parameters.getKey("/P") : Handle::newNull();
    if (level.isNull()) return 2;
    const int number = level.isInteger() ? level.getIntValueAsInt() : 1;
    return number >= 1 && number <= 3 ? number : 1;
}

bool is_certification(Snapshot& snapshot, const Handle& value) {
    Handle permissions = snapshot.qpdf.getRoot().getKey("/Perms");
    if (!permissions.isDictionary()) return false;
    Handle certification = permissions.getKey("/DocMDP");
    return certification.isIndirect() && certification.getObjGen() == value.getObjGen();
}

}  // namespace

bool Lock::covers(const std::string& field) const {
    if (action == Action::All) return true;
    const bool named = std::any_of(fields.begin(), fields.end(), [&](const std::string& name) {
        return field == name || (field.starts_with(name) && field[name.size()] == '.');
    });
    return named == (action == Action::Include);
}

int Policy::tighten(Snapshot& snapshot, const FieldNode& field) {
    Handle object = field.object;
    Handle value = object.getKey("/V");
    const auto at_most = [this](int wanted, bool may_widen) {
        // The certification is the one that may allow annotations; without it the usual level is 2.
        level = may_widen && !certified ? wanted : std::min(level, wanted);
    };
    const bool certifies = is_certification(snapshot, value);
    int own = 2;
    bool said = false;
    Handle references = value.getKey("/Reference");
    for (Handle& reference : references.isArray() ? references.getArrayAsVector() : std::vector<Handle>{}) {
        if (!reference.isDictionary()) continue;
        Handle method = reference.getKey("/TransformMethod");
        Handle parameters = reference.getKey("/TransformParams");
        if (is_name(method, "/DocMDP")) {
            own = level_of(parameters);
            at_most(own, certifies);
            said = true;
        } else if (is_name(method, "/FieldMDP")) {
            locks.push_back(lock_of(parameters));
        }
    }
    if (certifies && !said) at_most(2, true);
    certified = certified || certifies;
    Handle lock = object.getKey("/Lock");
    if (!lock.isDictionary()) return certifies ? own : 0;
    locks.push_back(lock_of(lock));
    if (!lock.getKey("/P").isNull()) at_most(level_of(lock), false);
    return certifies ? own : 0;
}

bool Policy::allows(const LaterChange& change) const {
    const auto locked = [&] {
        return std::any_of(locks.begin(), locks.end(), [&](const Lock& lock) { return lock.covers(change.field); });
    };
    switch (change.kind) {
        case ChangeKind::ValidationData:
        case ChangeKind::Properties:
        case ChangeKind::TimeStamp:
            return true;
        case ChangeKind::Signature:
        case ChangeKind::FormFill:
            return level >= 2 && !locked();
        case ChangeKind::SignatureField:
            return level >= 2 && !certified;
        case ChangeKind::Annotation:
            return level >= 3;
        case ChangeKind::Other:
            return false;
    }
    return false;
}

}  // namespace quillport::pdf::revision
