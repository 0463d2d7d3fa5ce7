#include "quillport/worker/client.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "caller.hpp"
#include "messages.hpp"

namespace quillport::worker {

class Client::Impl {
  public:
    Impl(const std::filesystem::path& program, WorkerLimits limits)
        : office_program_(program.parent_path() / "quillport-office"),
          caller_(program, limits),
          office_(office_program_, limits) {}

    [[nodiscard]] Result<void> start() { return caller_.start(); }
    template <typename T>
    [[nodiscard]] Result<T> ask(Operation operation, BytesView arguments, BytesView pdf) {
        return read_answer<T>(caller_.call(number(operation), arguments, pdf));
    }
    template <typename T>
    [[nodiscard]] Result<T> ask(Operation operation, BytesView arguments, const runtime::FilePart& document) {
        return read_answer<T>(caller_.call_with_file(number(operation), arguments, document));
    }

    [[nodiscard]] Result<Bytes> join(BytesView arguments, BytesView parts) {
        return pdf_of(caller_.call(number(Operation::Join), arguments, parts));
    }

    [[nodiscard]] Result<Bytes> convert(BytesView inside, const Recognised& what) {
        switch (const FormatRow& row = row_of(what.format); row.by) {
            case Conversion::None:
                return copy_of(inside);
            case Conversion::Ghostscript:
                return pdf_of(caller_.convert_by_tool(number(Operation::PostScript), inside));
            case Conversion::Xps:
                return pdf_of(caller_.convert_by_tool(number(Operation::Xps), inside));
            case Conversion::Text:
                return pdf_of(caller_.convert(number(Operation::Text), message_of(TextOrder{what.charset}), inside));
            case Conversion::Office:
                if (!std::filesystem::exists(office_program_)) return no_converter();
                return pdf_of(
                    office_.convert(number(Operation::Office), message_of(OfficeOrder{std::string(row.extension)}), inside));
            case Conversion::Pictures:
                return pdf_of(caller_.convert(number(Operation::PicturePages), message_of(PicturesOrder{what.format}), inside));
            case Conversion::Refused:
                return Error{ErrorCode::Unsupported, "a format that is not taken", std::string(row.refusal)};
        }
        return Error{ErrorCode::Internal, "a format that the table lacks", {}};
    }

  private:
    [[nodiscard]] static Error no_converter() { return {ErrorCode::Unsupported, "nothing here converts it", "no_converter"}; }
    [[nodiscard]] static std::uint32_t number(Operation operation) { return static_cast<std::uint32_t>(operation); }
    /// What came is foreign still; it only has to look like a PDF.
    [[nodiscard]] static Result<Bytes> pdf_of(Result<Bytes> answer) {
        if (answer.ok() && !text_of(answer.value()).starts_with("%PDF-"))
            return Error{ErrorCode::Unsupported, "the conversion made no PDF", "damaged"};
        // A document that kills its converter is damaged, whatever else it is.
        if (!answer.ok() && answer.error().code == ErrorCode::Internal)
            return Error{ErrorCode::Unsupported, answer.error().what, "damaged"};
        return answer;
    }
    template <typename T>
    [[nodiscard]] static Result<T> read_answer(Result<Bytes> answer) {
        if (!answer.ok()) return std::move(answer).error();
        return parsed<T>(answer.value());
    }
    std::filesystem::path office_program_;
    Caller caller_;
    Caller office_;  ///< starts with the first office document
};

Client::Client(const std::filesystem::path& program, WorkerLimits limits) : impl_(std::make_unique<Impl>(program, limits)) {}

Client::~Client() = default;

Result<void> Client::start() { return impl_->start(); }

Result<Inspection> Client::inspect(BytesView pdf, const TagSettings& settings) {
    return impl_->ask<Inspection>(Operation::Inspect, message_of(InspectOrder{settings}), pdf);
}

Result<Inspection> Client::inspect(const runtime::FilePart& pdf, const TagSettings& settings) {
    return impl_->ask<Inspection>(Operation::Inspect, message_of(InspectOrder{settings}), pdf);
}

Result<Client::Preparation> Client::prepare(BytesView pdf, const Detection& found, const std::vector<Field>& fields,
                                            const std::vector<std::string>& roles, const TagSettings& settings) {
    return impl_->ask<Preparation>(Operation::Prepare, message_of(PrepareOrder{found, fields, roles, settings}), pdf);
}

Result<PlannedDocument> Client::plan(BytesView pdf, const std::optional<pdf::NewSignature>& signature,
                                     const std::string& password) {
    return impl_->ask<PlannedDocument>(Operation::Plan, message_of(PlanOrder{signature, password}), pdf);
}

Result<PlannedDocument> Client::plan(const runtime::Descriptor& file, const std::optional<pdf::NewSignature>& signature,
                                     const std::string& password) {
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) return runtime::error_from_errno(errno, "asking for the size of a document");
    const runtime::FilePart whole{file.get(), 0, static_cast<std::uint64_t>(about.st_size)};
    return impl_->ask<PlannedDocument>(Operation::Plan, message_of(PlanOrder{signature, password}), whole);
}

Result<TakenApart> Client::split(BytesView pdf, const SplitRule& rule, const std::vector<int>& tag_pages, SplitWish wish) {
    return impl_->ask<TakenApart>(Operation::Split, message_of(SplitOrder{rule, tag_pages, wish}), pdf);
}

Result<Bytes> Client::join(const std::vector<pdf::JoinPart>& parts) {
    JoinOrder order;
    Bytes all;
    for (const pdf::JoinPart& part : parts) {
        order.parts.push_back({part.pdf.size(), part.form_name});
        all.insert(all.end(), part.pdf.begin(), part.pdf.end());
    }
    return impl_->join(message_of(order), all);
}

Result<pdf::PageImage> Client::page_image(BytesView pdf, int page, int dpi) {
    return impl_->ask<pdf::PageImage>(Operation::PageImage, message_of(PageOrder{page, dpi}), pdf);
}

Result<std::vector<pdf::TextLine>> Client::page_text(BytesView pdf, int page) {
    return impl_->ask<std::vector<pdf::TextLine>>(Operation::PageText, message_of(PageOrder{page, pdf::kImageSteps[0]}), pdf);
}

Result<Recognised> Client::recognise(BytesView document) {
    auto found = impl_->ask<Recognised>(Operation::Recognise, {}, document);
    if (found.ok() && (found.value().offset > document.size() || found.value().size > document.size() - found.value().offset))
        return Error{ErrorCode::Internal, "the answer of the worker's job cannot be", {}};
    return found;
}

Result<pdf::UnlockedPdf> Client::unlock(BytesView pdf, const std::string& password) {
    return impl_->ask<pdf::UnlockedPdf>(Operation::Unlock, message_of(UnlockOrder{password}), pdf);
}

Result<Bytes> Client::convert(BytesView document, const Recognised& what) {
    if (what.offset > document.size() || what.size > document.size() - what.offset)
        return Error{ErrorCode::InvalidInput, "not within the document", {}};
    return impl_->convert(document.subspan(static_cast<std::size_t>(what.offset), static_cast<std::size_t>(what.size)), what);
}

Result<pdf::Picture> Client::picture(BytesView image, int longest) {
    return impl_->ask<pdf::Picture>(Operation::Picture, message_of(PictureOrder{longest}), image);
}

}  // namespace quillport::worker
