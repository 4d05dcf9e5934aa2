// The mark of a create: what it carries on the object, so that a create whose answer was lost is found again.
#ifndef ADAPTERS_CONTRACT_MARK_H_
#define ADAPTERS_CONTRACT_MARK_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/traits.h"
#include "schema/value/value.h"

namespace ic {

// What the keys of the tags begin with that Interconnect keeps on objects for itself.
inline constexpr std::string_view kReservedTagPrefix = "interconnect:";

// The first 32 hexadecimal digits of the SHA-256 of owner, kind, region, name, the ids of what the object stands on and
// every value that cannot change in place (the rows of traits.changes that replace or are refused), in canonical
// spelling. No secret goes in. Equal for
// two objects exactly if nothing that would tell them apart after a crash differs.
// `desired` is the configuration with defaults filled in, where what the cloud will choose is null (as in
// CreateRequest::desired), so that plan and apply compute the same mark. nullopt while one of the values is unknown,
// and for kinds whose objects carry no tags (traits.marked).
std::optional<std::string> ComputeMark(const VendorTraits& traits, Kind kind, const Value& desired,
                                       std::string_view owner, std::string_view region);

// The same for many objects of one kind: what the tables say is looked up once.
class MarkTable {
 public:
  // `traits` must outlive this.
  MarkTable(const VendorTraits& traits, Kind kind);
  MarkTable(const MarkTable&) = delete;
  MarkTable& operator=(const MarkTable&) = delete;

  std::optional<std::string> Compute(const Value& desired, std::string_view owner, std::string_view region) const;
  // The same hash, for kinds whose objects carry no tags too.
  std::optional<std::string> Digest(const Value& desired, std::string_view owner, std::string_view region) const;

 private:
  const VendorTraits& traits_;
  const Kind kind_;
  const bool marked_;
  const std::vector<Field> fields_;
  std::vector<std::pair<std::string_view, const Field*>> marked_fields_;  // by path
};

// How the mark on an object names `owner`: as much of it as every vendor's tags take, other characters as hyphens.
std::string OwnerAsMarked(std::string_view owner);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_MARK_H_
