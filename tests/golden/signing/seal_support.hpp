#pragma once
#include "support.hpp"

namespace quillport::signing::test {

inline std::string base(const std::string& name) { return std::string(QUILLPORT_BINARY_DIR) + "/pki/" + name; }
inline std::string seal_program() { return std::string(QUILLPORT_BINARY_DIR) + "/bin/quillport-seal "; }
inline std::string sealer(const std::string& key = "signer-ec") {
    return seal_program() + "--key " + base(key + ".key") + " --cert " + base(key + ".chain.pem") + " ";
}
inline Answer seal(const std::string& arguments, const std::string& key = "signer-ec") { return run(sealer(key) + arguments); }

inline std::size_t files_in(const std::string& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}
inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace quillport::signing::test
