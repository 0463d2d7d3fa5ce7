#pragma once
#include <string>
#include <vector>

#include "quillport/spool/spool.hpp"

namespace quillport::spool {

/// Held ones behind those that wait, the oldest first.
void sort_for_people(std::vector<Entry>& entries);

/// A table with a head and the sum below; a sentence when there is nothing.
[[nodiscard]] std::string table_of(const std::vector<Entry>& entries);
/// Everything that the header says, one line each, and `sentence`, what the forwarder says of a waiting one.
[[nodiscard]] std::string details_of(const Entry& entry, const std::string& sentence);
/// One object (docs/man/quillport-spool.8).
[[nodiscard]] std::string json_of(const Entry& entry);
[[nodiscard]] std::string json_of(const std::vector<Entry>& entries);

/// A stranger's text on a terminal: control characters become '?'.
[[nodiscard]] std::string plain(const std::string& text);
/// "Contract (d143b30d1320)": how a sentence names a document.
[[nodiscard]] std::string name_of(const Entry& entry);

}  // namespace quillport::spool
