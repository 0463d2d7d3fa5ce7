#include "quillport/services/look.hpp"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "pairs.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/store/accounts.hpp"
#include "quillport/store/store.hpp"
#include "signature_look.hpp"

namespace quillport::services {
namespace {

constexpr const char* kSetting = "look";
constexpr int kLogoSide = 320;  // pixels: 300 dots an inch in a field of usual size
constexpr std::size_t kLargestLogo = 5'000'000;
constexpr std::size_t kLongestUrl = 120;  // a code of more modules can not be read in a field of usual height
constexpr std::string_view kEnvelope = "{envelope}";

// In the order of pdf::LogoPlace.
constexpr std::array<std::string_view, 4> kPlaces = {"none", "left", "right", "behind"};

/// A look as the database keeps it.
struct Stored {
    Look look;
    std::string logo;  ///< blob of its pixels; empty: none
};

std::string encoded(const Stored& stored) {
    const auto flag = [](bool set) { return std::string(set ? "yes" : "no"); };
    const Look& look = stored.look;
    return encode_pairs({{"name", flag(look.name)},
                         {"date", flag(look.date)},
                         {"reason", flag(look.reason)},
                         {"place", std::string(kPlaces.at(static_cast<std::size_t>(look.place)))},
                         {"logo", stored.logo},
                         {"logo_width", std::to_string(look.logo_width)},
                         {"logo_height", std::to_string(look.logo_height)},
                         {"verify_url", look.verify_url}});
}

int number_in(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Stored decoded(const std::string& text) {
    Stored stored;
    auto pairs = decode_pairs(text);
    if (!pairs) return stored;
    Pairs& values = *pairs;
    Look& look = stored.look;
    look.name = values["name"] != "no";
    look.date = values["date"] != "no";
    look.reason = values["reason"] == "yes";
    for (std::size_t i = 0; i < kPlaces.size(); ++i)
        if (values["place"] == kPlaces.at(i)) look.place = static_cast<pdf::LogoPlace>(i);
    stored.logo = values["logo"];
    look.logo_width = number_in(values["logo_width"]);
    look.logo_height = number_in(values["logo_height"]);
    look.verify_url = values["verify_url"];
    return stored;
}

Result<Stored> stored_look(store::Reader& reader, const OrganisationId& organisation) {
    auto text = store::find_setting(reader, organisation, kSetting);
    if (!text.ok()) return text.error();
    return text.value() ? decoded(*text.value()) : Stored{};
}

Result<void> check_url(const std::string& url) {
    if (url.empty()) return {};
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    const bool plain =
        url.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%{}") ==
        std::string::npos;
    if (web && plain && url.size() <= kLongestUrl) return {};
    return refusal(ErrorCode::InvalidInput,
                   "the address of the verification page must begin with https:// or http://, hold no blanks and be at most 120 "
                   "characters long",
                   "verify_url");
}

/// Decoded in the worker, made small, kept as pixels, so that no act decodes anything.
Result<void> take_logo(Context& context, const Bytes& file, Stored& stored) {
    stored.logo.clear();
    stored.look.logo_width = stored.look.logo_height = 0;
    if (file.empty()) return {};
    if (file.size() > kLargestLogo) return refusal(ErrorCode::InvalidInput, "the logo is larger than 5 MB", "logo");
    auto picture = context.tools.picture(file, kLogoSide);
    if (!picture.ok()) {
        const ErrorCode code = picture.error().code;
        if (code == ErrorCode::Unsupported) return refusal(ErrorCode::InvalidInput, "the logo is no PNG or JPEG file", "logo");
        if (code == ErrorCode::TooLarge) return refusal(ErrorCode::InvalidInput, "the logo has too many pixels", "logo");
        return picture.error();
    }
    auto blob = context.store.blobs().put(bytes_of(encode_pairs({{"rgba", std::string(text_of(picture.value().rgba))}})));
    if (!blob.ok()) return blob.error();
    stored.logo = blob.value().sha256;
    stored.look.logo_width = picture.value().width;
    stored.look.logo_height = picture.value().height;
    return {};
}

std::string replaced(std::string url, const EnvelopeId& envelope) {
    if (const std::size_t at = url.find(kEnvelope); at != std::string::npos) url.replace(at, kEnvelope.size(), envelope.value);
    return url;
}

}  // namespace

Result<Look> get_look(Context& context, const OrganisationId& organisation) {
    auto stored = context.store.read([&](store::Reader& reader) { return stored_look(reader, organisation); });
    if (!stored.ok()) return stored.error();
    return stored.value().look;
}

Result<Look> set_look(Context& context, const OrganisationId& organisation, const LookChange& change) {
    if (change.verify_url)
        if (auto fine = check_url(*change.verify_url); !fine.ok()) return fine.error();
    Stored logo;
    if (change.logo)
        if (auto taken = take_logo(context, *change.logo, logo); !taken.ok()) return taken.error();
    return context.store.write([&](store::Tx& tx) -> Result<Look> {
        auto found = stored_look(tx, organisation);
        if (!found.ok()) return found.error();
        Stored& stored = found.value();
        Look& look = stored.look;
        look.name = change.name.value_or(look.name);
        look.date = change.date.value_or(look.date);
        look.reason = change.reason.value_or(look.reason);
        look.place = change.place.value_or(look.place);
        look.verify_url = change.verify_url.value_or(look.verify_url);
        if (change.logo) {
            stored.logo = logo.logo;
            look.logo_width = logo.look.logo_width;
            look.logo_height = logo.look.logo_height;
        }
        if (auto saved = store::save_setting(tx, organisation, kSetting, encoded(stored)); !saved.ok()) return saved.error();
        return look;
    });
}

Result<void> reset_look(Context& context, const OrganisationId& organisation) {
    return context.store.write([&](store::Tx& tx) { return store::save_setting(tx, organisation, kSetting, encoded(Stored{})); });
}

Result<pdf::SignatureLook> signature_look(Context& context, const OrganisationId& organisation, const EnvelopeId& envelope) {
    auto found = context.store.read([&](store::Reader& reader) { return stored_look(reader, organisation); });
    if (!found.ok()) return found.error();
    const Look& look = found.value().look;
    pdf::SignatureLook out;
    out.name = look.name;
    out.caption = look.date;
    out.reason = look.reason;
    out.verify_url = replaced(look.verify_url, envelope);
    if (found.value().logo.empty()) return out;
    auto blob = context.store.blobs().get(found.value().logo);
    if (!blob.ok()) return blob.error();
    Pairs pixels = decode_pairs(text_of(blob.value())).value_or(Pairs{});
    out.logo_place = look.place;
    out.logo = {look.logo_width, look.logo_height, copy_of(std::string_view(pixels["rgba"]))};
    return out;
}

}  // namespace quillport::services
