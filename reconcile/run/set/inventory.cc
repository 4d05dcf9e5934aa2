#include "reconcile/run/set/inventory.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/object.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {

using reconcile::Text;

std::string Live::import_id() const { return fmt::format("{}/{}/{}", identity.cloud, identity.region, identity.id); }

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
                          std::size_t workers, Freshness freshness, Unread& unread) {
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
  std::map<Identity, Live> found;
  for (Listing& listing : listings) {
    const std::string& account = listing.place.account;
    if (!listing.result.ok()) {
      unread.Add(account, fmt::format("Listing every {} in {}", KindTitle(listing.kind), listing.place.region),
                 listing.result.status());
      continue;
    }
    for (Observed& observed : *listing.result) {
      Identity identity{engine.CloudOf(account), listing.place.region, listing.kind, observed.id};
      const auto one = found.try_emplace(identity, Live{account, identity, std::move(observed)}).first;
      one->second.accounts.push_back(account);
    }
  }
  std::vector<Live> live;
  live.reserve(found.size());
  for (auto& [identity, one] : found) live.push_back(std::move(one));
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
    identities_.insert({one.object.cloud, one.object.region, address.kind, one.object.id});
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
    identities_.insert({Text(object.config, field::kCloud), region, object.address.kind, adopt});
  }
}

bool Managed::Has(const Live& live) const {
  if (identities_.contains(live.identity)) return true;
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
