#include "destinations.hpp"

#include <exception>
#include <qpdf/QPDFNameTreeObjectHelper.hh>

namespace quillport::pdf {
namespace {

using Handle = QPDFObjectHandle;
constexpr std::size_t kMostNames = 100'000;

}  // namespace

Destinations::Destinations(DocumentParts& parts) : qpdf_(parts.qpdf), old_names_(Handle::newDictionary()) {
    int number = 0;
    for (const PageFrame& frame : parts.pages) pages_.emplace(frame.page.getObjGen(), ++number);
    Handle root = qpdf_.getRoot();
    if (root.getKey("/Dests").isDictionary()) old_names_ = root.getKey("/Dests");
    Handle names = root.getKey("/Names");
    if (!names.isDictionary() || !names.getKey("/Dests").isDictionary()) return;
    try {
        QPDFNameTreeObjectHelper tree(names.getKey("/Dests"), qpdf_, false);
        for (auto at = tree.begin(); at != tree.end() && tree_.size() < kMostNames; ++at) tree_.emplace(at->first, at->second);
    } catch (const std::exception&) {
        // A tree that is no tree names nothing more.
    }
}

Handle Destinations::named(const std::string& name) const {
    const auto at = tree_.find(name);
    return at == tree_.end() ? Handle::newNull() : at->second;
}

Handle Destinations::of(Handle link) const {
    Handle wanted = link.getKey("/Dest");
    Handle action = link.getKey("/A");
    if (wanted.isNull() && action.isDictionary() && action.getKey("/S").isNameAndEquals("/GoTo")) wanted = action.getKey("/D");
    if (wanted.isName()) wanted = Handle(old_names_).getKey(wanted.getName());
    if (wanted.isString()) wanted = named(wanted.getUTF8Value());
    if (wanted.isDictionary()) wanted = wanted.getKey("/D");
    return wanted.isArray() && wanted.getArrayNItems() > 0 ? wanted : Handle::newNull();
}

int Destinations::page_of(Handle destination) const {
    if (!destination.isArray() || destination.getArrayNItems() < 1) return 0;
    const auto at = pages_.find(destination.getArrayItem(0).getObjGen());
    return destination.getArrayItem(0).isIndirect() && at != pages_.end() ? at->second : 0;
}

}  // namespace quillport::pdf
