// The part of AWS STS that credential chains use, on the same address as Direct Connect: AssumeRole,
// AssumeRoleWithWebIdentity and GetCallerIdentity in the query protocol (form in, XML out).
#ifndef SIMULATORS_AWS_STS_H_
#define SIMULATORS_AWS_STS_H_

#include <map>
#include <string>

#include "base/clock.h"
#include "simulators/aws/wire/credentials.h"
#include "simulators/server/cloud.h"
#include "simulators/server/http.h"

namespace ic::sim::aws {

// Thread-safe.
class Sts {
 public:
  Sts(Credentials& credentials, Clock& wall) : credentials_(credentials), wall_(wall) {}

  // True for a POST of a form that names an action.
  static bool Serves(const HttpRequest& request);
  // "sts:AssumeRole"
  static std::string OperationOf(const HttpRequest& request);

  CallResult Carry(const HttpRequest& request);

 private:
  using Form = std::map<std::string, std::string>;

  StatusOr<std::string> Answer(const HttpRequest& request, CallResult& result);
  StatusOr<std::string> Assume(const std::string& operation, const Form& form, CallResult& result);

  Credentials& credentials_;
  Clock& wall_;
};

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_STS_H_
