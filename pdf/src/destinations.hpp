#pragma once
#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "document_parts.hpp"

namespace quillport::pdf {

/// Where links and bookmarks of a document lead.
class Destinations {
  public:
    explicit Destinations(DocumentParts& parts);

    /// The explicit destination (an array) behind /Dest, or /D of a GoTo action, of a link or bookmark; null for none.
    /// Source: ISO 32000-1 §12.3.2, §12.6.4.2.
    [[nodiscard]] QPDFObjectHandle of(QPDFObjectHandle link) const;
    /// Number from 1 of the page that an explicit destination names; 0: none of this document.
    [[nodiscard]] int page_of(QPDFObjectHandle destination) const;

  private:
    [[nodiscard]] QPDFObjectHandle named(const std::string& name) const;

    QPDF& qpdf_;
    std::map<QPDFObjGen, int> pages_;
    QPDFObjectHandle old_names_;                    ///< /Dests of the catalog
    std::map<std::string, QPDFObjectHandle> tree_;  ///< /Dests of /Names
};

}  // namespace quillport::pdf
