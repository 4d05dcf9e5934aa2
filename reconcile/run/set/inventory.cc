#include "reconcile/run/set/inventory.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {

using reconcile::Text;

std::string Live::import_id() const { return fmt::format("{}/{}/{}", identity.cloud, identity.region, identity.id); }

Owners::Owners(Engine& engine, const std::set<std::string>& accounts) {
  std::map<std::string, std::vector<std::string>> by_cloud;
  for (const std::string& account : accounts) by_cloud[engine.CloudOf(account)].push_back(account);
  for (const auto& [cloud, names] : by_cloud) {
    if (names.size() < 2) continue;
    std::map<std::string, std::string> told;
    for (const std::string& name : names) {
      const StatusOr<std::string> region = engine.DefaultRegion(name);
      std::string owner = engine.OwnerOf(name, region.ok() ? *region : std::string());
      if (!owner.empty()) told.emplace(name, std::move(owner));
    }
    if (told.size() == names.size()) owners_.merge(told);
  }
}

std::string Owners::Of(Kind kind, const std::string& account) const {
  const auto found = owners_.find(account);
  const bool apart = found != owners_.end() && FindField(NeutralFields(kind), field::kAdopt) != nullptr;
  return apart ? found->second : std::string();
}

std::set<Place> PlacesOf(Engine& engine, const DesiredSet& desired, const KnownObjects& known,
                         const std::set<std::string>& accounts, Unread& unread) {
  std::set<Place> places;
  const auto add = [&](const std::string& account, const std::string& region) {
    if (!region.empty() && accounts.contains(account)) places.insert({account, region});
  };
  for (const auto& [address, one] : known) add(one.object.account, one.object.region);
  for (const DesiredObject& object : desired.objects) add(object.account, Text(object.config, field::kRegion));
  for (const std::string& account : accounts) {
    const StatusOr<std::string> region = engine.DefaultRegion(account);
    if (region.ok()) {
      places.insert({account, *region});
      continue;
    }
    const bool elsewhere =
        std::any_of(places.begin(), places.end(), [&](const Place& place) { return place.account == account; });
    if (!elsewhere) unread.Add(account, "Finding its region", region.status());
  }
  return places;
}

std::vector<Live> ListAll(Engine& engine, const std::set<Place>& places, const std::vector<Kind>& kinds,
                          std::size_t workers, Freshness freshness, Unread& unread, const Owners& owners) {
  struct Listing {
    Place place;
    Kind kind;
    StatusOr<std::vector<Observed>> result = std::vector<Observed>();
  };
  std::vector<Listing> listings;
  for (const Place& place : places) {
    for (const Kind kind : kinds) listings.push_back({place, kind});
  }
  ForEach(listings.size(), workers, [&](std::size_t i) {
    Listing& listing = listings[i];
    listing.result = engine.List(listing.place.account, listing.place.region, listing.kind, freshness);
  });
  std::map<std::pair<Identity, std::string>, Live> found;
  for (Listing& listing : listings) {
    const std::string& account = listing.place.account;
    if (!listing.result.ok()) {
      unread.Add(account, fmt::format("Listing every {} in {}", KindTitle(listing.kind), listing.place.region),
                 listing.result.status());
      continue;
    }
    for (Observed& observed : *listing.result) {
      Identity identity{engine.CloudOf(account), listing.place.region, listing.kind, observed.id};
      const std::pair<Identity, std::string> key(identity, owners.Of(listing.kind, account));
      const auto one = found.try_emplace(key, Live{account, identity, std::move(observed)}).first;
      one->second.accounts.push_back(account);
    }
  }
  std::vector<Live> live;
  live.reserve(found.size());
  for (auto& [key, one] : found) live.push_back(std::move(one));
  return live;
}

void Managed::AddSessionOf(const FieldIndex& fields, const std::string& cloud, const Value& object) {
  if (!reconcile::HasSession(object)) return;
  const VendorTraits* traits = fields.Find(cloud);
  const bool by_address = traits != nullptr && reconcile::TellsSessionsByAddress(*traits);
  sessions_[{cloud, Text(object, field::kId), Text(object, field::kAddressFamily)}] =
      by_address ? Text(object, field::kCustomerAddress) : std::string();
}

void Managed::Add(const FieldIndex& fields, const KnownObjects& known) {
  for (const auto& [address, one] : known) {
    Add({one.object.cloud, one.object.region, address.kind, one.object.id}, one.object.account);
    if (address.kind == Kind::kVirtualInterface) AddSessionOf(fields, one.object.cloud, one.attributes);
  }
}

void Managed::AddAdopted(Engine& engine, const DesiredSet& desired) {
  for (const DesiredObject& object : desired.objects) {
    const std::string adopt = Text(object.config, field::kAdopt);
    if (adopt.empty()) continue;
    std::string region = Text(object.config, field::kRegion);
    if (region.empty()) {
      const StatusOr<std::string> usual = engine.DefaultRegion(object.account);
      if (!usual.ok()) continue;
      region = *usual;
    }
    Add({Text(object.config, field::kCloud), region, object.address.kind, adopt}, object.account);
  }
}

bool Managed::Has(const Live& live) const {
  const auto found = identities_.find(live.identity);
  if (found != identities_.end() && found->second.contains(owners_.Of(live.identity.kind, live.account))) return true;
  if (live.identity.kind != Kind::kBgpPeer) return false;
  const Value& session = live.observed.attributes;
  // Of an interface that nobody here knows it is a part.
  const Identity interface {
    live.identity.cloud, live.identity.region, Kind::kVirtualInterface, Text(session, field::kVirtualInterfaceId)
  };
  if (live.observed.may_be_own && !identities_.contains(interface)) return true;
  const auto own = sessions_.find(
      {live.identity.cloud, Text(session, field::kVirtualInterfaceId), Text(session, field::kAddressFamily)});
  return own != sessions_.end() &&
         (own->second.empty() || reconcile::SameHost(Text(session, field::kCustomerAddress), own->second));
}

}  // namespace ic::run
