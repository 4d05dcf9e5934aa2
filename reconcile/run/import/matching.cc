#include "reconcile/run/import/matching.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/lowering.h"
#include "reconcile/run/import/natural_key.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {
namespace {

using reconcile::Text;

// Parents before what stands on them.
constexpr std::array kInOrder = {Kind::kConnection, Kind::kVirtualInterface, Kind::kBgpGroup, Kind::kBgpPeer,
                                 Kind::kBgpCidr};

// A session in a group may leave its interface out: it is the group's.
void TakeInterfaceOfGroup(const DesiredSet& desired, const std::map<Address, Value>& ids, Wanted& wanted) {
  if (wanted.object->address.kind != Kind::kBgpPeer || !wanted.completed.Get(field::kVirtualInterfaceId).is_null()) {
    return;
  }
  for (const Reference& reference : wanted.object->references) {
    const DesiredObject* group = desired.Find(reference.target);
    if (group == nullptr || group->address.kind != Kind::kBgpGroup) continue;
    const Value config = Resolve(*group, [&ids](const Address& target) {
      const auto found = ids.find(target);
      return found == ids.end() ? Value::Unknown() : found->second;
    });
    wanted.completed.Put(field::kVirtualInterfaceId, config.Get(field::kVirtualInterfaceId));
    if (wanted.completed.Get(field::kAddressFamily).is_null()) {
      wanted.completed.Put(field::kAddressFamily, config.Get(field::kAddressFamily));
    }
  }
}

}  // namespace

Matching::Matching(Engine& engine, const FieldIndex& field_index, const DesiredSet& desired, const KnownObjects& known)
    : engine_(engine), field_index_(field_index), desired_(desired), known_(known) {
  for (const auto& [address, one] : known_) {
    ids_[address] = one.attributes.Get(field::kId);
    if (address.kind == Kind::kVirtualInterface && one.attributes.Get(field::kAdopt).is_null()) {
      ours_.insert({one.object.cloud, one.object.id});
    }
  }
}

Matches Matching::Run(const std::vector<Live>& live) {
  Learn(live);
  for (const Kind kind : kInOrder) MatchKind(kind);
  return std::move(matches_);
}

Wanted Matching::Of(const DesiredObject& object, const Live& live) {
  Wanted wanted = WantedOf(object);
  const std::string mark = TablesOf(live.identity.cloud, live.identity.kind)
                               .mark.Compute(wanted.completed, desired_.owner, Text(wanted.completed, field::kRegion))
                               .value_or("");
  wanted.ours = mark.empty() ? StandsOnOurs(wanted) : mark == live.observed.mark;
  return wanted;
}

void Matching::Learn(const std::vector<Live>& live) {
  live_ = &live;
  for (std::size_t i = 0; i < live.size(); ++i) {
    const Live& one = live[i];
    by_id_.emplace(one.identity, i);
    for (const std::string_view name : {field::kConnectionId, field::kVirtualInterfaceId}) {
      const std::string id = Text(one.observed.attributes, name);
      if (!id.empty()) stood_on_.insert({one.identity.cloud, id});
    }
  }
}

const reconcile::VendorTables& Matching::TablesOf(std::string_view cloud, Kind kind) {
  const std::pair<std::string, Kind> key(cloud, kind);
  const auto found = tables_.find(key);
  if (found != tables_.end()) return found->second;
  return tables_.try_emplace(key, *field_index_.Find(cloud), kind, field_index_.fields(kind), field_index_.leaves(kind))
      .first->second;
}

Value Matching::IdOf(const Address& target) const {
  const auto found = ids_.find(target);
  return found == ids_.end() ? Value::Unknown() : found->second;
}

Wanted Matching::WantedOf(const DesiredObject& object) {
  Wanted wanted;
  wanted.object = &object;
  wanted.config = Resolve(object, [this](const Address& target) { return IdOf(target); });
  Value placed = wanted.config;
  if (placed.Get(field::kRegion).is_null()) {
    const auto [region, fresh] = regions_.try_emplace(object.account);
    if (fresh) {
      const StatusOr<std::string> usual = engine_.DefaultRegion(object.account);
      if (usual.ok()) region->second = *usual;
    }
    placed.Put(field::kRegion, Value::String(region->second));
  }
  const auto& tables = TablesOf(Text(placed, field::kCloud), object.address.kind);
  wanted.completed = reconcile::Complete(tables, std::move(placed));
  return wanted;
}

bool Matching::StandsOnOurs(const Wanted& wanted) const {
  const std::string cloud = Text(wanted.completed, field::kCloud);
  return ours_.contains({cloud, Text(wanted.completed, field::kVirtualInterfaceId)}) ||
         ours_.contains({cloud, Text(wanted.completed, field::kAdvertisedBy)});
}

void Matching::MatchKind(Kind kind) {
  std::vector<Wanted> rest;
  std::vector<const DesiredObject*> accepting;  // what it takes over is found first: an object of the same kind
  for (const DesiredObject& object : desired_.objects) {
    if (object.address.kind != kind || known_.contains(object.address)) continue;
    Wanted wanted = WantedOf(object);
    if (wanted.completed.Get(field::kAdopt).is_unknown()) {
      accepting.push_back(&object);
      continue;
    }
    TakeInterfaceOfGroup(desired_, ids_, wanted);
    if (field_index_.IsLowered(Text(wanted.completed, field::kCloud), kind)) {
      ids_[object.address] = reconcile::LoweredGroupId(wanted.completed);
      wanted.ours = true;
      matches_.lowered.push_back(std::move(wanted));
      continue;
    }
    rest.push_back(std::move(wanted));
  }
  MatchNamed(rest);
  Index marks;
  Index keys;
  for (std::size_t i = 0; i < live_->size(); ++i) {
    const Live& live = (*live_)[i];
    if (live.identity.kind != kind) continue;
    if (!live.observed.mark.empty()) marks.emplace(live.observed.mark, i);
    Value attributes = live.observed.attributes;
    attributes.Put(field::kCloud, Value::String(live.identity.cloud));
    const std::string key = NaturalKeyOf(field_index_, kind, live.identity.region, attributes);
    if (!key.empty()) keys.emplace(key, i);
  }
  std::vector<std::vector<std::size_t>> candidates;
  for (const Wanted& wanted : rest) candidates.push_back(Marked(wanted, marks));
  for (std::size_t i = 0; i < rest.size(); ++i) rest[i].ours = !candidates[i].empty();
  Decide(rest, candidates);
  candidates.clear();
  for (const Wanted& wanted : rest) candidates.push_back(Alike(wanted, keys));
  for (Wanted& wanted : rest) wanted.ours = StandsOnOurs(wanted);
  Decide(rest, candidates);
  std::vector<Wanted> named;
  for (const DesiredObject* object : accepting) named.push_back(WantedOf(*object));
  MatchNamed(named);
  if (kind == Kind::kBgpCidr) matches_.unlisted = std::move(rest);
}

// What is named by its id is that. Whether an offer was accepted already is not told; what carries a mark or has
// something on it was, and else it is left to the configuration to take it over.
void Matching::MatchNamed(std::vector<Wanted>& wanted) {
  std::vector<Wanted> rest;
  for (Wanted& one : wanted) {
    const std::string adopt = Text(one.completed, field::kAdopt);
    if (adopt.empty()) {
      rest.push_back(std::move(one));
      continue;
    }
    const std::string cloud = Text(one.completed, field::kCloud);
    ids_[one.object->address] = Value::String(adopt);
    const std::optional<std::size_t> found = FindNamed(one, adopt);
    if (!found) continue;
    const bool taken = !(*live_)[*found].observed.mark.empty() || stood_on_.contains({cloud, adopt});
    if (taken) {
      Take(std::move(one), *found);
    } else {
      matches_.offered.insert(*found);
    }
  }
  wanted = std::move(rest);
}

// As its own account sees it.
std::optional<std::size_t> Matching::FindNamed(const Wanted& wanted, const std::string& id) const {
  const Identity identity{Text(wanted.completed, field::kCloud), Text(wanted.completed, field::kRegion),
                          wanted.object->address.kind, id};
  const auto [begin, end] = by_id_.equal_range(identity);
  for (auto at = begin; at != end; ++at) {
    if (IsFree(at->second, wanted)) return at->second;
  }
  return std::nullopt;
}

// Nothing else has it, and the account sees it.
bool Matching::IsFree(std::size_t live, const Wanted& wanted) const {
  const std::vector<std::string>& accounts = (*live_)[live].accounts;
  return !matches_.of_live.contains(live) && !matches_.unclear.contains(live) &&
         std::find(accounts.begin(), accounts.end(), wanted.object->account) != accounts.end();
}

std::vector<std::size_t> Matching::Marked(const Wanted& wanted, const Index& marks) {
  std::vector<std::size_t> found;
  const std::string region = Text(wanted.completed, field::kRegion);
  const auto& table = TablesOf(Text(wanted.completed, field::kCloud), wanted.object->address.kind).mark;
  const std::string mark = table.Compute(wanted.completed, desired_.owner, region).value_or("");
  if (mark.empty()) return found;
  const auto [begin, end] = marks.equal_range(mark);
  for (auto at = begin; at != end; ++at) {
    if (IsFree(at->second, wanted)) found.push_back(at->second);
  }
  return found;
}

std::vector<std::size_t> Matching::Alike(const Wanted& wanted, const Index& keys) {
  std::vector<std::size_t> found;
  const Kind kind = wanted.object->address.kind;
  const std::string key = NaturalKeyOf(field_index_, kind, Text(wanted.completed, field::kRegion), wanted.completed);
  if (key.empty()) return found;
  const auto [begin, end] = keys.equal_range(key);
  for (auto at = begin; at != end; ++at) {
    const Value& attributes = (*live_)[at->second].observed.attributes;
    if (!IsFree(at->second, wanted)) continue;
    if (AgreeBesides(field_index_, kind, wanted.completed, attributes)) found.push_back(at->second);
  }
  return found;
}

// One for one; what is left over stays in `wanted`.
void Matching::Decide(std::vector<Wanted>& wanted, const std::vector<std::vector<std::size_t>>& candidates) {
  std::map<std::size_t, std::size_t> asked;  // how many want it
  for (const auto& found : candidates) {
    for (const std::size_t live : found) ++asked[live];
  }
  std::vector<Wanted> rest;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::vector<std::size_t>& found = candidates[i];
    if (found.empty()) {
      rest.push_back(std::move(wanted[i]));
    } else if (found.size() == 1 && asked[found.front()] == 1) {
      Take(std::move(wanted[i]), found.front());
    } else {
      Refuse(wanted[i], found);
    }
  }
  wanted = std::move(rest);
}

void Matching::Take(Wanted wanted, std::size_t live) {
  const Live& one = (*live_)[live];
  ids_[wanted.object->address] = Value::String(one.identity.id);
  if (wanted.ours && one.identity.kind == Kind::kVirtualInterface) ours_.insert({one.identity.cloud, one.identity.id});
  matches_.of_live.emplace(live, std::move(wanted));
}

void Matching::Refuse(const Wanted& wanted, const std::vector<std::size_t>& candidates) {
  std::vector<std::string> ids;
  for (const std::size_t live : candidates) {
    ids.push_back((*live_)[live].import_id());
    matches_.unclear.insert(live);
  }
  const std::string address = wanted.object->address.ToString();
  matches_.problems.emplace_back(
      wanted.object->address,
      candidates.size() > 1
          ? fmt::format("{} may be {}: nothing tells which. Neither was imported. Import the one that it is by its id: "
                        "interconnect import {} ID",
                        address, JoinWords(ids, "or"), address)
          : fmt::format("{} is what more than one object of the configuration asks for, {} among them. It was not "
                        "imported. Correct the configuration, or import it by its id: interconnect import {} {}",
                        ids.front(), address, address, ids.front()));
}

}  // namespace ic::run
