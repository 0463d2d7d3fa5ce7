#include "portal.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "quillport/pdf/prepare.hpp"
#include "quillport/runtime/digest.hpp"
#include "quillport/runtime/file.hpp"

namespace quillport::services::test {

Bytes CountedRandom::bytes(std::size_t count) {
    Bytes out;
    while (out.size() < count) {
        const auto block = runtime::sha256(bytes_of("random " + std::to_string(next_++)));
        out.insert(out.end(), block.begin(), block.end());
    }
    out.resize(count);
    return out;
}

Result<void> RecordingMailer::send(const net::Mail& mail) {
    const std::lock_guard lock(mutex_);
    if (refusal) return *refusal;
    mails.push_back(mail);
    return {};
}

net::Mail RecordingMailer::last_to(const std::string& address) const {
    const std::lock_guard lock(mutex_);
    const auto at = std::find_if(mails.rbegin(), mails.rend(), [&](const net::Mail& m) { return m.to == address; });
    REQUIRE(at != mails.rend());
    return *at;
}

std::size_t RecordingMailer::count_to(const std::string& address) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(mails.begin(), mails.end(), [&](const net::Mail& m) { return m.to == address; }));
}

Result<void> RecordingSms::send(const std::string& to, const std::string& text, const std::string&) {
    messages.emplace_back(to, text);
    return {};
}

Result<worker::Inspection> PlainTools::inspect(BytesView, const TagSettings& settings) {
    inspected_with = settings;
    if (inspect_error) return *inspect_error;
    return inspection;
}

Result<worker::Client::Preparation> PlainTools::prepare(BytesView pdf, const Detection&, const std::vector<Field>& fields,
                                                        const std::vector<std::string>& roles, const TagSettings& settings) {
    prepared_with = settings;
    if (prepare_error) return *prepare_error;
    auto prepared = pdf::prepare(pdf, fields, roles);
    if (!prepared.ok()) return prepared.error();
    return worker::Client::Preparation{std::move(prepared).value(), not_erased};
}

Result<Bytes> PlainTools::join(const std::vector<pdf::JoinPart>& parts) { return pdf::join(parts); }

Result<worker::TakenApart> PlainTools::split(BytesView, const SplitRule& rule, const std::vector<int>& tag_pages) {
    split_by = rule;
    split_at = tag_pages;
    return apart;
}

Result<pdf::PageImage> PlainTools::page_image(BytesView pdf, int page, int dpi) {
    ++images;
    return pdf::PageImage{"image/png", dpi, page, copy_of(pdf.first(8))};
}

Result<std::vector<pdf::TextLine>> PlainTools::page_text(BytesView, int page) {
    return std::vector<pdf::TextLine>{{"Line of page " + std::to_string(page), {72, 700, 200, 712}, 12, 0}};
}

Result<Recognised> PlainTools::recognise(BytesView document) { return Recognised{format, {}, 0, document.size()}; }

Result<Bytes> PlainTools::convert(BytesView, const Recognised& what) {
    const std::string_view refused = row_of(what.format).refusal;
    if (!refused.empty()) return Error{ErrorCode::Unsupported, "not taken", std::string(refused)};
    if (converted.empty()) return Error{ErrorCode::Unsupported, "nothing converts it", "no_converter"};
    return converted;
}

Result<pdf::UnlockedPdf> PlainTools::unlock(BytesView, const std::string& given) {
    if (given != password) return Error{ErrorCode::Unsupported, "another password", "encrypted"};
    inspect_error.reset();
    return pdf::UnlockedPdf{small_pdf("Unlocked"), false};
}

Bytes small_pdf(const std::string& text) {
    const std::string content = "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET";
    const std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string out = "%PDF-1.7\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string offset = std::to_string(out.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string start = std::to_string(out.size());
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n" + table + "trailer\n<< /Size " +
           std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n";
    return copy_of(out);
}

Tag tag(FieldType type, const std::string& role, double y) {
    Tag out;
    out.text = "{{" + std::string(name_of(type)) + ":" + role + "}}";
    out.dialect = "quillport";
    out.type = type;
    out.role = role;
    out.box = {72, y, 140, y + 12};
    out.pieces = {out.box};
    out.field = {72, y, 222, y + (is_signed(type) ? 36 : 14)};
    out.font_size = 11;
    return out;
}

Detection two_signers() {
    Detection found;
    found.pages = {{595, 842}};
    found.tags = {tag(FieldType::Text, "1", 600), tag(FieldType::Signature, "1", 500), tag(FieldType::Date, "2", 400),
                  tag(FieldType::Signature, "2", 300)};
    return found;
}

pdf::SignatureImage drawn() {
    pdf::SignatureImage image;
    image.width = 300;
    image.height = 100;
    image.strokes = {{{20, 70}, {60, 20}, {90, 80}, {130, 30}, {170, 75}, {220, 40}}, {{40, 85}, {250, 82}}};
    return image;
}

Portal::Portal(documents::Tools* tools) {
    plain.inspection.found = two_signers();
    auto opened_store = store::Store::open("sqlite:" + (folder.path() / "portal.db").string(), folder.path() / "blobs");
    REQUIRE(opened_store.ok());
    store = std::move(opened_store).value();
    documents::Tools& used = tools != nullptr ? *tools : plain;
    pages = std::make_unique<documents::PageCache>(used, folder.path() / "pages");
    auto trial = signing::open_trial_authority(folder.path() / "authority", "Acme", clock.now());
    REQUIRE(trial.ok());
    authority = std::move(trial).value();
    auto opened_secret = Secret::open(folder.path() / "secret", random);
    REQUIRE(opened_secret.ok());
    secret = std::make_unique<Secret>(std::move(opened_secret).value());
    auto root = runtime::read_file(authority.root_certificate);
    REQUIRE(root.ok());
    Settings settings;
    settings.mail_from = "portal@acme.example";
    context_ = std::unique_ptr<Context>(new Context{
        *store, used, *pages, *authority.server, {root.value()}, clock, random, *secret, settings, audit_encoder, bell});
    auto token = open_setup(context());
    REQUIRE(token.ok());
    REQUIRE(token.value().has_value());
    auto session = set_up(context(), {*token.value(), "Acme", "Petra Novak", "petra@acme.example", kPassword}, client);
    REQUIRE(session.ok());
    admin = session.value().user;
}

void Portal::deliver() {
    const auto done = deliver_due(context(), {mailer, &sms});
    REQUIRE(done.ok());
}

DraftView Portal::draft(const Bytes& pdf) {
    Delivery delivery;
    delivery.job.title = "Contract.pdf";
    delivery.document = pdf;
    auto receipt = create_draft(context(), {admin.organisation, admin}, delivery);
    REQUIRE(receipt.ok());
    auto view = get_draft(context(), admin, receipt.value().draft);
    REQUIRE(view.ok());
    return view.value();
}

DraftView Portal::assigned_draft(int order_of_bert, const std::string& phone_of_anna) {
    const DraftView fresh = draft();
    DraftChange change;
    change.version = fresh.version;
    change.message = "Two pages, as agreed.";
    change.roles = std::vector<DraftRole>{{"1", 1, "Anna Krajnc", "anna@example.com", phone_of_anna, "Krajnc d.o.o."},
                                          {"2", order_of_bert, "Bert Müller", "bert@example.com", "", ""}};
    auto changed = change_draft(context(), admin, fresh.id, change);
    REQUIRE(changed.ok());
    return changed.value();
}

EnvelopeView Portal::sent(int order_of_bert, const std::string& phone_of_anna) {
    auto envelope = send_draft(context(), admin, assigned_draft(order_of_bert, phone_of_anna).id);
    INFO((envelope.ok() ? "" : envelope.error().what + " / " + envelope.error().detail));
    REQUIRE(envelope.ok());
    deliver();
    return envelope.value();
}

std::string Portal::link_of(const std::string& address) {
    for (auto mail = mailer.mails.rbegin(); mail != mailer.mails.rend(); ++mail) {
        const std::size_t at = mail->text.find("/sign#");
        if (mail->to == address && at != std::string::npos) return mail->text.substr(at + 6, 43);
    }
    FAIL("no link for " << address);
    return {};
}

std::string Portal::code_for(const std::string& address) {
    deliver();
    for (const auto& [to, text] : sms.messages)
        if (to == address) return text.substr(0, 6);
    const std::string text = mailer.last_to(address).text;
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        run = text[i] >= '0' && text[i] <= '9' ? run + 1 : 0;
        if (run == 6) return text.substr(i - 5, 6);
    }
    FAIL("no code for " << address);
    return {};
}

Participant Portal::opened(const std::string& address) {
    auto ceremony = open_ceremony(context(), link_of(address), client);
    REQUIRE(ceremony.ok());
    auto who = participant_of(context(), ceremony.value().token, client);
    REQUIRE(who.ok());
    return who.value();
}

Participant Portal::admitted(const std::string& address) {
    const Participant outside = opened(address);
    auto asked = send_code(context(), outside, CodePurpose::Access);
    REQUIRE(asked.ok());
    auto inside = check_access(context(), outside, code_for(address));
    REQUIRE(inside.ok());
    auto who = participant_of(context(), inside.value().token, client);
    REQUIRE(who.ok());
    REQUIRE(give_consent(context(), who.value()).ok());
    return who.value();
}

Result<CeremonyView> Portal::sign(const Participant& who) {
    auto document = ceremony_document(context(), who);
    REQUIRE(document.ok());
    SignRequest request;
    request.digest = document.value().digest;
    request.signature = drawn();
    for (const CeremonyField& field : document.value().fields)
        if (field.mine && field.field.type == FieldType::Text) request.values[field.field.name] = "Čučkova 7, Ljubljana";
    return sign_document(context(), who, request);
}

std::vector<std::string> Portal::kinds(const EnvelopeId& envelope) {
    auto audit = get_audit(context(), admin, envelope);
    REQUIRE(audit.ok());
    CHECK(audit.value().chain_ok);
    std::vector<std::string> kinds;
    for (const AuditEvent& event : audit.value().events) kinds.push_back(event.kind);
    return kinds;
}

}  // namespace quillport::services::test
