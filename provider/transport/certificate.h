// The key pair a plugin makes for one life: the host trusts exactly this certificate, for exactly this connection.
#ifndef PROVIDER_TRANSPORT_CERTIFICATE_H_
#define PROVIDER_TRANSPORT_CERTIFICATE_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/status.h"

namespace ic::transport {

struct ServerIdentity {
  std::string key_pem;             // secret: stays in this process
  std::string certificate_pem;     // for the server's credentials
  std::string certificate_base64;  // for the handshake line: DER, standard alphabet, without padding
};

// A fresh ECDSA P-256 key and a certificate signed with it: DNS name localhost, server authentication, valid from five
// minutes before `now` for ten years. Fails (kInternal) only if the crypto library does.
StatusOr<ServerIdentity> MakeServerIdentity(Time now);

// OK if `pem` holds a certificate that can be read; otherwise kInvalidArgument.
Status CheckCertificatePem(std::string_view pem);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_CERTIFICATE_H_
