#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/pdf/signing_plan.hpp"

namespace quillport::pdf {

/// A hand-drawn or typed signature. Strokes are vectors in a box of `width` by `height` units, y downwards.
struct InkPoint {
    double x = 0, y = 0;
    double pressure = 0.5;
};
struct SignatureImage {
    double width = 0, height = 0;
    std::vector<std::vector<InkPoint>> strokes;  ///< drawn; empty: typed
    std::string typed;                           ///< typed name; used when there are no strokes
};

/// What one recipient's act writes: his values, fresh appearances of all his fields, his lock, his signature.
struct SigningAct {
    std::string owner;                          ///< role key; empty: the certification of the server (DocMDP P=2)
    std::map<std::string, std::string> values;  ///< by field name; checkboxes "yes" or "no"
    SignatureImage image;
    std::string signer_name;
    std::string caption;                        ///< second line of a visible signature: "Signed 23 November 2026, 14:05 UTC"
    std::string note;                           ///< third line, say "TRIAL, NOT TRUSTED"; may be empty
    std::string reason;                         ///< /Reason; may be empty
    TimePoint when{};                           ///< /M
    std::size_t hole = 0;                       ///< bytes to reserve for the CMS; from the chain's size, never a guess
};

/// An increment whose signature is still to be filled in. The file is the original followed by `appended`.
struct PendingIncrement {
    Bytes appended;
    Bytes digest;                   ///< SHA-256 over the ByteRange
    std::size_t hole_offset = 0;    ///< in `appended`: first hexadecimal digit of /Contents
    std::size_t hole_size = 0;      ///< bytes that fit (half the digits)
    SigningPlan next;               ///< what the file will be afterwards
};

/// Builds one increment from the plan, without parsing the document. `original` is read once (to hash it).
/// Errors: InvalidInput (unknown owner or field), Conflict (plan does not fit the file's size), Internal.
[[nodiscard]] Result<PendingIncrement> build_increment(BytesView original, const SigningPlan& plan, const SigningAct& act);

/// Puts the CMS into its place. Errors: TooLarge when it does not fit.
[[nodiscard]] Result<void> insert_signature(PendingIncrement& increment, BytesView cms);

}  // namespace quillport::pdf
