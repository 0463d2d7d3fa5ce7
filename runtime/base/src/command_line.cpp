#include "quillport/runtime/command_line.hpp"

namespace quillport::runtime {

Result<CommandLine> command_line_of(int count, char** values) {
    CommandLine line;
    for (int i = 1; i < count; ++i) {
        const std::string word = values[i];
        if (word == "--help" || word == "-h") {
            line.help = true;
        } else if (word == "--version") {
            line.version = true;
        } else if (word == "--config") {
            if (++i == count) return Error{ErrorCode::InvalidInput, "--config needs a file;", "see --help"};
            line.config = values[i];
        } else if (word.starts_with("--config=")) {
            line.config = word.substr(9);
        } else if (word.starts_with("--")) {
            const auto equals = word.find('=');
            if (equals == std::string::npos) return Error{ErrorCode::InvalidInput, word + " is not an option;", "see --help"};
            line.settings[word.substr(2, equals - 2)] = word.substr(equals + 1);
        } else {
            line.words.push_back(word);
        }
    }
    return line;
}

}  // namespace quillport::runtime
