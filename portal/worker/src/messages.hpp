#pragma once
#include <string>
#include <vector>

#include "quillport/worker/client.hpp"
#include "wire.hpp"

namespace quillport::worker {

/// What can be asked of a job. The numbers are spoken between programs of one build only.
enum class Operation : std::uint32_t {
    Inspect = 1,
    Prepare = 2,
    PageImage = 3,
    PageText = 4,
    Plan = 5,
    Recognise = 6,
    PostScript = 7,
    Xps = 8,
    Text = 9,
    Picture = 10,
    Split = 11,
    Unlock = 12,
    PicturePages = 13,
    Office = 14,
    Join = 20,
};

/// Arguments of Inspect.
struct InspectOrder {
    TagSettings settings;
};
/// Arguments of Prepare.
struct PrepareOrder {
    Detection found;
    std::vector<Field> fields;
    std::vector<std::string> roles;
    TagSettings settings;
};
/// Arguments of PageImage and PageText.
struct PageOrder {
    int page = 1;
    int dpi = 72;
};

/// Arguments of Text.
struct TextOrder {
    std::string charset;
};

/// Arguments of Join: the parts lie one after the other in the document.
struct JoinOrder {
    struct Part {
        std::uint64_t size = 0;
        std::string form_name;
    };
    std::vector<Part> parts;
};

/// Arguments of PicturePages.
struct PicturesOrder {
    Format format = Format::Tiff;
};

/// Arguments of Office.
struct OfficeOrder {
    std::string extension;  ///< tells the office which of its readers to take
};

/// Arguments of Unlock.
struct UnlockOrder {
    std::string password;
};

/// Arguments of Plan.
struct PlanOrder {
    std::optional<pdf::NewSignature> signature;
    std::string password;
};

/// Arguments of Picture.
struct PictureOrder {
    int longest = pdf::kPictureSide;
};

/// Arguments of Split.
struct SplitOrder {
    SplitRule rule;
    std::vector<int> tag_pages;
    Client::SplitWish wish = Client::SplitWish::Documents;
};

// Each pair: write, and read what was written. A reader whose `ok` is false afterwards read nonsense.
void write(Writer& out, const Inspection& value);
void write(Writer& out, const Client::Preparation& value);
void write(Writer& out, const InspectOrder& value);
void write(Writer& out, const PrepareOrder& value);
void write(Writer& out, const PageOrder& value);
void write(Writer& out, const JoinOrder& value);
void write(Writer& out, const PlanOrder& value);
void write(Writer& out, const PictureOrder& value);
void write(Writer& out, const PlannedDocument& value);
void write(Writer& out, const Recognised& value);
void write(Writer& out, const TextOrder& value);
void write(Writer& out, const SplitOrder& value);
void write(Writer& out, const TakenApart& value);
void write(Writer& out, const PicturesOrder& value);
void write(Writer& out, const OfficeOrder& value);
void write(Writer& out, const UnlockOrder& value);
void write(Writer& out, const pdf::UnlockedPdf& value);
void write(Writer& out, const pdf::PageImage& value);
void write(Writer& out, const pdf::Picture& value);
void write(Writer& out, const std::vector<pdf::TextLine>& value);
void write(Writer& out, const Error& value);

void read(Reader& in, Inspection& value);
void read(Reader& in, Client::Preparation& value);
void read(Reader& in, InspectOrder& value);
void read(Reader& in, PrepareOrder& value);
void read(Reader& in, PageOrder& value);
void read(Reader& in, JoinOrder& value);
void read(Reader& in, PlanOrder& value);
void read(Reader& in, PictureOrder& value);
void read(Reader& in, PlannedDocument& value);
void read(Reader& in, Recognised& value);
void read(Reader& in, TextOrder& value);
void read(Reader& in, SplitOrder& value);
void read(Reader& in, TakenApart& value);
void read(Reader& in, PicturesOrder& value);
void read(Reader& in, OfficeOrder& value);
void read(Reader& in, UnlockOrder& value);
void read(Reader& in, pdf::UnlockedPdf& value);
void read(Reader& in, pdf::PageImage& value);
void read(Reader& in, pdf::Picture& value);
void read(Reader& in, std::vector<pdf::TextLine>& value);
void read(Reader& in, Error& value);

/// A whole message.
template <typename T>
[[nodiscard]] Bytes message_of(const T& value) {
    Writer out;
    write(out, value);
    return out.take();
}
template <typename T>
[[nodiscard]] Result<T> parsed(BytesView message) {
    Reader in(message);
    T value{};
    read(in, value);
    if (!in.complete()) return Error{ErrorCode::Internal, "a message of the worker cannot be read", {}};
    return value;
}

}  // namespace quillport::worker
