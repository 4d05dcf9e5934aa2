// The credential endpoints of a machine in Alibaba Cloud: ECS instance metadata, and a credentials URI.
#ifndef SIMULATORS_ALIBABA_METADATA_H_
#define SIMULATORS_ALIBABA_METADATA_H_

#include <string>

#include "base/clock.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/server/cloud.h"
#include "simulators/server/http.h"

namespace ic::sim::alibaba {

// Thread-safe.
//   PUT /latest/api/token                                    a session token (IMDSv2)
//   GET /latest/meta-data/ram/security-credentials/          the role's name: simulator
//   GET /latest/meta-data/ram/security-credentials/simulator
//   GET /latest/meta-data/ram/security-credentials/guarded   the same, but only with a session token
//   GET /latest/meta-data/region-id
//   GET /credentials                                         for ALIBABA_CLOUD_CREDENTIALS_URI
// Each answer with credentials makes new ones, which last an hour.
class Metadata {
 public:
  Metadata(Credentials& credentials, Clock& wall) : credentials_(credentials), wall_(wall) {}

  static bool Serves(const HttpRequest& request);
  // "metadata:token", "metadata:role", "metadata:credentials", "uri:credentials", …
  static std::string OperationOf(const HttpRequest& request);

  CallResult Carry(const HttpRequest& request);

 private:
  HttpResponse Run(const HttpRequest& request, const std::string& operation);
  HttpResponse Issue(const std::string& session);

  Credentials& credentials_;
  Clock& wall_;
};

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_METADATA_H_
