#include "letter_words.hpp"
#include "portal.hpp"

namespace quillport::services::test {
namespace {

MessageFacts facts_in(const std::string& language) {
    MessageFacts facts;
    facts.recipient = "Tomáš";
    facts.title = "Contract {until} {title}";
    facts.sender = "Petra";
    facts.organisation = "Lipa";
    facts.expires = TimePoint{std::chrono::milliseconds{1'795'440'300'000}};
    facts.trial = true;
    facts.language = language;
    return facts;
}

}  // namespace

TEST_CASE("recipients are written to in the language of the document", "[services][letters]") {
    CHECK(invitation(facts_in("")).subject.starts_with("Petra asks you to sign"));
    CHECK(invitation(facts_in("sl")).subject.starts_with("Petra vas prosi za podpis"));
    CHECK(invitation(facts_in("sl-si")).text.find("23. novembra 2026, 13:25 UTC") != std::string::npos);
    CHECK(reminder(facts_in("de-at")).text.find("23. November 2026") != std::string::npos);
    CHECK(invitation(facts_in("xx")).html.find("<html lang=\"en\">") != std::string::npos);
    CHECK(invitation(facts_in("de")).html.find("<html lang=\"de\">") != std::string::npos);
    CHECK(completed_for_sender(facts_in("de"), "http://x").text.find("Everybody signed") != std::string::npos);
    for (const char* language : {"en", "sl", "de"}) {
        for (const Message& message :
             {invitation(facts_in(language)), reminder(facts_in(language)), code_mail(facts_in(language), true),
              code_mail(facts_in(language), false), code_sms(facts_in(language), true), completed(facts_in(language)),
              withdrawn(facts_in(language), "why")}) {
            // What a title says is no place to fill in, and every letter names its document.
            CHECK(message.text.find("Contract {until} {title}") != std::string::npos);
            CHECK(message.text.find("TRIAL, NOT TRUSTED") != std::string::npos);
            for (const char* place : {"{sender}", "{recipient}", "{organisation}"})
                CHECK(message.text.find(place) == std::string::npos);
        }
    }
}

TEST_CASE("an envelope's language reaches its messages and the page behind their link", "[services][letters]") {
    Portal portal;
    Tag tag;
    tag.kind = TagKind::Document;
    tag.text = "{{doc;lang=sl}}";
    tag.box = tag.field = {10, 10, 50, 20};
    tag.pieces = {tag.box};
    tag.attributes["lang"] = "sl";
    portal.plain.inspection.found.tags.push_back(tag);
    REQUIRE(send_draft(portal.context(), portal.admin, portal.assigned_draft().id).ok());
    portal.deliver();
    const net::Mail mail = portal.mailer.last_to("anna@example.com");
    CHECK(mail.subject.find("vas prosi za podpis") != std::string::npos);
    CHECK(mail.text.find("/sign?lang=sl#") != std::string::npos);
}

}  // namespace quillport::services::test
