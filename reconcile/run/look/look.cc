#include "reconcile/run/look/look.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "reconcile/object/object.h"
#include "reconcile/run/drift/drift_health.h"
#include "reconcile/run/drift/headroom.h"
#include "reconcile/run/set/entries.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/unread_clouds.h"
#include "reconcile/run/set/workers.h"

namespace ic {
namespace run {
namespace {

using reconcile::Text;

// Stands where a key is asked for, and stays there if the cloud does not tell: no cloud takes this character in one.
const std::string kAsked(1, reconcile::kStandInMark);

bool MayHaveKey(Kind kind) {
  return kind == Kind::kVirtualInterface || kind == Kind::kBgpPeer || kind == Kind::kBgpGroup;
}

// What a look works with.
struct Ground {
  const RunEnvironment& environment;
  const DesiredSet& desired;
  const LookOptions& options;
  FieldIndex field_index;
  std::unique_ptr<Engine> engine;
};

// Reading with a key at hand has the cloud's own come back in its place.
void AskForKeys(const FieldIndex& field_index, KnownObjects& known) {
  for (auto& [address, one] : known) {
    if (!MayHaveKey(address.kind) || field_index.IsLowered(one.object.cloud, address.kind)) continue;
    one.attributes.Put(field::kAuthKey, Value::String(kAsked));
  }
}

// Takes the key out of the attributes of what was read.
void TakeKey(const Known& known, bool keep, SeenObject& seen) {
  const Value key = seen.attributes.Get(field::kAuthKey);
  seen.attributes.Put(field::kAuthKey, Value::Null());
  if (!MayHaveKey(seen.address.kind) || known.gone || known.unread) return;
  if (key.is_null()) {
    seen.key = KeyFact::kNone;
  } else if (key.kind() == Value::Kind::kString && key.AsString() != kAsked) {
    seen.key = KeyFact::kSet;
    if (keep) seen.secret = key.AsString();
  }
}

SeenObject SeenOf(const Address& address, const Known& known, const LookOptions& options) {
  SeenObject seen{address,         known.object.account, known.object.cloud, known.object.region,
                  known.object.id, known.attributes,     known.gone,         known.unread};
  if (options.at == LookAt::kClouds) {
    TakeKey(known, options.keys, seen);
  } else {
    seen.attributes.Put(field::kAuthKey, Value::Null());
  }
  return seen;
}

// True if it is the warning of that.
bool IsTold(const Diagnostic& diagnostic, const std::string& trouble) {
  return !trouble.empty() && diagnostic.severity == Severity::kWarning &&
         diagnostic.detail.find(trouble) != std::string::npos;
}

void ReadThem(const Ground& ground, KnownObjects& known, Unread& unread, LookReport& report) {
  FollowEntries(*ground.engine, ground.desired, known);
  AskForKeys(ground.field_index, known);
  std::vector<LocatedDiagnostic> said;
  RefreshAll(*ground.engine, ground.desired, ground.environment.parallelism, known, said);
  for (LocatedDiagnostic& one : said) {
    const Known& object = known.at(*one.address);
    if (object.gone || IsTold(one.diagnostic, object.marks_changed))
      continue;  // the first is shown, the second drift's
    if (one.diagnostic.severity == Severity::kError) {
      unread.Add(object.object.account, one.diagnostic);
    } else {
      report.diagnostics.push_back(std::move(one));
    }
  }
}

// An interface over which a prefix of that list is advertised.
bool Advertises(const VendorTraits& traits, const SeenObject& interface, const std::string& by,
                const std::string& gateway) {
  if (traits.interface_advertises) return by == interface.id;
  const std::string own = Text(interface.attributes, field::kGatewayId);
  return !own.empty() && (own == gateway || own == by);
}

struct Advertisement {
  std::string account;
  std::string cloud;
  std::string region;
  std::string by;       // advertised_by
  std::string gateway;  // that the cloud tells; empty: it does not
  Cidr prefix;
};

void AddAdvertisement(const std::string& account, const std::string& cloud, const std::string& region,
                      const Value& attributes, std::vector<Advertisement>& all) {
  const auto prefix = Cidr::Parse(Text(attributes, field::kCidr));
  if (prefix.ok())
    all.push_back({account, cloud, region, Text(attributes, field::kAdvertisedBy), "", prefix->Prefix()});
}

// Everything that is advertised there, whoever manages it, and by which gateway.
std::vector<Advertisement> LiveAdvertisements(const Ground& ground, const std::vector<Live>& live) {
  std::vector<Advertisement> all;
  std::vector<std::string> ids;
  for (const Live& one : live) {
    if (one.identity.kind != Kind::kBgpCidr) continue;
    const std::size_t before = all.size();
    AddAdvertisement(one.account, one.identity.cloud, one.identity.region, one.observed.attributes, all);
    if (all.size() > before) ids.push_back(one.identity.id);
  }
  ForEach(all.size(), ground.environment.parallelism, [&](std::size_t i) {
    const auto gateway = ground.engine->AdvertisingGateway(all[i].account, all[i].region, ids[i]);
    if (gateway.ok()) all[i].gateway = *gateway;
  });
  return all;
}

void PutAdvertised(const Ground& ground, const std::vector<Advertisement>& all, LookReport& report) {
  for (const SeenObject& seen : report.objects) {
    const VendorTraits* traits = ground.field_index.Find(seen.cloud);
    if (seen.address.kind != Kind::kVirtualInterface || seen.gone || traits == nullptr) continue;
    std::set<Cidr> prefixes;
    for (const Advertisement& one : all) {
      if (one.cloud != seen.cloud || !Advertises(*traits, seen, one.by, one.gateway)) continue;
      prefixes.insert(one.prefix);
    }
    if (!prefixes.empty()) report.advertised[seen.address] = {prefixes.begin(), prefixes.end()};
  }
}

void PutRoutes(const Ground& ground, LookReport& report) {
  std::vector<const SeenObject*> interfaces;
  for (const SeenObject& seen : report.objects) {
    if (seen.address.kind == Kind::kVirtualInterface && !seen.gone && !seen.unread) interfaces.push_back(&seen);
  }
  std::vector<StatusOr<std::optional<Routes>>> told(interfaces.size(), std::optional<Routes>());
  ForEach(interfaces.size(), ground.environment.parallelism, [&](std::size_t i) {
    told[i] = ground.engine->RoutesOf(interfaces[i]->account, interfaces[i]->region, interfaces[i]->id);
  });
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (told[i].ok()) {
      if (*told[i]) report.routes[interfaces[i]->address] = **told[i];
      continue;
    }
    LocatedDiagnostic one = DiagnosticOf("Routes could not be read", told[i].status());
    one.diagnostic.severity = Severity::kWarning;
    one.address = interfaces[i]->address;
    report.diagnostics.push_back(std::move(one));
  }
}

void LookAround(const Ground& ground, const KnownObjects& known, Unread& unread, LookReport& report) {
  std::set<std::string> accounts;
  for (const auto& [address, one] : known) accounts.insert(one.object.account);
  const std::vector<Kind> kinds = ground.options.health
                                      ? std::vector{Kind::kBgpCidr, Kind::kConnection, Kind::kVirtualInterface}
                                      : std::vector{Kind::kBgpCidr};
  const std::set<Place> places = PlacesOf(*ground.engine, ground.desired, known, accounts, unread);
  const std::vector<Live> live =
      ListAll(*ground.engine, places, kinds, ground.environment.parallelism, Freshness::kShared, unread);
  PutAdvertised(ground, LiveAdvertisements(ground, live), report);
  if (ground.options.routes) PutRoutes(ground, report);
  if (!ground.options.health) return;
  HealthView view = LookAtHealth(*ground.engine, known, live, ground.environment.parallelism, unread);
  report.groups = view.Summary();
  report.sessions = std::move(view.sessions);
  report.headroom = FindHeadroom(ground.field_index, ground.desired.limits, known, live);
}

// Of what is known without a call.
void PutAdvertisedOffline(const Ground& ground, LookReport& report) {
  std::vector<Advertisement> all;
  for (const SeenObject& seen : report.objects) {
    if (seen.address.kind == Kind::kBgpCidr) {
      AddAdvertisement(seen.account, seen.cloud, seen.region, seen.attributes, all);
    }
  }
  PutAdvertised(ground, all, report);
}

void LookAtStateOf(const Ground& ground, LookReport& report) {
  auto known = LoadState(ground.field_index, *ground.environment.state, ground.desired, /*alone=*/true);
  if (!known.ok()) {
    report.diagnostics.push_back(DiagnosticOf("State cannot be read", known.status()));
    return;
  }
  const bool live = ground.options.at == LookAt::kClouds;
  Unread unread;
  if (live) ReadThem(ground, *known, unread, report);
  for (const auto& [address, one] : *known) report.objects.push_back(SeenOf(address, one, ground.options));
  if (live) {
    for (auto& [address, one] : *known) one.attributes.Put(field::kAuthKey, Value::Null());
    LookAround(ground, *known, unread, report);
  } else {
    PutAdvertisedOffline(ground, report);
  }
  report.unread = unread.Clouds();
}

void LookAtWritten(const Ground& ground, LookReport& report) {
  for (const DesiredObject& object : ground.desired.objects) {
    Value attributes =
        Resolve(object, [](const Address& target) { return Value::String(target.ToString()); }).UnknownToNull();
    SeenObject seen{.address = object.address,
                    .account = object.account,
                    .cloud = Text(attributes, field::kCloud),
                    .region = Text(attributes, field::kRegion),
                    .id = object.address.ToString()};
    if (const VendorTraits* traits = ground.field_index.Find(seen.cloud); traits != nullptr && traits->complete) {
      traits->complete(object.address.kind, attributes);
    }
    // Which of them is in force no configuration says.
    for (const std::string_view name : {field::kAuthKey, field::kAuthKeyWo}) {
      if (attributes.Get(name).is_known()) seen.key = KeyFact::kSet;
      attributes.Put(name, Value::Null());
    }
    attributes.Put(field::kId, Value::String(seen.id));
    seen.attributes = attributes.UnknownToNull();
    report.objects.push_back(std::move(seen));
  }
  PutAdvertisedOffline(ground, report);
}

}  // namespace
}  // namespace run

const SeenObject* LookReport::Find(const Address& address) const {
  const auto found = std::ranges::lower_bound(objects, address, {}, &SeenObject::address);
  return found == objects.end() || found->address != address ? nullptr : &*found;
}

const SeenObject* LookReport::FindById(Kind kind, std::string_view cloud, std::string_view id) const {
  const auto found = std::ranges::find_if(objects, [&](const SeenObject& seen) {
    return !id.empty() && seen.address.kind == kind && seen.cloud == cloud && seen.id == id;
  });
  return found == objects.end() ? nullptr : &*found;
}

LookReport Look(const RunEnvironment& environment, const DesiredSet& desired, const LookOptions& options) {
  LookReport report;
  run::Ground ground{environment, desired, options, run::FieldIndex(*environment.engine.factory), nullptr};
  if (options.at == LookAt::kConfiguration) {
    run::LookAtWritten(ground, report);
    return report;
  }
  ground.engine = run::MakeEngine(environment.engine, desired,
                                  {.read_only = true, .offline = options.at == LookAt::kState}, report.diagnostics);
  if (HasErrors(report.diagnostics)) return report;
  const std::stop_callback stop(environment.stop, [&ground] { ground.engine->Stop(); });
  run::LookAtStateOf(ground, report);
  return report;
}

}  // namespace ic
