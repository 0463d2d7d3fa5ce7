#include <string>

#include "quillport/tags/json.hpp"
#include "sample_tags.hpp"

using namespace quillport;
using namespace quillport::test;

TEST_CASE("the JSON has the documented keys in their order", "[tags][json]") {
    Detection found;
    found.pages = {{595.3, 841.9}};
    Tag tag;
    tag.page = 1;
    tag.text = "{{sig:1}}";
    tag.dialect = "quillport";
    tag.role = "1";
    tag.box = {1, 2, 3.456, 4};
    tag.pieces = {tag.box};
    tag.field = {1, 2, 121, 38};
    tag.font_size = 11;
    tag.attributes = {{"label", "a\"b\\c\n"}};
    found.tags = {tag};
    CHECK(
        tags::to_json(found) ==
        "{\"pages\":[{\"width\":595.3,\"height\":841.9}],\"tags\":[{\"page\":1,\"text\":\"{{sig:1}}\",\"dialect\":\"quillport\","
        "\"type\":\"signature\",\"role\":\"1\",\"name\":null,\"required\":true,\"box\":[1.0,2.0,3.46,4.0],"
        "\"pieces\":[[1.0,2.0,3.46,4.0]],\"field\":[1.0,2.0,121.0,38.0],\"rotation\":0,\"font_size\":11.0,\"visible\":true,"
        "\"attributes\":{\"label\":\"a\\\"b\\\\c\\u000a\"},\"source\":\"text\"}],\"problems\":[]}\n");
}

TEST_CASE("a problem is written with its guess", "[tags][json]") {
    const std::string json = tags::to_json(detect_line("{{sgi:2}}"));
    CHECK(json.find("\"code\":\"unknown_type\"") != std::string::npos);
    CHECK(json.find("\"guess\":\"signature\"") != std::string::npos);
}
