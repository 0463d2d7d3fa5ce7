#include "texts.hpp"

#include <array>
#include <cstdlib>

#include "quillport/core/refusals.hpp"

namespace quillport::agent {
namespace {

constexpr std::size_t kLanguages = 3;
constexpr std::array<std::string_view, kLanguages> kCodes = {"en", "sl", "de"};
using Sentence = std::array<std::string_view, kLanguages>;

constexpr Sentence kReady = {"The draft is ready", "Osnutek je pripravljen", "Der Entwurf ist bereit"};
constexpr Sentence kOpen = {"Open", "Odpri", "Öffnen"};
constexpr Sentence kManyReady = {"{n} drafts are ready", "Pripravljeni osnutki: {n}", "{n} Entwürfe sind bereit"};
constexpr Sentence kInInbox = {"They wait in your inbox.", "Čakajo v vaši mapi Prejeto.", "Sie warten in Ihrem Eingang."};
constexpr Sentence kRefused = {"“{title}” was not taken", "»{title}« ni bil sprejet", "„{title}“ wurde nicht angenommen"};
constexpr Sentence kTokenOver = {"This computer is not connected to Quillport any more",
                                 "Ta računalnik ni več povezan s Quillportom",
                                 "Dieser Rechner ist nicht mehr mit Quillport verbunden"};
constexpr Sentence kTokenAgain = {"Its token was revoked. Make a new one at {url}.",
                                  "Njegov žeton je preklican. Novega naredite na {url}.",
                                  "Sein Token wurde widerrufen. Einen neuen gibt es unter {url}."};

std::string filled(std::string_view text, std::string_view place, const std::string& value) {
    std::string out(text);
    const std::size_t at = out.find(place);
    return at == std::string::npos ? out : out.replace(at, place.size(), value);
}

}  // namespace

Texts::Texts(std::string_view locale) {
    for (std::size_t i = 0; i < kLanguages; ++i) {
        const bool ends = locale.size() == 2 || (locale.size() > 2 && (locale[2] == '_' || locale[2] == '.' || locale[2] == '@'));
        if (ends && locale.starts_with(kCodes[i])) language_ = i;
    }
}

Texts Texts::of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return Texts(value);
    return Texts("en");
}

std::string Texts::ready() const { return std::string(kReady[language_]); }
std::string Texts::open() const { return std::string(kOpen[language_]); }
std::string Texts::many_ready(std::size_t count) const { return filled(kManyReady[language_], "{n}", std::to_string(count)); }
std::string Texts::in_inbox() const { return std::string(kInInbox[language_]); }
std::string Texts::refused(const std::string& title) const { return filled(kRefused[language_], "{title}", title); }
std::string Texts::token_over() const { return std::string(kTokenOver[language_]); }
std::string Texts::token_again(const std::string& url) const { return filled(kTokenAgain[language_], "{url}", url); }

std::string Texts::reason(std::string_view key, const std::string& english) const {
    const std::string_view why = why_refused(key, kCodes[language_]);
    return why.empty() ? english : std::string(why);
}

}  // namespace quillport::agent
