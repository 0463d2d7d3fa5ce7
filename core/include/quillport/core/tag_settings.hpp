#pragma once
#include <string>
#include <vector>

namespace quillport {

/// How documents are read, as an operator writes it: where a print falls into documents and how tags are looked for. What a queue
/// sets, and what a draft keeps so that its tags are found again when they are erased. What is empty stands for what the product
/// does by itself.
struct TagSettings {
    std::vector<std::string> dialects;   ///< in order: the first that takes a text wins
    std::vector<std::string> languages;  ///< whose words are read beside English
    std::vector<std::string> marks;      ///< the organisation's own marks, one setting each (quillport-tags(1))
    std::vector<std::string> anchors;    ///< words of the document itself where a field begins, one setting each
    std::string split{};                 ///< where documents start beside {{split}} (parse_split_rule)
    friend bool operator==(const TagSettings&, const TagSettings&) = default;
};

}  // namespace quillport
