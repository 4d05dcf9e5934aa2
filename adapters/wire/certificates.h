// Which certificates a server is verified with. Every distribution keeps them elsewhere, and a program that has its TLS
// inside cannot know by which one it is run.
#ifndef ADAPTERS_WIRE_CERTIFICATES_H_
#define ADAPTERS_WIRE_CERTIFICATES_H_

#include <string>

#include "adapters/wire/environment.h"
#include "base/status.h"

namespace ic {

struct Certificates {
  std::string file = {};    // PEM; may be empty if there is a folder
  std::string folder = {};  // of files named by hashes, or several with colons between; may be empty if there is a file
  std::string named_by = {};  // "CURL_CA_BUNDLE", ...; empty: nobody, it was found
};

// The first of: `setting`; CURL_CA_BUNDLE; SSL_CERT_FILE and SSL_CERT_DIR, one or both; the places where distributions
// keep theirs, below `root` (empty but in tests). What is named is taken as it is and replaces the machine's: nothing
// is added. kFailedPrecondition lists the places that were looked at and in vain.
StatusOr<Certificates> FindCertificates(const std::string& setting, const Environment& environment,
                                        const std::string& root = "");

}  // namespace ic

#endif  // ADAPTERS_WIRE_CERTIFICATES_H_
