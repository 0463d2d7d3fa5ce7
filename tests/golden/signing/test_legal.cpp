// Honest files must pass: every producer of the corpus, prepared, certified and signed by two people, judged after each act.
#include <algorithm>

#include "support.hpp"

using namespace quillport;
using namespace quillport::signing;
using namespace quillport::signing::test;

namespace {

namespace fs = std::filesystem;

/// Some documents of each producer; scans are left out, they differ in nothing that matters here.
std::vector<fs::path> documents() {
    constexpr int kOfEach = 2;
    std::vector<fs::path> all;
    for (const auto& producer : fs::directory_iterator(fs::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags")) {
        if (!producer.is_directory() || producer.path().filename() == "scan" || producer.path().filename() == "trap") continue;
        std::vector<fs::path> own;
        for (const auto& file : fs::directory_iterator(producer)) {
            if (file.path().extension() == ".pdf") own.push_back(file.path());
        }
        std::sort(own.begin(), own.end());
        own.resize(std::min<std::size_t>(own.size(), kOfEach));
        all.insert(all.end(), own.begin(), own.end());
    }
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace

TEST_CASE("no honest file of any producer raises an alarm", "[signing][legal]") {
    int judged = 0;
    for (const fs::path& path : documents()) {
        INFO(path.string());
        const Bytes document = runtime::read_file(path).value();
        const Chain chain = signed_chain(document, 2);
        for (std::size_t i = 1; i < chain.revisions.size(); ++i, ++judged) {
            const auto report = judge(BytesView(chain.file).first(chain.revisions[i]));
            CHECK(report.indication == Indication::TotalPassed);
            CHECK(report.signatures.size() == i);
            for (const SignatureReport& s : report.signatures) CHECK(s.level == "B-B");
        }
    }
    WARN(judged << " files");
    CHECK(judged >= 50);
}
