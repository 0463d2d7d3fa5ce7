#include <csignal>
#include <cstdio>

#include "batch.hpp"

namespace {

using namespace quillport;
using namespace quillport::seal;

constexpr int kIncomplete = 1;
constexpr int kNotBegun = 2;

int complain(const std::string& sentence, int status) {
    std::fprintf(stderr, "quillport-seal: %s\n", sentence.c_str());
    return status;
}

int run_one(const Setup& setup) {
    if (!setup.options.deferred_out.empty()) {
        const auto begun = begin_deferred(setup);
        if (!begun.ok()) return complain(setup.options.in + ": " + sentence_of(begun.error()), kIncomplete);
        return std::printf("%s\n", begun.value().c_str()) < 0 ? complain("the report could not be written", kIncomplete) : 0;
    }
    const Sealed sealed = setup.deferred ? finish_deferred(setup) : seal_file(setup, setup.options.in, setup.options.out);
    if (setup.options.json && std::printf("%s\n", to_json(sealed).c_str()) < 0)
        return complain("the report could not be written", kIncomplete);
    const std::string sentence = sentence_of(sealed);
    const int status = sealed.complete() ? 0 : kIncomplete;
    return sentence.empty() ? status : complain(sentence, status);
}

int run(Options options) {
    const auto setup = set_up(std::move(options));
    if (!setup.ok()) return complain(sentence_of(setup.error()), kNotBegun);
    if (setup.value()->options.mode == Mode::One) return run_one(*setup.value());
    const auto complete = seal_batch(*setup.value());
    if (!complete.ok()) return complain(complete.error().what, kNotBegun);
    return complete.value() ? 0 : kIncomplete;
}

}  // namespace

int main(int count, char** words) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a file that must not grow further is a full disk to us
    auto options = parse_options({words + 1, words + count});
    if (!options.ok()) return complain(options.error().what + "; try --help", kNotBegun);
    if (options.value().help || options.value().version) {
        std::fputs(options.value().help ? kHelp : "quillport-seal " QUILLPORT_VERSION "\n", stdout);
        return 0;
    }
    return run(std::move(options).value());
}
