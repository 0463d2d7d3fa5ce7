#include "quillport/documents/tools.hpp"

namespace quillport::documents {

Result<worker::Inspection> WorkerTools::inspect(BytesView pdf, const TagSettings& settings) {
    return client_.inspect(pdf, settings);
}

Result<worker::Client::Preparation> WorkerTools::prepare(BytesView pdf, const Detection& found, const std::vector<Field>& fields,
                                                         const std::vector<std::string>& roles, const TagSettings& settings) {
    return client_.prepare(pdf, found, fields, roles, settings);
}

Result<Bytes> WorkerTools::join(const std::vector<pdf::JoinPart>& parts) { return client_.join(parts); }

Result<worker::TakenApart> WorkerTools::split(BytesView pdf, const SplitRule& rule, const std::vector<int>& tag_pages) {
    return client_.split(pdf, rule, tag_pages);
}

Result<pdf::PageImage> WorkerTools::page_image(BytesView pdf, int page, int dpi) { return client_.page_image(pdf, page, dpi); }

Result<std::vector<pdf::TextLine>> WorkerTools::page_text(BytesView pdf, int page) { return client_.page_text(pdf, page); }

Result<Recognised> WorkerTools::recognise(BytesView document) { return client_.recognise(document); }

Result<Bytes> WorkerTools::convert(BytesView document, const Recognised& what) { return client_.convert(document, what); }

Result<pdf::UnlockedPdf> WorkerTools::unlock(BytesView pdf, const std::string& password) { return client_.unlock(pdf, password); }

Result<pdf::Picture> WorkerTools::picture(BytesView image, int longest) { return client_.picture(image, longest); }

}  // namespace quillport::documents
