#pragma once
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "quillport/pdf/increment.hpp"
#include "quillport/pdf/prepare.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/signing/sign.hpp"

namespace quillport::pdf::test {

inline constexpr TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{14}};

inline Bytes corpus(const std::string& name) {
    auto data = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/lo" / (name + ".pdf"));
    REQUIRE(data.ok());
    return std::move(data).value();
}

/// A folder that goes away with the test.
class Folder {
  public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "quillport-forms-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder() {
        std::error_code ignored;
        if (std::getenv("QUILLPORT_KEEP") == nullptr) std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, BytesView data) const {
        const std::filesystem::path file = path_ / name;
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(data.data()), static_cast<std::streamsize>(data.size()));
        return file.string();
    }
    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

struct Answer {
    int exit = -1;
    std::string output;
};

inline Answer run(const std::string& command) {
    Answer answer;
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) answer.output.append(buffer.data(), n);
    const int status = pclose(pipe);
    answer.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return answer;
}

inline Field field(std::string name, FieldType type, std::string role, Rect box) {
    Field f;
    f.name = std::move(name);
    f.type = type;
    f.role = std::move(role);
    f.box = box;
    f.label = f.name;
    f.font_size = 10;
    return f;
}

/// Every kind of field for each of `recipients` people, in rows from the bottom of the first page.
inline std::vector<Field> sample_fields(int recipients) {
    std::vector<Field> fields;
    for (int i = 1; i <= recipients; ++i) {
        const std::string role = std::to_string(i), r = "r" + role + "_";
        const double y = 30 + (i - 1) * 90.0;
        fields.push_back(field(r + "name", FieldType::Name, role, {40, y + 44, 180, y + 58}));
        fields.push_back(field(r + "date", FieldType::Date, role, {190, y + 44, 260, y + 58}));
        fields.push_back(field(r + "agree", FieldType::Checkbox, role, {270, y + 44, 284, y + 58}));
        fields.push_back(field(r + "news", FieldType::Checkbox, role, {290, y + 44, 304, y + 58}));
        fields.push_back(field(r + "note", FieldType::Multiline, role, {310, y, 430, y + 58}));
        fields.push_back(field(r + "city", FieldType::Dropdown, role, {440, y + 44, 550, y + 58}));
        fields.back().attributes["options"] = "Praha|Ljubljana|Łódź";
        fields.push_back(field(r + "left", FieldType::Text, role, {440, y + 24, 550, y + 38}));
        fields.push_back(field(r + "initials", FieldType::Initials, role, {440, y, 500, y + 22}));
        fields.push_back(field(r + "first", FieldType::Signature, role, {190, y, 300, y + 36}));
        fields.push_back(field(r + "sign", FieldType::Signature, role, {40, y, 180, y + 40}));
    }
    return fields;
}

inline std::vector<std::string> sample_roles(int recipients) {
    std::vector<std::string> roles;
    for (int i = 1; i <= recipients; ++i) roles.push_back(std::to_string(i));
    return roles;
}

inline SignatureImage drawn_hand() {
    SignatureImage image;
    image.width = 400;
    image.height = 150;
    for (int s = 0; s < 3; ++s) {
        auto& stroke = image.strokes.emplace_back();
        for (int i = 0; i < 40; ++i) {
            const double t = i / 39.0;
            stroke.push_back({20 + s * 120 + t * 130, 75 + 50 * std::sin(t * 9 + s) * (1 - t * 0.4), 0.2 + 0.7 * t});
        }
    }
    return image;
}

inline SigningAct certification() {
    SigningAct act;
    act.signer_name = "Quillport";
    act.when = kNow;
    return act;
}

inline SigningAct act_of(int i) {
    static const std::array<const char*, 5> kNames = {"Žaneta Šimůnková", "Łukasz Dvořák", "Γιώργος Παπαδόπουλος",
                                                      "Ирина Кузнецова", "Maja Kovačič"};
    SigningAct act;
    act.owner = std::to_string(i);
    const std::string r = "r" + act.owner + "_";
    act.signer_name = kNames[static_cast<std::size_t>(i - 1) % kNames.size()];
    act.values = {{r + "name", act.signer_name},
                  {r + "agree", "yes"},
                  {r + "note", "První řádek\nsecond line that is long enough to wrap"},
                  {r + "city", "Ljubljana"}};
    if (i % 2 == 1) act.image = drawn_hand();
    act.caption = "Signed 23 November 2026, 14:05 UTC";
    act.note = "TRIAL, NOT TRUSTED";
    act.reason = "I agree";
    act.when = kNow + std::chrono::minutes(i);
    return act;
}

inline const signing::SigningKey& key_of(const std::string& name) {
    static std::map<std::string, std::unique_ptr<signing::SigningKey>> keys;
    auto& key = keys[name];
    if (!key) {
        const auto folder = std::filesystem::path(QUILLPORT_BINARY_DIR) / "pki";
        auto loaded = signing::load_pem_key(folder / (name + ".key"), folder / (name + ".chain.pem"));
        REQUIRE(loaded.ok());
        key = std::move(loaded).value();
    }
    return *key;
}

/// A document and its plan, act by act. `revisions` are the sizes of the file after each step, the prepared one first.
struct Chain {
    Bytes file;
    SigningPlan plan;
    std::vector<std::size_t> revisions;

    void act(const SigningAct& act, const std::string& key = "signer-ec") {
        auto made = signing::sign_increment(file, plan, act, key_of(key));
        INFO((made.ok() ? "" : made.error().what));
        REQUIRE(made.ok());
        file.insert(file.end(), made.value().appended.begin(), made.value().appended.end());
        plan = made.value().next;
        revisions.push_back(file.size());
    }
};

inline Chain prepared_chain(BytesView document, const std::vector<Field>& fields, const std::vector<std::string>& roles) {
    auto prepared = prepare(document, fields, roles);
    INFO((prepared.ok() ? "" : prepared.error().what + " " + prepared.error().detail));
    REQUIRE(prepared.ok());
    Chain chain{prepared.value().pdf, prepared.value().plan, {}};
    chain.revisions.push_back(chain.file.size());
    return chain;
}

inline Chain signed_chain(BytesView document, int recipients) {
    Chain chain = prepared_chain(document, sample_fields(recipients), sample_roles(recipients));
    chain.act(certification());
    for (int i = 1; i <= recipients; ++i) chain.act(act_of(i), i % 2 == 0 ? "signer-rsa" : "signer-ec");
    return chain;
}

}  // namespace quillport::pdf::test
