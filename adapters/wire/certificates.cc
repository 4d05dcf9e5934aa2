#include "adapters/wire/certificates.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

namespace ic {
namespace {

// Source: the lists of Go's crypto/x509 (root_linux.go), which every other provider looks through, and with them
// Alpine's, SUSE's and OpenWrt's packages of certificates; 2026-11-30.
constexpr std::array<std::string_view, 6> kCertificateFiles = {
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Gentoo, Arch, Alpine with its package
    "/etc/pki/tls/certs/ca-bundle.crt",                   // Fedora, RHEL, Amazon Linux
    "/etc/ssl/ca-bundle.pem",                             // SUSE
    "/etc/pki/tls/cacert.pem",                            // OpenELEC
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // RHEL, where the second is a link that somebody cut
    "/etc/ssl/cert.pem",                                  // Alpine as it comes
};
constexpr std::array<std::string_view, 2> kCertificateFolders = {"/etc/ssl/certs", "/etc/pki/tls/certs"};

bool IsReadableFile(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::file_size(path, ignored) > 0 && !ignored && access(path.c_str(), R_OK) == 0;
}

// OpenSSL finds a certificate in a folder by its name: the hash of its subject and a number.
bool HasHashedNames(const std::string& folder) {
  std::error_code failed;
  for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().extension() == ".0") return true;
  }
  return false;
}

}  // namespace

StatusOr<Certificates> FindCertificates(const std::string& setting, const Environment& environment,
                                        const std::string& root) {
  if (!setting.empty()) return Certificates{.file = setting, .named_by = "the CA bundle setting"};
  if (std::string file = environment.Get("CURL_CA_BUNDLE"); !file.empty()) {
    return Certificates{.file = std::move(file), .named_by = "CURL_CA_BUNDLE"};
  }
  std::string file = environment.Get("SSL_CERT_FILE");
  std::string folder = environment.Get("SSL_CERT_DIR");
  if (!file.empty() || !folder.empty()) {
    const char* named_by = folder.empty() ? "SSL_CERT_FILE"
                           : file.empty() ? "SSL_CERT_DIR"
                                          : "SSL_CERT_FILE and SSL_CERT_DIR";
    return Certificates{.file = std::move(file), .folder = std::move(folder), .named_by = named_by};
  }
  for (const std::string_view place : kCertificateFiles) {
    std::string path = fmt::format("{}{}", root, place);
    if (IsReadableFile(path)) return Certificates{.file = std::move(path)};
  }
  for (const std::string_view place : kCertificateFolders) {
    std::string path = fmt::format("{}{}", root, place);
    if (HasHashedNames(path)) return Certificates{.folder = std::move(path)};
  }
  return FailedPreconditionError(fmt::format(
      "no certificates of authorities were found on this machine, so no server can be verified. Looked for the files "
      "{} "
      "and for certificates in the folders {}. Install the package \"ca-certificates\", or name a file of them with "
      "SSL_CERT_FILE",
      fmt::join(kCertificateFiles, ", "), fmt::join(kCertificateFolders, " and ")));
}

}  // namespace ic
