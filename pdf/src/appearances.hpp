#pragma once
#include <memory>
#include <string>

#include "object_sink.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Draws the appearances of one act together, so that their fonts are embedded once. Every `add_` writes a form XObject and gives
/// its object number. Nothing reaches beyond a field: text becomes smaller, then breaks, then ends in an ellipsis.
class AppearanceSheet {
  public:
    explicit AppearanceSheet(ObjectSink& sink);
    ~AppearanceSheet();
    AppearanceSheet(const AppearanceSheet&) = delete;
    AppearanceSheet& operator=(const AppearanceSheet&) = delete;

    /// A typed value: one line, or wrapped lines for a multi-line field. It shrinks until it fits.
    [[nodiscard]] int add_text(const PlannedField& field, const std::string& value);
    /// The visible signature: the hand on its line, the name, caption and note.
    [[nodiscard]] int add_signature(const PlannedField& field, const SigningAct& act);
    [[nodiscard]] int add_initials(const PlannedField& field, const SigningAct& act);
    [[nodiscard]] int add_picture(const PlannedField& field, const Picture& picture);
    [[nodiscard]] int add_qr(const PlannedField& field, const std::string& text);
    /// Name and caption without a hand: approvals, stamps and seals.
    [[nodiscard]] int add_statement(const PlannedField& field, const SigningAct& act);

    /// Writes the fonts. Throws std::runtime_error when one cannot be embedded.
    void finish();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::pdf
