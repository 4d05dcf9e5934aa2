// Which operations exist and which parameters each takes.
//
// Source: the request classes of @alicloud/vpc20160428 7.3.2 and the command line's metadata (aliyun-openapi-meta),
// which says what is required.
#ifndef SIMULATORS_ALIBABA_WIRE_MODEL_H_
#define SIMULATORS_ALIBABA_WIRE_MODEL_H_

#include <span>
#include <string_view>

#include "base/status.h"
#include "simulators/alibaba/wire/input.h"

namespace ic::sim::alibaba {

struct OperationModel {
  std::string_view name;
  // Names separated by spaces, each with marks at its end: '!' required, ':n' a number, ':b' a boolean. "N" stands for
  // a list's number. RegionId is required unless it is listed without a mark.
  std::string_view parameters;
};

std::span<const OperationModel> OperationTable();

// MissingParameter, IllegalParam.<name> for a value of the wrong type, and UnknownParameter for a name that the
// operation does not have unless `lenient`: the real service ignores it, which hides a wrong spelling.
Status CheckInput(std::string_view operation, const Input& in, bool lenient);
// The same of an operation of another API.
Status CheckInput(const OperationModel& model, const Input& in, bool lenient);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_MODEL_H_
