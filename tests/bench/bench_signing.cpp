// CPU time of whole signatures on a one-page document, of the bare signing operation in the same run, and of verifying.
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include "quillport/pdf/prepare.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/signing/verify.hpp"
#include "signing.hpp"

namespace {

using namespace quillport;
using namespace quillport::bench;
constexpr TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

Field field(const std::string& name, FieldType type, const std::string& role, Rect box) {
    Field f;
    f.name = name;
    f.type = type;
    f.role = role;
    f.box = box;
    return f;
}

pdf::SignatureImage drawn_hand() {
    pdf::SignatureImage image;
    image.width = 400;
    image.height = 150;
    auto& stroke = image.strokes.emplace_back();
    for (int i = 0; i < 100; ++i) stroke.push_back({20 + i * 3.6, 75 + 50 * std::sin(i / 6.0), 0.5});
    return image;
}

struct File {
    Bytes bytes;
    pdf::SigningPlan plan;

    void append(signing::SignedPdf made) {
        bytes.insert(bytes.end(), made.appended.begin(), made.appended.end());
        plan = std::move(made.next);
    }
};

/// A page that `recipients` people sign, each with a name, a date and a signature; certified.
File prepare(int recipients, const signing::SigningKey& key) {
    std::vector<Field> fields;
    std::vector<std::string> roles;
    for (int i = 1; i <= recipients; ++i) {
        const std::string role = std::to_string(i);
        const double y = 20.0 + 26.0 * i;
        roles.push_back(role);
        fields.push_back(field("name" + role, FieldType::Name, role, {40, y, 180, y + 14}));
        fields.push_back(field("date" + role, FieldType::Date, role, {190, y, 260, y + 14}));
        fields.push_back(field("sign" + role, FieldType::Signature, role, {270, y, 420, y + 25}));
    }
    const Bytes document = value_of(runtime::read_file(kOnePage));
    auto prepared = value_of(pdf::prepare(document, fields, roles));
    File file{std::move(prepared.pdf), std::move(prepared.plan)};
    pdf::SigningAct certification;
    certification.when = kNow;
    file.append(value_of(signing::sign_increment(file.bytes, file.plan, certification, key)));
    return file;
}

pdf::SigningAct act_of(int recipient) {
    pdf::SigningAct act = invisible_act(kNow);
    act.owner = std::to_string(recipient);
    act.values = {{"name" + act.owner, act.signer_name}};
    act.image = drawn_hand();
    act.caption = "Signed 23 November 2026, 14:05 UTC";
    act.note = "TRIAL, NOT TRUSTED";
    return act;
}

void measure(const std::string& name, const char* kind) {
    const auto key = key_of(name);
    const File file = prepare(1, *key);
    const auto act = act_of(1);
    const double whole = median_of([&] { value_of(signing::sign_increment(file.bytes, file.plan, act, *key)); }, 20);
    print(std::string("one signature, 1 page, ") + kind, whole, "at most 15 ms");
    const Bytes attributes = value_of(signing::signed_attributes(runtime::sha256(file.bytes), *key));
    print(std::string("  of it the bare signing operation, ") + kind, median_of([&] { value_of(key->sign(attributes)); }, 50),
          "");
}

/// An invisible signature of a prepared page from its stored plan, as a share of the bare signing operation's rate.
void measure_share(const std::string& name, const char* kind, const char* figure) {
    const auto key = key_of(name);
    const Bytes page = value_of(runtime::read_file(kOnePage));
    const auto prepared = value_of(pdf::prepare(page, {}, {"1"}));
    const std::string stored = prepared.plan.to_text();
    const pdf::SigningAct act = invisible_act(kNow);
    const Bytes attributes = value_of(signing::signed_attributes(runtime::sha256(page), *key));
    std::vector<double> shares, bare, whole;
    for (int i = 0; i < kRuns; ++i) {  // one after the other, so that both see the same machine
        bare.push_back(median_of([&] { value_of(key->sign(attributes)); }, 40));
        whole.push_back(median_of(
            [&] {
                const auto plan = value_of(pdf::SigningPlan::parse(stored));
                value_of(signing::sign_increment(prepared.pdf, plan, act, *key));
            },
            40));
        shares.push_back(bare.back() / whole.back());
    }
    const double hash = median_of([&] { static_cast<void>(runtime::sha256(prepared.pdf)); }, 100);
    print_ratio("share of the bare signing rate, 1 page, " + std::string(kind), median_of(shares), figure);
    std::printf("  bare %.3f ms, whole %.3f ms, hash of the %zu bytes %.3f ms\n", median_of(bare), median_of(whole),
                prepared.pdf.size(), hash);
}

/// What a visible B-B signature with its name and date adds to a prepared page.
void measure_bytes(const std::string& name, const char* kind) {
    const auto key = key_of(name);
    const File file = prepare(1, *key);
    const auto made = value_of(signing::sign_increment(file.bytes, file.plan, act_of(1), *key));
    std::printf("%-58s %8zu bytes   at most 12288\n", ("added by a visible signature, " + std::string(kind)).c_str(),
                made.appended.size());
}

void measure_verifying(int recipients) {
    const auto key = key_of("signer-ec");
    File file = prepare(recipients, *key);
    for (int i = 1; i <= recipients; ++i) file.append(value_of(signing::sign_increment(file.bytes, file.plan, act_of(i), *key)));
    const std::vector<Bytes> anchors{value_of(runtime::read_file(kPki / "root.pem"))};
    const auto report = value_of(signing::verify(file.bytes, anchors, kNow));
    if (report.indication != signing::Indication::TotalPassed) stop({ErrorCode::Internal, report.verdict, ""});
    const std::string what = "verifying " + std::to_string(recipients + 1) + " signatures of 1 page";
    print(what, median_of([&] { value_of(signing::verify(file.bytes, anchors, kNow)); }, 1),
          recipients == 30 ? "at most 100 ms" : "");
}

}  // namespace

int main() {
    std::printf("%-58s %11s   %s\n", "CPU, median of 10", "", "figure");
    const double start = cpu_milliseconds();
    pdf::warm_up_appearances();
    print("loading the fonts, once in a process", cpu_milliseconds() - start, "");
    measure("signer-ec", "P-256");
    measure("signer-rsa", "RSA-3072");
    measure_share("signer-ec", "P-256", "at least 0.25");
    measure_share("signer-rsa", "RSA-3072", "at least 0.8");
    measure_share("signer-rsa2048", "RSA-2048", "at least 0.6");
    measure_bytes("signer-ec", "P-256");
    measure_bytes("signer-rsa", "RSA-3072");
    measure_verifying(1);
    measure_verifying(30);
}
