#include <catch2/catch.hpp>

#include <limits>

#include "messages.hpp"

using namespace quillport;
using namespace quillport::worker;

namespace {

Detection sample() {
    Tag tag;
    tag.page = 3;
    tag.text = "{{sig:1}}";
    tag.dialect = "quillport";
    tag.type = FieldType::DateInput;
    tag.role = "kupující";
    tag.name = "datum";
    tag.required = false;
    tag.box = {1, 2, 3, 4.5};
    tag.pieces = {{1, 2, 3, 4}, {-1, 0, 0.25, 1e9}};
    tag.field = {5, 6, 7, 8};
    tag.rotation = 90;
    tag.font_size = 11.25;
    tag.visible = false;
    tag.kind = TagKind::Split;
    tag.source = TagSource::Qr;
    tag.confidence = 0.75;
    tag.attributes = {{"label", "Den"}, {"", "empty key"}};
    return {{{595.3, 841.9}, {0, 0}}, {tag, Tag{}}, {{2, {1, 1, 2, 2}, "unknown_type", "No such type.", "{{sgi}}", "sig"}}};
}

void check_same(const Detection& a, const Detection& b) {
    CHECK(a.pages == b.pages);
    REQUIRE(a.tags.size() == b.tags.size());
    const Tag &x = a.tags[0], &y = b.tags[0];
    CHECK((x.page == y.page && x.text == y.text && x.dialect == y.dialect && x.type == y.type && x.role == y.role));
    CHECK((x.name == y.name && x.required == y.required && x.box == y.box && x.pieces == y.pieces && x.field == y.field));
    CHECK((x.rotation == y.rotation && x.font_size == y.font_size && x.visible == y.visible && x.kind == y.kind &&
           x.source == y.source && x.confidence == y.confidence && x.attributes == y.attributes));
    CHECK(a.tags[1].name == b.tags[1].name);
    REQUIRE(a.problems.size() == b.problems.size());
    const TagProblem &p = a.problems[0], &q = b.problems[0];
    CHECK((p.page == q.page && p.box == q.box && p.code == q.code && p.message == q.message && p.text == q.text &&
           p.guess == q.guess));
}

/// Every message of this kind that is cut or has something behind it must be refused, and none may harm.
template <typename T>
void check_refuses_parts(const T& value) {
    const Bytes message = message_of(value);
    REQUIRE(parsed<T>(message).ok());
    for (std::size_t size = 0; size < message.size(); ++size) CHECK_FALSE(parsed<T>(BytesView(message).first(size)).ok());
    Bytes longer = message;
    longer.push_back(std::byte{0});
    CHECK_FALSE(parsed<T>(longer).ok());
    for (std::size_t i = 0; i < message.size(); ++i) {
        Bytes wrong = message;
        wrong[i] = static_cast<std::byte>(0xFF);
        static_cast<void>(parsed<T>(wrong).ok());
    }
}

}  // namespace

TEST_CASE("what is sent to a job and back stays what it is", "[worker][messages]") {
    const auto inspection = parsed<Inspection>(message_of(Inspection{sample(), true}));
    REQUIRE(inspection.ok());
    check_same(inspection.value().found, sample());
    CHECK(inspection.value().is_signed);

    Field field;
    field.id = {"f1"};
    field.name = "signature_1";
    field.type = FieldType::Qr;
    field.document = {"d1"};
    field.box = {1, 2, 3, 4};
    field.value = "ano";
    field.attributes = {{"a", "b"}};
    const TagSettings settings{{"adobe", "quillport"}, {"sl"}, {"##SIGN{role}##"}, {"Sign here"}, "pages:3"};
    const auto order = parsed<PrepareOrder>(message_of(PrepareOrder{sample(), {field, Field{}}, {"1", "buyer"}, settings}));
    REQUIRE(order.ok());
    check_same(order.value().found, sample());
    CHECK(order.value().settings == settings);
    CHECK(parsed<InspectOrder>(message_of(InspectOrder{settings})).value().settings == settings);
    CHECK(order.value().roles == std::vector<std::string>{"1", "buyer"});
    REQUIRE(order.value().fields.size() == 2);
    const Field& same = order.value().fields[0];
    CHECK((same.id == field.id && same.name == field.name && same.type == field.type && same.document == field.document));
    CHECK((same.box == field.box && same.value == field.value && same.attributes == field.attributes && same.required));

    const auto lines =
        parsed<std::vector<pdf::TextLine>>(message_of(std::vector<pdf::TextLine>{{"Dobrý den", {1, 2, 3, 4}, 12, 90}}));
    REQUIRE(lines.ok());
    CHECK((lines.value()[0].text == "Dobrý den" && lines.value()[0].rotation == 90));
}

TEST_CASE("an order for a plan and its answer stay what they are", "[worker][messages]") {
    pdf::NewSignature wish;
    wish.field = "Odobritev";
    wish.page = 2;
    wish.box = {1, 2, 3, 4};
    wish.lock = pdf::FieldLock{pdf::FieldLock::Action::Exclude, {"a", "b.c"}};
    wish.certify = 3;
    wish.owner = "buyer";
    const auto order = parsed<PlanOrder>(message_of(PlanOrder{wish, "geslo"}));
    REQUIRE(order.ok());
    REQUIRE(order.value().signature.has_value());
    const pdf::NewSignature& same = *order.value().signature;
    CHECK((same.field == wish.field && same.page == 2 && same.box == wish.box && same.certify == 3 && same.owner == "buyer"));
    REQUIRE(same.lock.has_value());
    CHECK((same.lock->action == wish.lock->action && same.lock->fields == wish.lock->fields));
    CHECK(order.value().password == "geslo");
    const auto none = parsed<PlanOrder>(message_of(PlanOrder{}));
    REQUIRE(none.ok());
    CHECK_FALSE(none.value().signature.has_value());
    check_refuses_parts(PlanOrder{wish, "x"});

    PlannedDocument planned;
    planned.rewritten = Bytes(10);
    planned.rewritten_because = "hybrid";
    planned.plan.file_size = 10;
    CHECK(parsed<PlannedDocument>(message_of(planned)).value().rewritten_because == "hybrid");
    check_refuses_parts(planned);
    planned.plan.file_size = 11;
    CHECK_FALSE(parsed<PlannedDocument>(message_of(planned)).ok());
}

TEST_CASE("an order to split and its answer stay what they are", "[worker][messages]") {
    const SplitOrder order{{SplitBy::Code, 7, "DOC-(\\d+)"}, {1, 5}, Client::SplitWish::PlanOnly};
    const auto same = parsed<SplitOrder>(message_of(order));
    REQUIRE(same.ok());
    CHECK(same.value().rule == order.rule);
    CHECK(same.value().tag_pages == order.tag_pages);
    CHECK(same.value().wish == order.wish);
    check_refuses_parts(order);

    TakenApart apart;
    apart.parts = {{{1, 3, "17", "Invoice 17"}, Bytes(5)}, {{4, 4, "", ""}, {}}};
    apart.separators = {5};
    apart.whole_because = "signed";
    apart.loses_attachments = true;
    const auto back = parsed<TakenApart>(message_of(apart));
    REQUIRE(back.ok());
    REQUIRE(back.value().parts.size() == 2);
    const TakenApart::Part& first = back.value().parts[0];
    CHECK((first.pages.last == 3 && first.pages.key == "17" && first.pages.title == "Invoice 17" && first.pdf.size() == 5));
    CHECK((back.value().separators == apart.separators && back.value().whole_because == "signed" &&
           back.value().loses_attachments));
    check_refuses_parts(apart);
    apart.parts[1].pages = {9, 4, "", ""};
    CHECK_FALSE(parsed<TakenApart>(message_of(apart)).ok());
    CHECK_FALSE(parsed<TakenApart>(message_of(TakenApart{})).ok());
}

TEST_CASE("a message that was cut, stretched or spoiled is refused", "[worker][messages]") {
    check_refuses_parts(Inspection{sample(), false});
    check_refuses_parts(PrepareOrder{sample(), {Field{}}, {"1"}, {}});
    check_refuses_parts(InspectOrder{{{"adobe"}, {}, {"##SIGN{role}##"}, {}}});
    check_refuses_parts(pdf::PageImage{"image/png", 10, 20, Bytes(5)});
    check_refuses_parts(pdf::Picture{2, 3, Bytes(24)});
    CHECK_FALSE(parsed<pdf::Picture>(message_of(pdf::Picture{2, 3, Bytes(25)})).ok());
    check_refuses_parts(PictureOrder{800});
    check_refuses_parts(std::vector<pdf::TextLine>{{"x", {}, 1, 0}});
}

TEST_CASE("a job that was taken over cannot send what no job would", "[worker][messages]") {
    CHECK_FALSE(parsed<pdf::PageImage>(message_of(pdf::PageImage{"text/html", 10, 20, {}})).ok());
    CHECK_FALSE(parsed<pdf::PageImage>(message_of(pdf::PageImage{"image/png", 0, 20, {}})).ok());
    CHECK_FALSE(parsed<pdf::PageImage>(message_of(pdf::PageImage{"image/png", 1'000'000, 20, {}})).ok());
    Inspection odd{sample(), false};
    odd.found.pages[0].width = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(parsed<Inspection>(message_of(odd)).ok());
    odd = {sample(), false};
    odd.found.tags[0].page = 0;
    CHECK_FALSE(parsed<Inspection>(message_of(odd)).ok());
    odd = {sample(), false};
    odd.found.tags[0].type = static_cast<FieldType>(200);
    CHECK_FALSE(parsed<Inspection>(message_of(odd)).ok());
    Writer huge;
    huge.number(std::uint64_t{1} << 62U);
    CHECK_FALSE(parsed<std::vector<pdf::TextLine>>(huge.take()).ok());
}
