#include "adapters/wire/certificates.h"

#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include "base/text.h"
#include "base/trusted_file.h"

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

// What the setting or the environment names; with `named_by` empty: nothing.
Certificates Named(const std::string& setting, const Environment& environment) {
  if (!setting.empty()) return {.file = setting, .named_by = "the CA bundle setting"};
  if (std::string file = environment.Get("CURL_CA_BUNDLE"); !file.empty()) {
    return {.file = std::move(file), .named_by = "CURL_CA_BUNDLE"};
  }
  std::string file = environment.Get("SSL_CERT_FILE");
  std::string folder = environment.Get("SSL_CERT_DIR");
  if (file.empty() && folder.empty()) return {};
  const char* named_by = folder.empty() ? "SSL_CERT_FILE"
                         : file.empty() ? "SSL_CERT_DIR"
                                        : "SSL_CERT_FILE and SSL_CERT_DIR";
  return {.file = std::move(file), .folder = std::move(folder), .named_by = named_by};
}

// Who may write what is trusted decides who is believed. What is not there is told by whoever opens it.
Status CheckNamed(const Certificates& named) {
  std::vector<std::string> places = Split(named.folder, ':');
  places.insert(places.begin(), named.file);
  for (const std::string& place : places) {
    if (place.empty()) continue;
    const Status checked = CheckTrustedFile(place);
    if (checked.ok()) continue;
    return FailedPreconditionError(
        fmt::format("no server can be verified: {} (named by {})", checked.message(), named.named_by));
  }
  return OkStatus();
}

}  // namespace

StatusOr<Certificates> FindCertificates(const std::string& setting, const Environment& environment,
                                        const std::string& root) {
  Certificates named = Named(setting, environment);
  if (!named.named_by.empty()) {
    IC_RETURN_IF_ERROR(CheckNamed(named));
    return named;
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
