// The part of Alibaba Cloud STS (version 2015-04-01) that credential chains use, on the same address as Express
// Connect.
#ifndef SIMULATORS_ALIBABA_STS_H_
#define SIMULATORS_ALIBABA_STS_H_

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/alibaba/wire/wire.h"
#include "simulators/server/cloud.h"

namespace ic::sim::alibaba {

// Thread-safe. AssumeRole, AssumeRoleWithOIDC (which is not signed: the token is its proof) and GetCallerIdentity.
// A role whose name contains "denied" is refused, "missing" does not exist, and an OIDC token that begins with
// "expired" has expired.
class Sts {
 public:
  Sts(Credentials& credentials, Clock& wall) : credentials_(credentials), wall_(wall) {}

  StatusOr<nlohmann::json> Run(const HttpRequest& http, const Request& request, CallResult& result);

 private:
  StatusOr<nlohmann::json> Assume(const Request& request, CallResult& result);

  Credentials& credentials_;
  Clock& wall_;
};

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_STS_H_
