#include "reconcile/run/import/import_set.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/empty_plan.h"
#include "reconcile/run/import/matching.h"
#include "reconcile/run/import/naming.h"
#include "reconcile/run/import/references.h"
#include "reconcile/run/import/unlisted.h"
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
      result_.diagnostics.push_back(DiagnosticOf("State cannot be read", loaded.status()));
      return false;
    }
    known_ = std::move(*loaded);
    managed_.Add(known_);
    for (const auto& [address, known] : known_) {
      engine_->Hold(address.kind, known.attributes, known.object.account);
    }
    return true;
  }

  void Say(const Address& address, Diagnostic diagnostic) {
    result_.diagnostics.push_back(desired_.Locate(std::move(diagnostic), address));
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
      result_.diagnostics.push_back(desired_.Locate(
          {Severity::kError, "Cloud cannot be read", fmt::format("{}: {}", cloud.account, cloud.why), {}}, Position()));
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

  std::optional<Item> Lowered(Wanted group) {
    const DesiredObject& object = *group.object;
    std::optional<ObjectOutput> output = StateOfLowered(*engine_, group);
    if (!output) return std::nullopt;
    return Item{{object.address, object.account, ""}, *std::move(output), std::move(group)};
  }

  std::optional<Item> Unlisted(Wanted prefix, const std::set<std::string>& accounts) {
    const DesiredObject& object = *prefix.object;
    if (!accounts.contains(object.account)) return std::nullopt;
    const auto id = FindPrefix(*engine_, *environment_.engine.factory, field_index_, prefix);
    if (!id) return std::nullopt;
    Item item{{object.address, object.account, *id}, {}, std::move(prefix)};
    item.output = engine_->Import(object.address.kind, *id, object.account);
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
    Referables referables;
    for (const Item& item : items) referables.Add(IdentityOf(item), item.request.address);
    referables.AddConfigured(desired_, known_);
    for (const Item& item : items) result_.objects.push_back(Imported(item, referables));
  }

  ImportedObject Imported(const Item& item, const Referables& referables) {
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
      referables.TakeReferences(field_index_, imported.desired);
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
