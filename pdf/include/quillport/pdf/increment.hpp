#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "quillport/core/bytes.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"
#include "quillport/pdf/picture.hpp"
#include "quillport/pdf/signing_plan.hpp"
#include "quillport/runtime/digest.hpp"

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
    Picture picture;                             ///< uploaded; used before strokes and typed name when it has pixels
};

/// How an organisation's visible signatures look. The note is always shown: nobody hides that a signature is a trial.
enum class LogoPlace : std::uint8_t { None, Left, Right, Behind };
struct SignatureLook {
    bool name = true, caption = true, reason = false;  ///< which lines stand beside the hand
    LogoPlace logo_place = LogoPlace::None;
    Picture logo;
    std::string verify_url;       ///< as a QR code where the field is large enough to be read by a phone; may be empty
    std::string language = "en";  ///< BCP 47, of the words that are added: "Reason"
};

/// What one recipient's act writes: his values, fresh appearances of all his fields, his lock, his signature.
struct SigningAct {
    std::string owner;                          ///< role key; empty: the certification of the server (DocMDP P=2)
    std::map<std::string, std::string> values;  ///< by field name; checkboxes "yes" or "no"
    SignatureImage image;                       ///< without strokes, name and picture: the signer's name is typed
    SignatureImage initials;                    ///< the same for initials: the first letters of the signer's name
    std::map<std::string, Picture> pictures;    ///< uploaded, by name of an image or stamp field
    std::string signer_name;
    std::string caption;  ///< below the name: "Signed 23 November 2026, 14:05 UTC"; may have several lines
    std::string note;     ///< third line, say "TRIAL, NOT TRUSTED"; may be empty
    std::string reason;   ///< /Reason; may be empty
    SignatureLook look;
    TimePoint when{};              ///< /M
    std::chrono::minutes zone{0};  ///< offset of the signer's time zone; date fields are written in it
    std::size_t hole = 0;          ///< bytes to reserve for the CMS; from the chain's size, never a guess
    runtime::DigestAlgorithm digest = runtime::DigestAlgorithm::Sha256;  ///< of the ByteRange
};

/// An increment whose signature is still to be filled in. The file is the original followed by `appended`.
struct PendingIncrement {
    Bytes appended;
    runtime::DigestAlgorithm algorithm = runtime::DigestAlgorithm::Sha256;
    Bytes digest;                 ///< over the ByteRange; empty until finish_digest
    std::size_t hole_offset = 0;  ///< in `appended`: first hexadecimal digit of /Contents
    std::size_t hole_size = 0;    ///< bytes that fit (half the digits)
    SigningPlan next;             ///< what the file will be afterwards

    /// Sets `digest`. `original`, of `algorithm`, has seen every byte of the original and nothing else, so that a file is hashed
    /// while it is copied and read once. Errors: InvalidInput (another algorithm), Conflict (another size than the plan's).
    [[nodiscard]] Result<void> finish_digest(runtime::DigestStream&& original);
};

/// Builds one increment from the plan, without parsing and without seeing the document.
/// Values may be given by the name of a field or by the shared `name` of its tag; a radio button takes the option or "yes". A
/// date of signing without a value is written from `when`. Every field of the owner gets a fresh appearance and becomes
/// read-only. The certification fills the fields that belong to no role and writes the defaults of the others, which stay open.
/// Errors: InvalidInput (unknown owner or field, no hole, ink that is not finite), Conflict (the owner has signed, certification
/// after a signature), Internal. Thread-safe; fonts are cached per thread. Source: ISO 32000-1 §7.5.6, §7.5.8, §7.6, §12.7.4.5,
/// §12.8.1, §12.8.2.
[[nodiscard]] Result<PendingIncrement> build_increment(const SigningPlan& plan, const SigningAct& act);
/// The same with its digest, for an original in memory. Errors: Conflict as well when the plan is of another file.
[[nodiscard]] Result<PendingIncrement> build_increment(BytesView original, const SigningPlan& plan, const SigningAct& act);

/// Puts the CMS or the time-stamp token into its place. Errors: TooLarge when it does not fit.
[[nodiscard]] Result<void> insert_signature(PendingIncrement& increment, BytesView cms);

/// Each as DER, in any order; what the document has already is left out.
struct ValidationData {
    std::vector<Bytes> certificates;
    std::vector<Bytes> ocsp_responses;  ///< OCSPResponse of RFC 6960 §4.2.1
    std::vector<Bytes> crls;
};
struct ValidationIncrement {
    Bytes appended;  ///< empty when the document has all of it already
    SigningPlan next;
};
/// Adds validation data to the /DSS. It changes nothing that a signature protects, so it is always allowed. Errors: InvalidInput
/// (an empty value). Thread-safe. Source: ISO 32000-2 §12.8.4.3; EN 319 142-1 §5.4.2.
[[nodiscard]] Result<ValidationIncrement> build_validation_data(const SigningPlan& plan, const ValidationData& data);

/// A document time-stamp over everything so far: an invisible field, made in the same increment, with a hole for the token.
/// Any number may follow each other. Errors: InvalidInput (no hole). Thread-safe. Source: ISO 32000-2 §12.8.5; EN 319 142-1
/// §5.4.3.
[[nodiscard]] Result<PendingIncrement> build_time_stamp(const SigningPlan& plan, std::size_t hole,
                                                        runtime::DigestAlgorithm digest = runtime::DigestAlgorithm::Sha256);

/// Loads the fonts that appearances use into this thread's cache, so that the first signature is as quick as the second.
void warm_up_appearances();

}  // namespace quillport::pdf
