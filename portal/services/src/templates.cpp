#include "templates.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "draft_access.hpp"
#include "quillport/services/problem.hpp"
#include "quillport/services/templates.hpp"
#include "quillport/store/queues.hpp"
#include "validate.hpp"
#include "wishes.hpp"

namespace quillport::services {
namespace {

constexpr const char* kUnknown = "unknown_template";  // code of a problem
constexpr std::size_t kMostRoles = 200;

Error in_words(const Error& error) {
    if (error.code == ErrorCode::NotFound) return refusal(ErrorCode::NotFound, error.what, "no_such_template");
    return error;
}

/// What the template says of the role at this place: by its key, else by its number where no role has that as its key.
const DraftRole* meant_for(const store::Template& with, const EnvelopeDraft& draft, std::size_t place) {
    const auto keyed = [](const std::vector<DraftRole>& roles, const std::string& key) -> const DraftRole* {
        const auto at = std::find_if(roles.begin(), roles.end(), [&](const DraftRole& role) { return role.key == key; });
        return at == roles.end() ? nullptr : &*at;
    };
    if (const DraftRole* named = keyed(with.roles, draft.roles[place].key)) return named;
    const std::string number = std::to_string(place + 1);
    return keyed(draft.roles, number) == nullptr ? keyed(with.roles, number) : nullptr;
}

/// Whether a tag says whose turn it is.
bool has_turn(const EnvelopeDraft& draft, const std::string& key) {
    return std::any_of(draft.fields.begin(), draft.fields.end(),
                       [&](const Field& field) { return field.role == key && field.attributes.contains("order"); });
}

/// Whether tags name somebody for the role, and not by the address that `from` has.
bool names_another(const EnvelopeDraft& draft, const std::string& key, const DraftRole& from) {
    bool named = false;
    for (const Field& field : draft.fields) {
        if (field.role != key) continue;
        const auto email = field.attributes.find("email");
        if (email != field.attributes.end() && lower_ascii(email->second) == lower_ascii(from.email)) return false;
        for (const char* const what : {"email", "person", "phone"}) named = named || field.attributes.contains(what);
    }
    return named;
}

/// A number or a company alone is nobody.
void give_person(DraftRole& role, const DraftRole& from) {
    if (from.name.empty() && from.email.empty()) return;
    std::tie(role.name, role.email, role.phone, role.company) = std::tie(from.name, from.email, from.phone, from.company);
}

/// An address alone, as a job may name it, gets the rest of its person.
void fill_person(DraftRole& role, const DraftRole& from) {
    const bool same = !role.email.empty() && lower_ascii(role.email) == lower_ascii(from.email);
    if (role.email.empty() && role.name.empty()) return give_person(role, from);
    if (!same) return;
    for (const auto& [place, text] :
         {std::pair(&role.name, &from.name), {&role.phone, &from.phone}, {&role.company, &from.company}})
        if (place->empty()) *place = *text;
}

/// Has the template say what nobody says of the role at this place.
void fill_role(EnvelopeDraft& draft, const store::Template& with, std::size_t place) {
    const DraftRole* from = meant_for(with, draft, place);
    if (from == nullptr) return;
    DraftRole& role = draft.roles[place];
    if (!names_another(draft, role.key, *from)) fill_person(role, *from);
    if (!has_turn(draft, role.key)) role.routing_order = from->routing_order;
}

template <typename F>
void for_each_text(store::DraftRow& row, const store::Template& with, const F& take) {
    take(row.message, with.message);
    take(row.language, with.language);
    take(row.expires, with.expires);
    take(row.folder, with.folder);
}

Result<store::Template> checked(const store::Template& wish) {
    store::Template kept;
    kept.organisation = wish.organisation;
    kept.name = trimmed(wish.name);
    // The two are no names in the path of an address.
    const bool is_name = !kept.name.empty() && kept.name != "." && kept.name != ".." && is_one_line(kept.name, 100);
    if (!is_name) return wrong_input("template", "name");
    for (const auto& [text, place, check] : {std::tuple(&wish.message, &kept.message, &checked_message),
                                             {&wish.language, &kept.language, &checked_language},
                                             {&wish.expires, &kept.expires, &checked_expires},
                                             {&wish.folder, &kept.folder, &checked_folder}}) {
        auto fine = check(*text);
        if (!fine.ok()) return fine.error();
        *place = std::move(fine).value();
    }
    std::set<std::string> keys;
    for (const DraftRole& role : wish.roles) {
        const bool is_key = !role.key.empty() && is_one_line(role.key, 100) && keys.insert(role.key).second;
        if (!is_key || keys.size() > kMostRoles) return wrong_input("role", "roles");
        auto fine = checked_role(role);
        if (!fine.ok()) return fine.error();
        kept.roles.push_back(std::move(fine).value());
    }
    return kept;
}

bool speaks_of_template(const TagProblem& problem) { return problem.code == kUnknown; }

TagProblem unknown_template(const std::string& name) {
    TagProblem problem;
    problem.code = kUnknown;
    problem.message = "There is no template of this name, so nothing was filled in.";
    problem.text = name;
    return problem;
}

/// The name of the template that the draft's job names, else its queue; empty: none does.
Result<std::string> template_of(store::Reader& reader, const store::DraftRow& row) {
    const auto option = row.content.job.options.find("quill-template");
    if (option != row.content.job.options.end() && !trimmed(option->second).empty()) return trimmed(option->second);
    if (row.queue.empty()) return std::string();
    auto queue = store::find_queue_by_id(reader, row.queue);
    if (!queue.ok()) return queue.error();
    return std::move(queue.value().template_name);
}

struct Chosen {
    std::string name;                     ///< empty: none is asked for
    std::optional<store::Template> with;  ///< nothing: none has that name
};

Result<Chosen> chosen_for(store::Reader& reader, const store::DraftRow& row) {
    auto name = template_of(reader, row);
    if (!name.ok()) return name.error();
    Chosen chosen{std::move(name).value(), {}};
    if (chosen.name.empty()) return chosen;
    auto with = store::find_template(reader, row.organisation, chosen.name);
    if (!with.ok() && with.error().code != ErrorCode::NotFound) return with.error();
    if (with.ok()) chosen.with = std::move(with).value();
    return chosen;
}

}  // namespace

void fill_gaps(store::DraftRow& row, const store::Template& with) {
    for (std::size_t place = 0; place < row.content.roles.size(); ++place) fill_role(row.content, with, place);
    for_each_text(row, with, [](std::string& place, const std::string& text) {
        if (place.empty()) place = text;
    });
}

void fill_over(store::DraftRow& row, const store::Template& with) {
    for (std::size_t place = 0; place < row.content.roles.size(); ++place) {
        const DraftRole* from = meant_for(with, row.content, place);
        if (from == nullptr) continue;
        DraftRole& role = row.content.roles[place];
        give_person(role, *from);
        role.routing_order = from->routing_order;
    }
    for_each_text(row, with, [](std::string& place, const std::string& text) {
        if (!text.empty()) place = text;
    });
    std::erase_if(row.content.problems, speaks_of_template);
}

Result<void> take_template(store::Reader& reader, store::DraftRow& row) {
    auto chosen = chosen_for(reader, row);
    if (!chosen.ok()) return chosen.error();
    const auto& [name, with] = chosen.value();
    if (with) fill_gaps(row, *with);
    auto& problems = row.content.problems;
    // A locked document has no page yet on which a problem could be told; it is asked again when it is opened.
    const bool is_told = row.content.pages.empty() || std::any_of(problems.begin(), problems.end(), speaks_of_template);
    if (!name.empty() && !with && !is_told) problems.push_back(unknown_template(name));
    return {};
}

Result<void> take_template_again(store::Reader& reader, store::DraftRow& row, const std::vector<DraftRole>& before) {
    auto chosen = chosen_for(reader, row);
    if (!chosen.ok()) return chosen.error();
    if (!chosen.value().with) return {};
    for (std::size_t place = 0; place < row.content.roles.size(); ++place) {
        const std::string& key = row.content.roles[place].key;
        const bool is_new = std::none_of(before.begin(), before.end(), [&](const DraftRole& role) { return role.key == key; });
        if (is_new) fill_role(row.content, *chosen.value().with, place);
    }
    return {};
}

Result<std::vector<Template>> list_templates(Context& context, const OrganisationId& organisation) {
    return context.store.read([&](store::Reader& reader) { return store::list_templates(reader, organisation); });
}

Result<Template> find_template(Context& context, const OrganisationId& organisation, const std::string& name) {
    auto found =
        context.store.read([&](store::Reader& reader) { return store::find_template(reader, organisation, trimmed(name)); });
    if (!found.ok()) return in_words(found.error());
    return found;
}

Result<Template> save_template(Context& context, const Template& wish) {
    auto kept = checked(wish);
    if (!kept.ok()) return kept;
    auto saved = context.store.write([&](store::Tx& tx) { return store::save_template(tx, kept.value()); });
    if (!saved.ok()) return saved.error();
    return kept;
}

Result<void> delete_template(Context& context, const OrganisationId& organisation, const std::string& name) {
    auto done = context.store.write([&](store::Tx& tx) { return store::delete_template(tx, organisation, trimmed(name)); });
    if (!done.ok()) return in_words(done.error());
    return done;
}

Result<DraftView> use_template(Context& context, const User& user, const DraftId& draft, std::int64_t version,
                               const std::string& name) {
    auto with = find_template(context, user.organisation, name);
    if (!with.ok()) return with.error();
    return edit(context, user, draft, version, [&](store::DraftRow& row) -> Result<void> {
        fill_over(row, with.value());
        return {};
    });
}

}  // namespace quillport::services
