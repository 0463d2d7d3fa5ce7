#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "quillport/runtime/file.hpp"
#include "quillport/signing/key.hpp"

namespace quillport::signing::test {

inline std::filesystem::path pki(const std::string& name) { return std::filesystem::path(QUILLPORT_BINARY_DIR) / "pki" / name; }

inline std::unique_ptr<SigningKey> key_of(const std::string& name) {
    auto key = load_pem_key(pki(name + ".key"), pki(name + ".chain.pem"));
    return key.ok() ? std::move(key).value() : nullptr;
}

inline Bytes pem(const std::string& name) { return runtime::read_file(pki(name + ".pem")).value(); }

/// Within the life of all certificates but the expired one.
inline constexpr TimePoint kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

}  // namespace quillport::signing::test
