#include "reconcile/run/import/import_set.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/run/import/empty_plan.h"
#include "reconcile/run/import/matching.h"
#include "reconcile/run/import/naming.h"
#include "reconcile/run/import/written_values.h"
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

// What can be referred to: cloud, kind, id.
using Referable = std::tuple<std::string, Kind, std::string>;

// Of fields that name no kind: where the object that advertises is one of ours, it is an interface.
std::optional<Kind> ReferredKind(const Field& field) {
  if (field.name == field::kAdvertisedBy) return Kind::kVirtualInterface;
  return field.refers_to;
}

class Importing {
 public:
  Importing(const RunEnvironment& environment, const DesiredSet& desired)
      : environment_(environment), desired_(desired), field_index_(*environment.engine.factory) {}

  ImportResult These(const std::vector<ImportRequest>& requests) {
    if (!Prepare()) return std::move(result_);
    std::vector<Item> items;
    std::set<Address> asked;
    for (const ImportRequest& request : requests) {
      if (IsFree(request, asked)) items.push_back({request, {}});
    }
    ReadAll(items);
    std::vector<Item> kept;
    for (Item& item : items) {
      if (!Check(item)) continue;
      if (const DesiredObject* object = desired_.Find(item.request.address)) item.wanted = WantedOf(*object, item);
      kept.push_back(std::move(item));
    }
    Keep(std::move(kept));
    return std::move(result_);
  }

  ImportResult Everything(const std::set<std::string>& accounts) {
    if (!Prepare()) return std::move(result_);
    const std::vector<Live> found = FindUnmanaged(accounts);
    Matches matches = Matching(*engine_, field_index_, desired_, known_).Run(found);
    for (auto& [address, problem] : matches.problems) {
      Say(address, {Severity::kError, "Import is not clear", std::move(problem), {}});
    }
    Naming naming;
    for (const auto& [address, known] : known_) naming.Take(address);
    for (const DesiredObject& object : desired_.objects) naming.Take(object.address);
    managed_.AddAdopted(*engine_, desired_);
    std::vector<Item> items;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Live& live = found[i];
      if (const auto match = matches.of_live.find(i); match != matches.of_live.end()) {
        const DesiredObject& object = *match->second.object;
        items.push_back({{object.address, object.account, live.import_id()}, {}, std::move(match->second)});
      } else if (!matches.unclear.contains(i) && !managed_.Has(live)) {
        const Address address =
            naming.NameFor(live.identity.kind, Text(live.observed.attributes, field::kName), live.identity.id);
        items.push_back({{address, live.account, live.import_id()}, {}});
      }
    }
    ReadAll(items);
    std::erase_if(items, [this](const Item& item) { return !Said(item); });
    for (Wanted& prefix : matches.unlisted) {
      if (auto item = Unlisted(std::move(prefix), accounts)) items.push_back(*std::move(item));
    }
    for (Wanted& group : matches.lowered) {
      if (auto item = Lowered(std::move(group))) items.push_back(*std::move(item));
    }
    Keep(std::move(items));
    return std::move(result_);
  }

 private:
  struct Item {
    ImportRequest request;
    ObjectOutput output;
    std::optional<Wanted> wanted = std::nullopt;  // that of the configuration which it is
  };

  bool Prepare() {
    engine_ = MakeEngine(environment_.engine, desired_, {.read_only = true}, result_.diagnostics);
    if (HasErrors(result_.diagnostics)) return false;
    auto loaded = LoadState(field_index_, *environment_.state, desired_, /*alone=*/true);
    if (!loaded.ok()) {
      Diagnostics diagnostics;
      diagnostics.AddStatus({}, "State cannot be read", loaded.status());
      for (const Diagnostic& one : diagnostics.items()) Say(std::nullopt, one);
      return false;
    }
    known_ = std::move(*loaded);
    managed_.Add(known_);
    for (const auto& [address, known] : known_) {
      engine_->Hold(address.kind, known.attributes, known.object.account);
    }
    return true;
  }

  void Say(const std::optional<Address>& address, Diagnostic diagnostic) {
    const DesiredObject* object = address ? desired_.Find(*address) : nullptr;
    LocatedDiagnostic located = object == nullptr ? desired_.Locate(std::move(diagnostic), Position())
                                                  : desired_.Locate(std::move(diagnostic), *object);
    located.address = address;
    result_.diagnostics.push_back(std::move(located));
  }

  void Refuse(const ImportRequest& request, std::string detail) {
    Say(request.address, {Severity::kError, "Import failed", std::move(detail), {}});
  }

  bool IsFree(const ImportRequest& request, std::set<Address>& asked) {
    if (!IsValidName(request.address.name)) {
      Refuse(request, fmt::format("\"{}\" is no name: it starts with a letter or an underscore and goes on with "
                                  "letters, digits, underscores, hyphens and dots, 128 at most.",
                                  request.address.name));
      return false;
    }
    const auto known = known_.find(request.address);
    if (known != known_.end()) {
      Refuse(request, fmt::format("{} is in the state already, and is {}. Choose another name.",
                                  request.address.ToString(), known->second.object.id));
      return false;
    }
    if (asked.insert(request.address).second) return true;
    Refuse(request, fmt::format("{} is asked for twice.", request.address.ToString()));
    return false;
  }

  std::vector<Live> FindUnmanaged(const std::set<std::string>& accounts) {
    Unread unread;
    std::set<std::string> chosen;
    for (const Account& account : desired_.accounts) {
      if (accounts.contains(account.name)) chosen.insert(account.name);
    }
    const std::set<Place> places = PlacesOf(*engine_, desired_, known_, chosen, unread);
    const std::vector<Kind> kinds(kAllKinds.begin(), kAllKinds.end());
    std::vector<Live> live = ListAll(*engine_, places, kinds, environment_.parallelism, Freshness::kLive, unread);
    for (const UnreadCloud& cloud : unread.Clouds()) {
      Say(std::nullopt,
          {Severity::kError, "Cloud cannot be read", fmt::format("{}: {}", cloud.account, cloud.why), {}});
    }
    for (const Live& one : live) {
      if (one.identity.kind != Kind::kVirtualInterface) continue;
      Value interface = one.observed.attributes;
      interface.Put(field::kId, Value::String(one.identity.id));
      managed_.AddSessionOf(one.identity.cloud, interface);
    }
    std::erase_if(live, [this](const Live& one) { return managed_.Has(one); });
    return live;
  }

  // A group that no cloud has is nowhere to be read: it is as a create would put it into the state, without a call.
  std::optional<Item> Lowered(Wanted wanted) {
    const DesiredObject& object = *wanted.object;
    const Kind kind = object.address.kind;
    const PlanOutput plan = engine_->Plan({kind, Value::Null(), wanted.config, "", object.account});
    if (plan.diagnostics.has_errors() || !wanted.config.IsWhollyKnown()) return std::nullopt;  // the next plan says why
    ObjectOutput output = engine_->Apply({kind, Value::Null(), plan.planned, wanted.config, "", object.account});
    if (output.state.is_null()) return std::nullopt;
    return Item{{object.address, object.account, ""}, std::move(output), std::move(wanted)};
  }

  // A prefix has no id but its name. What advertises it may be listed by another account only, and yet tell of it.
  std::optional<Item> Unlisted(Wanted wanted, const std::set<std::string>& accounts) {
    const DesiredObject& object = *wanted.object;
    const std::string by = Text(wanted.completed, field::kAdvertisedBy);
    const Field* cidr = FindField(field_index_.fields(object.address.kind), field::kCidr);
    const Value prefix = Canonical(*cidr, wanted.completed.Get(field::kCidr));
    if (by.empty() || prefix.kind() != Value::Kind::kString || !accounts.contains(object.account)) return std::nullopt;
    Value there = wanted.completed;
    there.Put(field::kId, Value::String(fmt::format("{}/{}", by, prefix.AsString())));
    const ObjectOutput read = engine_->Read(object.address.kind, there, "", object.account);
    if (read.state.is_null()) return std::nullopt;  // the next plan creates it
    Item item{{object.address, object.account, ImportIdOf(*environment_.engine.factory, object.address.kind, there)},
              {},
              std::move(wanted)};
    item.output = engine_->Import(object.address.kind, item.request.id, object.account);
    if (!Said(item) || !imported_.insert(IdentityOf(item)).second) return std::nullopt;
    return item;
  }

  // Whether it carries our mark is told by the listing only.
  Wanted WantedOf(const DesiredObject& object, const Item& item) {
    Live live{item.request.account, IdentityOf(item), Observed()};
    const auto listed = engine_->List(object.account, live.identity.region, live.identity.kind, Freshness::kShared);
    for (const Observed& one : listed.ok() ? *listed : std::vector<Observed>()) {
      if (one.id == live.identity.id) live.observed = one;
    }
    return Matching(*engine_, field_index_, desired_, known_).Of(object, live);
  }

  void ReadAll(std::vector<Item>& items) {
    ForEach(items.size(), environment_.parallelism, [&](std::size_t i) {
      const ImportRequest& request = items[i].request;
      items[i].output = engine_->Import(request.address.kind, request.id, request.account);
    });
  }

  // False if it was not read; says why.
  bool Said(const Item& item) {
    for (Diagnostic one : item.output.diagnostics.items()) {
      one.path = {};
      one.detail = fmt::format("{} ({}): {}", item.request.address.ToString(), item.request.id, one.detail);
      Say(item.request.address, std::move(one));
    }
    return !item.output.state.is_null() && !item.output.diagnostics.has_errors();
  }

  Identity IdentityOf(const Item& item) const {
    const Value& state = item.output.state;
    return {Text(state, field::kCloud), Text(state, field::kRegion), item.request.address.kind,
            Text(state, field::kId)};
  }

  // Nothing here has it already.
  bool Check(const Item& item) {
    if (!Said(item)) return false;
    const Identity identity = IdentityOf(item);
    if (field_index_.IsLowered(identity.cloud, identity.kind)) return true;  // it is nobody's
    for (const auto& [address, known] : known_) {
      const StateObject& object = known.object;
      if (Identity{object.cloud, object.region, address.kind, object.id} != identity) continue;
      Refuse(item.request, fmt::format("{} is in the state already, as {}.", identity.id, address.ToString()));
      return false;
    }
    const Live live{item.request.account, identity, Observed{identity.id, identity.region, item.output.state}};
    if (managed_.Has(live)) {
      Refuse(item.request, fmt::format("{} is the own session of virtual interface {}, and is managed with it.",
                                       identity.id, Text(item.output.state, field::kVirtualInterfaceId)));
      return false;
    }
    if (!imported_.insert(identity).second) {
      Refuse(item.request, fmt::format("{} is asked for under two names.", identity.id));
      return false;
    }
    return true;
  }

  void Keep(std::vector<Item> items) {
    std::sort(items.begin(), items.end(),
              [](const Item& a, const Item& b) { return a.request.address < b.request.address; });
    FillReferables(items);
    for (const Item& item : items) result_.objects.push_back(Imported(item));
  }

  // Only what the configuration has, or will have with the result: a reference to anything else would dangle.
  void FillReferables(const std::vector<Item>& items) {
    for (const Item& item : items) {
      const Identity identity = IdentityOf(item);
      referables_.emplace(Referable{identity.cloud, identity.kind, identity.id}, item.request.address);
    }
    for (const auto& [address, known] : known_) {
      if (desired_.Find(address) == nullptr) continue;
      referables_.emplace(Referable{known.object.cloud, address.kind, known.object.id}, address);
    }
    for (const DesiredObject& object : desired_.objects) {
      const std::string adopt = Text(object.config, field::kAdopt);
      if (adopt.empty()) continue;
      referables_.emplace(Referable{Text(object.config, field::kCloud), object.address.kind, adopt}, object.address);
    }
  }

  ImportedObject Imported(const Item& item) {
    const Address& address = item.request.address;
    Value state = item.output.state;
    ImportedObject imported;
    if (item.wanted) {
      imported.desired = *item.wanted->object;
      TakeWritten(field_index_, *item.wanted, state);
    } else {
      imported.desired.address = address;
      imported.desired.account = item.request.account.empty() ? Text(state, field::kCloud) : item.request.account;
      imported.desired.config = Settled(item);
      TakeReferences(imported.desired);
    }
    StateObject& object = imported.state;
    object.address = address;
    object.account = imported.desired.account;
    object.cloud = Text(state, field::kCloud);
    object.region = Text(state, field::kRegion);
    object.id = Text(state, field::kId);
    object.attributes = TextOf(field_index_, address.kind, state);
    object.facts = item.output.facts;
    object.keyed = !imported.desired.config.Get(field::kAuthKey).is_null();
    for (const Reference& reference : imported.desired.references) object.depends_on.push_back(reference.target);
    return imported;
  }

  void TakeReferences(DesiredObject& object) const {
    Value::Fields kept;
    for (const auto& [name, value] : object.config.fields()) {
      const Field* field = FindField(field_index_.fields(object.address.kind), name);
      const std::optional<Kind> kind = field == nullptr ? std::nullopt : ReferredKind(*field);
      const auto target = kind
                              ? referables_.find({Text(object.config, field::kCloud), *kind, Text(object.config, name)})
                              : referables_.end();
      if (target == referables_.end()) {
        kept.emplace_back(name, value);
      } else {
        object.references.push_back({name, target->second});
      }
    }
    object.config = Value::Object(std::move(kept));
  }

  // What was just imported is what its configuration says, or it is said what not.
  Value Settled(const Item& item) {
    std::vector<std::string> left;
    Value config = SettledConfiguration({*engine_, *environment_.engine.factory, field_index_},
                                        item.request.address.kind, item.request.account, item.output, left);
    if (left.empty()) return config;
    Say(item.request.address, {Severity::kWarning,
                               "Import does not settle",
                               fmt::format("{} was imported, but its next plan is not empty: {}. Correct its "
                                           "configuration by hand.",
                                           item.request.address.ToString(), JoinWords(left, "and")),
                               {}});
    return config;
  }

  const RunEnvironment& environment_;
  const DesiredSet& desired_;
  const FieldIndex field_index_;
  std::unique_ptr<Engine> engine_;
  KnownObjects known_;
  Managed managed_;
  std::set<Identity> imported_;
  std::map<Referable, Address> referables_;
  ImportResult result_;
};

}  // namespace
}  // namespace run

ImportResult ImportObjects(const RunEnvironment& environment, const DesiredSet& desired,
                           const std::vector<ImportRequest>& requests) {
  return run::Importing(environment, desired).These(requests);
}

ImportResult ImportEverything(const RunEnvironment& environment, const DesiredSet& desired,
                              const std::set<std::string>& accounts) {
  return run::Importing(environment, desired).Everything(accounts);
}

}  // namespace ic
