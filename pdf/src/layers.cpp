#include "layers.hpp"

#include <exception>
#include <string>

namespace quillport::pdf {
namespace {

constexpr int kMaxGroups = 10'000;

void collect(QPDFObjectHandle list, std::set<QPDFObjGen>& out) {
    if (!list.isArray()) return;
    const int n = std::min(list.getArrayNItems(), kMaxGroups);
    for (int i = 0; i < n; ++i) {
        QPDFObjectHandle item = list.getArrayItem(i);
        if (item.isIndirect()) out.insert(item.getObjGen());
    }
}

}  // namespace

Layers::Layers(QPDF& document) {
    try {
        QPDFObjectHandle properties = document.getRoot().getKey("/OCProperties");
        if (!properties.isDictionary()) return;
        QPDFObjectHandle configuration = properties.getKey("/D");
        if (!configuration.isDictionary()) return;
        base_off_ = configuration.getKey("/BaseState").isNameAndEquals("/OFF");
        collect(configuration.getKey("/OFF"), off_);
        collect(configuration.getKey("/ON"), on_);
    } catch (const std::exception&) {
        // Properties that cannot be read switch nothing off, as in viewers.
        off_.clear();
        base_off_ = false;
    }
}

bool Layers::group_off(QPDFObjectHandle group) const {
    if (!group.isIndirect()) return false;
    if (base_off_) return on_.count(group.getObjGen()) == 0;
    return off_.count(group.getObjGen()) != 0;
}

bool Layers::is_off(QPDFObjectHandle content) const {
    if (all_on() || !content.isDictionary()) return false;
    if (!content.getKey("/Type").isNameAndEquals("/OCMD")) return group_off(content);
    QPDFObjectHandle groups = content.getKey("/OCGs");
    if (groups.isDictionary()) groups = QPDFObjectHandle::newArray({groups});
    if (!groups.isArray() || groups.getArrayNItems() == 0) return false;
    QPDFObjectHandle policy_entry = content.getKey("/P");
    const std::string policy = policy_entry.isName() ? policy_entry.getName() : "/AnyOn";
    int on = 0;
    int off = 0;
    const int n = std::min(groups.getArrayNItems(), kMaxGroups);
    for (int i = 0; i < n; ++i) {
        if (QPDFObjectHandle group = groups.getArrayItem(i); group.isDictionary()) (group_off(group) ? off : on) += 1;
    }
    if (policy == "/AllOn") return off > 0;
    if (policy == "/AnyOff") return off == 0;
    if (policy == "/AllOff") return on > 0;
    return on == 0 && off > 0;
}

}  // namespace quillport::pdf
