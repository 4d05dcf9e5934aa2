// Between the API's JSON and the vocabulary's objects. Reading is lenient (adapters/common/client/json_read.h): what an
// answer leaves out, stays as `prior` has it or null.
#ifndef ADAPTERS_HUAWEI_KINDS_MAPPING_H_
#define ADAPTERS_HUAWEI_KINDS_MAPPING_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/huawei/kinds/session.h"
#include "schema/value/value.h"

namespace ic::huawei {

// A member that listings put on elements of the partner's collection of hosted connections, which the API itself does
// not have.
inline constexpr std::string_view kHostedMember = "interconnect_hosted";

// A number that tunes the detection of an interface, and the member of its `extend_attribute` that has it.
struct TuningRow {
  std::string_view field;
  std::string_view member;
  bool own;     // of the object `huawei`, not of `bfd`
  bool of_nqa;  // of NQA, not of BFD
};
std::span<const TuningRow> Tuning();

// How BFD is set up, from an interface's `extend_attribute`; empty: not told, or the mode is one of NQA.
std::string BfdMode(const nlohmann::json& tuning);

bool IsHostedByUs(const nlohmann::json& connection);

Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior);

// `session`: the one that the interface tracks, null if it has none. `cloud_asn`: of its gateway, empty if unknown.
Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& cloud_asn,
                    const std::string& region, const Value& prior);

// `interface_name` is the name a peer gets that is given none.
Value ReadPeer(const std::string& interface_id, const std::string& interface_name, const Session& session,
               const std::string& region, const Value& prior);

Value ReadSubnet(const std::string& gateway, const std::string& cidr, const std::string& region, const Value& prior);

// Of a hosted connection's creation.
nlohmann::json WriteHosted(const Value& desired);

// Of an interface's creation, but for what it is on, its session and its tags.
nlohmann::json WriteInterface(const Value& desired);

std::optional<std::int64_t> IntegerField(const Value& object, std::string_view name);
std::optional<bool> FlagField(const Value& object, std::string_view name);

// Tags of Huawei itself begin with "_sys_".
TagSplit SplitTags(const nlohmann::json& object);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_MAPPING_H_
