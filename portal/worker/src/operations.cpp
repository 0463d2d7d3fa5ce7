#include "operations.hpp"

#include <string>

#include "messages.hpp"
#include "quillport/formats/picture_pages.hpp"
#include "quillport/formats/recognise.hpp"
#include "quillport/formats/text_pages.hpp"
#include "quillport/ocr/module.hpp"
#include "quillport/pdf/document.hpp"
#include "quillport/pdf/foreign_plan.hpp"
#include "quillport/pdf/join.hpp"
#include "quillport/pdf/parts.hpp"
#include "quillport/runtime/log.hpp"
#include "quillport/splitter/plan.hpp"
#include "quillport/tags/detect.hpp"
#include "quillport/tags/erase.hpp"
#include "tools.hpp"

namespace quillport::worker {
namespace {

/// The reader of pictures: one a process, loaded by `warm_up` and inherited by every job.
ocr::Module& pictures() {
    static ocr::Module module(ocr::beside_program());
    return module;
}

Result<Bytes> inspect(BytesView arguments, BytesView document) {
    const auto order = parsed<InspectOrder>(arguments);
    if (!order.ok()) return order.error();
    auto options = tags::options_from(order.value().settings);
    if (!options.ok()) return options.error();
    options.value().reader = &pictures();
    auto opened = pdf::Document::open(document);
    if (!opened.ok()) return opened.error();
    auto found = tags::detect(opened.value(), options.value());
    if (!found.ok()) return found.error();
    return message_of(Inspection{std::move(found).value(), opened.value().is_signed(), opened.value().is_encrypted()});
}

Result<Bytes> prepare(BytesView arguments, BytesView document) {
    const auto order = parsed<PrepareOrder>(arguments);
    if (!order.ok()) return order.error();
    Client::Preparation done;
    tags::EraseResult erased;
    if (!order.value().found.tags.empty()) {
        const auto options = tags::options_from(order.value().settings);
        if (!options.ok()) return options.error();
        auto opened = pdf::Document::open(document);
        if (!opened.ok()) return opened.error();
        auto result = tags::erase(opened.value(), order.value().found, options.value());
        if (!result.ok()) return result.error();
        erased = std::move(result).value();
        document = erased.pdf;
    }
    auto prepared = pdf::prepare(document, order.value().fields, order.value().roles);
    if (!prepared.ok()) return prepared.error();
    done.prepared = std::move(prepared).value();
    done.not_erased = std::move(erased.not_erased);
    return message_of(done);
}

Result<Bytes> plan(BytesView arguments, BytesView document) {
    const auto order = parsed<PlanOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto& [signature, password] = order.value();
    PlannedDocument done;
    auto planned = pdf::plan_foreign(document, signature, password);
    if (!planned.ok() && planned.error().code == ErrorCode::PreconditionFailed) {
        done.rewritten_because = planned.error().detail;
        auto clean = pdf::rewrite_clean(document, password);
        if (!clean.ok()) return clean.error();
        done.rewritten = std::move(clean).value();
        planned = pdf::plan_foreign(done.rewritten, signature, password);
    }
    if (!planned.ok()) return planned.error();
    done.plan = std::move(planned).value();
    return message_of(done);
}

/// The parts as documents; one that takes all pages stays what it is.
Result<void> write_parts(pdf::Document& document, TakenApart& done) {
    if (done.parts.size() == 1 && done.separators.empty()) return {};
    std::vector<pdf::PageRange> ranges;
    for (const TakenApart::Part& part : done.parts) ranges.push_back({part.pages.first, part.pages.last});
    done.loses_attachments = pdf::has_attachments(document);
    auto made = pdf::make_parts(document, ranges);
    if (!made.ok()) return std::move(made).error();
    for (std::size_t i = 0; i < done.parts.size(); ++i) done.parts[i].pdf = std::move(made.value()[i]);
    return {};
}

Result<Bytes> split(BytesView arguments, BytesView document) {
    const auto order = parsed<SplitOrder>(arguments);
    if (!order.ok()) return order.error();
    if (auto fine = splitter::check(order.value().rule); !fine.ok()) return fine.error();
    auto opened = pdf::Document::open(document);
    if (!opened.ok()) return opened.error();
    splitter::PlanOptions options;
    options.reader = &pictures();
    auto planned = splitter::plan(opened.value(), order.value().rule, order.value().tag_pages, options);
    if (!planned.ok()) return planned.error();
    TakenApart done;
    for (PrintPart& part : planned.value().parts) done.parts.push_back({std::move(part), {}});
    done.separators = std::move(planned.value().separators);
    if (opened.value().is_signed()) done.whole_because = "signed";
    if (opened.value().is_encrypted()) done.whole_because = "encrypted";
    if (order.value().wish == Client::SplitWish::Documents && done.whole_because.empty())
        if (auto written = write_parts(opened.value(), done); !written.ok()) return written.error();
    return message_of(done);
}

Result<Bytes> page_image(BytesView arguments, BytesView document) {
    const auto order = parsed<PageOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto image = pdf::render_page(document, order.value().page, order.value().dpi);
    if (!image.ok()) return image.error();
    return message_of(image.value());
}

Result<Bytes> page_text(BytesView arguments, BytesView document) {
    const auto order = parsed<PageOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto lines = pdf::text_lines(document, order.value().page);
    if (!lines.ok()) return lines.error();
    return message_of(lines.value());
}

Result<Bytes> join(BytesView arguments, BytesView documents) {
    const auto order = parsed<JoinOrder>(arguments);
    if (!order.ok()) return order.error();
    std::vector<pdf::JoinPart> parts;
    for (const auto& [size, form_name] : order.value().parts) {
        if (size > documents.size()) return Error{ErrorCode::Internal, "parts that are not there", {}};
        parts.push_back({documents.first(static_cast<std::size_t>(size)), form_name});
        documents = documents.subspan(static_cast<std::size_t>(size));
    }
    return pdf::join(parts);
}

Result<Bytes> recognise(BytesView, BytesView document) { return message_of(formats::recognise(document)); }

Result<Bytes> text(BytesView arguments, BytesView document) {
    const auto order = parsed<TextOrder>(arguments);
    if (!order.ok()) return order.error();
    return formats::text_pages(document, order.value().charset);
}

Result<Bytes> picture(BytesView arguments, BytesView image) {
    const auto order = parsed<PictureOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto decoded = pdf::decode_picture(image, order.value().longest);
    if (!decoded.ok()) return decoded.error();
    return message_of(decoded.value());
}

Result<Bytes> picture_pages(BytesView arguments, BytesView document) {
    const auto order = parsed<PicturesOrder>(arguments);
    if (!order.ok()) return order.error();
    return formats::picture_pages(document, order.value().format);
}

Result<Bytes> unlock(BytesView arguments, BytesView document) {
    const auto order = parsed<UnlockOrder>(arguments);
    if (!order.ok()) return order.error();
    const auto unlocked = pdf::unlock(document, order.value().password);
    if (!unlocked.ok()) return unlocked.error();
    return message_of(unlocked.value());
}

const Task kOperations[] = {
    {static_cast<std::uint32_t>(Operation::Inspect), "inspect", inspect},
    {static_cast<std::uint32_t>(Operation::Prepare), "prepare", prepare},
    {static_cast<std::uint32_t>(Operation::PageImage), "page_image", page_image},
    {static_cast<std::uint32_t>(Operation::PageText), "page_text", page_text},
    {static_cast<std::uint32_t>(Operation::Plan), "plan", plan},
    {static_cast<std::uint32_t>(Operation::Recognise), "recognise", recognise},
    {static_cast<std::uint32_t>(Operation::PostScript), "postscript", nullptr, &ghostscript()},
    {static_cast<std::uint32_t>(Operation::Xps), "xps", nullptr, &xps_converter()},
    {static_cast<std::uint32_t>(Operation::Text), "text", text},
    {static_cast<std::uint32_t>(Operation::Picture), "picture", picture},
    {static_cast<std::uint32_t>(Operation::Split), "split", split},
    {static_cast<std::uint32_t>(Operation::Join), "join", join},
    {static_cast<std::uint32_t>(Operation::Unlock), "unlock", unlock},
    {static_cast<std::uint32_t>(Operation::PicturePages), "picture_pages", picture_pages},
};

/// One page with a font that is not embedded, as most hostile and many honest documents have it, and one tag.
std::string small_document() {
    const std::string content = "BT /F1 12 Tf 72 700 Td (Contract {{sig:1}}) Tj ET";
    const std::string objects[] = {
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Length " + std::to_string(content.size()) + ">>\nstream\n" + content + "\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"};
    std::string file = "%PDF-1.7\n", table;
    int number = 0;
    for (const std::string& object : objects) {
        std::string offset = std::to_string(file.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        file += std::to_string(++number) + " 0 obj\n" + object + "\nendobj\n";
    }
    const std::string start = std::to_string(file.size());
    return file + "xref\n0 6\n0000000000 65535 f \n" + table + "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + start +
           "\n%%EOF\n";
}

Field small_field() {
    Field field;
    field.name = "text_1";
    field.role = "1";
    field.box = {72, 600, 272, 620};
    field.value = "A";
    return field;
}

}  // namespace

std::span<const Task> operations() { return kOperations; }

void warm_up() {
    if (auto ready = pictures().warm_up(); !ready) {
        runtime::log(runtime::LogLevel::Warning, "worker.no_ocr",
                     {{"why", ready.error().what}, {"detail", ready.error().detail}});
    }
    const std::string document = small_document();
    auto inspection = inspect(message_of(InspectOrder{}), bytes_of(document));
    Detection found;
    if (inspection.ok()) {
        if (auto read = parsed<Inspection>(inspection.value()); read.ok()) found = std::move(read).value().found;
    }
    static_cast<void>(prepare(message_of(PrepareOrder{found, {small_field()}, {"1"}, {}}), bytes_of(document)).ok());
    const Bytes first_page = message_of(PageOrder{1, pdf::kImageSteps[0]});
    static_cast<void>(page_image(first_page, bytes_of(document)).ok());
    static_cast<void>(page_text(first_page, bytes_of(document)).ok());
}

}  // namespace quillport::worker
