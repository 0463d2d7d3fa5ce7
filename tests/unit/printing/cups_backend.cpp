#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "quillport/printing/cups_job.hpp"
#include "quillport/spool/job_options.hpp"

using namespace quillport;
using namespace quillport::printing;

namespace {

BackendCall call(std::vector<std::string> words, std::vector<std::string> variables) {
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    std::vector<char*> environment;
    for (auto& v : variables) environment.push_back(v.data());
    environment.push_back(nullptr);
    auto read = read_call(arguments, environment.data());
    REQUIRE(read.ok());
    return read.value();
}

const std::string kOptions =
    "media=A4 quill-signers=Žaneta\\ Šimůnková\\ <z@x.si>;second job-uuid=urn:uuid:1-2-3 job-originating-host-name=pc7.local";

using Options = std::map<std::string, std::string>;
/// As the forwarder takes them apart.
Options options_of(const std::string& text) {
    auto header = header_of(call({"quillport:/", "1", "maja", "t", "1", text}, {}), {});
    spool::take_options(header);
    CHECK(header.options_text.empty());
    return header.job.options;
}

}  // namespace

TEST_CASE("the backend keeps the job's identity byte for byte", "[printing][cups]") {
    const std::string title = "Pogodba č / \"x\" 'y' & $(id) `x` ../../etc/passwd";
    const auto header =
        header_of(call({"quillport:/Accounting", "88", "maja", title, "2", kOptions, "/var/spool/cups/d01203-002"},
                       {"PRINTER=other", "CONTENT_TYPE=application/pdf", "DEVICE_URI=quillport:/Accounting"}),
                  TimePoint{});
    CHECK(header.job.title == title);
    CHECK(header.job.user == "maja");
    CHECK(header.job.host == "pc7.local");
    CHECK(header.job.uuid == "urn:uuid:1-2-3");
    CHECK(header.job.queue == "Accounting");
    CHECK(header.job.document_number == 2);
    CHECK(header.copies == 2);
    CHECK(header.options_text == kOptions);
    CHECK(options_of(kOptions) == Options{{"media", "A4"}, {"quill-signers", "Žaneta Šimůnková <z@x.si>;second"}});
}

TEST_CASE("a user is authenticated only when the scheduler says so of the same name", "[printing][cups]") {
    const std::vector<std::string> words = {"quillport:/", "1", "maja", "t", "1", ""};
    CHECK_FALSE(header_of(call(words, {"PRINTER=Q"}), {}).job.authenticated);
    CHECK_FALSE(header_of(call(words, {"PRINTER=Q", "AUTH_USERNAME=root"}), {}).job.authenticated);
    CHECK(header_of(call(words, {"PRINTER=Q", "AUTH_USERNAME=maja"}), {}).job.authenticated);
    CHECK(header_of(call(words, {"PRINTER=Q"}), {}).job.queue == "Q");
}

TEST_CASE("the device URI names queue and spool", "[printing][cups]") {
    const BackendCall own = call({"x", "1", "maja", "t", "1", ""}, {"DEVICE_URI=quillport:/Accounting?spool=/srv/spool"});
    CHECK(header_of(own, {}).job.queue == "Accounting");
    CHECK(spool_folder_of(own.device_uri) == "/srv/spool");
    CHECK(spool_folder_of("quillport:/Accounting") == "/var/spool/quillport");
}

TEST_CASE("cover pages and the number of files are read as the scheduler tells them", "[printing][cups]") {
    const std::vector<std::string> words = {"quillport:/", "1", "maja", "t", "1", ""};
    CHECK(begins_with_cover_page(call(words, {"CUPS_FILETYPE=job-sheet"})));
    CHECK_FALSE(begins_with_cover_page(call(words, {"CUPS_FILETYPE=document"})));
    const auto files = [](const std::string& options) {
        return files_of(call({"quillport:/", "1", "maja", "t", "1", options}, {}));
    };
    CHECK(files("") == 0);
    CHECK(files("media=A4 document-name-supplied=a.pdf document-name-supplied=b.pdf") == 2);
    CHECK(files("document-name-supplied=a\\ document-name-supplied=b.pdf x=1") == 1);
}

TEST_CASE("nobody chooses a job's identity by what he writes into an option", "[printing][cups]") {
    const auto uuid = [](const std::string& options) {
        return header_of(call({"quillport:/", "7", "maja", "t", "1", options}, {"PRINTER=Q"}), {}).job.uuid;
    };
    CHECK(uuid("x=a\\ job-uuid=urn:uuid:2 job-uuid=urn:uuid:1") == "urn:uuid:1");
    CHECK(uuid("x=a\\ job-uuid=urn:uuid:2") == "job:Q:7");
    CHECK(uuid("job-uuid=urn:uuid:2 job-uuid=urn:uuid:1") == "urn:uuid:1");
    CHECK(uuid("not-job-uuid=urn:uuid:2") == "job:Q:7");
    CHECK(uuid("job-uuid=a\\ b\\") == "a b\\");
    CHECK(uuid("job-uuid") == "job:Q:7");
}

TEST_CASE("choices of the PPD become the options that they stand for", "[printing][cups]") {
    CHECK(options_of("QuillLanguage=Sl QuillSend=Ask") == Options{{"quill-language", "sl"}, {"quill-send", "ask"}});
    CHECK(options_of("QuillLanguage=Queue QuillSend=Queue").empty());
    CHECK(options_of("QuillLanguage=De quill-language=cs") == Options{{"quill-language", "cs"}});
}

TEST_CASE("the form of the filter is known by the queue's PPD", "[printing][cups]") {
    const std::vector<std::string> words = {"quillport:/", "1", "maja", "t", "1", ""};
    const std::string folder = std::string(QUILLPORT_SOURCE_DIR) + "/printer-backend/cups";
    CHECK(is_passed(call(words, {"PPD=" + folder + "/ppd/quillport.ppd"})));
    CHECK_FALSE(is_passed(call(words, {"PPD=" + folder + "/../submit/README.md"})));
    CHECK_FALSE(is_passed(call(words, {})));
    CHECK_FALSE(is_passed(call(words, {"PPD=/nowhere"})));
}

TEST_CASE("a queue and a folder with other letters are read as they are meant", "[printing][cups]") {
    const auto uri = std::string("quillport:/Ra%C4%8Duni?spool=/srv/my%20spool%");
    CHECK(header_of(call({"x", "1", "maja", "t", "1", ""}, {"DEVICE_URI=" + uri}), {}).job.queue == "Računi");
    CHECK(spool_folder_of(uri) == "/srv/my spool%");
}
