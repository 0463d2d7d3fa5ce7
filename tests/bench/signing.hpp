#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "measure.hpp"
#include "quillport/runtime/file.hpp"
#include "quillport/signing/sign.hpp"

namespace quillport::bench {

inline const std::filesystem::path kPki = std::filesystem::path(QUILLPORT_BINARY_DIR) / "pki";
inline const std::filesystem::path kOnePage =
    std::filesystem::path(QUILLPORT_SOURCE_DIR) / "tests/corpus/tags/lo/lo13_contract1p.pdf";

/// A key of the tests' PKI with its chain ("signer-ec").
inline std::unique_ptr<signing::SigningKey> key_of(const std::string& name) {
    return value_of(signing::load_pem_key(kPki / (name + ".key"), kPki / (name + ".chain.pem")));
}

/// An invisible signature of the one recipient.
inline pdf::SigningAct invisible_act(TimePoint when) {
    pdf::SigningAct act;
    act.owner = "1";
    act.signer_name = "Maja Kovačič";
    act.when = when;
    return act;
}

}  // namespace quillport::bench
