// The credential endpoints that a machine in AWS has: a container's, and an instance's (IMDSv2), on the same address.
#ifndef SIMULATORS_AWS_METADATA_H_
#define SIMULATORS_AWS_METADATA_H_

#include <string>

#include "base/clock.h"
#include "simulators/aws/wire/credentials.h"
#include "simulators/server/cloud.h"
#include "simulators/server/http.h"

namespace ic::sim::aws {

// Thread-safe.
//   GET /v2/credentials/simulator     for AWS_CONTAINER_CREDENTIALS_FULL_URI; no token asked for
//   GET /v2/credentials/guarded       the same, with `Authorization: simulator-container-token`
//   PUT /latest/api/token             IMDSv2
//   GET /latest/meta-data/iam/security-credentials/[simulator]
//   GET /latest/meta-data/placement/region
// Each answer with credentials makes new ones, which last an hour.
class Metadata {
 public:
  Metadata(Credentials& credentials, Clock& wall) : credentials_(credentials), wall_(wall) {}

  static bool Serves(const HttpRequest& request);
  // "metadata:token", "metadata:role", "metadata:credentials", "container:credentials", …
  static std::string OperationOf(const HttpRequest& request);

  CallResult Carry(const HttpRequest& request);

 private:
  HttpResponse Container(const HttpRequest& request);
  HttpResponse Instance(const HttpRequest& request, const std::string& operation);

  Credentials& credentials_;
  Clock& wall_;
};

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_METADATA_H_
