#include "messages.hpp"

#include <limits>

namespace quillport::worker {
namespace {

constexpr int kLastType = static_cast<int>(FieldType::Qr);
constexpr int kLastKind = static_cast<int>(TagKind::Definition);
constexpr int kLastSource = static_cast<int>(TagSource::Qr);
constexpr int kLastLock = static_cast<int>(pdf::FieldLock::Action::Exclude);
constexpr int kLastFormat = static_cast<int>(Format::Text);
constexpr int kLastCode = static_cast<int>(ErrorCode::Internal);
constexpr int kMany = std::numeric_limits<int>::max();
constexpr std::size_t kLongestError = 500;

void put(Writer& out, const Rect& box) {
    out.real(box.x0);
    out.real(box.y0);
    out.real(box.x1);
    out.real(box.y1);
}
Rect get_rect(Reader& in) {
    Rect box;
    box.x0 = in.real();
    box.y0 = in.real();
    box.x1 = in.real();
    box.y1 = in.real();
    return box;
}

void put(Writer& out, const PageSize& size) {
    out.real(size.width);
    out.real(size.height);
}
PageSize get_size(Reader& in) {
    PageSize size;
    size.width = in.real();
    size.height = in.real();
    return size;
}

void put(Writer& out, const Tag& tag) {
    out.integer(static_cast<int>(tag.kind));
    out.integer(static_cast<int>(tag.source));
    out.real(tag.confidence);
    out.integer(tag.page);
    out.text(tag.text);
    out.text(tag.dialect);
    out.integer(static_cast<int>(tag.type));
    out.text(tag.role);
    out.flag(tag.name.has_value());
    out.text(tag.name.value_or(std::string{}));
    out.flag(tag.required);
    put(out, tag.box);
    out.list(tag.pieces, [](Writer& w, const Rect& piece) { put(w, piece); });
    put(out, tag.field);
    out.integer(tag.rotation);
    out.real(tag.font_size);
    out.flag(tag.visible);
    out.pairs(tag.attributes);
}
Tag get_tag(Reader& in) {
    Tag tag;
    tag.kind = static_cast<TagKind>(in.integer_in(0, kLastKind));
    tag.source = static_cast<TagSource>(in.integer_in(0, kLastSource));
    tag.confidence = in.real();
    tag.page = in.integer_in(1, kMany);
    tag.text = in.text();
    tag.dialect = in.text();
    tag.type = static_cast<FieldType>(in.integer_in(0, kLastType));
    tag.role = in.text();
    const bool named = in.flag();
    std::string name = in.text();
    if (named) tag.name = std::move(name);
    tag.required = in.flag();
    tag.box = get_rect(in);
    tag.pieces = in.list<Rect>(get_rect);
    tag.field = get_rect(in);
    tag.rotation = in.integer_in(0, 359);
    tag.font_size = in.real();
    tag.visible = in.flag();
    tag.attributes = in.pairs();
    return tag;
}

void put(Writer& out, const TagProblem& problem) {
    out.integer(problem.page);
    put(out, problem.box);
    out.text(problem.code);
    out.text(problem.message);
    out.text(problem.text);
    out.text(problem.guess);
}
TagProblem get_problem(Reader& in) {
    TagProblem problem;
    problem.page = in.integer_in(0, kMany);
    problem.box = get_rect(in);
    problem.code = in.text();
    problem.message = in.text();
    problem.text = in.text();
    problem.guess = in.text();
    return problem;
}

void put(Writer& out, const Detection& found) {
    out.list(found.pages, [](Writer& w, const PageSize& size) { put(w, size); });
    out.list(found.tags, [](Writer& w, const Tag& tag) { put(w, tag); });
    out.list(found.problems, [](Writer& w, const TagProblem& problem) { put(w, problem); });
}
Detection get_detection(Reader& in) {
    Detection found;
    found.pages = in.list<PageSize>(get_size);
    found.tags = in.list<Tag>(get_tag);
    found.problems = in.list<TagProblem>(get_problem);
    return found;
}

void put(Writer& out, const Field& field) {
    out.text(field.id.value);
    out.text(field.name);
    out.integer(static_cast<int>(field.type));
    out.text(field.role);
    out.text(field.document.value);
    out.integer(field.page);
    put(out, field.box);
    out.integer(field.rotation);
    out.real(field.font_size);
    out.flag(field.required);
    out.flag(field.readonly);
    out.text(field.label);
    out.text(field.value);
    out.pairs(field.attributes);
}
Field get_field(Reader& in) {
    Field field;
    field.id.value = in.text();
    field.name = in.text();
    field.type = static_cast<FieldType>(in.integer_in(0, kLastType));
    field.role = in.text();
    field.document.value = in.text();
    field.page = in.integer_in(std::numeric_limits<int>::min(), kMany);
    field.box = get_rect(in);
    field.rotation = in.integer_in(std::numeric_limits<int>::min(), kMany);
    field.font_size = in.real();
    field.required = in.flag();
    field.readonly = in.flag();
    field.label = in.text();
    field.value = in.text();
    field.attributes = in.pairs();
    return field;
}

void put(Writer& out, const pdf::TextLine& line) {
    out.text(line.text);
    put(out, line.box);
    out.real(line.font_size);
    out.integer(line.rotation);
}
pdf::TextLine get_line(Reader& in) {
    pdf::TextLine line;
    line.text = in.text();
    line.box = get_rect(in);
    line.font_size = in.real();
    line.rotation = in.integer_in(-359, 359);
    return line;
}

void put(Writer& out, const std::vector<std::string>& texts) {
    out.list(texts, [](Writer& w, const std::string& text) { w.text(text); });
}
std::vector<std::string> get_texts(Reader& in) {
    return in.list<std::string>([](Reader& r) { return r.text(); });
}

void put(Writer& out, const TagSettings& settings) {
    put(out, settings.dialects);
    put(out, settings.languages);
    put(out, settings.marks);
    put(out, settings.anchors);
}
TagSettings get_settings(Reader& in) {
    TagSettings settings;
    settings.dialects = get_texts(in);
    settings.languages = get_texts(in);
    settings.marks = get_texts(in);
    settings.anchors = get_texts(in);
    return settings;
}

void put(Writer& out, const std::vector<TagProblem>& problems) {
    out.list(problems, [](Writer& w, const TagProblem& problem) { put(w, problem); });
}

pdf::SigningPlan get_plan(Reader& in) {
    auto plan = pdf::SigningPlan::parse(in.text());
    if (plan.ok()) return std::move(plan).value();
    in.refuse();
    return {};
}

}  // namespace

void write(Writer& out, const Inspection& value) {
    put(out, value.found);
    out.flag(value.is_signed);
    out.flag(value.is_encrypted);
}
void read(Reader& in, Inspection& value) {
    value.found = get_detection(in);
    value.is_signed = in.flag();
    value.is_encrypted = in.flag();
}

void write(Writer& out, const Client::Preparation& value) {
    out.bytes(value.prepared.pdf);
    out.text(value.prepared.plan.to_text());
    put(out, value.not_erased);
}
void read(Reader& in, Client::Preparation& value) {
    value.prepared.pdf = in.bytes();
    value.prepared.plan = get_plan(in);
    value.not_erased = in.list<TagProblem>(get_problem);
}

void write(Writer& out, const InspectOrder& value) { put(out, value.settings); }
void read(Reader& in, InspectOrder& value) { value.settings = get_settings(in); }

void write(Writer& out, const PrepareOrder& value) {
    put(out, value.found);
    out.list(value.fields, [](Writer& w, const Field& field) { put(w, field); });
    put(out, value.roles);
    put(out, value.settings);
}
void read(Reader& in, PrepareOrder& value) {
    value.found = get_detection(in);
    value.fields = in.list<Field>(get_field);
    value.roles = get_texts(in);
    value.settings = get_settings(in);
}

void write(Writer& out, const PageOrder& value) {
    out.integer(value.page);
    out.integer(value.dpi);
}
void read(Reader& in, PageOrder& value) {
    value.page = in.integer_in(std::numeric_limits<int>::min(), kMany);
    value.dpi = in.integer_in(std::numeric_limits<int>::min(), kMany);
}

void write(Writer& out, const JoinOrder& value) {
    out.list(value.parts, [](Writer& w, const JoinOrder::Part& part) {
        w.number(part.size);
        w.text(part.form_name);
    });
}
void read(Reader& in, JoinOrder& value) {
    value.parts = in.list<JoinOrder::Part>([](Reader& r) {
        JoinOrder::Part part;
        part.size = r.number();
        part.form_name = r.text();
        return part;
    });
}

void write(Writer& out, const PlanOrder& value) {
    const pdf::NewSignature wish = value.signature.value_or(pdf::NewSignature{});
    out.flag(value.signature.has_value());
    out.text(wish.field);
    out.integer(wish.page);
    put(out, wish.box);
    out.flag(wish.lock.has_value());
    const pdf::FieldLock lock = wish.lock.value_or(pdf::FieldLock{});
    out.integer(static_cast<int>(lock.action));
    put(out, lock.fields);
    out.integer(wish.certify);
    out.text(wish.owner);
    out.text(value.password);
}
void read(Reader& in, PlanOrder& value) {
    pdf::NewSignature wish;
    const bool signs = in.flag();
    wish.field = in.text();
    wish.page = in.integer_in(std::numeric_limits<int>::min(), kMany);
    wish.box = get_rect(in);
    const bool locks = in.flag();
    pdf::FieldLock lock;
    lock.action = static_cast<pdf::FieldLock::Action>(in.integer_in(0, kLastLock));
    lock.fields = get_texts(in);
    if (locks) wish.lock = std::move(lock);
    wish.certify = in.integer_in(0, 3);
    wish.owner = in.text();
    if (signs) value.signature = std::move(wish);
    value.password = in.text();
}

void write(Writer& out, const PictureOrder& value) { out.integer(value.longest); }
void read(Reader& in, PictureOrder& value) { value.longest = in.integer_in(1, 65'535); }

void write(Writer& out, const PlannedDocument& value) {
    out.text(value.plan.to_text());
    out.bytes(value.rewritten);
    out.text(value.rewritten_because);
}
void read(Reader& in, PlannedDocument& value) {
    value.plan = get_plan(in);
    value.rewritten = in.bytes();
    value.rewritten_because = in.text();
    if (!value.rewritten.empty() && static_cast<std::int64_t>(value.rewritten.size()) != value.plan.file_size) in.refuse();
}

void write(Writer& out, const Recognised& value) {
    out.integer(static_cast<int>(value.format));
    out.text(value.charset);
    out.number(value.offset);
    out.number(value.size);
}
void read(Reader& in, Recognised& value) {
    value.format = static_cast<Format>(in.integer_in(0, kLastFormat));
    value.charset = in.text();
    value.offset = in.number();
    value.size = in.number();
}

void write(Writer& out, const TextOrder& value) { out.text(value.charset); }
void read(Reader& in, TextOrder& value) { value.charset = in.text(); }

void write(Writer& out, const PicturesOrder& value) { out.integer(static_cast<int>(value.format)); }
void read(Reader& in, PicturesOrder& value) { value.format = static_cast<Format>(in.integer_in(0, kLastFormat)); }

void write(Writer& out, const OfficeOrder& value) { out.text(value.extension); }
void read(Reader& in, OfficeOrder& value) { value.extension = in.text(); }

void write(Writer& out, const UnlockOrder& value) { out.text(value.password); }
void read(Reader& in, UnlockOrder& value) { value.password = in.text(); }

void write(Writer& out, const pdf::UnlockedPdf& value) {
    out.bytes(value.pdf);
    out.flag(value.restricted);
}
void read(Reader& in, pdf::UnlockedPdf& value) {
    value.pdf = in.bytes();
    value.restricted = in.flag();
}

void write(Writer& out, const pdf::PageImage& value) {
    out.text(value.media_type);
    out.integer(value.width);
    out.integer(value.height);
    out.bytes(value.data);
}
void read(Reader& in, pdf::PageImage& value) {
    value.media_type = in.text();
    // It becomes the Content-Type of an answer: a job that was taken over must not choose text/html.
    if (value.media_type != "image/png" && value.media_type != "image/jpeg") in.refuse();
    value.width = in.integer_in(1, 65'535);
    value.height = in.integer_in(1, 65'535);
    value.data = in.bytes();
}

void write(Writer& out, const pdf::Picture& value) {
    out.integer(value.width);
    out.integer(value.height);
    out.bytes(value.rgba);
}
void read(Reader& in, pdf::Picture& value) {
    value.width = in.integer_in(1, 65'535);
    value.height = in.integer_in(1, 65'535);
    value.rgba = in.bytes();
    // Whoever draws it trusts its size.
    if (value.rgba.size() != 4 * static_cast<std::uint64_t>(value.width) * static_cast<std::uint64_t>(value.height)) in.refuse();
}

void write(Writer& out, const std::vector<pdf::TextLine>& value) {
    out.list(value, [](Writer& w, const pdf::TextLine& line) { put(w, line); });
}
void read(Reader& in, std::vector<pdf::TextLine>& value) { value = in.list<pdf::TextLine>(get_line); }

void write(Writer& out, const Error& value) {
    out.integer(static_cast<int>(value.code));
    out.text(std::string_view(value.what).substr(0, kLongestError));
    out.text(std::string_view(value.detail).substr(0, kLongestError));
}
void read(Reader& in, Error& value) {
    value.code = static_cast<ErrorCode>(in.integer_in(0, kLastCode));
    value.what = in.text().substr(0, kLongestError);
    value.detail = in.text().substr(0, kLongestError);
}

}  // namespace quillport::worker
