#include "foreign_form.hpp"

#include <algorithm>
#include <set>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;
constexpr int kDeepest = 32;

bool is_name(Handle value, const char* name) { return value.isName() && value.getName() == name; }

// Table 254: 2 when it is not said; what is not known allows nothing.
int level_of(Handle level) {
    if (level.isNull()) return 2;
    const int number = level.isInteger() ? level.getIntValueAsInt() : 1;
    return number >= 1 && number <= 3 ? number : 1;
}

class Reader {
  public:
    explicit Reader(QPDF& qpdf) : catalog_(qpdf.getRoot()) {}

    ForeignForm read() {
        Handle permissions = catalog_.getKey("/Perms");
        if (permissions.isDictionary()) certification_ = permissions.getKey("/DocMDP");
        form_.permissions.certified = certification_.isDictionary();
        Handle form = catalog_.getKey("/AcroForm");
        if (form.isDictionary()) walk(form.getKey("/Fields"), {}, {}, 0);
        return std::move(form_);
    }

  private:
    void walk(Handle list, const std::string& parent, const std::string& type, int depth) {
        if (!list.isArray() || depth > kDeepest) return;
        for (Handle& node : list.getArrayAsVector()) {
            if (!node.isDictionary() || (node.isIndirect() && !seen_.insert(node.getObjGen()).second)) continue;
            visit(node, parent, type, depth);
        }
    }

    void visit(Handle node, const std::string& parent, std::string type, int depth) {
        Handle partial = node.getKey("/T");
        const std::string own = partial.isString() ? partial.getUTF8Value() : std::string();
        const std::string name = own.empty() ? parent : parent.empty() ? own : parent + "." + own;
        if (node.getKey("/FT").isName()) type = node.getKey("/FT").getName();
        std::vector<Handle> kids;
        if (node.getKey("/Kids").isArray()) kids = node.getKey("/Kids").getArrayAsVector();
        const bool branches =
            std::any_of(kids.begin(), kids.end(), [](Handle& kid) { return kid.isDictionary() && kid.hasKey("/T"); });
        if (branches) return walk(node.getKey("/Kids"), name, type, depth + 1);
        ForeignField field{type, node, Handle::newNull(), {}};
        if (is_name(node.getKey("/Subtype"), "/Widget")) {
            field.widget = node;
            field.widgets.push_back(node);
        }
        if (kids.size() == 1 && kids[0].isDictionary()) field.widget = kids[0];
        std::copy_if(kids.begin(), kids.end(), std::back_inserter(field.widgets), [](Handle& kid) { return kid.isDictionary(); });
        if (type == "/Sig") tighten(node);
        form_.fields.emplace(name, field);
    }

    void tighten(Handle field) {
        Permissions& permissions = form_.permissions;
        Handle value = field.getKey("/V");
        if (!value.isDictionary()) return;
        Handle references = value.getKey("/Reference");
        for (Handle& reference : references.isArray() ? references.getArrayAsVector() : std::vector<Handle>{}) {
            if (!reference.isDictionary()) continue;
            Handle parameters = reference.getKey("/TransformParams");
            if (!parameters.isDictionary()) parameters = Handle::newDictionary();
            if (is_name(reference.getKey("/TransformMethod"), "/DocMDP")) {
                permissions.level = std::min(permissions.level, level_of(parameters.getKey("/P")));
            } else if (is_name(reference.getKey("/TransformMethod"), "/FieldMDP")) {
                permissions.locks.push_back(parameters);
            }
        }
        Handle lock = field.getKey("/Lock");
        if (!lock.isDictionary()) return;
        permissions.locks.push_back(lock);
        if (lock.hasKey("/P")) permissions.level = std::min(permissions.level, level_of(lock.getKey("/P")));
    }

    Handle catalog_;
    Handle certification_ = Handle::newNull();
    ForeignForm form_;
    std::set<QPDFObjGen> seen_;
};

}  // namespace

bool lock_covers(Handle lock, const std::string& name) {
    Handle fields = lock.getKey("/Fields");
    bool named = false;
    for (Handle& field : fields.isArray() ? fields.getArrayAsVector() : std::vector<Handle>{}) {
        if (!field.isString()) continue;
        const std::string prefix = field.getUTF8Value();
        named = named || name == prefix || name.starts_with(prefix + ".");
    }
    Handle action = lock.getKey("/Action");
    if (is_name(action, "/Include")) return named;
    if (is_name(action, "/Exclude")) return !named;
    return true;  // All, and what is not known
}

bool Permissions::locks_field(const std::string& name) const {
    return std::any_of(locks.begin(), locks.end(), [&](const Handle& lock) { return lock_covers(lock, name); });
}

ForeignForm read_foreign_form(QPDF& qpdf) { return Reader(qpdf).read(); }

}  // namespace quillport::pdf
