#include "reconcile/ledger/ledger_contents.h"

#include <algorithm>
#include <array>

#include "reconcile/object/object.h"
#include "reconcile/object/vendor_tables.h"

namespace ic::reconcile {
namespace {

using Hashes = std::vector<std::uint64_t>;

std::uint64_t HashOf(Kind kind, std::string_view text) {
  return CombineHash(static_cast<std::uint64_t>(kind) + 1, text);
}

std::uint64_t PlaceHash(std::string_view account, std::string_view region) {
  return CombineHash(CombineHash(0, account), region);
}

// Of what is loose, and of what has this twin hash.
std::uint64_t LooseHash(std::uint64_t place, Kind kind) { return HashOf(kind, "loose") ^ place; }
std::uint64_t FirmHash(std::uint64_t place, Kind kind, std::uint64_t twin) {
  return CombineHash(CombineHash(place, static_cast<std::uint64_t>(kind)), twin);
}

void AddTwinHash(const VendorTables* tables, std::uint64_t place, const Value& object, Hashes& hashes) {
  if (tables == nullptr || !object.is_known()) return;
  const TwinHash twin = TwinHashOf(*tables, object);
  if (twin.never) return;
  hashes.push_back(twin.loose ? LooseHash(place, tables->kind) : FirmHash(place, tables->kind, twin.hash));
}

std::uint64_t QuotaHash(const Quota& quota, std::uint64_t place, const std::string& group) {
  return CombineHash(CombineHash(place, quota.id), group);
}

void AddQuotaHashes(const VendorTables* tables, std::uint64_t place, const Value& object, Hashes& hashes) {
  if (tables == nullptr) return;
  for (const Quota* quota : tables->quotas) {
    const std::string group = quota->group(tables->kind, object);
    if (!group.empty()) hashes.push_back(QuotaHash(*quota, place, group));
  }
}

// The fields that name what an object stands on.
constexpr std::array kBelow = {field::kConnectionId, field::kVirtualInterfaceId, field::kBgpGroupId,
                               field::kAdvertisedBy};

// What `keep` wants of `found`, in order and once.
template <typename List, typename Keep>
List Sifted(List found, Keep keep) {
  std::erase_if(found, [&keep](const auto* entry) { return !keep(*entry); });
  std::sort(found.begin(), found.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

template <typename Map>
std::vector<const typename Map::value_type*> FindAlike(HashIndex<Map>& index, const Map& map,
                                                       const VendorTables& tables, std::uint64_t place,
                                                       const Value& object) {
  std::vector<const typename Map::value_type*> found;
  if (map.empty()) return found;
  const TwinHash twin = TwinHashOf(tables, object);
  if (twin.never) return found;
  if (twin.loose) {
    for (const auto& entry : map) found.push_back(&entry);
    return found;
  }
  index.Find(map, FirmHash(place, tables.kind, twin.hash), found);
  index.Find(map, LooseHash(place, tables.kind), found);
  return found;
}

}  // namespace

std::size_t ObjectKeyHash::operator()(const ObjectKey& key) const {
  return CombineHash(PlaceHash(key.account, key.region), HashOf(key.kind, key.id));
}

LedgerContents::LedgerContents(const Clouds& clouds)
    : clouds_(clouds),
      ids_([](const auto& entry, Hashes& hashes) { hashes.push_back(HashOf(entry.first.kind, entry.first.id)); }),
      groups_([](const auto& entry, Hashes& hashes) {
        if (!entry.second.group.empty()) hashes.push_back(HashOf(entry.first.kind, entry.second.group));
      }),
      standing_([](const auto& entry, Hashes& hashes) {
        for (const std::string_view name : kBelow) {
          const std::string now = Text(entry.second.attributes, name);
          const std::string planned = Text(entry.second.planned, name);
          if (!now.empty()) hashes.push_back(HashOf(entry.first.kind, now));
          if (!planned.empty() && planned != now) hashes.push_back(HashOf(entry.first.kind, planned));
        }
      }),
      twins_([this](const auto& entry, Hashes& hashes) {
        const ObjectKey& key = entry.first;
        AddTwinHash(clouds_.TablesOf(key.account, key.kind), PlaceHash(key.account, key.region),
                    entry.second.attributes, hashes);
      }),
      places_([this](const auto& entry, Hashes& hashes) {
        const ObjectKey& key = entry.first;
        if (entry.second.fate != Fate::kStays) return;
        AddQuotaHashes(clouds_.TablesOf(key.account, key.kind), PlaceHash(key.account, key.region),
                       entry.second.planned, hashes);
      }),
      leaving_([this](const auto& entry, Hashes& hashes) {
        const ObjectKey& key = entry.first;
        if (!entry.second.any_time) return;
        AddQuotaHashes(clouds_.TablesOf(key.account, key.kind), PlaceHash(key.account, key.region),
                       entry.second.attributes, hashes);
      }),
      held_twins_([this](const auto& entry, Hashes& hashes) {
        const ObjectKey& key = entry.first;
        AddTwinHash(clouds_.TablesOf(key.account, key.kind), PlaceHash(key.account, key.region), entry.second, hashes);
      }),
      held_ids_([](const auto& entry, Hashes& hashes) { hashes.push_back(HashOf(entry.first.kind, entry.first.id)); }),
      create_twins_([this](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        AddTwinHash(clouds_.TablesOf(create.account, create.kind), PlaceHash(create.account, create.region),
                    create.planned, hashes);
      }),
      create_places_([this](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        AddQuotaHashes(clouds_.TablesOf(create.account, create.kind), PlaceHash(create.account, create.region),
                       create.planned, hashes);
      }),
      create_marks_([](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        if (!create.mark.empty()) hashes.push_back(PlaceHash(create.account, create.mark));
      }),
      create_digests_([](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        if (!create.digest.empty()) hashes.push_back(PlaceHash(create.account, create.digest));
      }),
      create_adopts_([](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        if (!create.adopts.empty()) hashes.push_back(PlaceHash(create.account, create.adopts));
      }),
      create_names_([](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        hashes.push_back(PlaceHash(create.account, Text(create.planned, field::kId)));
      }),
      create_replaces_([](const auto& entry, Hashes& hashes) {
        const PlannedCreate& create = entry.second;
        if (!create.replaces.empty()) hashes.push_back(PlaceHash(create.account, create.replaces));
      }) {}

const Existing* LedgerContents::Find(const ObjectKey& key) const {
  const auto* entry = FindEntry(key);
  return entry == nullptr ? nullptr : &entry->second;
}

const LedgerContents::ExistingMap::value_type* LedgerContents::FindEntry(const ObjectKey& key) const {
  const auto found = existing_.find(key);
  return found == existing_.end() ? nullptr : &*found;
}

bool LedgerContents::Enter(const ObjectKey& key) {
  const auto [entry, fresh] = EnterOrFind(key);
  if (fresh) EnterIndexes(*entry);
  return fresh;
}

std::pair<LedgerContents::ExistingMap::value_type*, bool> LedgerContents::EnterOrFind(const ObjectKey& key) {
  const auto [entry, fresh] = existing_.try_emplace(key);
  return {&*entry, fresh};
}

void LedgerContents::EnterIndexes(const ExistingMap::value_type& entry) {
  for (auto* index : {&ids_, &groups_, &standing_, &twins_, &places_, &leaving_}) index->Enter(entry);
}

void LedgerContents::LeaveIndexes(const ExistingMap::value_type& entry) {
  for (auto* index : {&ids_, &groups_, &standing_, &twins_, &places_, &leaving_}) index->Leave(entry);
}

void LedgerContents::Erase(const ObjectKey& key) {
  const auto found = existing_.find(key);
  if (found == existing_.end()) return;
  LeaveIndexes(*found);
  existing_.erase(found);
}

const Value* LedgerContents::FindHeld(const ObjectKey& key) const {
  const auto found = held_.find(key);
  return found == held_.end() ? nullptr : &found->second;
}

void LedgerContents::Hold(const ObjectKey& key, const Value& state) {
  const auto [entry, fresh] = held_.try_emplace(key, state);
  if (!fresh) {
    held_twins_.Leave(*entry);
    held_ids_.Leave(*entry);
    entry->second = state;
  }
  held_twins_.Enter(*entry);
  held_ids_.Enter(*entry);
}

void LedgerContents::Release(const ObjectKey& key) {
  const auto found = held_.find(key);
  if (found == held_.end()) return;
  held_twins_.Leave(*found);
  held_ids_.Leave(*found);
  held_.erase(found);
}

void LedgerContents::GiveUp(const ObjectKey& key, const Value& state) {
  Release(key);
  given_up_[{key.kind, key.id}][key] = state;
}

std::vector<std::pair<ObjectKey, Value>> LedgerContents::HeldWithId(Kind kind, const std::string& id) {
  std::vector<const HeldMap::value_type*> found;
  held_ids_.Find(held_, HashOf(kind, id), found);
  std::map<ObjectKey, Value> held;
  for (const auto* entry : found) {
    if (entry->first.kind == kind && entry->first.id == id) held.insert(*entry);
  }
  const auto given_up = given_up_.find({kind, id});
  if (given_up != given_up_.end()) held.insert(given_up->second.begin(), given_up->second.end());
  return {held.begin(), held.end()};
}

std::uint64_t LedgerContents::Add(PlannedCreate create) {
  const auto entry = creates_.emplace(++last_ticket_, std::move(create)).first;
  for (auto* index : CreateIndexes()) index->Enter(*entry);
  ++creates_of_[{entry->second.account, entry->second.kind}][entry->second.region];
  if (entry->second.replaces.empty()) ++more_of_[{entry->second.account, entry->second.kind}];
  return last_ticket_;
}

std::size_t LedgerContents::CreatesOf(const std::string& account, Kind kind) const {
  const auto found = creates_of_.find({account, kind});
  std::size_t number = 0;
  if (found == creates_of_.end()) return number;
  for (const auto& [region, there] : found->second) number += there;
  return number;
}

bool LedgerContents::MakesMore(const std::string& account, Kind kind) const {
  const auto found = more_of_.find({account, kind});
  return found != more_of_.end() && found->second > 0;
}

std::set<std::string> LedgerContents::RegionsOfCreates(const std::string& account, Kind kind) const {
  std::set<std::string> regions;
  const auto found = creates_of_.find({account, kind});
  if (found == creates_of_.end()) return regions;
  for (const auto& [region, number] : found->second) {
    if (number > 0) regions.insert(region);
  }
  return regions;
}

void LedgerContents::EraseCreate(CreateMap::iterator create) {
  for (auto* index : CreateIndexes()) index->Leave(*create);
  --creates_of_[{create->second.account, create->second.kind}][create->second.region];
  if (create->second.replaces.empty()) --more_of_[{create->second.account, create->second.kind}];
  creates_.erase(create);
}

void LedgerContents::EraseCreates(const std::string& account, Kind kind, const std::string& mark) {
  for (const auto* create : WithMark(account, mark)) {
    if (create->second.kind == kind) EraseCreate(creates_.find(create->first));
  }
}

void LedgerContents::EraseCreate(const VendorTables& tables, const std::string& account, const std::string& region,
                                 const Value& object, const std::string& digest) {
  for (const auto* create : CreatesAlike(tables, account, region, object)) {
    if (create->second.digest == digest) return EraseCreate(creates_.find(create->first));
  }
}

LedgerContents::ExistingList LedgerContents::WithId(Kind kind, const std::string& id) {
  ExistingList found;
  ids_.Find(existing_, HashOf(kind, id), found);
  return Sifted(std::move(found), [&](const auto& entry) { return entry.first.kind == kind && entry.first.id == id; });
}

LedgerContents::ExistingList LedgerContents::InGroup(Kind kind, const std::string& redundancy_group) {
  ExistingList found;
  groups_.Find(existing_, HashOf(kind, redundancy_group), found);
  return Sifted(std::move(found),
                [&](const auto& entry) { return entry.first.kind == kind && entry.second.group == redundancy_group; });
}

LedgerContents::ExistingList LedgerContents::StandingOn(Kind kind, std::string_view field, const std::string& below) {
  ExistingList found;
  if (below.empty()) return found;
  standing_.Find(existing_, HashOf(kind, below), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const Existing& object = entry.second;
    return entry.first.kind == kind && (Text(object.attributes, field) == below ||
                                        (object.fate == Fate::kStays && Text(object.planned, field) == below));
  });
}

LedgerContents::ExistingList LedgerContents::InterfacesOn(const std::string& connection) {
  ExistingList found;
  standing_.Find(existing_, HashOf(Kind::kVirtualInterface, connection), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    return entry.first.kind == Kind::kVirtualInterface &&
           Text(entry.second.attributes, field::kConnectionId) == connection;
  });
}

LedgerContents::ExistingList LedgerContents::InterfacesPlannedOn(const std::string& connection) {
  ExistingList found;
  standing_.Find(existing_, HashOf(Kind::kVirtualInterface, connection), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    return entry.first.kind == Kind::kVirtualInterface && entry.second.fate == Fate::kStays &&
           Text(entry.second.planned, field::kConnectionId) == connection;
  });
}

LedgerContents::ExistingList LedgerContents::Alike(const VendorTables& tables, const std::string& account,
                                                   const std::string& region, const Value& object) {
  return Sifted(FindAlike(twins_, existing_, tables, PlaceHash(account, region), object), [&](const auto& entry) {
    const ObjectKey& key = entry.first;
    return key.kind == tables.kind && key.account == account && key.region == region &&
           entry.second.attributes.is_known();
  });
}

LedgerContents::HeldList LedgerContents::HeldAlike(const VendorTables& tables, const std::string& account,
                                                   const std::string& region, const Value& object) {
  return Sifted(FindAlike(held_twins_, held_, tables, PlaceHash(account, region), object), [&](const auto& entry) {
    const ObjectKey& key = entry.first;
    return key.kind == tables.kind && key.account == account && key.region == region;
  });
}

LedgerContents::CreateList LedgerContents::CreatesAlike(const VendorTables& tables, const std::string& account,
                                                        const std::string& region, const Value& object) {
  return Sifted(FindAlike(create_twins_, creates_, tables, PlaceHash(account, region), object), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.kind == tables.kind && create.account == account && create.region == region;
  });
}

LedgerContents::ExistingList LedgerContents::Staying(const Quota& quota, const std::string& account,
                                                     const std::string& region, const std::string& group) {
  ExistingList found;
  places_.Find(existing_, QuotaHash(quota, PlaceHash(account, region), group), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const ObjectKey& key = entry.first;
    return entry.second.fate == Fate::kStays && key.account == account && key.region == region &&
           quota.group(key.kind, entry.second.planned) == group;
  });
}

LedgerContents::ExistingList LedgerContents::Leaving(const Quota& quota, const std::string& account,
                                                     const std::string& region, const std::string& group) {
  ExistingList found;
  leaving_.Find(existing_, QuotaHash(quota, PlaceHash(account, region), group), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const ObjectKey& key = entry.first;
    return entry.second.any_time && key.account == account && key.region == region &&
           quota.group(key.kind, entry.second.attributes) == group;
  });
}

LedgerContents::CreateList LedgerContents::Creating(const Quota& quota, const std::string& account,
                                                    const std::string& region, const std::string& group) {
  CreateList found;
  create_places_.Find(creates_, QuotaHash(quota, PlaceHash(account, region), group), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.account == account && create.region == region && quota.group(create.kind, create.planned) == group;
  });
}

std::size_t LedgerContents::MostIn(const Quota& quota, const std::string& account, const std::string& region,
                                   const std::string& group) {
  const std::uint64_t hash = QuotaHash(quota, PlaceHash(account, region), group);
  return places_.Count(existing_, hash) + create_places_.Count(creates_, hash);
}

LedgerContents::CreateList LedgerContents::CreatesNamed(const std::string& account, Kind kind, const std::string& id) {
  CreateList found;
  create_names_.Find(creates_, PlaceHash(account, id), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.account == account && create.kind == kind && Text(create.planned, field::kId) == id;
  });
}

LedgerContents::CreateList LedgerContents::WithMark(const std::string& account, const std::string& mark) {
  CreateList found;
  create_marks_.Find(creates_, PlaceHash(account, mark), found);
  return Sifted(std::move(found),
                [&](const auto& entry) { return entry.second.account == account && entry.second.mark == mark; });
}

LedgerContents::CreateList LedgerContents::WithDigest(const std::string& account, Kind kind,
                                                      const std::string& digest) {
  CreateList found;
  create_digests_.Find(creates_, PlaceHash(account, digest), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.account == account && create.kind == kind && create.digest == digest;
  });
}

LedgerContents::CreateList LedgerContents::Replacing(const std::string& account, Kind kind, const std::string& id) {
  CreateList found;
  create_replaces_.Find(creates_, PlaceHash(account, id), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.account == account && create.kind == kind && create.replaces == id;
  });
}

LedgerContents::CreateList LedgerContents::Adopting(const std::string& account, Kind kind, const std::string& id) {
  CreateList found;
  create_adopts_.Find(creates_, PlaceHash(account, id), found);
  return Sifted(std::move(found), [&](const auto& entry) {
    const PlannedCreate& create = entry.second;
    return create.account == account && create.kind == kind && create.adopts == id;
  });
}

}  // namespace ic::reconcile
