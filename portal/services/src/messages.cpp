#include "messages.hpp"

#include <algorithm>
#include <utility>

#include "letter_words.hpp"
#include "quillport/core/markup.hpp"
#include "quillport/core/refusals.hpp"
#include "quillport/documents/certificate.hpp"
#include "validate.hpp"

namespace quillport::services {
namespace {

/// Also fit for an attribute; lines stay lines.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : escaped_attribute(text)) {
        if (c == '\n')
            out += "<br>";
        else
            out += c;
    }
    return out;
}

/// A letter in two forms, plain and simple HTML, from one sequence of parts.
class Letter {
  public:
    explicit Letter(std::string subject) { message_.subject = std::move(subject); }

    Letter& say(const std::string& sentence) {
        message_.text += sentence + "\n\n";
        message_.html += "<p style=\"margin:0 0 16px\">" + escaped(sentence) + "</p>\n";
        return *this;
    }
    Letter& quote(const std::string& words) {
        if (words.empty()) return *this;
        message_.text += words + "\n\n";
        message_.html += "<blockquote style=\"margin:0 0 16px;padding:0 0 0 12px;border-left:2px solid #8a8375\">" +
                         escaped(words) + "</blockquote>\n";
        return *this;
    }
    Letter& button(const std::string& label, const std::string& url) {
        message_.text += label + ": " + url + "\n\n";
        message_.html += "<p style=\"margin:0 0 16px\"><a href=\"" + escaped(url) +
                         "\" style=\"display:inline-block;padding:12px 20px;border-radius:10px;background:#1f3c9e;color:#ffffff;"
                         "text-decoration:none;font-weight:600\">" +
                         escaped(label) + "</a></p>\n";
        return *this;
    }
    Letter& link(const std::string& label, const std::string& url) {
        message_.text += label + ":\n" + url + "\n\n";
        message_.html += "<p style=\"margin:0 0 8px\"><a href=\"" + escaped(url) + "\" style=\"color:#1f3c9e\">" +
                         escaped(label) + "</a></p>\n";
        return *this;
    }
    Letter& code() {
        message_.text += std::string(1, kCodePlace) + "\n\n";
        message_.html += "<p style=\"margin:0 0 16px;font-size:28px;font-weight:600;letter-spacing:4px\">" +
                         std::string(1, kCodePlace) + "</p>\n";
        return *this;
    }
    Message end(const MessageFacts& facts) {
        const LetterWords& words = words_for(facts.language);
        if (facts.trial) say(std::string(words.trial));
        message_.html =
            "<!doctype html>\n<html lang=\"" + std::string(words.code) +
            "\"><head><meta charset=\"utf-8\"></head>"
            "<body style=\"margin:0;padding:24px;background:#f4f0e8;color:#1a1c22;font:15px/23px Inter,system-ui,sans-serif\">"
            "<div style=\"max-width:520px;margin:0 auto;padding:24px;background:#fffefb;border-radius:14px\">\n" +
            message_.html + "</div></body></html>\n";
        return std::move(message_);
    }

  private:
    Message message_;
};

std::string link_place() { return std::string(1, kLinkPlace); }
std::string quoted(const std::string& title) { return "\xE2\x80\x9C" + title + "\xE2\x80\x9D"; }
/// Senders read English, whatever their recipients do.
MessageFacts in_english(MessageFacts facts) {
    facts.language.clear();
    return facts;
}

/// The documents of a mail: a button for one, a list for several.
void list_drafts(Letter& letter, const ArrivalFacts& facts) {
    if (facts.drafts.size() == 1 && facts.more == 0) {
        letter.button("Open the draft", facts.drafts.front().url);
        return;
    }
    for (const Item& item : facts.drafts) letter.link(item.title, item.url);
    if (facts.more > 0) letter.say("And " + std::to_string(facts.more) + " more.");
    if (facts.more < 0) letter.say("And more.");
    if (!facts.drafts.empty()) letter.button("Open the inbox", facts.inbox);
}

std::string arrival_subject(const ArrivalFacts& facts) {
    const std::size_t count = facts.drafts.size() + static_cast<std::size_t>(std::max(facts.more, 0));
    if (count == 0 && facts.refused.size() == 1) return quoted(facts.refused.front().title) + " was not taken";
    if (count == 0) return std::to_string(facts.refused.size()) + " of your print jobs were not taken";
    return count == 1 ? quoted(facts.drafts.front().title) + " waits for you" : std::to_string(count) + " documents wait for you";
}

}  // namespace

std::string refusal_sentence(std::string_view key) {
    const std::string_view why = why_refused(key);
    return why.empty() ? "It could not be taken. Ask your administrator; the reason is " + std::string(key) + "."
                       : std::string(why);
}

Message arrived(const ArrivalFacts& facts) {
    Letter letter(arrival_subject(facts));
    letter.say("Hello " + facts.basics.recipient + ",");
    if (!facts.drafts.empty()) {
        letter.say(facts.drafts.size() == 1 && facts.more == 0
                       ? quoted(facts.drafts.front().title) + " came out of the printer and waits for you as a draft."
                       : "These documents came out of the printer and wait for you as drafts:");
        list_drafts(letter, facts);
    }
    for (const RefusedItem& item : facts.refused) letter.say(quoted(item.title) + " was not taken. " + item.reason);
    return letter.end(facts.basics);
}

Message unclaimed_digest(const ArrivalFacts& facts, const std::string& queue) {
    Letter letter("Nobody claimed: documents of the printer " + queue);
    letter.say("Hello " + facts.basics.recipient + ",")
        .say("These documents lie in the inbox of the printer " + queue + ", and nobody claimed them yet:");
    for (const Item& item : facts.drafts) letter.link(item.title, item.url);
    if (facts.more != 0) letter.say("And more.");
    return letter.button("Open the inbox", facts.inbox).end(facts.basics);
}

Message invitation(const MessageFacts& facts) {
    const LetterWords& words = words_for(facts.language);
    return Letter(filled(words.invitation_subject, facts))
        .say(filled(words.hello, facts))
        .say(filled(words.invitation, facts))
        .quote(facts.note)
        .button(std::string(words.read_and_sign), link_place())
        .say(filled(words.until, facts))
        .end(facts);
}

Message reminder(const MessageFacts& facts) {
    const LetterWords& words = words_for(facts.language);
    return Letter(filled(words.reminder_subject, facts))
        .say(filled(words.hello, facts))
        .say(filled(words.reminder, facts))
        .button(std::string(words.read_and_sign), link_place())
        .say(filled(words.until, facts))
        .end(facts);
}

Message code_mail(const MessageFacts& facts, bool act) {
    const LetterWords& words = words_for(facts.language);
    return Letter(filled(words.code_subject, facts))
        .say(filled(words.hello, facts))
        .say(filled(act ? words.code_signs : words.code_opens, facts))
        .code()
        .say(filled(words.code_rules, facts))
        .end(facts);
}

Message code_sms(const MessageFacts& facts, bool act) {
    const LetterWords& words = words_for(facts.language);
    MessageFacts brief = facts;
    brief.title = shortened(facts.title, 60);
    Message message;
    // The code comes first: it is what shows on a locked screen, and phones offer it for filling in.
    message.text = std::string(1, kCodePlace) + filled(act ? words.sms_signs : words.sms_opens, brief);
    if (facts.trial) message.text += " TRIAL, NOT TRUSTED.";
    return message;
}

Message completed(const MessageFacts& facts) {
    const LetterWords& words = words_for(facts.language);
    return Letter(filled(words.completed_subject, facts))
        .say(filled(words.hello, facts))
        .say(filled(words.completed, facts))
        .button(std::string(words.get_copy), link_place())
        .say(filled(words.copy_rules, facts))
        .end(facts);
}

Message completed_for_sender(const MessageFacts& facts, const std::string& url) {
    return Letter("Signed by everybody: " + quoted(facts.title))
        .say("Hello " + facts.recipient + ",")
        .say("Everybody signed " + quoted(facts.title) +
             ". The signatures were verified; the certificate of completion is ready.")
        .button("Open the envelope", url)
        .end(in_english(facts));
}

Message declined_for_sender(const MessageFacts& facts, const std::string& who, const std::string& reason,
                            const std::string& url) {
    return Letter(who + " declined to sign " + quoted(facts.title))
        .say("Hello " + facts.recipient + ",")
        .say(who + " declined to sign " + quoted(facts.title) + ". The reason:")
        .quote(reason)
        .say("Nobody else can sign this envelope now.")
        .button("Open the envelope", url)
        .end(in_english(facts));
}

Message withdrawn(const MessageFacts& facts, const std::string& reason) {
    const LetterWords& words = words_for(facts.language);
    return Letter(filled(words.withdrawn_subject, facts))
        .say(filled(words.hello, facts))
        .say(filled(words.withdrawn, facts))
        .quote(reason)
        .end(facts);
}

Message expired_for_sender(const MessageFacts& facts, const std::string& url) {
    return Letter("The time to sign ran out: " + quoted(facts.title))
        .say("Hello " + facts.recipient + ",")
        .say(quoted(facts.title) + " was open until " + documents::words_of(facts.expires) +
             ". Not everybody signed. You can open it again; what was filled in is kept.")
        .button("Open the envelope", url)
        .end(in_english(facts));
}

}  // namespace quillport::services
