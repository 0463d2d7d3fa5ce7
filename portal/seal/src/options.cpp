#include "options.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace quillport::seal {
namespace {

using Apply = Result<void> (*)(Options&, const std::string&);
struct Option {
    std::string_view name;
    bool takes_value;
    Apply apply;
};

Error wrong(std::string what) { return {ErrorCode::InvalidInput, std::move(what), "usage"}; }

template <auto Member>
Result<void> set_text(Options& options, const std::string& value) {
    options.*Member = value;
    return {};
}
template <auto Member>
Result<void> add_text(Options& options, const std::string& value) {
    (options.*Member).push_back(value);
    return {};
}
template <auto Member>
Result<void> set_flag(Options& options, const std::string& /*value*/) {
    options.*Member = true;
    return {};
}
template <auto Member, int Least, int Most>
Result<void> set_number(Options& options, const std::string& value) {
    int number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (failed != std::errc{} || end != value.data() + value.size() || number < Least || number > Most) {
        return wrong("\"" + value + "\" is not a number from " + std::to_string(Least) + " to " + std::to_string(Most));
    }
    options.*Member = number;
    return {};
}

Result<void> set_level(Options& options, const std::string& value) {
    const auto level = signing::parse_level(value);
    if (!level.ok()) return wrong(level.error().what);
    options.level = level.value();
    return {};
}

Result<void> set_digest(Options& options, const std::string& value) {
    using runtime::DigestAlgorithm;
    if (value == "sha256") options.wish.digest = DigestAlgorithm::Sha256;
    if (value == "sha384") options.wish.digest = DigestAlgorithm::Sha384;
    if (value == "sha512") options.wish.digest = DigestAlgorithm::Sha512;
    return options.wish.digest ? Result<void>{} : wrong("the digest is not one of sha256, sha384, sha512");
}

Result<void> set_pss(Options& options, const std::string& /*value*/) {
    options.wish.pss = true;
    return {};
}

Result<void> set_box(Options& options, const std::string& value) {
    std::array<double, 4> corner{};
    const char* at = value.data();
    const char* const end = at + value.size();
    for (std::size_t i = 0; i < corner.size(); ++i) {
        const auto [next, failed] = std::from_chars(at, end, corner.at(i));
        const bool last = i + 1 == corner.size();
        if (failed != std::errc{} || (last ? next != end : next == end || *next != ',')) {
            return wrong("--box wants four numbers: x0,y0,x1,y1");
        }
        at = last ? next : next + 1;
    }
    options.box = Rect{corner[0], corner[1], corner[2], corner[3]};
    if (!(corner[0] < corner[2] && corner[1] < corner[3]))
        return wrong("--box is empty; it wants x0,y0,x1,y1 with x0 < x1 and y0 < y1");
    return {};
}

template <Mode Value>
Result<void> set_mode(Options& options, const std::string& /*value*/) {
    if (options.mode != Mode::One) return wrong("--dir and --list exclude each other");
    options.mode = Value;
    return {};
}

constexpr std::array kOptions{Option{"--key", true, set_text<&Options::key>},
                              Option{"--cert", true, add_text<&Options::certificates>},
                              Option{"--chain", true, add_text<&Options::certificates>},
                              Option{"--passphrase-file", true, set_text<&Options::secret_file>},
                              Option{"--pin-file", true, set_text<&Options::secret_file>},
                              Option{"--password-file", true, set_text<&Options::password_file>},
                              Option{"--pss", false, set_pss},
                              Option{"--digest", true, set_digest},
                              Option{"--level", true, set_level},
                              Option{"--tsa", true, add_text<&Options::time_stamp_urls>},
                              Option{"--trust", true, add_text<&Options::anchors>},
                              Option{"--private-addresses", false, set_flag<&Options::private_addresses>},
                              Option{"--field", true, set_text<&Options::field>},
                              Option{"--page", true, set_number<&Options::page, 1, 1'000'000>},
                              Option{"--box", true, set_box},
                              Option{"--text", true, set_text<&Options::text>},
                              Option{"--reason", true, set_text<&Options::reason>},
                              Option{"--certify", true, set_number<&Options::certify, 1, 3>},
                              Option{"--lock", true, add_text<&Options::locks>},
                              Option{"--image", true, set_text<&Options::image>},
                              Option{"--deferred-out", true, set_text<&Options::deferred_out>},
                              Option{"--deferred-in", true, set_text<&Options::deferred_in>},
                              Option{"--signature", true, set_text<&Options::signature>},
                              Option{"--worker", true, set_text<&Options::worker>},
                              Option{"--jobs", true, set_number<&Options::jobs, 1, 1024>},
                              Option{"--dir", false, set_mode<Mode::Directory>},
                              Option{"--list", false, set_mode<Mode::List>},
                              Option{"--json", false, set_flag<&Options::json>},
                              Option{"--help", false, set_flag<&Options::help>},
                              Option{"--version", false, set_flag<&Options::version>}};

/// The words that are options are applied; the others are returned.
Result<std::vector<std::string>> apply_options(const std::vector<std::string_view>& words, Options& options) {
    std::vector<std::string> files;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--") {
            files.insert(files.end(), words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        if (!words[i].starts_with("--")) {
            files.emplace_back(words[i]);
            continue;
        }
        const std::string_view name = words[i];
        const auto* option = std::find_if(kOptions.begin(), kOptions.end(), [&](const Option& o) { return o.name == name; });
        if (option == kOptions.end()) return wrong("there is no option " + std::string(name));
        if (option->takes_value && i + 1 == words.size()) return wrong(std::string(name) + " wants a value");
        const std::string value(option->takes_value ? words[++i] : std::string_view{});
        if (auto applied = option->apply(options, value); !applied.ok()) return std::move(applied).error();
    }
    return files;
}

/// What the second half of a deferred signature may be given: all the rest stands in the state.
constexpr std::array<std::string_view, 8> kFinishing{"--deferred-in", "--signature",         "--tsa",  "--trust",
                                                     "--json",        "--private-addresses", "--help", "--version"};

Result<void> check_deferred(const Options& o, const std::vector<std::string_view>& words) {
    if (!o.key.empty()) return wrong("the key of a deferred signature lives elsewhere: name --cert, and no --key");
    if (o.mode != Mode::One) return wrong("one file at a time can be signed by a key that lives elsewhere");
    if (!o.deferred_out.empty()) {
        if (!o.deferred_in.empty()) return wrong("--deferred-out and --deferred-in exclude each other");
        if (o.certificates.empty()) return wrong("--deferred-out wants the certificate of the key: --cert");
        if (!o.out.empty()) return wrong("--deferred-out wants one file, the one to read");
        return {};
    }
    if (o.signature.empty()) return wrong("--deferred-in wants the signature that was made: --signature");
    const auto early = std::find_if(words.begin(), words.end(), [](std::string_view word) {
        return std::any_of(kOptions.begin(), kOptions.end(), [&](const Option& option) { return option.name == word; }) &&
               std::find(kFinishing.begin(), kFinishing.end(), word) == kFinishing.end();
    });
    if (early != words.end()) return wrong(std::string(*early) + " belongs to --deferred-out");
    return {};
}

Result<void> check(const Options& o, const std::vector<std::string_view>& words) {
    const bool deferred = !o.deferred_out.empty() || !o.deferred_in.empty();
    if (deferred) {
        if (auto checked = check_deferred(o, words); !checked.ok()) return checked;
    } else if (o.key.empty()) {
        return wrong("--key is missing");
    } else if (!o.signature.empty()) {
        return wrong("--signature wants a --deferred-in");
    }
    if (o.level >= signing::Level::B_T && o.time_stamp_urls.empty()) return wrong("this level wants at least one --tsa");
    if (o.box && o.page == 0) return wrong("--box wants a --page");
    if (o.page != 0 && !o.box) return wrong("--page wants a --box");
    if (!o.text.empty() && !o.box && o.field.empty()) return wrong("--text shows nothing without --page and --box, or a --field");
    if (!o.image.empty() && !o.box && o.field.empty())
        return wrong("--image shows nothing without --page and --box, or a --field");
    if (!o.deferred_out.empty() && o.in.empty()) return wrong("name the file to read");
    if (o.mode == Mode::One && (o.in.empty() || (o.out.empty() && o.deferred_out.empty())))
        return wrong("name the file to read and the file to write");
    if (o.mode == Mode::Directory && (o.in.empty() || o.out.empty()))
        return wrong("name the folder to read and the folder to write");
    return {};
}

}  // namespace

const char* const kHelp =
    "Usage: quillport-seal --key K [--cert C] [--chain F] [options] IN OUT\n"
    "       quillport-seal --key K [--cert C] [--chain F] [options] --dir IN-FOLDER OUT-FOLDER\n"
    "       quillport-seal --key K [--cert C] [--chain F] [options] --list [OUT-FOLDER] < LIST\n"
    "       quillport-seal --cert C [--chain F] [options] --deferred-out STATE IN\n"
    "       quillport-seal --deferred-in STATE --signature S [--tsa URL]... [--trust CA]... IN OUT\n"
    "Signs PDF files. What was in them stays, byte by byte; the signature is appended.\n"
    "\n"
    "Key:\n"
    "  --key K               a file (PEM or PKCS#12) or a PKCS#11 URI\n"
    "  --cert C, --chain F   files with its certificate and those of the issuers (PEM or DER)\n"
    "  --passphrase-file F   where the passphrase of the key stands; /dev/fd/N for a descriptor\n"
    "  --pin-file F          the same for the PIN of a token\n"
    "  --pss                 RSASSA-PSS instead of PKCS#1\n"
    "  --digest D            sha256, sha384 or sha512; by default what fits the key\n"
    "Level:\n"
    "  --level L             B-B (default), B-T, B-LT or B-LTA\n"
    "  --tsa URL             a time-stamp authority; may be given several times, in the order of preference\n"
    "  --trust CA            certificates at which chains end (PEM or DER); may be given several times\n"
    "  --private-addresses   revocation may be asked at addresses of private networks\n"
    "Signature:\n"
    "  --field NAME          the empty signature field to use, or the name of the new one\n"
    "  --page N --box x0,y0,x1,y1   where it can be seen, in points from the lower left corner of the page\n"
    "  --text T              what stands there: up to two lines with {name}, {date} and {reason}\n"
    "  --image F             a picture of the signature or the stamp, PNG or JPEG, shown beside that\n"
    "  --reason R            the reason, in the signature\n"
    "  --certify 1|2|3       certifies: no changes, filling in and signing, or annotations too\n"
    "  --lock FIELD          a field that nobody changes afterwards; may be given several times\n"
    "  --password-file F     where the password of the document stands\n"
    "Key elsewhere:\n"
    "  --deferred-out STATE  prepares the signature, and prints as JSON what the key has to sign\n"
    "  --deferred-in STATE   finishes it\n"
    "  --signature S         the file with the signature that was made\n"
    "Other:\n"
    "  --dir, --list         many files; one line of JSON each. LIST: one file a line, or IN, a tab and OUT\n"
    "  --jobs N              so many at once; by default one for each core\n"
    "  --json                one line of JSON for one file too\n"
    "  --worker PROGRAM      quillport-worker; by default that beside this program\n"
    "  --help, --version     this text, the version of the program\n"
    "\n"
    "Exit status: 0 all sealed to the level, 1 at least one was not, 2 nothing was begun.\n";

Result<Options> parse_options(const std::vector<std::string_view>& words) {
    Options options;
    auto files = apply_options(words, options);
    if (!files.ok()) return std::move(files).error();
    if (options.help || options.version) return options;
    auto& names = files.value();
    const std::size_t most = options.mode == Mode::List ? 1 : 2;
    if (names.size() > most) return wrong("there are too many files in the command line");
    if (options.mode == Mode::List) names.insert(names.begin(), "");
    names.resize(2);
    options.in = names[0];
    options.out = names[1];
    if (auto checked = check(options, words); !checked.ok()) return std::move(checked).error();
    return options;
}

}  // namespace quillport::seal
