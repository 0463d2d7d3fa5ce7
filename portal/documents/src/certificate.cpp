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

// "23 Nov 2026, 14:05:09": in tables, where all times are UTC.
std::string short_words_of(TimePoint when) {
    const std::string words = words_of(when);
    const std::size_t month = words.find(' ') + 1, year = words.find(' ', month);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(when.time_since_epoch()).count() % 60;
    return words.substr(0, month) + words.substr(month, 3) + words.substr(year, words.rfind(' ') - year) +
           (seconds < 10 ? ":0" : ":") + std::to_string(seconds);
}

std::string grouped(std::int64_t number) {
    std::string out = std::to_string(number);
    for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, " ");
    return out;
}

void add_document(pdf::Report& report, const CompletionDocument& document) {
    report.parts.emplace_back(pdf::ReportPairs{{
                                                   {"Pages", std::to_string(document.pages)},
                                                   {"SHA-256 as delivered", in_groups(document.original_sha256)},
                                                   {"SHA-256 as prepared", in_groups(document.prepared_sha256)},
                                               },
                                               document.title});
    pdf::ReportTable table;
    table.columns = {"Revision", "Made (UTC)", "By", "Bytes", "SHA-256"};
    table.widths = {0.1, 0.21, 0.2, 0.11, 0.38};
    for (const CompletionRevision& revision : document.revisions)
        table.rows.push_back({std::to_string(revision.version), short_words_of(revision.at), revision.by, grouped(revision.size),
                              in_groups(revision.sha256)});
    report.parts.emplace_back(std::move(table));
}

void add_person(pdf::Report& report, const CompletionPerson& person) {
    pdf::ReportPairs pairs;
    pairs.title = person.name;
    const auto add = [&](const char* label, const std::string& value) {
        if (!value.empty()) pairs.rows.emplace_back(label, value);
    };
    add("Role", person.role);
    add("E-mail", person.email);
    add("Phone", person.phone);
    add("Signed", words_of(person.signed_at));
    add("Level", person.level + " electronic signature, made with the server's certificate on this person's behalf");
    add("Proved by", person.proof);
    if (person.consented_at) add("Agreed", "to sign electronically, " + words_of(*person.consented_at));
    add("Network address", person.address);
    add("Browser", person.agent);
    report.parts.emplace_back(std::move(pairs));
    report.parts.emplace_back(pdf::ReportSignature{person.name, person.image});
}

void add_events(pdf::Report& report, const std::vector<CompletionEvent>& events) {
    pdf::ReportTable table;
    table.columns = {"No.", "Time (UTC)", "What happened", "Who", "Hash"};
    table.widths = {0.07, 0.21, 0.38, 0.17, 0.17};
    for (const CompletionEvent& event : events)
        table.rows.push_back({std::to_string(event.number), short_words_of(event.at),
                              event.text + (event.details.empty() ? "" : "\n" + event.details), event.actor,
                              event.hash.substr(0, 12)});
    report.parts.emplace_back(std::move(table));
}

void add_summary(pdf::Report& report, const CompletionRecord& record) {
    report.parts.emplace_back(pdf::ReportPairs{{{"Envelope", record.envelope},
                                                {"Sent by", record.sender + ", " + record.organisation},
                                                {"Sent", words_of(record.sent_at)},
                                                {"Completed", words_of(record.completed_at)},
                                                {"Signatures", record.signatures},
                                                {"Verification", record.verdict}},
                                               {}});
    std::string words = "Sealed by " + record.organisation +
                        ". No change is allowed to this file but what preserves it. It is an archive (PDF/A-3) and carries the "
                        "same record for machines: audit.json.";
    if (!record.verify_url.empty()) words += " To check it: " + record.verify_url;
    report.parts.emplace_back(pdf::ReportSeal{std::move(words)});
    if (record.trial)
        report.parts.emplace_back(pdf::ReportParagraph{
            "The signatures were made with a trial certificate. They show how signing works; nobody should rely on them."});
}

void add_checks(pdf::Report& report, const CompletionRecord& record) {
    pdf::ReportPairs pairs;
    pairs.title = "How to check it";
    pairs.rows = {
        {"The document",
         "A revision is the beginning of the completed file: the SHA-256 of so many first bytes must be the "
         "one above. What follows later only preserves the signatures."},
        {"The signatures", "A program that reads PAdES signatures says who made them and whether anything was changed."},
        {"The events",
         "Each is chained to the one before it by SHA-256, so that none can be changed or taken away unseen. "
         "Whole hashes are in audit.json."}};
    if (!record.events.empty()) pairs.rows.emplace_back("Last hash", in_groups(record.events.back().hash));
    report.parts.emplace_back(std::move(pairs));
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
    add_summary(report, record);
    report.parts.emplace_back(pdf::ReportHeading{record.documents.size() == 1 ? "The document" : "The documents"});
    for (const CompletionDocument& document : record.documents) add_document(report, document);
    report.parts.emplace_back(pdf::ReportHeading{"Who signed"});
    for (const CompletionPerson& person : record.people) add_person(report, person);
    report.parts.emplace_back(pdf::ReportHeading{"What happened"});
    add_events(report, record.events);
    add_checks(report, record);
    return report;
}

Result<pdf::PreparedPdf> certificate_of_completion(const CompletionRecord& record, TimePoint now) {
    pdf::ReportArchive archive;
    archive.author = record.organisation;
    archive.created = now;
    archive.attachment = {"audit.json", "application/json", "What this certificate says, for machines", copy_of(record.json)};
    return pdf::archive_report(compose_certificate(record), archive);
}

}  // namespace quillport::documents
