#include <catch2/catch.hpp>
#include <limits>
#include <memory>
#include <set>
#include <string>

#include "quillport/core/bytes.hpp"
#include "quillport/core/field.hpp"
#include "quillport/core/geometry.hpp"
#include "quillport/core/growing_pause.hpp"
#include "quillport/core/handle.hpp"
#include "quillport/core/id.hpp"
#include "quillport/core/markup.hpp"
#include "quillport/core/refusals.hpp"
#include "quillport/core/result.hpp"
#include "quillport/core/time.hpp"

using namespace quillport;
using namespace std::chrono_literals;

TEST_CASE("a result is a value or an error, never both", "[core][result]") {
    const Result<int> good = 7;
    CHECK(good.ok());
    CHECK(static_cast<bool>(good));
    CHECK(good.value() == 7);
    const Result<int> bad = Error{ErrorCode::NoSpace, "disk full", "/var"};
    REQUIRE_FALSE(bad.ok());
    CHECK_FALSE(static_cast<bool>(bad));
    CHECK(bad.error().code == ErrorCode::NoSpace);
    CHECK(bad.error().detail == "/var");
    CHECK_THROWS(bad.value());
    CHECK_THROWS(good.error());
}

TEST_CASE("a value that can only be moved leaves its result by moving", "[core][result]") {
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    REQUIRE(result.ok());
    const std::unique_ptr<int> owned = std::move(result).value();
    CHECK(*owned == 7);
}

TEST_CASE("a result without a value is Ok until an error is put in", "[core][result]") {
    Result<void> result;
    CHECK(result.ok());
    result = Error{ErrorCode::Conflict, "no", {}};
    CHECK_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::Conflict);
}

TEST_CASE("every error code has a name of its own", "[core][result]") {
    std::set<std::string_view> names;
    const auto last = static_cast<int>(ErrorCode::Internal);
    for (int i = 0; i <= last; ++i) names.insert(name_of(static_cast<ErrorCode>(i)));
    CHECK(names.size() == static_cast<std::size_t>(last) + 1);
    CHECK(name_of(ErrorCode::PreconditionFailed) == "precondition_failed");
}

TEST_CASE("every field type has a name by which it is found again", "[core][field]") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(FieldType::Qr); ++i) {
        const auto type = static_cast<FieldType>(i);
        names.insert(name_of(type));
        CHECK(field_type_named(name_of(type)) == type);
    }
    CHECK(names.size() == 20);
    CHECK(name_of(FieldType::DateInput) == "dateinput");
    CHECK_FALSE(field_type_named("Signature"));
    CHECK_FALSE(field_type_named(""));
}

TEST_CASE("what the portal fills is not asked of the recipient", "[core][field]") {
    for (const FieldType type :
         {FieldType::Date, FieldType::Signature, FieldType::Initials, FieldType::Qr, FieldType::Seal, FieldType::Stamp})
        CHECK_FALSE(is_filled_by_hand(type));
    for (const FieldType type :
         {FieldType::Text, FieldType::Checkbox, FieldType::Dropdown, FieldType::Name, FieldType::DateInput})
        CHECK(is_filled_by_hand(type));
    CHECK(is_signed(FieldType::Initials));
    CHECK_FALSE(is_signed(FieldType::Approve));
}

TEST_CASE("a moment is written in UTC to the millisecond", "[core][time]") {
    CHECK(to_rfc3339(TimePoint{0ms}) == "1970-01-01T00:00:00.000Z");
    CHECK(to_rfc3339(TimePoint{1'795'470'300'123ms}) == "2026-11-23T21:45:00.123Z");
    CHECK(to_rfc3339(TimePoint{951'782'399'999ms}) == "2000-02-28T23:59:59.999Z");
    CHECK(to_rfc3339(TimePoint{951'782'400'000ms}) == "2000-02-29T00:00:00.000Z");
    CHECK(to_rfc3339(TimePoint{-1ms}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("the date of a PDF is cut to the second", "[core][time]") {
    CHECK(to_pdf_date(TimePoint{1'795'470'300'999ms}) == "D:20261123214500Z");
}

TEST_CASE("bytes are seen as text and written as lower-case digits", "[core][bytes]") {
    CHECK(to_hex(bytes_of(std::string_view("\x00\xff\x0a", 3))) == "00ff0a");
    CHECK(to_hex({}).empty());
    const Bytes copy = copy_of("ab");
    CHECK(text_of(copy) == "ab");
}

TEST_CASE("rectangles know their size, their union and whether they overlap", "[core][geometry]") {
    const Rect a{0, 0, 10, 20}, b{10, 0, 30, 5}, c{9, 1, 11, 2};
    CHECK(a.width() == 10);
    CHECK(a.height() == 20);
    CHECK(Rect{1, 1, 1, 2}.empty());
    CHECK(united(a, b) == Rect{0, 0, 30, 20});
    CHECK_FALSE(overlap(a, b));
    CHECK(overlap(a, c));
    CHECK(overlap(c, b));
}

TEST_CASE("ids of different kinds are different types", "[core][id]") {
    STATIC_REQUIRE_FALSE(std::is_convertible_v<EnvelopeId, RecipientId>);
    CHECK(EnvelopeId{"a"} == EnvelopeId{"a"});
    CHECK(EnvelopeId{"a"} < EnvelopeId{"b"});
    CHECK(EnvelopeId{}.empty());
}

TEST_CASE("no text can become markup, and none can leave its attribute", "[core][markup]") {
    const std::string hostile = "<b a=\"x\">Rock & 'Roll' &lt;č";
    CHECK(escaped_markup(hostile) == "&lt;b a=\"x\"&gt;Rock &amp; 'Roll' &amp;lt;č");
    CHECK(escaped_attribute(hostile) == "&lt;b a=&quot;x&quot;&gt;Rock &amp; &#39;Roll&#39; &amp;lt;č");
    CHECK(escaped_attribute("").empty());
}

TEST_CASE("a refusal is told in the reader's language, or with the title as its subject", "[core][refusals]") {
    CHECK(why_refused("damaged") == "It is damaged and cannot be read. Print it again.");
    CHECK(why_refused("damaged", "de") == "Es ist beschädigt und nicht lesbar. Drucken Sie es erneut.");
    CHECK(why_refused("damaged", "sl") == "Poškodovan je in ga ni mogoče prebrati. Natisnite ga znova.");
    CHECK(why_refused("damaged", "fr") == why_refused("damaged"));
    CHECK(why_refused_of("Contract", "damaged") == "Contract is damaged and cannot be read. Print it again.");
    CHECK(why_refused("nobody_says_so").empty());
    CHECK(why_refused_of("Contract", "nobody_says_so").empty());
}

TEST_CASE("every reason that ends a document's way has its sentence", "[core][refusals]") {
    const auto key = GENERATE("not_pdf", "format_unknown", "format_pcl", "format_zpl", "format_printer_codes",
                              "format_locked_office", "no_converter", "encryption_unknown", "encrypted", "damaged", "too_large",
                              "too_complex", "too_many_pages", "too_many_tags", "too_many_parts");
    CAPTURE(key);
    CHECK_FALSE(why_refused(key).empty());
    CHECK(why_refused(key, "sl") != why_refused(key));
    CHECK(why_refused(key, "de") != why_refused(key));
}

TEST_CASE("a pause doubles with every failure after the first and never passes the longest", "[core]") {
    CHECK(growing_pause(0, 1s, 300s) == 1s);
    CHECK(growing_pause(1, 1s, 300s) == 1s);
    CHECK(growing_pause(2, 1s, 300s) == 2s);
    CHECK(growing_pause(9, 1s, 300s) == 256s);
    CHECK(growing_pause(10, 1s, 300s) == 300s);
    CHECK(growing_pause(std::numeric_limits<int>::max(), 1ms, std::chrono::milliseconds::max() / 4) ==
          std::chrono::milliseconds::max() / 4);
    CHECK(growing_pause(5, 10min, 5min) == 5min);
}

namespace {
int freed = 0;
void free_int(int* p) {
    ++freed;
    *p = 0;
}
}  // namespace

TEST_CASE("what a C library gave is freed by its own function, once", "[core]") {
    int value = 7;
    {
        const std::unique_ptr<int, Deleter<free_int>> owner(&value);
        const std::unique_ptr<int, Deleter<free_int>> nobody;
        STATIC_REQUIRE(sizeof(owner) == sizeof(int*));
        CHECK(freed == 0);
    }
    CHECK(freed == 1);
    CHECK(value == 0);
}
