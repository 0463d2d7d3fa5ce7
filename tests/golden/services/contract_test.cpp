#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "portal.hpp"
#include "quillport/pdf/content.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/services/look.hpp"
#include "quillport/signing/verify.hpp"

namespace quillport::services::test {
namespace {

Bytes contract() {
    auto pdf = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/lo/lo13_contract1p.pdf");
    REQUIRE(pdf.ok());
    return std::move(pdf).value();
}

/// The real worker behind the real jail.
struct Worker {
    worker::Client client{std::filesystem::path(QUILLPORT_BINARY_DIR) / "bin/quillport-worker"};
    documents::WorkerTools tools{client};
};

std::filesystem::path saved(const Portal& portal, const std::string& name, const Bytes& data) {
    const std::filesystem::path path = portal.folder.path() / name;
    REQUIRE(runtime::write_durably(path, data).ok());
    return path;
}

int run(const std::string& command) { return std::system(command.c_str()); }

std::string output_of(const Portal& portal, const std::string& command) {
    const std::filesystem::path out = portal.folder.path() / "out.txt";
    REQUIRE(run(command + " >" + out.string() + " 2>&1") == 0);
    auto data = runtime::read_file(out);
    REQUIRE(data.ok());
    return std::string(text_of(data.value()));
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

/// Chooses a person for every role: Anna, then Bert, then more of their kind.
DraftView assigned(Portal& portal, const DraftView& draft) {
    DraftChange change;
    change.version = draft.version;
    change.roles.emplace();
    int order = 0;
    for (DraftRole role : draft.roles) {
        ++order;
        role.routing_order = order;
        role.name = order == 1 ? "Anna Krajnc" : "Bert Müller " + std::to_string(order);
        role.email = (order == 1 ? std::string("anna") : "bert" + std::to_string(order)) + "@example.com";
        role.company = "Example";
        change.roles->push_back(role);
    }
    auto changed = change_draft(portal.context(), portal.admin, draft.id, change);
    REQUIRE(changed.ok());
    return changed.value();
}

/// The record as it was when the certificate was made: the events that speak of the certificate itself came later.
AuditView before_verification(AuditView audit) {
    const auto at =
        std::find_if(audit.events.begin(), audit.events.end(), [](const AuditEvent& e) { return e.kind == "verified"; });
    REQUIRE(at != audit.events.end());
    audit.events.erase(at, audit.events.end());
    audit.head = audit.events.back().hash;
    return audit;
}

Result<CeremonyView> fill_and_sign(Portal& portal, const Participant& who) {
    auto document = ceremony_document(portal.context(), who);
    REQUIRE(document.ok());
    SignRequest request;
    request.digest = document.value().digest;
    request.signature = drawn();
    for (const CeremonyField& field : document.value().fields) {
        if (!field.mine || !field.field.value.empty() || field.field.readonly) continue;
        if (field.field.type == FieldType::Text || field.field.type == FieldType::Title)
            request.values[field.field.name] = "Žiga Čuk, 文書";
        if (field.field.type == FieldType::Number) request.values[field.field.name] = "12,5";
        if (field.field.type == FieldType::DateInput) request.values[field.field.name] = "2026-11-30";
        if (field.field.type == FieldType::Checkbox) request.values[field.field.name] = "yes";
    }
    return sign_document(portal.context(), who, request);
}

/// What qpdf and pdfsig say of a file with so many signatures.
void accepted_by_tools(const Portal& portal, const std::filesystem::path& path, std::size_t signatures) {
    INFO(path);
    CHECK(run("qpdf --check " + path.string() + " >/dev/null 2>&1") == 0);
    const std::string verdict = output_of(portal, "pdfsig -nocert " + path.string());
    INFO(verdict);
    CHECK(count(verdict, "Signature Validation: Signature is Valid.") == signatures);
}

/// The certificate is an archive that holds the record for machines, and says for people what happened.
void certificate_is_true(Portal& portal, const EnvelopeView& envelope, const std::filesystem::path& certificate_path) {
    CHECK(output_of(portal, "/usr/bin/python3 " QUILLPORT_SOURCE_DIR "/tests/golden/pdf/pdfa.py " + certificate_path.string()) ==
          "PDF/A-3b\n");
    REQUIRE(run("pdfdetach -saveall -o " + portal.folder.path().string() + " " + certificate_path.string()) == 0);
    CHECK(text_of(runtime::read_file(portal.folder.path() / "audit.json").value()) ==
          portal.audit_encoder.json(before_verification(get_audit(portal.context(), portal.admin, envelope.id).value())));
    // What the documentation says about checking the chain, word for word.
    CHECK(run("cd " + portal.folder.path().string() +
              " && sed -n 's/^    //p' " QUILLPORT_SOURCE_DIR "/docs/audit-record.md | /usr/bin/python3 -") == 0);
    const std::string words = output_of(portal, "pdftotext -layout " + certificate_path.string() + " -");
    for (const char* part : {"Certificate of completion", "Anna Krajnc", "one factor", "TRIAL, NOT TRUSTED", "simple",
                             "a***a@example.com", "Sealed 23 November 2026", "audit.json", "192.0.2.7", "PAdES B-B"}) {
        INFO(part);
        CHECK(words.find(part) != std::string::npos);
    }
    CHECK(words.find("anna@example.com") == std::string::npos);
}

}  // namespace

TEST_CASE("a contract out of LibreOffice is signed by everybody and independent tools accept it", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    DraftView fresh = portal.draft(contract());
    // The supplier's place is narrower than a signature likes; his author takes it as it is.
    while (!fresh.problems.empty()) {
        auto settled = settle_problem(portal.context(), portal.admin, fresh.id, 1, {fresh.version, Settlement::UseGuess, {}, ""});
        REQUIRE(settled.ok());
        fresh = settled.value();
    }
    const DraftView draft = assigned(portal, fresh);
    REQUIRE(draft.can_send);
    REQUIRE(draft.roles.size() >= 2);
    auto sent = send_draft(portal.context(), portal.admin, draft.id);
    INFO((sent.ok() ? "" : sent.error().what + " / " + sent.error().detail));
    REQUIRE(sent.ok());
    const EnvelopeView envelope = sent.value();
    const Bytes certified = get_document(portal.context(), portal.admin, envelope.id, envelope.documents[0].id).value().data;
    for (const DraftRole& role : draft.roles) {
        portal.deliver();
        const Participant who = portal.admitted(role.email);
        REQUIRE(ceremony_page_image(portal.context(), who, 1, 144).ok());
        const auto text = ceremony_page_text(portal.context(), who, 1);
        REQUIRE(text.ok());
        CHECK_FALSE(text.value()->empty());
        for (const pdf::TextLine& line : *text.value()) CHECK(line.text.find("{{") == std::string::npos);
        auto signed_by = fill_and_sign(portal, who);
        INFO((signed_by.ok() ? "" : signed_by.error().what + " / " + signed_by.error().detail));
        REQUIRE(signed_by.ok());
    }
    auto after = get_envelope(portal.context(), portal.admin, envelope.id);
    REQUIRE(after.ok());
    CHECK(after.value().state == EnvelopeState::Completed);
    REQUIRE(after.value().certificate_ready);

    const Bytes final_pdf = get_document(portal.context(), portal.admin, envelope.id, envelope.documents[0].id).value().data;
    REQUIRE(final_pdf.size() > certified.size());
    CHECK(std::equal(certified.begin(), certified.end(), final_pdf.begin()));
    auto report = signing::verify(final_pdf, portal.context().anchors, portal.clock.now());
    REQUIRE(report.ok());
    CHECK(report.value().indication == signing::Indication::TotalPassed);
    CHECK(report.value().signatures.size() == draft.roles.size() + 1);

    const auto signed_path = saved(portal, "signed.pdf", final_pdf);
    const auto certificate_path =
        saved(portal, "certificate.pdf", get_certificate(portal.context(), portal.admin, envelope.id).value().data);
    accepted_by_tools(portal, signed_path, draft.roles.size() + 1);
    accepted_by_tools(portal, certificate_path, 1);
    certificate_is_true(portal, envelope, certificate_path);
    const std::string shown = output_of(portal, "pdftotext " + signed_path.string() + " -");
    CHECK(shown.find("{{") == std::string::npos);
    if (const char* keep = std::getenv("QUILLPORT_KEEP")) {
        std::filesystem::copy(signed_path, std::filesystem::path(keep) / "signed.pdf",
                              std::filesystem::copy_options::overwrite_existing);
        std::filesystem::copy(certificate_path, std::filesystem::path(keep) / "certificate.pdf",
                              std::filesystem::copy_options::overwrite_existing);
    }
}

namespace {

std::string ascii(const pdf::PageContent& content) {
    std::string out;
    for (const char32_t c : content.text) out += c < 0x80 ? static_cast<char>(c) : '?';
    return out;
}

/// Baseline of the first glyph of `word` among the glyphs; the word must be there.
double baseline_of(const pdf::PageContent& content, const std::string& word) {
    const std::size_t at = ascii(content).find(word);
    REQUIRE(at != std::string::npos);
    const auto glyph =
        std::find_if(content.glyphs.begin(), content.glyphs.end(), [&](const pdf::Glyph& g) { return g.text_begin == at; });
    REQUIRE(glyph != content.glyphs.end());
    return glyph->origin_y;
}

struct Shown {
    double baseline = 0, size = 0;
};

/// Where the field that shows `value` has its baseline on the page, and how large its letters are.
Shown shown_value(pdf::ContentReader& reader, const std::string& value) {
    pdf::PageContent content;
    Rect box;
    for (int i = 0; reader.read_annotation(1, i, content, box); ++i) {
        if (ascii(content).find(value) == std::string::npos) continue;
        return {box.y0 + baseline_of(content, value), content.glyphs.front().font_size()};
    }
    FAIL("no field shows " << value);
    return {};
}

}  // namespace

TEST_CASE("values stand in one line with the words beside them, in letters of the same size", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    const auto folder = std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/chromium";
    auto pdf = runtime::read_file(folder / "order.pdf");
    REQUIRE(pdf.ok());
    const DraftView fresh = portal.draft(pdf.value());
    auto settled = settle_problem(portal.context(), portal.admin, fresh.id, 1, {fresh.version, Settlement::UseGuess, {}, ""});
    REQUIRE(settled.ok());
    const DraftView draft = assigned(portal, settled.value());
    auto sent = send_draft(portal.context(), portal.admin, draft.id);
    REQUIRE(sent.ok());
    portal.deliver();
    const Participant anna = portal.admitted(draft.roles.front().email);
    auto page = ceremony_document(portal.context(), anna);
    REQUIRE(page.ok());
    SignRequest request;
    request.digest = page.value().digest;
    request.signature = drawn();
    for (const CeremonyField& field : page.value().fields)
        if (field.mine && field.field.type == FieldType::Text) request.values[field.field.name] = "Qx Novak";
    for (const CeremonyField& field : page.value().fields)
        if (field.mine && field.field.type == FieldType::Multiline) request.values[field.field.name] = "Wz Remark";
    REQUIRE(sign_document(portal.context(), anna, request).ok());
    const Bytes after = get_document(portal.context(), portal.admin, sent.value().id, sent.value().documents[0].id).value().data;
    if (const char* keep = std::getenv("QUILLPORT_KEEP"))
        REQUIRE(runtime::write_durably(std::filesystem::path(keep) / "order.pdf", after).ok());
    auto document = pdf::Document::open(after);
    REQUIRE(document.ok());
    pdf::ContentReader reader(document.value());
    pdf::PageContent content;
    REQUIRE(reader.read(1, content).ok());
    const Shown contact = shown_value(reader, "Qx Novak");
    CHECK(contact.baseline == Approx(baseline_of(content, "Contact")).margin(0.5));
    CHECK(contact.size == Approx(12).margin(0.3));
    const Shown remark = shown_value(reader, "Wz Remark");
    CHECK(remark.baseline == Approx(baseline_of(content, "Remark")).margin(0.5));
    const Shown date = shown_value(reader, "2026");
    CHECK(date.size == Approx(12).margin(0.3));
    const Shown company = shown_value(reader, "Example");
    CHECK(company.baseline == Approx(baseline_of(content, "confirms")).margin(0.5));
}

TEST_CASE("a page printed by Chromium is sent, a misspelt tag in it settled by its guess", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    auto pdf = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/chromium/order.pdf");
    REQUIRE(pdf.ok());
    const DraftView fresh = portal.draft(pdf.value());
    REQUIRE(fresh.problems.size() == 1);
    CHECK(fresh.problems[0].second.guess == "signature");
    auto settled = settle_problem(portal.context(), portal.admin, fresh.id, 1, {fresh.version, Settlement::UseGuess, {}, ""});
    REQUIRE(settled.ok());
    REQUIRE(settled.value().roles.size() == 2);
    auto sent = send_draft(portal.context(), portal.admin, assigned(portal, settled.value()).id);
    INFO((sent.ok() ? "" : sent.error().what + " / " + sent.error().detail));
    REQUIRE(sent.ok());
    const auto path =
        saved(portal, "sent.pdf",
              get_document(portal.context(), portal.admin, sent.value().id, sent.value().documents[0].id).value().data);
    const std::string words = output_of(portal, "pdftotext -raw " + path.string() + " -");
    CHECK(words.find("{{") == std::string::npos);
    CHECK(words.find("words that come") != std::string::npos);
}

TEST_CASE("an encrypted document is opened with its password in the worker", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    const auto plain = saved(portal, "plain.pdf", contract());
    const auto locked = portal.folder.path() / "locked.pdf";
    // The password in the encodings of old and new files (ISO 32000-1 §7.6.3.4: PDFDocEncoding; ISO 32000-2: UTF-8).
    for (const std::string bits : {"40", "128 --use-aes=n", "128 --use-aes=y", "256"}) {
        CAPTURE(bits);
        const std::string weak = bits == "256" || bits.find("aes=y") != std::string::npos ? "" : " --allow-weak-crypto";
        REQUIRE(run("qpdf" + weak + " --encrypt 'Schlüssel' owner " + bits + " -- " + plain.string() + " " + locked.string()) ==
                0);
        Delivery delivery;
        const Bytes document = runtime::read_file(locked).value();
        delivery.document = document;
        const auto receipt = create_draft(portal.context(), {portal.admin.organisation, portal.admin}, delivery);
        REQUIRE(receipt.ok());
        CHECK(receipt.value().locked);
        CHECK(key_of(unlock_draft(portal.context(), portal.admin, receipt.value().draft, "Schlussel").error()) ==
              "document_password");
        const auto open = unlock_draft(portal.context(), portal.admin, receipt.value().draft, "Schlüssel");
        if (!open.ok()) FAIL(open.error().what << " " << open.error().detail);
        CHECK(open.value().fields.size() > 1);
        CHECK(open.value().lock == Lock::Opened);
    }
    // What only its author's password restricts opens by itself; a notice says where he allows no changes.
    for (const auto& [options, lock] :
         std::vector<std::pair<std::string, Lock>>{{"--print=none", Lock::Opened}, {"--modify=none", Lock::Restricted}}) {
        REQUIRE(run("qpdf --encrypt '' owner 256 " + options + " -- " + plain.string() + " " + locked.string()) == 0);
        const DraftView open = portal.draft(runtime::read_file(locked).value());
        CHECK(open.lock == lock);
        CHECK(open.fields.size() > 1);
    }
}

TEST_CASE("an organisation's look is seen in signatures and on the certificate", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    LookChange look;
    look.reason = true;
    look.place = pdf::LogoPlace::Left;
    look.verify_url = "https://sign.acme.example/check/{envelope}";
    look.logo = runtime::read_file(std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/fixtures/pictures/rgba.png").value();
    REQUIRE(set_look(portal.context(), portal.admin.organisation, look).ok());
    DraftView fresh = portal.draft(contract());
    while (!fresh.problems.empty())
        fresh =
            settle_problem(portal.context(), portal.admin, fresh.id, 1, {fresh.version, Settlement::UseGuess, {}, ""}).value();
    const DraftView draft = assigned(portal, fresh);
    const auto sent = send_draft(portal.context(), portal.admin, draft.id);
    REQUIRE(sent.ok());
    for (const DraftRole& role : draft.roles) {
        portal.deliver();
        REQUIRE(fill_and_sign(portal, portal.admitted(role.email)).ok());
    }
    const auto signed_path =
        saved(portal, "signed.pdf",
              get_document(portal.context(), portal.admin, sent.value().id, sent.value().documents[0].id).value().data);
    const auto certificate =
        saved(portal, "certificate.pdf", get_certificate(portal.context(), portal.admin, sent.value().id).value().data);
    CHECK(output_of(portal, "/usr/bin/python3 " QUILLPORT_SOURCE_DIR "/tests/golden/pdf/pdfa.py " + certificate.string()) ==
          "PDF/A-3b\n");
    const std::string words = output_of(portal, "pdftotext " + certificate.string() + " -");
    CHECK(words.find("https://sign.acme.example/check/") != std::string::npos);
    CHECK(words.find("Reason: Certificate of completion") != std::string::npos);
    CHECK(count(output_of(portal, "pdfimages -list " + certificate.string()), "smask") == 1);
    if (const char* keep = std::getenv("QUILLPORT_KEEP"))
        for (const auto& path : {signed_path, certificate})
            std::filesystem::copy(path, std::filesystem::path(keep) / ("look_" + path.filename().string()),
                                  std::filesystem::copy_options::overwrite_existing);
}

TEST_CASE("the worker's refusals reach the person in his own words", "[golden][services]") {
    Worker worker;
    Portal portal(&worker.tools);
    const auto key = [&](const Bytes& pdf) {
        Delivery delivery;
        delivery.document = pdf;
        auto refused = create_draft(portal.context(), {portal.admin.organisation, portal.admin}, delivery);
        REQUIRE_FALSE(refused.ok());
        return key_of(refused.error());
    };
    Bytes damaged = copy_of("%PDF-1.7\nnothing that a reader could follow\n");
    CHECK(key(damaged) == "damaged");
    CHECK(key(copy_of("^XA^FDno document at all^XZ")) == "format_zpl");
    Bytes broken = copy_of("%!PS\nnosuchoperator\n");
    CHECK(key(broken) == "damaged");
}

}  // namespace quillport::services::test
