#include "erase_links.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>

#include "numbers.hpp"

namespace quillport::pdf {
namespace {

constexpr double kLinkMargin = 3;   ///< points by which a link may stand out of the text that it lies over
constexpr double kLinkShare = 0.7;  ///< of its area that the tag covers

bool covered(QPDFObjectHandle link, const Matrix& to_displayed, const std::vector<Rect>& pieces) {
    if (!link.isDictionary() || !link.getKey("/Subtype").isNameAndEquals("/Link")) return false;
    double v[4];
    if (!numbers_of(link.getKey("/Rect"), 4, v)) return false;
    const Rect user{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
    const Rect rect = image_of(user, to_displayed);
    if (rect.empty()) return false;
    double shared = 0;
    for (const Rect& piece : pieces) {
        const double width = std::min(rect.x1, piece.x1 + kLinkMargin) - std::max(rect.x0, piece.x0 - kLinkMargin);
        const double height = std::min(rect.y1, piece.y1 + kLinkMargin) - std::max(rect.y0, piece.y0 - kLinkMargin);
        if (width > 0 && height > 0) shared += width * height;
    }
    return shared >= kLinkShare * rect.width() * rect.height();
}

/// The element without its reference to the annotation.
void forget_in_element(QPDFObjectHandle element, QPDFObjectHandle annotation) {
    if (!element.isDictionary()) return;
    const auto refers = [&](QPDFObjectHandle kid) {
        return kid.isDictionary() && kid.getKey("/Type").isNameAndEquals("/OBJR") &&
               kid.getKey("/Obj").getObjGen() == annotation.getObjGen();
    };
    QPDFObjectHandle kids = element.getKey("/K");
    if (refers(kids)) element.removeKey("/K");
    if (!kids.isArray()) return;
    std::vector<QPDFObjectHandle> stay;
    for (const QPDFObjectHandle& kid : kids.getArrayAsVector()) {
        if (!refers(kid)) stay.push_back(kid);
    }
    element.replaceKey("/K", QPDFObjectHandle::newArray(stay));
}

void forget_in_structure(QPDF& qpdf, QPDFObjectHandle annotation) {
    QPDFObjectHandle key = annotation.getKey("/StructParent");
    QPDFObjectHandle root = qpdf.getRoot().getKey("/StructTreeRoot");
    if (!annotation.isIndirect() || !key.isInteger() || !root.isDictionary() || !root.getKey("/ParentTree").isDictionary())
        return;
    try {
        QPDFNumberTreeObjectHelper parents(root.getKey("/ParentTree"), qpdf, false);
        QPDFObjectHandle element;
        if (!parents.findObject(key.getIntValue(), element)) return;
        forget_in_element(element, annotation);
        parents.remove(key.getIntValue());
    } catch (const std::exception&) {
        // A tree that is no tree names nobody.
    }
}

}  // namespace

void remove_links(QPDF& qpdf, const Document& document, const std::vector<QPDFPageObjectHelper>& pages,
                  const std::vector<Erasure>& erasures, const std::vector<std::string>& refused) {
    std::map<int, std::vector<Rect>> pieces;
    for (std::size_t i = 0; i < erasures.size(); ++i) {
        if (!refused[i].empty()) continue;
        auto& list = pieces[erasures[i].page];
        list.insert(list.end(), erasures[i].pieces.begin(), erasures[i].pieces.end());
    }
    for (const auto& [page, list] : pieces) {
        QPDFObjectHandle owner = pages.at(static_cast<std::size_t>(page) - 1).getObjectHandle();
        QPDFObjectHandle annotations = owner.getKey("/Annots");
        if (!annotations.isArray()) continue;
        std::vector<QPDFObjectHandle> stay;
        for (const QPDFObjectHandle& annotation : annotations.getArrayAsVector()) {
            if (!covered(annotation, document.to_displayed(page), list)) {
                stay.push_back(annotation);
            } else {
                forget_in_structure(qpdf, annotation);
            }
        }
        if (stay.size() != static_cast<std::size_t>(annotations.getArrayNItems())) {
            owner.replaceKey("/Annots", QPDFObjectHandle::newArray(stay));
        }
    }
}

}  // namespace quillport::pdf
