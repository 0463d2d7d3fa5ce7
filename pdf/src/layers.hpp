#pragma once
#include <qpdf/QPDF.hh>
#include <set>

namespace quillport::pdf {

/// Which optional-content groups the default configuration switches off (ISO 32000-1 §8.11.4.3).
class Layers {
  public:
    explicit Layers(QPDF& document);
    /// True when what is marked with this group or membership dictionary (§8.11.2.2) does not show.
    [[nodiscard]] bool is_off(QPDFObjectHandle content) const;
    [[nodiscard]] bool all_on() const noexcept { return off_.empty() && !base_off_; }

  private:
    [[nodiscard]] bool group_off(QPDFObjectHandle group) const;
    std::set<QPDFObjGen> off_, on_;
    bool base_off_ = false;
};

}  // namespace quillport::pdf
