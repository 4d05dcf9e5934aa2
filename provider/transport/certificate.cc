#include "provider/transport/certificate.h"

#include <chrono>
#include <ctime>
#include <initializer_list>
#include <memory>
#include <utility>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace ic::transport {
namespace {

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using BignumPtr = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

constexpr std::chrono::minutes kClockSlack{5};
constexpr std::chrono::hours kValidity{24 * 3650};

Status CryptoFailure(std::string_view step) {
  char reason[256] = "no reason given";
  if (const unsigned long code = ERR_get_error(); code != 0) ERR_error_string_n(code, reason, sizeof reason);
  ERR_clear_error();
  return InternalError("making the plugin's TLS identity failed at " + std::string(step) + ": " + reason);
}

std::time_t Seconds(Time time) {
  return std::chrono::system_clock::to_time_t(time_point_cast<std::chrono::seconds>(time));
}

bool SetSerial(X509* certificate) {
  // 127 bits, so that the number is positive and unlike every other launch's.
  const BignumPtr serial(BN_new());
  return serial != nullptr && BN_rand(serial.get(), 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
         BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool SetNames(X509* certificate) {
  static constexpr unsigned char kName[] = "localhost";
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_ASC, kName, sizeof kName - 1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

// Go checks the DNS name (never the common name) and, as an extended usage is present, that it allows servers.
bool AddExtensions(X509* certificate) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  static constexpr std::pair<int, const char*> kExtensions[] = {
      {NID_basic_constraints, "critical,CA:TRUE"},
      {NID_key_usage, "critical,digitalSignature,keyCertSign"},
      {NID_ext_key_usage, "serverAuth"},
      {NID_subject_alt_name, "DNS:localhost"},
  };
  for (const auto& [nid, value] : kExtensions) {
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    if (extension == nullptr || X509_add_ext(certificate, extension.get(), -1) != 1) return false;
  }
  return true;
}

std::string Contents(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

std::string UnpaddedBase64(const unsigned char* data, int size) {
  std::string text(static_cast<std::size_t>(4 * ((size + 2) / 3)) + 1, '\0');
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), data, size)));
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

StatusOr<ServerIdentity> Encode(EVP_PKEY* key, X509* certificate) {
  ServerIdentity identity;
  const BioPtr key_bio(BIO_new(BIO_s_secmem()));
  if (key_bio == nullptr || PEM_write_bio_PrivateKey(key_bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return CryptoFailure("writing the key");
  }
  identity.key_pem = Contents(key_bio.get());
  const BioPtr certificate_bio(BIO_new(BIO_s_mem()));
  if (certificate_bio == nullptr || PEM_write_bio_X509(certificate_bio.get(), certificate) != 1) {
    return CryptoFailure("writing the certificate");
  }
  identity.certificate_pem = Contents(certificate_bio.get());
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  if (size <= 0) return CryptoFailure("encoding the certificate");
  identity.certificate_base64 = UnpaddedBase64(der, size);
  OPENSSL_free(der);
  return identity;
}

}  // namespace

StatusOr<ServerIdentity> MakeServerIdentity(Time now) {
  const KeyPtr key(EVP_EC_gen("P-256"));
  if (key == nullptr) return CryptoFailure("the key");
  const CertificatePtr certificate(X509_new());
  if (certificate == nullptr || X509_set_version(certificate.get(), X509_VERSION_3) != 1) {
    return CryptoFailure("the certificate");
  }
  if (!SetSerial(certificate.get())) return CryptoFailure("the serial number");
  if (ASN1_TIME_set(X509_getm_notBefore(certificate.get()), Seconds(now - kClockSlack)) == nullptr ||
      ASN1_TIME_set(X509_getm_notAfter(certificate.get()), Seconds(now + kValidity)) == nullptr) {
    return CryptoFailure("the validity");
  }
  if (!SetNames(certificate.get())) return CryptoFailure("the names");
  if (X509_set_pubkey(certificate.get(), key.get()) != 1) return CryptoFailure("the public key");
  if (!AddExtensions(certificate.get())) return CryptoFailure("the extensions");
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) return CryptoFailure("the signature");
  return Encode(key.get(), certificate.get());
}

Status CheckCertificatePem(std::string_view pem) {
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const CertificatePtr certificate(bio == nullptr ? nullptr : PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (certificate == nullptr) return InvalidArgumentError("it holds no PEM certificate");
  return OkStatus();
}

}  // namespace ic::transport
