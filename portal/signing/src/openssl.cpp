#include "openssl.hpp"

namespace quillport::signing {

X509Ptr parse_certificate(BytesView der) {
    const unsigned char* at = raw(der);
    const unsigned char* const end = at + der.size();
    X509Ptr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (certificate == nullptr) ERR_clear_error();
    return at == end ? std::move(certificate) : nullptr;
}

std::string common_name_of(const X509* certificate) {
    const X509_NAME* subject = X509_get_subject_name(certificate);
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index >= 0) {
        unsigned char* text = nullptr;
        const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
        const OwnedBytes owner(text);
        if (size > 0) return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)};
    }
    const BioPtr out(BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(out.get(), subject, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string{};
}

Error openssl_error(ErrorCode code, std::string what) {
    const unsigned long last = ERR_peek_last_error();
    ERR_clear_error();
    const char* reason = last == 0 ? nullptr : ERR_reason_error_string(last);
    return {code, std::move(what), reason == nullptr ? "" : reason};
}

}  // namespace quillport::signing
