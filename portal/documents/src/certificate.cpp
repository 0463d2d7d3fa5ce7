#include "quillport/documents/certificate.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

namespace quillport::documents {
namespace {

constexpr std::array<const char*, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};

std::string in_groups(const std::string& hash) {
    std::string out;
    for (std::size_t i = 0; i < hash.size(); i += 8) out += (i == 0 ? "" : " ") + hash.substr(i, 8);
    return out;
}

void add_document(pdf::Report& report, const CompletionDocument& document) {
    report.parts.emplace_back(pdf::ReportPairs{{
        {"Document", document.title},
        {"Pages", std::to_string(document.pages)},
        {"SHA-256 as delivered", in_groups(document.original_sha256)},
        {"SHA-256 as prepared", in_groups(document.prepared_sha256)},
        {"SHA-256 as completed", in_groups(document.final_sha256)},
    }});
}

void add_person(pdf::Report& report, const CompletionPerson& person) {
    pdf::ReportPairs pairs;
    pairs.rows = {{"Name", person.name}, {"E-mail", person.email}};
    if (!person.phone.empty()) pairs.rows.emplace_back("Phone", person.phone);
    pairs.rows.emplace_back("Role", person.role);
    pairs.rows.emplace_back("Signed", words_of(person.signed_at));
    pairs.rows.emplace_back("Level",
                            person.level + " electronic signature, made with the server's certificate on this person's behalf");
    pairs.rows.emplace_back("Proved by", person.proof);
    if (!person.address.empty()) pairs.rows.emplace_back("Network address", person.address);
    report.parts.emplace_back(std::move(pairs));
    report.parts.emplace_back(pdf::ReportSignature{person.name, person.image});
}

void add_events(pdf::Report& report, const std::vector<CompletionEvent>& events) {
    pdf::ReportTable table;
    table.columns = {"No.", "Time", "What happened", "Who", "Hash"};
    table.widths = {0.06, 0.22, 0.34, 0.2, 0.18};
    for (const CompletionEvent& event : events)
        table.rows.push_back(
            {std::to_string(event.number), words_of(event.at), event.text, event.actor, event.hash.substr(0, 12)});
    report.parts.emplace_back(std::move(table));
    if (!events.empty())
        report.parts.emplace_back(pdf::ReportParagraph{
            "Each event is chained to the one before it by SHA-256. The hash of the last event is " + events.back().hash + "."});
}

}  // namespace

std::string words_of(TimePoint when) {
    using namespace std::chrono;
    const auto day = floor<days>(when);
    const year_month_day date{day};
    const hh_mm_ss time{floor<minutes>(when - day)};
    char clock[16];
    std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return std::to_string(static_cast<unsigned>(date.day())) + " " + kMonths[static_cast<unsigned>(date.month()) - 1] + " " +
           std::to_string(static_cast<int>(date.year())) + ", " + clock + " UTC";
}

pdf::Report compose_certificate(const CompletionRecord& record) {
    pdf::Report report;
    report.title = "Certificate of completion";
    report.subtitle = record.title;
    if (record.trial) report.banner = "TRIAL, NOT TRUSTED";
    report.footer = "Quillport, envelope " + record.envelope;
    report.parts.emplace_back(pdf::ReportPairs{{
        {"Envelope", record.envelope},
        {"Sent by", record.sender + ", " + record.organisation},
        {"Sent", words_of(record.sent_at)},
        {"Completed", words_of(record.completed_at)},
        {"Verification", record.verdict},
    }});
    if (record.trial)
        report.parts.emplace_back(pdf::ReportParagraph{
            "The signatures were made with a trial certificate. They show how signing works; nobody should rely on them."});
    report.parts.emplace_back(pdf::ReportHeading{record.documents.size() == 1 ? "The document" : "The documents"});
    for (const CompletionDocument& document : record.documents) add_document(report, document);
    report.parts.emplace_back(pdf::ReportHeading{"Who signed"});
    for (const CompletionPerson& person : record.people) add_person(report, person);
    report.parts.emplace_back(pdf::ReportHeading{"What happened"});
    add_events(report, record.events);
    return report;
}

Result<Bytes> certificate_of_completion(const CompletionRecord& record) { return pdf::draw_report(compose_certificate(record)); }

}  // namespace quillport::documents
