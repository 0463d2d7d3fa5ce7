#pragma once
#include "world.hpp"

namespace quillport::signing::test {

/// A document whose signatures last: with time-stamps, validation data and archive time-stamps of any moment.
class LastingPdf : public MiniPdf {
  public:
    /// A signature with a time-stamp of `tsa` inside when there is one.
    void sign_at(int field, const SigningKey& key, const Issued* tsa = nullptr, TimePoint when = {}) {
        const auto made = [&](BytesView digest) {
            const Bytes cms = make_cms(digest, key).value();
            if (tsa == nullptr) return cms;
            return stamped(cms, [&](BytesView imprint) { return token(*tsa, when, imprint); });
        };
        sign_with(field, kDictionary, kHole, made);
    }

    /// One revision of validation data; what an earlier one brought stays.
    void store(const std::vector<Bytes>& ocsps, const std::vector<Bytes>& crls,
               const std::vector<const Issued*>& certificates = {}) {
        const auto add = [&](std::string& list, const Bytes& data) {
            const int number = objects.rbegin()->first + 1;
            set(number, stream(std::string(text_of(data))));
            list += " " + std::to_string(number) + " 0 R";
        };
        for (const Bytes& one : ocsps) add(ocsps_, one);
        for (const Bytes& one : crls) add(crls_, one);
        for (const Issued* one : certificates) add(certificates_, one->der());
        set(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R /DSS << /Certs [" + certificates_ + " ] /OCSPs [" + ocsps_ +
                   " ] /CRLs [" + crls_ + " ] >> >>");
        flush();
    }

    /// A document time-stamp in a field of its own.
    void archive(const Issued& tsa, TimePoint when) {
        const int number = objects.rbegin()->first + 1;
        set(number, signature_field("stamp" + std::to_string(number)));
        fields_ += " " + std::to_string(number) + " 0 R";
        set(4, "<< /Fields [ 10 0 R 11 0 R 12 0 R 13 0 R 14 0 R" + fields_ + " ] /SigFlags 3 /DR << /Font << /F 15 0 R >> >> >>");
        sign_with(number, "/Type /DocTimeStamp /SubFilter /ETSI.RFC3161", kHole,
                  [&](BytesView digest) { return token(tsa, when, digest); });
    }

    static constexpr const char* kDictionary = "/Type /Sig /SubFilter /ETSI.CAdES.detached /M (D:20250601000000Z)";
    static constexpr std::size_t kHole = 8192;

  private:
    std::string certificates_, ocsps_, crls_, fields_;
};

/// Authorities and signers of the tests about time. The signer's certificate lasts through 2024 and 2025.
struct World {
    std::unique_ptr<Issued> root = issue({.name = "Root", .profile = "root"}, nullptr);
    std::unique_ptr<Issued> authority = issue({.name = "Authority", .profile = "authority"}, root.get());
    std::unique_ptr<Issued> signer = issue({.name = "Signer", .from = on(2024), .until = on(2026)}, authority.get());
    std::unique_ptr<Issued> responder = issue({.name = "Responder", .until = on(2027), .profile = "responder"}, authority.get());
    std::unique_ptr<Issued> stamp_root = issue({.name = "Stamp Root", .until = on(2050), .profile = "root"}, nullptr);
    std::unique_ptr<Issued> tsa = issue({.name = "Stamps", .until = on(2028), .profile = "tsa"}, stamp_root.get());
    std::unique_ptr<Issued> late_tsa =
        issue({.name = "Later Stamps", .from = on(2026), .until = on(2045), .profile = "tsa"}, stamp_root.get());
    std::unique_ptr<SigningKey> key = product_key(*signer);

    [[nodiscard]] std::vector<Bytes> anchors() const { return {root->der(), stamp_root->der()}; }
    /// That the signer and his authority were good in the first week of June 2025.
    [[nodiscard]] Bytes good_signer() const {
        return ocsp(*signer, *responder, {.this_update = on(2025, 6, 1), .next_update = on(2025, 6, 8)});
    }
    [[nodiscard]] Bytes good_authority() const {
        return crl(*root, {.this_update = on(2025, 6, 1), .next_update = on(2025, 12, 1)});
    }
    [[nodiscard]] Bytes good_stamps() const {
        return crl(*stamp_root, {.this_update = on(2025, 6, 1), .next_update = on(2025, 12, 1)});
    }
};

inline const World& world() {
    static const World one;
    return one;
}

}  // namespace quillport::signing::test
