#include "foreign.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "../frame.hpp"

namespace quillport::tags {
namespace {

/// Definitions by their names, and whether what they define is as large as its place.
using Definitions = std::map<std::string, bool>;

Definitions definitions_of(const std::vector<PageFindings>& pages) {
    Definitions out;
    for (const PageFindings& page : pages) {
        for (const FoundTag& found : page.tags) {
            if (found.tag.kind == TagKind::Definition) out.try_emplace(found.place, found.fits);
        }
    }
    return out;
}

void settle_places(std::vector<PageFindings>& pages) {
    const Definitions defined = definitions_of(pages);
    for (PageFindings& page : pages) {
        std::erase_if(page.tags, [&](const FoundTag& found) { return found.weak && !defined.contains(found.place); });
        for (FoundTag& found : page.tags) {
            const auto definition = is_place(found) ? defined.find(found.place) : defined.end();
            if (definition != defined.end()) found.fits = found.fits || definition->second;
        }
    }
}

/// In these dialects a name belongs to its role: "Name" of the buyer is not "Name" of the seller. Nobody shares a signature.
bool is_of_role(const Tag& tag) {
    return tag.dialect == "docuseal" || tag.dialect == "pandadoc" || (tag.dialect != "quillport" && is_signed(tag.type));
}

class Names {
  public:
    void settle(FoundTag& found) {
        Tag& tag = found.tag;
        if (!tag.name || tag.dialect == "quillport") return;
        const std::string wanted = *tag.name;
        for (int i = 1; i < 100; ++i) {
            if (i > 1) tag.name = wanted + (i == 2 && !found.role_key.empty() ? " " + found.role_key : " " + std::to_string(i));
            const auto [at, added] = first_.try_emplace(*tag.name, tag.type, is_of_role(tag) ? found.role_key : std::string());
            if (added || at->second == std::pair(tag.type, is_of_role(tag) ? found.role_key : std::string())) return;
        }
    }

  private:
    std::map<std::string, std::pair<FieldType, std::string>> first_;
};

/// Dropbox Sign asks for so many of the boxes of a group; none of them alone is required, unless there is only one.
void settle_groups(std::vector<PageFindings>& pages) {
    std::map<std::pair<std::string, std::string>, std::vector<Tag*>> groups;
    for (PageFindings& page : pages) {
        for (FoundTag& found : page.tags) {
            const auto group = found.tag.attributes.find("dropbox-sign.group");
            if (group == found.tag.attributes.end() || found.tag.kind != TagKind::Field) continue;
            groups[{found.role_key, group->second}].push_back(&found.tag);
        }
    }
    for (const auto& [key, tags] : groups) {
        if (tags.size() < 2) continue;
        for (Tag* tag : tags) tag->required = false;
    }
}

}  // namespace

void settle_foreign(std::vector<PageFindings>& pages) {
    settle_places(pages);
    settle_groups(pages);
    Names names;
    for (PageFindings& page : pages) {
        for (FoundTag& found : page.tags) names.settle(found);
    }
}

void fit_fields(PageFindings& findings) {
    const auto points = [](double value) {
        std::string text = std::to_string(value);
        text.resize(text.find('.') + 3);
        return text + "pt";
    };
    for (FoundTag& found : findings.tags) {
        Tag& tag = found.tag;
        if (!found.fits || tag.kind != TagKind::Field) continue;
        tag.attributes.try_emplace("width", points(to_upright(tag.box, tag.rotation).width()));
        tag.attributes.try_emplace("height", points(tag.font_size));
    }
}

}  // namespace quillport::tags
