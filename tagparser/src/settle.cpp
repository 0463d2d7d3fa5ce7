#include "settle.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "roles.hpp"
#include "settle_fields.hpp"

namespace quillport::tags {
namespace {

std::string on_page(const FoundTag& found) { return " on page " + std::to_string(found.tag.page); }

bool same_meaning(const FoundTag& a, const FoundTag& b) {
    return a.tag.type == b.tag.type && a.role_key == b.role_key && a.tag.name == b.tag.name && a.tag.required == b.tag.required &&
           a.tag.attributes == b.tag.attributes;
}

/// The pages of one document: all of the file, or up to the next {{split}}.
class Part {
  public:
    Part(std::span<PageFindings> pages, const Vocabulary& words) : pages_(pages), words_(words) {}

    void settle() {
        collect_definitions();
        resolve_places();
        merge_document_tags();
        std::vector<FoundTag*> fields;
        std::vector<Member> members;
        for (PageFindings& page : pages_) {
            for (FoundTag& found : page.tags) {
                if (found.tag.kind != TagKind::Field || found.dropped) continue;
                fields.push_back(&found);
                members.push_back({&found, &page});
            }
        }
        settle_roles(fields);
        settle_fields(members, words_);
        for (PageFindings& page : pages_) std::erase_if(page.tags, [](const FoundTag& found) { return found.dropped; });
    }

  private:
    struct Definition {
        Member member;
        bool used = false;
    };

    void collect_definitions();
    void resolve_places();
    void merge_document_tags();
    [[nodiscard]] bool is_broken(const std::string& name) const;

    std::span<PageFindings> pages_;
    const Vocabulary& words_;
    std::map<std::string, Definition> definitions_;
};

void Part::collect_definitions() {
    for (PageFindings& page : pages_) {
        for (FoundTag& found : page.tags) {
            if (found.tag.kind != TagKind::Definition) continue;
            const auto [at, added] = definitions_.try_emplace(found.place, Definition{{&found, &page}});
            const FoundTag& first = *at->second.member.found;
            if (added || same_meaning(first, found)) continue;
            refuse({&found, &page}, "duplicate_definition",
                   first.tag.text + on_page(first) + " defines the same name differently.");
        }
    }
}

bool Part::is_broken(const std::string& name) const {
    return std::any_of(pages_.begin(), pages_.end(), [&](const PageFindings& page) {
        return std::find(page.broken_definitions.begin(), page.broken_definitions.end(), name) != page.broken_definitions.end();
    });
}

void Part::resolve_places() {
    for (PageFindings& page : pages_) {
        for (FoundTag& found : page.tags) {
            if (!is_place(found)) continue;
            const auto at = definitions_.find(found.place);
            if (at == definitions_.end()) {
                refuse({&found, &page}, "undefined_place",
                       is_broken(found.place) ? "Its definition cannot be read."
                                              : "Its definition is missing: {{#" + found.place +
                                                    "=type:role}} is expected somewhere in the document.");
                continue;
            }
            at->second.used = true;
            const FoundTag& definition = *at->second.member.found;
            found.tag.type = definition.tag.type;
            found.tag.role = definition.tag.role;
            found.tag.name = definition.tag.name;
            found.tag.required = definition.tag.required;
            found.tag.attributes = definition.tag.attributes;
            found.role_key = definition.role_key;
            found.role_variants = definition.role_variants;
            found.insists = definition.insists;
        }
    }
    for (const auto& [name, definition] : definitions_) {
        if (!definition.used && definition.member.found->tag.dialect == "quillport")
            tell(definition.member, "unused_definition",
                 "It has no place: {{$" + name + "}} is expected where the field shall stand.");
    }
}

/// All of them speak for the document, each of what it names; the first that names it holds.
void Part::merge_document_tags() {
    std::map<std::string, const FoundTag*> said;
    for (PageFindings& page : pages_) {
        for (FoundTag& found : page.tags) {
            if (found.tag.kind != TagKind::Document) continue;
            for (auto at = found.tag.attributes.begin(); at != found.tag.attributes.end();) {
                const FoundTag& first = *said.try_emplace(at->first, &found).first->second;
                const std::string& value = first.tag.attributes.at(at->first);
                if (value == at->second) {
                    ++at;
                    continue;
                }
                tell({&found, &page}, "conflicting_document",
                     "\"" + at->first + "\" is \"" + value + "\"" + on_page(first) + "; only one can hold.");
                at = found.tag.attributes.erase(at);
            }
        }
    }
}

bool starts_document(const PageFindings& page) {
    return std::any_of(page.tags.begin(), page.tags.end(),
                       [](const FoundTag& found) { return found.tag.kind == TagKind::Split; });
}

}  // namespace

void settle(std::vector<PageFindings>& pages, const Vocabulary& words) {
    const std::span<PageFindings> all(pages);
    for (std::size_t begin = 0; begin < pages.size();) {
        std::size_t end = begin + 1;
        while (end < pages.size() && !starts_document(pages[end])) ++end;
        Part(all.subspan(begin, end - begin), words).settle();
        begin = end;
    }
}

}  // namespace quillport::tags
