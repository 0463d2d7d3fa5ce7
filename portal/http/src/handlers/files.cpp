#include "../mapping/mapping.hpp"
#include "handlers.hpp"
#include "quillport/runtime/digest.hpp"

namespace quillport::http {

Response page_image_answer(const std::shared_ptr<const pdf::PageImage>& image, bool unchanging) {
    Response response = file(image->media_type, image, image->data, {});
    response.set("ETag", '"' + runtime::sha256_hex(image->data).substr(0, 32) + '"');
    response.set("Cache-Control", unchanging ? "private, max-age=86400, immutable" : "private, no-cache");
    return response;
}

Response page_text_answer(const std::vector<pdf::TextLine>& lines) {
    contract::PageText text;
    for (const pdf::TextLine& line : lines)
        text.lines.push_back(
            {.text = line.text, .box = to_contract(line.box), .font_size = line.font_size, .rotation = line.rotation});
    return json(200, to_json(text));
}

Response pdf_answer(services::File data) {
    const auto owner = std::make_shared<const services::File>(std::move(data));
    Response response = file("application/pdf", owner, owner->data, owner->name);
    if (!owner->sha256.empty()) response.set("ETag", '"' + owner->sha256 + '"');
    response.set("Cache-Control", "private, no-cache");
    return response;
}

}  // namespace quillport::http
