#pragma once
#include <memory>
#include <string>
#include <vector>

#include "object_sink.hpp"
#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// Draws the appearances of one act together, so that their fonts are embedded once.
class AppearanceSheet {
  public:
    AppearanceSheet();
    ~AppearanceSheet();
    AppearanceSheet(const AppearanceSheet&) = delete;
    AppearanceSheet& operator=(const AppearanceSheet&) = delete;

    /// A typed value: one line, or wrapped lines for a multi-line field. It shrinks until it fits.
    void add_text(const PlannedField& field, const std::string& value);
    /// The visible signature: the hand on its line, the name, caption and note.
    void add_signature(const PlannedField& field, const SigningAct& act);
    void add_initials(const PlannedField& field, const SigningAct& act);
    void add_picture(const PlannedField& field, const Picture& picture);
    void add_qr(const PlannedField& field, const std::string& text);
    /// Name and caption without a hand: approvals, stamps and seals.
    void add_statement(const PlannedField& field, const SigningAct& act);

    /// Writes the form XObjects. \returns their object numbers in the order in which they were added.
    [[nodiscard]] std::vector<int> finish(ObjectSink& sink);

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace quillport::pdf
