// Letters of authorization: apply, look, report the construction.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/circuits.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::string_view kLineTypes[] = {"MSTP", "MPLSVPN", "FIBRE", "Other"};
constexpr std::string_view kLineProviders[] = {"中国电信", "中国联通", "中国移动", "中国其他"};
constexpr std::size_t kMaxPeople = 16;

StatusOr<std::vector<std::map<std::string, std::string>>> ReadPeople(const Input& in) {
  std::vector<std::map<std::string, std::string>> people;
  for (const Input& person : in.Structures("PMInfo")) {
    const std::string type = person.Text("PMCertificateType");
    if (!type.empty() && type != "IDCard" && type != "Passport") {
      return Illegal("PMCertificateType", "it must be IDCard or Passport");
    }
    people.push_back(person.values());
  }
  if (people.size() > kMaxPeople) return Illegal("PMInfo", fmt::format("at most {} people can be named", kMaxPeople));
  return people;
}

StatusOr<Loa> ReadApplication(const OperationCall& call) {
  const Input& in = call.in;
  if (!ReadTimestamp(in.Text("ConstructionTime")).ok()) {
    return Illegal("ConstructionTime", "it must be like 2026-11-21T08:00:00Z");
  }
  if (!OneOf(kLineTypes, in.Text("LineType"))) return Illegal("LineType", "it must be MSTP, MPLSVPN, FIBRE or Other");
  if (in.Has("Bandwidth") && (in.Number("Bandwidth") < 2 || in.Number("Bandwidth") > 10240)) {
    return Illegal("Bandwidth", "it must be from 2 to 10240");
  }
  Loa loa{.company = in.Text("CompanyName"),
          .construction_time = in.Text("ConstructionTime"),
          .construction_firm = in.Text("Si"),
          .line_type = in.Text("LineType"),
          .bandwidth = in.Number("Bandwidth"),
          .peer_location = in.Text("PeerLocation")};
  IC_ASSIGN_OR_RETURN(loa.people, ReadPeople(in));
  return loa;
}

StatusOr<Json> Apply(OperationCall& call, bool again) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("InstanceId")));
  if (circuit->life.Is({"Canceled", "Rejected", "Terminating", "Terminated", "Allocation Failed"})) {
    return WrongState(*circuit);
  }
  const bool rejected = circuit->loa && circuit->loa->life.state == "Rejected";
  if (again ? !rejected : circuit->loa.has_value() && !rejected) {
    return ApiError("IncorrectStatus.LOA", fmt::format("The letter of authorization is in state {}.",
                                                       circuit->loa ? circuit->loa->life.state : "none"));
  }
  IC_ASSIGN_OR_RETURN(circuit->loa, ReadApplication(call));
  call.life.Applying(*circuit->loa, call.now);
  return Json::object();
}

StatusOr<Json> ApplyPhysicalConnectionLOA(OperationCall& call) { return Apply(call, false); }

StatusOr<Json> SecondApplyPhysicalConnectionLOA(OperationCall& call) { return Apply(call, true); }

StatusOr<Circuit*> WithLetter(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("InstanceId")));
  if (!circuit->loa) return ApiError("ResourceNotFound.LOA", "No letter of authorization was applied for.", 404);
  return circuit;
}

StatusOr<Json> DescribePhysicalConnectionLOA(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Circuit* circuit, WithLetter(call));
  return Json{{"PhysicalConnectionLOAType", LoaJson(*circuit)}};
}

StatusOr<Json> CompletePhysicalConnectionLOA(OperationCall& call) {
  const Input& in = call.in;
  IC_ASSIGN_OR_RETURN(Circuit * circuit, WithLetter(call));
  Loa& loa = *circuit->loa;
  if (!loa.life.Is({"Available", "Complete"})) {
    return ApiError("IncorrectStatus.LOA", fmt::format("The letter of authorization is in state {}.", loa.life.state));
  }
  if (in.Has("LineServiceProvider") && !OneOf(kLineProviders, in.Text("LineServiceProvider"))) {
    return Illegal("LineServiceProvider", "it must be 中国电信, 中国联通, 中国移动 or 中国其他");
  }
  if (in.Has("LineCode")) loa.line_code = in.Text("LineCode");
  if (in.Has("LineLabel")) loa.line_label = in.Text("LineLabel");
  if (in.Has("LineSPContactInfo")) loa.line_contact = in.Text("LineSPContactInfo");
  if (in.Has("LineServiceProvider")) loa.line_provider = in.Text("LineServiceProvider");
  loa.life.Enter("Completing");
  return Json::object();
}

}  // namespace

std::span<const Operation> LoaOperations() {
  static constexpr Operation kOperations[] = {
      {"ApplyPhysicalConnectionLOA", ApplyPhysicalConnectionLOA},
      {"SecondApplyPhysicalConnectionLOA", SecondApplyPhysicalConnectionLOA},
      {"DescribePhysicalConnectionLOA", DescribePhysicalConnectionLOA},
      {"CompletePhysicalConnectionLOA", CompletePhysicalConnectionLOA},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
