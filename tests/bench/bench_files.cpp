// Whole files: 300 pages signed from their plan, one that was brought to B-LTA judged, many sealed at once. Each beside something
// known in the same run.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

#include "quillport/core/handle.hpp"
#include "quillport/pdf/prepare.hpp"
#include "quillport/signing/preservation.hpp"
#include "quillport/signing/trust.hpp"
#include "quillport/signing/verify.hpp"
#include "signing.hpp"

namespace {

using namespace quillport;
using namespace quillport::bench;
namespace fs = std::filesystem;

const std::string kPrograms = std::string(QUILLPORT_BINARY_DIR) + "/bin/";

/// 300 pages of text that does not compress, 3.65 MB.
Bytes many_pages() {
    constexpr int kPages = 300;
    constexpr std::size_t kContent = 11'950;
    std::string file = "%PDF-1.7\n", table;
    int number = 0;
    const auto object = [&](const std::string& text) {
        const std::string offset = std::to_string(file.size());
        table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
        file += std::to_string(++number) + " 0 obj\n" + text + "\nendobj\n";
    };
    std::string kids;
    for (int i = 0; i < kPages; ++i) kids += std::to_string(4 + 2 * i) + " 0 R ";
    object("<< /Type /Catalog /Pages 2 0 R >>");
    object("<< /Type /Pages /Count " + std::to_string(kPages) + " /Kids [" + kids + "] >>");
    object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    unsigned state = 1;
    for (int i = 0; i < kPages; ++i) {
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents " +
               std::to_string(5 + 2 * i) + " 0 R >>");
        std::string content = "BT /F 9 Tf 40 800 Td (";
        while (content.size() < kContent) content += static_cast<char>('a' + (state = state * 1664525U + 1013904223U) % 26);
        content += ") Tj ET";
        object("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
    }
    const std::string start = std::to_string(file.size());
    return copy_of(file + "xref\n0 " + std::to_string(number + 1) + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " +
                   std::to_string(number + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
}

void measure_many_pages(const std::string& name, const char* kind) {
    const auto key = key_of(name);
    const auto prepared = value_of(pdf::prepare(many_pages(), {}, {"1"}));
    const std::string stored = prepared.plan.to_text();
    const pdf::SigningAct act = invisible_act(runtime::SystemClock().now());
    const Bytes attributes = value_of(signing::signed_attributes(runtime::sha256(prepared.pdf), *key));
    std::vector<double> ratios, whole;
    for (int i = 0; i < kRuns; ++i) {
        const double known = median_of(
            [&] {
                const Bytes copied = prepared.pdf;
                static_cast<void>(runtime::sha256(copied));
                value_of(key->sign(attributes));
            },
            3);
        whole.push_back(median_of(
            [&] {
                Bytes file = prepared.pdf;
                const auto plan = value_of(pdf::SigningPlan::parse(stored));
                const auto made = value_of(signing::sign_increment(file, plan, act, *key));
                file.insert(file.end(), made.appended.begin(), made.appended.end());
            },
            3));
        ratios.push_back(whole.back() / known);
    }
    std::printf("%-58s %8.2f      at most 1.5 of hash + copy + key\n",
                ("signing 300 pages, " + std::to_string(prepared.pdf.size() / 10'000) + "0 kB, from the plan, " + kind).c_str(),
                median_of(ratios));
    std::printf("  whole %.2f ms\n", median_of(whole));
}

using Crl = std::unique_ptr<X509_CRL, Deleter<X509_CRL_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Reader = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

/// An authority's list of today, on which nobody stands.
Bytes list_of(const std::string& authority) {
    const Reader certificate_file(BIO_new_file((kPki / (authority + ".pem")).c_str(), "r"));
    const Reader key_file(BIO_new_file((kPki / (authority + ".key")).c_str(), "r"));
    const Certificate certificate(PEM_read_bio_X509(certificate_file.get(), nullptr, nullptr, nullptr));
    const Key key(PEM_read_bio_PrivateKey(key_file.get(), nullptr, nullptr, nullptr));
    const Crl crl(X509_CRL_new());
    const std::unique_ptr<ASN1_TIME, Deleter<ASN1_TIME_free>> from(X509_gmtime_adj(nullptr, -3600)),
        until(X509_gmtime_adj(nullptr, 86'400));
    X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(certificate.get()));
    X509_CRL_set1_lastUpdate(crl.get(), from.get());
    X509_CRL_set1_nextUpdate(crl.get(), until.get());
    X509_CRL_sign(crl.get(), key.get(), EVP_sha256());
    unsigned char* der = nullptr;
    const int size = i2d_X509_CRL(crl.get(), &der);
    const std::string_view text(reinterpret_cast<const char*>(der), static_cast<std::size_t>(std::max(size, 0)));
    Bytes list = copy_of(text);
    OPENSSL_free(der);
    return list;
}

Bytes certificate_of(const std::string& name) {
    return value_of(signing::read_certificates(value_of(runtime::read_file(kPki / (name + ".pem"))))).front();
}

class Lists final : public signing::RevocationSource {
  public:
    Result<signing::RevocationAnswer> ask(BytesView, BytesView issuer) override {
        const bool of_root = std::equal(issuer.begin(), issuer.end(), root_.begin(), root_.end());
        signing::RevocationAnswer answer;
        answer.crl = of_root ? root_list_ : list_;
        return answer;
    }
    Result<Bytes> issuer_of(BytesView) override { return Error{ErrorCode::Unsupported, "", ""}; }

  private:
    Bytes root_ = certificate_of("root"), root_list_ = list_of("root"), list_ = list_of("intermediate");
};

/// The time-stamp authority of the openssl program.
class Stamps final : public signing::TimeStampSource {
  public:
    explicit Stamps(fs::path folder) : folder_(std::move(folder)) {
        std::ofstream(folder_ / "ts.cnf") << "[ tsa ]\ndefault_tsa = own\n[ own ]\nserial = " << (folder_ / "serial").string()
                                          << "\ncrypto_device = builtin\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n"
                                             "digests = sha256\nordering = no\ntsa_name = no\ness_cert_id_chain = no\n"
                                             "ess_cert_id_alg = sha256\n";
    }
    Result<signing::TimeStamp> stamp(runtime::DigestAlgorithm, BytesView digest) override {
        const std::string at = folder_.string(), key = (kPki / "tsa").string();
        cost("openssl ts -query -digest " + to_hex(digest) + " -sha256 -cert -out " + at + "/q 2>/dev/null");
        cost("openssl ts -reply -config " + at + "/ts.cnf -queryfile " + at + "/q -signer " + key + ".pem -inkey " + key +
             ".key -chain " + (kPki / "intermediate.pem").string() + " -token_out -out " + at + "/r 2>/dev/null");
        return signing::TimeStamp{value_of(runtime::read_file(folder_ / "r")), {}, {}, {}};
    }
    Result<std::size_t> token_size(runtime::DigestAlgorithm) override { return std::size_t{6000}; }

  private:
    fs::path folder_;
};

void measure_verifying(const fs::path& folder) {
    const auto key = key_of("signer-ec");
    const auto prepared = value_of(pdf::prepare(value_of(runtime::read_file(kOnePage)), {}, {"1"}));
    const runtime::SystemClock clock;
    Stamps stamps(folder);
    Lists lists;
    const pdf::SigningAct act = invisible_act(clock.now());
    runtime::DigestStream seen;
    seen.update(prepared.pdf);
    const auto made = value_of(signing::sign_to_level(seen, prepared.plan, act, *key, signing::Level::B_LTA,
                                                      {clock, &stamps, &lists, {certificate_of("root")}}));
    Bytes file = prepared.pdf;
    file.insert(file.end(), made.appended.begin(), made.appended.end());
    const std::vector<Bytes> anchors{certificate_of("root")};
    const auto judge = [&] { return value_of(signing::verify(file, anchors, clock.now())); };
    const auto report = judge();
    if (report.indication != signing::Indication::TotalPassed || report.signatures.at(0).level != "B-LTA")
        stop({ErrorCode::Internal, report.verdict, report.signatures.at(0).level});
    print("verifying 1 page, B-LTA, trust and revocation in the file", median_of([&] { judge(); }, 5), "at most 10 ms");
    const std::string path = (folder / "lta.pdf").string();
    if (auto written = runtime::write_durably(path, file); !written.ok()) stop(written.error());
    std::vector<double> ratios;
    for (int i = 0; i < kRuns; ++i) {
        const double theirs = cost("pdfsig -nocert " + path + " > /dev/null 2>&1");
        ratios.push_back(
            cost(kPrograms + "quillport-verify --trust " + (kPki / "root.pem").string() + " " + path + " > /dev/null") / theirs);
    }
    print_ratio("  quillport-verify as a program", median_of(ratios), "of pdfsig -nocert, which checks no certificate");
}

/// Signatures a second of the key alone, by so many threads.
double bare_rate(const signing::SigningKey& key, unsigned threads) {
    const Bytes attributes = value_of(signing::signed_attributes(Bytes(32), key));
    std::vector<std::jthread> all;
    std::vector<int> counts(threads);
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    for (unsigned t = 0; t < threads; ++t) {
        all.emplace_back([&, t] {
            while (std::chrono::steady_clock::now() < until) {
                value_of(key.sign(attributes));
                ++counts[t];
            }
        });
    }
    all.clear();
    int sum = 0;
    for (const int count : counts) sum += count;
    return sum;
}

void measure_batch(const fs::path& folder, const std::string& name, const char* kind) {
    constexpr int kFiles = 400;
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const fs::path in = folder / "in", out = folder / "out";
    fs::create_directory(in);
    for (int i = 0; i < kFiles; ++i) fs::copy_file(kOnePage, in / (std::to_string(i) + ".pdf"), fs::copy_options::skip_existing);
    const auto key = key_of(name);
    const std::string command = kPrograms + "quillport-seal --key " + (kPki / (name + ".key")).string() + " --cert " +
                                (kPki / (name + ".chain.pem")).string() + " --dir " + in.string() + " " + out.string() +
                                " > /dev/null";
    std::vector<double> rates, bare, spent;
    for (int i = 0; i < 3; ++i) {
        bare.push_back(bare_rate(*key, cores));
        const auto start = std::chrono::steady_clock::now();
        spent.push_back(cost(command) / kFiles);
        rates.push_back(kFiles / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        fs::remove_all(out);
    }
    std::printf("%-58s %8.0f /s   %.3f of the key alone on %u cores (%.0f/s)\n",
                ("quillport-seal --dir, " + std::to_string(kFiles) + " files of others, " + kind).c_str(), median_of(rates),
                median_of(rates) / median_of(bare), cores, median_of(bare));
    std::printf("  processor time of a file, with its worker's %.2f ms\n", median_of(spent));
}

}  // namespace

int main() {
    const fs::path folder = fs::temp_directory_path() / ("quillport-bench-files-" + std::to_string(::getpid()));
    fs::create_directory(folder);
    measure_many_pages("signer-ec", "P-256");
    measure_many_pages("signer-rsa", "RSA-3072");
    measure_verifying(folder);
    measure_batch(folder, "signer-ec", "P-256");
    measure_batch(folder, "signer-rsa", "RSA-3072");
    fs::remove_all(folder);
}
