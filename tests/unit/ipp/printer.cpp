#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "condition.hpp"
#include "quillport/ipp/access.hpp"
#include "quillport/ipp/formats.hpp"
#include "quillport/ipp/jobs.hpp"

using namespace quillport;
using namespace quillport::ipp;
using namespace std::chrono_literals;

namespace {

constexpr auto kPdf = PrintService::Pdf;
constexpr auto kEverywhere = PrintService::Everywhere;

Job job(const std::string& user, const std::string& host, bool authenticated = false) {
    Job j;
    j.printer = "/ipp/print";
    j.identity.user = user;
    j.identity.host = host;
    j.identity.authenticated = authenticated;
    return j;
}

std::filesystem::path file_with(const std::string& text) {
    std::string name = (std::filesystem::temp_directory_path() / "quillport-passwords-XXXXXX").string();
    const int fd = ::mkstemp(name.data());
    REQUIRE(::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    ::close(fd);
    return name;
}

}  // namespace

TEST_CASE("the PDF service takes PDF and nothing else", "[printing][ipp]") {
    CHECK(is_offered(kPdf, "application/pdf"));
    CHECK(is_offered(kPdf, "Application/PDF; version=1.7"));
    CHECK(is_offered(kPdf, ""));
    for (const char* other : {"image/urf", "image/pwg-raster", "image/jpeg", "text/plain", "application/postscript"})
        CHECK_FALSE(is_offered(kPdf, other));
    CHECK(accepted_format(kPdf, "application/pdf", "%PDF-1.7").value() == "application/pdf");
    CHECK(accepted_format(kPdf, "application/octet-stream", "%PDF-1.7").value() == "application/pdf");
    CHECK(accepted_format(kPdf, "", std::string(900, ' ') + "%PDF-1.4").value() == "application/pdf");
    CHECK(accepted_format(kPdf, "", "\xFF\xD8\xFF\xE0").error().code == ErrorCode::Unsupported);
    CHECK(accepted_format(kPdf, "", "Dear reader").error().code == ErrorCode::Unsupported);
    CHECK(accepted_format(kPdf, "", "").error().code == ErrorCode::Unsupported);
    CHECK(accepted_format(kPdf, "image/urf", "UNIRAST").error().code == ErrorCode::Unsupported);
}

TEST_CASE("the other service takes pictures too, and each must be what it is called", "[printing][ipp]") {
    CHECK(accepted_format(kEverywhere, "image/pwg-raster", "RaS2PwgRaster").value() == "image/pwg-raster");
    CHECK(accepted_format(kEverywhere, "", std::string("UNIRAST\0", 8)).value() == "image/urf");
    CHECK(accepted_format(kEverywhere, "IMAGE/JPEG", "\xFF\xD8\xFF\xE1").value() == "image/jpeg");
    CHECK(accepted_format(kEverywhere, "image/png", "\x89PNG\r\n\x1A\n").value() == "image/png");
    CHECK(accepted_format(kEverywhere, "application/pdf", "\x89PNG\r\n\x1A\n").error().code == ErrorCode::InvalidInput);
    CHECK(accepted_format(kEverywhere, "image/tiff", "II*").error().code == ErrorCode::Unsupported);
}

TEST_CASE("a job belongs to who printed it, by proof or by name and place", "[printing][ipp]") {
    const Job said = job("maja", "10.0.0.7");
    CHECK(is_owner({"maja", "10.0.0.7", false}, said));
    CHECK_FALSE(is_owner({"maja", "10.0.0.8", false}, said));
    CHECK_FALSE(is_owner({"jan", "10.0.0.7", false}, said));
    const Job proven = job("maja", "10.0.0.7", true);
    CHECK(is_owner({"maja", "10.0.0.9", true}, proven));
    CHECK_FALSE(is_owner({"maja", "10.0.0.7", false}, proven));
}

TEST_CASE("the book keeps numbers apart over a restart, and jobs to their printer", "[printing][ipp]") {
    JobBook book(TimePoint{1h});
    const int first = book.add(job("maja", "h")).id;
    CHECK(book.add(job("maja", "h")).id == first + 1);
    CHECK(JobBook(TimePoint{1h + 1min}).add(job("maja", "h")).id > first + 900);
    CHECK(book.find("/ipp/print", first).has_value());
    CHECK_FALSE(book.find("/ipp/everywhere", first).has_value());
    CHECK_FALSE(book.change("/ipp/everywhere", first, [](Job& j) { j.copies = 2; }));
    CHECK(book.of("/ipp/print").front().id == first + 1);
    CHECK(book.active("/ipp/print") == 2);
}

TEST_CASE("a job whose document never comes is ended, and old ones are forgotten", "[printing][ipp]") {
    JobBook book(TimePoint{});
    Job waiting = job("maja", "h");
    waiting.open = true;
    const int empty = book.add(waiting).id;
    waiting.documents = 1;
    const int half = book.add(waiting).id;
    book.tidy(TimePoint{119s}, 120s);
    CHECK(book.find("/ipp/print", empty)->state == JobState::Held);
    book.tidy(TimePoint{121s}, 120s);
    CHECK(book.find("/ipp/print", empty)->state == JobState::Aborted);
    CHECK(book.find("/ipp/print", half)->state == JobState::Completed);
    for (int i = 0; i < 1500; ++i) {
        Job done = job("maja", "h");
        done.state = JobState::Completed;
        book.add(done);
    }
    book.tidy(TimePoint{122s}, 120s);
    CHECK(book.of("/ipp/print").size() == 1000);
    CHECK_FALSE(book.find("/ipp/print", empty).has_value());
}

TEST_CASE("passwords are proven by their hashes, and a file that is none is refused", "[printing][access]") {
    // Of "right one", by openssl passwd -6 and as bcrypt, the way htpasswd -B writes.
    const auto file = file_with(
        "# "
        "people\nmaja:$6$B3ERAjeszHjqzee4$wiCHHZFWc0hRdExB/"
        "l4sZBVzmuLHIdAlm8O9NZVVNQOZp6sLl4JjPtMqNXrn0pjwRaIa5Nfz3lLLLpNkeoeMF.\n"
        "eva:$2b$06$qaaEoTrR2KRm3Fjo9WRRye8UIpo9HcAJp7m/Is.BqjhSLJ7O0qw3S\n");
    auto access = password_file(file);
    REQUIRE(access.ok());
    CHECK(access.value()->proves("maja", "right one"));
    CHECK(access.value()->proves("eva", "right one"));
    CHECK_FALSE(access.value()->proves("maja", "wrong"));
    CHECK_FALSE(access.value()->proves("maja", ""));
    CHECK_FALSE(access.value()->proves("jan", "nobody has this"));
    std::filesystem::remove(file);
    CHECK_FALSE(access.value()->proves("maja", "right one"));
    const auto clear = file_with("maja:secret\n");
    CHECK(password_file(clear).error().code == ErrorCode::InvalidInput);
    std::filesystem::remove(clear);
    CHECK(password_file("/nowhere/at/all").error().code == ErrorCode::NotFound);
}

TEST_CASE("credentials are read as RFC 7617 writes them", "[printing][access]") {
    const auto given = basic_credentials("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");  // its own example
    REQUIRE(given.ok());
    CHECK(given.value().user == "Aladdin");
    CHECK(given.value().password == "open sesame");
    CHECK(basic_credentials("basic dGVzdDoxMjPCow==").value().password == "123\xC2\xA3");
    for (const char* wrong : {"", "Basic", "Basic ", "Basic %%%", "Basic bm9jb2xvbg==", "Negotiate abc", "Basic OnBhc3M="})
        CHECK_FALSE(basic_credentials(wrong).ok());
}

TEST_CASE("the forwarder's lines are told apart", "[printing][ipp]") {
    const auto ready = words_of("STATE: -quillport-portal-down-warning\nWARNING: Draft ready: x. Open http://p\n");
    CHECK(ready.sentence == "Draft ready: x. Open http://p");
    CHECK_FALSE(ready.refused);
    CHECK_FALSE(ready.portal_down);
    CHECK(words_of("ERROR: x is damaged.\n").refused);
    CHECK(words_of("STATE: +quillport-portal-down-warning\nWARNING: later\n").portal_down);
    CHECK(words_of("").sentence.empty());
}
