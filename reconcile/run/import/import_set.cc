#include "reconcile/run/import/import_set.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/import/import_item.h"
#include "reconcile/run/import/matching.h"
#include "reconcile/run/import/naming.h"
#include "reconcile/run/import/unlisted.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/unread_clouds.h"

namespace ic {
namespace run {
namespace {

using reconcile::Text;
using Said = std::vector<LocatedDiagnostic>;

// Nullopt: there is nothing to stand on, and it was said why.
std::optional<ImportGround> GroundFor(const RunEnvironment& environment, const DesiredSet& desired, Said& said) {
  ImportGround ground{environment,
                      desired,
                      FieldIndex(*environment.engine.factory),
                      MakeEngine(environment.engine, desired, {.read_only = true}, said),
                      {}};
  if (HasErrors(said)) return std::nullopt;
  auto loaded = LoadState(ground.field_index, *environment.state, desired, /*alone=*/true);
  if (!loaded.ok()) {
    said.push_back(DiagnosticOf("State cannot be read", loaded.status()));
    return std::nullopt;
  }
  ground.known = std::move(*loaded);
  for (const auto& [address, known] : ground.known) {
    ground.engine->Hold(address.kind, known.attributes, known.object.account);
  }
  return ground;
}

LocatedDiagnostic Refusal(const DesiredSet& desired, const Address& address, std::string detail) {
  return desired.Locate({Severity::kError, "Import failed", std::move(detail), {}}, address);
}

// Why no object can be imported under that address; nullopt: it can. `asked`: those before it.
std::optional<std::string> WhyNotFree(const KnownObjects& known, const Address& address, std::set<Address>& asked) {
  if (!IsValidName(address.name)) {
    return fmt::format(
        "\"{}\" is no name: it starts with a letter or an underscore and goes on with "
        "letters, digits, underscores, hyphens and dots, 128 at most.",
        address.name);
  }
  if (const auto taken = known.find(address); taken != known.end()) {
    return fmt::format("{} is in the state already, and is {}. Choose another name.", address.ToString(),
                       taken->second.object.id);
  }
  if (asked.insert(address).second) return std::nullopt;
  return fmt::format("{} is asked for twice.", address.ToString());
}

// Those of `accounts`, which are looked at, and of all in their clouds that something here is of.
Owners OwnersOf(const ImportGround& ground, std::set<std::string> accounts) {
  std::set<std::string> clouds;
  for (const std::string& account : accounts) clouds.insert(ground.engine->CloudOf(account));
  const auto add = [&](const std::string& account) {
    if (clouds.contains(ground.engine->CloudOf(account))) accounts.insert(account);
  };
  for (const auto& [address, known] : ground.known) add(known.object.account);
  for (const DesiredObject& object : ground.desired.objects) add(object.account);
  return {*ground.engine, accounts};
}

// What was imported before, and whose.
using Imported = std::set<std::pair<Identity, std::string>>;

// Why an object that was read is not imported: something here has it already. `imported`: those before it.
std::optional<std::string> WhyTaken(const ImportGround& ground, const Owners& owners, const Managed& managed,
                                    const ImportItem& item, Imported& imported) {
  const Identity identity = IdentityOf(item);
  const std::string owner = owners.Of(identity.kind, AccountOf(item));
  if (ground.field_index.IsLowered(identity.cloud, identity.kind)) return std::nullopt;  // it is nobody's
  for (const auto& [address, known] : ground.known) {
    const StateObject& object = known.object;
    if (Identity{object.cloud, object.region, address.kind, object.id} != identity) continue;
    if (owners.Of(address.kind, object.account) != owner) continue;  // another one's part in it
    return fmt::format("{} is in the state already, as {}.", identity.id, address.ToString());
  }
  const Live live{AccountOf(item), identity, Observed{identity.id, identity.region, item.output.state}};
  if (managed.Has(live)) {
    return fmt::format("{} is the own session of virtual interface {}, and is managed with it.", identity.id,
                       Text(item.output.state, field::kVirtualInterfaceId));
  }
  if (imported.emplace(identity, owner).second) return std::nullopt;
  return fmt::format("{} is asked for under two names.", identity.id);
}

// Whether it carries our mark is told by the listing only.
Wanted WantedOf(const ImportGround& ground, const DesiredObject& object, const ImportItem& item) {
  Live live{item.request.account, IdentityOf(item), Observed()};
  const auto listed = ground.engine->List(object.account, live.identity.region, live.identity.kind, Freshness::kShared);
  for (const Observed& one : listed.ok() ? *listed : std::vector<Observed>()) {
    if (one.id == live.identity.id) live.observed = one;
  }
  return Matching(*ground.engine, ground.field_index, ground.desired, ground.known).Of(object, live);
}

// What is listed in `accounts` and not `managed`, to which sessions of all interfaces there are added.
std::vector<Live> FindUnmanaged(const ImportGround& ground, const std::set<std::string>& accounts, const Owners& owners,
                                Managed& managed, Said& said) {
  Unread unread;
  std::set<std::string> chosen;
  for (const Account& account : ground.desired.accounts) {
    if (accounts.contains(account.name)) chosen.insert(account.name);
  }
  const std::set<Place> places = PlacesOf(*ground.engine, ground.desired, ground.known, chosen, unread);
  const std::vector<Kind> kinds(kAllKinds.begin(), kAllKinds.end());
  std::vector<Live> live =
      ListAll(*ground.engine, places, kinds, ground.environment.parallelism, Freshness::kLive, unread, owners);
  for (const UnreadCloud& cloud : unread.Clouds()) {
    said.push_back(ground.desired.Locate(
        {Severity::kError, "Cloud cannot be read", fmt::format("{}: {}", cloud.account, cloud.why), {}}, Position()));
  }
  for (const Live& one : live) {
    // Which session is the own one of an interface that is managed, its state says.
    if (one.identity.kind != Kind::kVirtualInterface || managed.Has(one)) continue;
    Value interface = one.observed.attributes;
    interface.Put(field::kId, Value::String(one.identity.id));
    managed.AddSessionOf(ground.field_index, one.identity.cloud, interface);
  }
  std::erase_if(live, [&managed](const Live& one) { return managed.Has(one); });
  return live;
}

// What was found, under the address that the configuration has for it, or a new one. Not read yet.
std::vector<ImportItem> Named(const ImportGround& ground, const std::vector<Live>& found, Managed managed,
                              Matches& matches) {
  Naming naming;
  for (const auto& [address, known] : ground.known) naming.Take(address);
  for (const DesiredObject& object : ground.desired.objects) naming.Take(object.address);
  managed.AddAdopted(*ground.engine, ground.desired);
  std::vector<ImportItem> items;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Live& live = found[i];
    if (const auto match = matches.of_live.find(i); match != matches.of_live.end()) {
      const DesiredObject& object = *match->second.object;
      items.push_back({{object.address, object.account, live.import_id()}, {}, std::move(match->second)});
    } else if (!matches.unclear.contains(i) && !matches.offered.contains(i) && !managed.Has(live)) {
      const Address address =
          naming.NameFor(live.identity.kind, Text(live.observed.attributes, field::kName), live.identity.id);
      items.push_back({{address, live.account, live.import_id()}});
    }
  }
  return items;
}

// What others offer this account is not its own, and nobody asked for it: it is said, and left out with all that is on
// it.
void LeaveOutOffers(const DesiredSet& desired, std::vector<ImportItem>& items, Said& said) {
  std::set<std::pair<std::string, std::string>> offered;  // account and id
  for (const ImportItem& item : items) {
    if (!item.output.offered) continue;
    const std::string& import_id = item.request.id;
    offered.emplace(item.request.account, import_id.substr(import_id.rfind('/') + 1));
    for (const Diagnostic& one : item.output.diagnostics.items()) {
      if (one.severity != Severity::kError) continue;
      said.push_back(desired.Locate({Severity::kWarning, "Offer was left out", one.detail, {}}, Position()));
    }
  }
  std::erase_if(items, [&](const ImportItem& item) {
    const auto on = [&](std::string_view name) {
      return offered.contains({item.request.account, Text(item.output.state, name)});
    };
    return item.output.offered || on(field::kConnectionId) || on(field::kVirtualInterfaceId) ||
           on(field::kAdvertisedBy);
  });
}

std::optional<ImportItem> LoweredItem(const ImportGround& ground, Wanted group) {
  const DesiredObject& object = *group.object;
  std::optional<ObjectOutput> output = StateOfLowered(*ground.engine, group);
  if (!output) return std::nullopt;
  return ImportItem{{object.address, object.account, ""}, *std::move(output), std::move(group)};
}

std::optional<ImportItem> UnlistedItem(const ImportGround& ground, Wanted prefix, Said& said) {
  const DesiredObject& object = *prefix.object;
  const auto id = FindPrefix(*ground.engine, *ground.environment.engine.factory, ground.field_index, prefix);
  if (!id) return std::nullopt;
  ImportItem item{{object.address, object.account, *id}, {}, std::move(prefix)};
  item.output = ground.engine->Import(object.address.kind, *id, object.account);
  if (!WasRead(ground.desired, item, said)) return std::nullopt;
  return item;
}

}  // namespace
}  // namespace run

ImportResult ImportObjects(const RunEnvironment& environment, const DesiredSet& desired,
                           const std::vector<ImportRequest>& requests) {
  ImportResult result;
  run::Said& said = result.diagnostics;
  const std::optional<run::ImportGround> ground = run::GroundFor(environment, desired, said);
  if (!ground) return result;
  std::vector<run::ImportItem> items;
  std::set<Address> asked;
  for (const ImportRequest& request : requests) {
    if (auto why = run::WhyNotFree(ground->known, request.address, asked)) {
      said.push_back(run::Refusal(desired, request.address, *std::move(why)));
    } else {
      items.push_back({request});
    }
  }
  run::ReadItems(*ground, items);
  std::set<std::string> accounts;
  for (const run::ImportItem& item : items) accounts.insert(run::AccountOf(item));
  const run::Owners owners = run::OwnersOf(*ground, accounts);
  run::Managed managed(owners);
  managed.Add(ground->field_index, ground->known);
  run::Imported imported;
  std::vector<run::ImportItem> kept;
  for (run::ImportItem& item : items) {
    if (!run::WasRead(desired, item, said)) continue;
    const Address& address = item.request.address;
    if (auto why = run::WhyTaken(*ground, owners, managed, item, imported)) {
      said.push_back(run::Refusal(desired, address, *std::move(why)));
      continue;
    }
    if (const DesiredObject* object = desired.Find(address)) item.wanted = run::WantedOf(*ground, *object, item);
    kept.push_back(std::move(item));
  }
  result.objects = run::ImportedFrom(*ground, std::move(kept), said);
  return result;
}

ImportResult ImportEverything(const RunEnvironment& environment, const DesiredSet& desired,
                              const std::set<std::string>& accounts) {
  ImportResult result;
  run::Said& said = result.diagnostics;
  const std::optional<run::ImportGround> ground = run::GroundFor(environment, desired, said);
  if (!ground) return result;
  const run::Owners owners = run::OwnersOf(*ground, accounts);
  run::Managed managed(owners);
  managed.Add(ground->field_index, ground->known);
  const std::vector<run::Live> found = run::FindUnmanaged(*ground, accounts, owners, managed, said);
  run::Matches matches = run::Matching(*ground->engine, ground->field_index, desired, ground->known).Run(found);
  for (auto& [address, problem] : matches.problems) {
    said.push_back(desired.Locate({Severity::kError, "Import is not clear", std::move(problem), {}}, address));
  }
  std::vector<run::ImportItem> items = run::Named(*ground, found, std::move(managed), matches);
  run::ReadItems(*ground, items);
  run::LeaveOutOffers(desired, items, said);
  std::erase_if(items, [&](const run::ImportItem& item) { return !run::WasRead(desired, item, said); });
  std::set<run::Identity> unlisted;
  for (run::Wanted& prefix : matches.unlisted) {
    if (!accounts.contains(prefix.object->account)) continue;
    auto item = run::UnlistedItem(*ground, std::move(prefix), said);
    if (item && unlisted.insert(run::IdentityOf(*item)).second) items.push_back(*std::move(item));
  }
  for (run::Wanted& group : matches.lowered) {
    if (auto item = run::LoweredItem(*ground, std::move(group))) items.push_back(*std::move(item));
  }
  result.objects = run::ImportedFrom(*ground, std::move(items), said);
  return result;
}

}  // namespace ic
