#include "draft_rules.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "quillport/services/problem.hpp"
#include "validate.hpp"
#include "wishes.hpp"

namespace quillport::services {
namespace {

DraftRole* role_named(EnvelopeDraft& draft, const std::string& key) {
    const auto at = std::find_if(draft.roles.begin(), draft.roles.end(), [&](const DraftRole& r) { return r.key == key; });
    return at == draft.roles.end() ? nullptr : &*at;
}

/// The piece of the page that a field of this type needs, grown from the tag upwards and to the right, kept on the page.
Rect field_box(const Rect& tag, FieldType type, const PageSize& page) {
    constexpr double kSignatureWidth = 120;
    constexpr double kSignatureHeight = 36;
    constexpr double kInitialsWidth = 40;
    constexpr double kLine = 10;
    constexpr double kDateWidth = 5.5;  // of the tag's height: "30. 12. 2026"
    const double width = type == FieldType::Signature ? kSignatureWidth : type == FieldType::Initials ? kInitialsWidth : 0;
    const double height = is_signed(type) ? kSignatureHeight : kLine;
    Rect box = tag;
    box.x1 = std::max(box.x1, box.x0 + width);
    if (type == FieldType::Date) box.x1 = std::max(box.x1, box.x0 + kDateWidth * box.height());
    box.y1 = std::max(box.y1, box.y0 + height);
    const double left = std::max(0.0, box.x1 - page.width);
    const double down = std::max(0.0, box.y1 - page.height);
    box = {std::max(0.0, box.x0 - left), std::max(0.0, box.y0 - down), box.x1 - left, box.y1 - down};
    return box;
}

/// A length in points as a tag writes it ("60mm", "2in", "30%" of `whole`); 0 when it is none.
double length_of(const std::string& text, double whole) {
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string unit = lower_ascii(trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)}));
    if (failed != std::errc{} || !(number > 0) || number > 20'000) return 0;
    if (unit.empty() || unit == "pt") return number;
    if (unit == "mm") return number * 72 / 25.4;
    if (unit == "cm") return number * 720 / 25.4;
    if (unit == "in") return number * 72;
    return unit == "%" ? number * whole / 100 : 0;
}

bool is_yes(const std::string& word) { return word == "yes" || word == "true" || word == "1"; }

/// Takes over what the text of an unreadable tag says behind its type and role.
void take_attributes(Tag& tag, const PageSize& page) {
    for (const auto& [key, value] : attributes_in(tag.text)) {
        if (key == "name")
            tag.name = value;
        else if (key == "required")
            tag.required = is_yes(lower_ascii(value));
        else
            tag.attributes[key] = key == "readonly" ? (is_yes(lower_ascii(value)) ? "yes" : "no") : value;
    }
    const auto length = [&](const char* key, double whole) {
        const auto at = tag.attributes.find(key);
        return at == tag.attributes.end() ? 0 : length_of(at->second, whole);
    };
    if (const double width = length("width", page.width); width > 0) tag.field.x1 = std::min(tag.field.x0 + width, page.width);
    if (const double height = length("height", page.width); height > 0)
        tag.field.y1 = std::min(tag.field.y0 + height, page.height);
    if (const double size = length("size", 0); size > 0) tag.font_size = std::min(size, 400.0);
}

/// The tag that a problem speaks of, when it was read all the same.
std::vector<Tag>::iterator tag_of(std::vector<Tag>& tags, const TagProblem& problem) {
    return std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) {
        return tag.page == problem.page && tag.text == problem.text && overlap(tag.box, problem.box);
    });
}

Result<std::string> meant_role(const ProblemSettlement& settlement, const TagProblem& problem) {
    std::string role = trimmed(settlement.role);
    if (!is_one_line(role, 100)) return refusal(ErrorCode::InvalidInput, "role", "role");
    if (role.empty()) role = role_in(problem.text);
    return role.empty() ? std::string("1") : role;
}

/// A tag that was read stays where it is; only what its author says anew changes.
void use_tag(Tag& tag, const ProblemSettlement& settlement, const PageSize& page) {
    if (const std::string role = trimmed(settlement.role); !role.empty()) tag.role = role;
    if (settlement.action != Settlement::UseType || tag.type == *settlement.type) return;
    tag.type = *settlement.type;
    tag.field = field_box(tag.field, tag.type, page);
}

}  // namespace

EnvelopeDraft draft_again(const EnvelopeDraft& before, const std::vector<Tag>& tags, const DocumentId& document) {
    Detection found;
    found.pages = before.pages;
    found.tags = tags;
    found.problems = before.problems;
    EnvelopeDraft draft = draft_of(found, before.job, document);
    draft.title = before.title;
    int last = 0;
    for (const DraftRole& role : before.roles) last = std::max(last, role.routing_order);
    EnvelopeDraft old = before;
    for (DraftRole& role : draft.roles) {
        if (const DraftRole* known = role_named(old, role.key))
            role = *known;
        else
            role.routing_order = ++last;
    }
    return draft;
}

std::string role_in(const std::string& tag_text) {
    // ##text buyer## has a blank where {{text:buyer}} has a colon.
    std::size_t colon = tag_text.find_first_of(":;");
    if (tag_text.starts_with("##") && (colon == std::string::npos || tag_text[colon] == ';'))
        colon = tag_text.find(' ', tag_text.find_first_not_of("# "));
    else if (colon != std::string::npos && tag_text[colon] == ';')
        colon = std::string::npos;
    if (colon == std::string::npos) return {};
    const std::size_t end = tag_text.find_first_of(";}#", colon);
    const std::string role = trimmed(tag_text.substr(colon + 1, end == std::string::npos ? end : end - colon - 1));
    return is_one_line(role, 100) ? role : std::string();
}

std::map<std::string, std::string> attributes_in(const std::string& tag_text) {
    std::map<std::string, std::string> out;
    const std::size_t close = tag_text.find_last_not_of("}# ");
    const std::string text = tag_text.substr(0, close == std::string::npos ? 0 : close + 1);
    for (std::size_t at = text.find(';'); at != std::string::npos;) {
        const std::size_t equals = text.find('=', ++at);
        if (equals == std::string::npos) break;
        const bool quoted = equals + 1 < text.size() && text[equals + 1] == '"';
        const std::size_t from = equals + (quoted ? 2 : 1);
        const std::size_t end = std::min(text.find(quoted ? '"' : ';', from), text.size());
        const std::string key = lower_ascii(trimmed(text.substr(at, equals - at)));
        const std::string value = trimmed(text.substr(from, end - from));
        if (is_one_line(key, 20) && !key.empty() && is_one_line(value, 500)) out.emplace(key, value);
        at = text.find(';', end);
    }
    return out;
}

Tag meant_tag(const TagProblem& problem, FieldType type, const std::string& role, const PageSize& page) {
    Tag tag;
    tag.page = problem.page;
    tag.text = problem.text;
    tag.dialect = "quillport";
    tag.type = type;
    tag.role = role;
    tag.box = problem.box;
    tag.pieces = {problem.box};
    tag.field = field_box(problem.box, type, page);
    tag.font_size = std::clamp(problem.box.height() * 0.8, 6.0, 24.0);
    tag.required = type != FieldType::Checkbox;
    take_attributes(tag, page);
    return tag;
}

Result<void> settle(store::DraftRow& row, int number, const ProblemSettlement& settlement) {
    auto& problems = row.content.problems;
    if (number < 1 || static_cast<std::size_t>(number) > problems.size())
        return refusal(ErrorCode::NotFound, "no such problem", "no_such_problem");
    const TagProblem problem = problems[static_cast<std::size_t>(number) - 1];
    const PageSize& page = row.content.pages.at(static_cast<std::size_t>(problem.page) - 1);
    const auto read = tag_of(row.tags, problem);
    const bool was_read = read != row.tags.end();
    auto role = meant_role(settlement, problem);
    if (!role.ok()) return role.error();
    const auto type = settlement.action == Settlement::UseGuess ? field_type_named(problem.guess) : settlement.type;
    if (settlement.action == Settlement::NotATag) {
        if (was_read) row.tags.erase(read);
    } else if (settlement.action == Settlement::UseType && !type) {
        return refusal(ErrorCode::InvalidInput, "no type", "type");
    } else if (was_read) {
        use_tag(*read, settlement, page);
    } else if (!type) {
        return refusal(ErrorCode::InvalidInput, "no guess", "no_guess");
    } else {
        row.tags.push_back(meant_tag(problem, *type, role.value(), page));
    }
    problems.erase(problems.begin() + (number - 1));
    row.content = draft_again(row.content, row.tags, DocumentId{row.id.value});
    return {};
}

Result<void> apply_change(store::DraftRow& row, const DraftChange& change) {
    if (change.title) {
        const std::string title = trimmed(*change.title);
        if (title.empty() || !is_one_line(title, 300)) return wrong_input("title", "title");
        row.content.title = title;
    }
    for (const auto& [wish, place, checked] : {std::tuple(&change.message, &row.message, &checked_message),
                                               {&change.folder, &row.folder, &checked_folder},
                                               {&change.language, &row.language, &checked_language},
                                               {&change.expires, &row.expires, &checked_expires}}) {
        if (!*wish) continue;
        auto text = checked(**wish);
        if (!text.ok()) return text.error();
        *place = std::move(text).value();
    }
    for (const DraftRole& wish : change.roles.value_or(std::vector<DraftRole>{})) {
        DraftRole* role = role_named(row.content, wish.key);
        if (role == nullptr) return wrong_input("role", "roles");
        auto checked = checked_role(wish);
        if (!checked.ok()) return checked.error();
        *role = std::move(checked).value();
    }
    return {};
}

Error draft_in_words(const Error& error) {
    switch (error.code) {
        case ErrorCode::NotFound:
            return refusal(ErrorCode::NotFound, "no such draft", "no_such_draft");
        case ErrorCode::PreconditionFailed:
            return refusal(ErrorCode::Conflict, error.what, "changed_meanwhile");
        case ErrorCode::Gone:
            return refusal(ErrorCode::Conflict, error.what, "draft_over");
        default:
            return error;
    }
}

DraftView view_of(const store::DraftRow& row, const UserId& user) {
    DraftView view;
    view.id = row.id;
    view.version = row.version;
    view.title = row.content.title;
    view.message = row.message;
    view.state = std::string(store::name_of(row.state));
    if (!row.envelope.empty()) view.envelope = row.envelope;
    view.mine = row.owner == user;
    view.is_signed = row.is_signed;
    view.document = row.document.sha256;
    view.ref = row.ref;
    view.language = row.language;
    view.expires = row.expires;
    view.folder = row.folder;
    view.parts = row.parts;
    view.pages = row.content.pages;
    view.roles = row.content.roles;
    const std::vector<Tag> tags = field_tags(row.tags);
    for (std::size_t i = 0; i < row.content.fields.size(); ++i) {
        DraftField field{row.content.fields[i], {}, {}};
        if (i < tags.size()) {
            field.tag_text = tags[i].text;
            field.tag_box = tags[i].box;
        }
        view.fields.push_back(std::move(field));
    }
    int number = 0;
    for (const TagProblem& problem : row.content.problems) view.problems.emplace_back(++number, problem);
    view.missing = missing_in(row.content);
    view.can_send = view.missing.empty() && !row.is_signed && row.lock != Lock::Locked && row.state == store::DraftState::Open;
    if (!row.original.empty()) view.original = DraftView::Original{row.original_format, row.original.size};
    view.lock = row.lock;
    view.job = row.content.job;
    return view;
}

DraftSummary summary_of(const store::DraftRow& row, const UserId& user) {
    DraftSummary summary;
    summary.id = row.id;
    summary.title = row.content.title;
    summary.queue = row.content.job.queue;
    summary.user = row.content.job.user;
    summary.authenticated = row.content.job.authenticated;
    summary.by_policy = row.sends;
    summary.ref = row.ref;
    summary.folder = row.folder;
    summary.received = row.created;
    summary.pages = static_cast<int>(row.content.pages.size());
    summary.roles = static_cast<int>(row.content.roles.size());
    summary.fields = static_cast<int>(row.content.fields.size());
    summary.problems = static_cast<int>(row.content.problems.size());
    summary.missing = static_cast<int>(missing_in(row.content).size());
    summary.mine = row.owner == user;
    summary.locked = row.lock == Lock::Locked;
    return summary;
}

}  // namespace quillport::services
