#include "authentication.hpp"

#include <catch2/catch.hpp>

using quillport::mime::verified_by;

namespace {

std::string said(const std::vector<std::string>& values, const std::string& from = "anna@example.com") {
    return verified_by(values, "mx.example.org", from);
}

}  // namespace

TEST_CASE("a pass of the trusted host for the sender's domain counts", "[mime]") {
    CHECK(said({"mx.example.org; dkim=pass header.d=example.com header.s=s1 header.b=abc"}) == "dkim");
    CHECK(said({"mx.example.org 1; dkim=pass (2048-bit key; unprotected) header.i=@example.com"}) == "dkim");
    CHECK(
        said(
            {"MX.Example.ORG;\r\n spf=pass smtp.mailfrom=bounce@example.com;\r\n dmarc=pass (p=NONE) header.from=Example.COM"}) ==
        "dmarc");
    CHECK(said({"mx.example.org; spf = pass reason=\"a; b\" smtp.mailfrom=\"anna@example.com\""}) == "spf");
    CHECK(said({"mx.example.org; dkim=pass header.d=example.com"}, "anna@news.example.com") == "dkim");
    // Several fields of the same host, as milters write them.
    CHECK(said({"mx.example.org; spf=fail smtp.mailfrom=x@example.com", "mx.example.org; dkim=pass header.d=example.com"}) ==
          "dkim");
}

TEST_CASE("everything else shows nothing", "[mime]") {
    CHECK(said({}) == "");
    CHECK(said({"mx.example.org; none"}) == "");
    CHECK(said({"mx.example.org; dkim=fail header.d=example.com"}) == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=example.net"}) == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=badexample.com"}) == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=com"}) == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=news.example.com"}) == "");  // a child does not speak for its parent
    CHECK(said({"mx.example.org; auth=pass smtp.auth=example.com"}) == "");
    CHECK(said({"mx.example.org; dkim=pass (header.d=example.com)"}) == "");
    CHECK(said({"mx.example.org; spf=pass smtp.helo=example.com"}) == "");
    CHECK(said({"evil.example; dkim=pass header.d=example.com"}) == "");
    CHECK(said({"mx.example.org.evil.example; dkim=pass header.d=example.com"}) == "");
    // What the sender wrote himself stands below a foreign field, or has no field of ours above it.
    CHECK(said({"mx.example.org; dkim=none", "evil.example; dkim=none", "mx.example.org; dkim=pass header.d=example.com"}) == "");
    CHECK(verified_by({"; dkim=pass header.d=example.com"}, "", "anna@example.com") == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=example.com"}, "") == "");
    CHECK(said({"mx.example.org; dkim=pass header.d=example.com"}, "no address") == "");
    CHECK(said({"mx.example.org; (((((\\"}) == "");
    CHECK(said({"mx.example.org; dkim=pass header.d="}) == "");
}
