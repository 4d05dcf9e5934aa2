#include "tests/simulation/world.h"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/all/all.h"
#include "base/random.h"
#include "reconcile/object/object.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/stored_objects.h"
#include "tests/clouds/clouds.h"
#include "tests/clouds/vendor.h"
#include "tests/simulation/call_check.h"
#include "tests/simulation/sets.h"

namespace ic::simulation {
namespace {

using reconcile::Text;

bool DependsOnGroup(const StateObject& object) {
  for (const Address& address : object.depends_on) {
    if (address.kind == Kind::kBgpGroup) return true;
  }
  return false;
}

class RealWorld : public SimulatedWorld {
 public:
  RealWorld(std::uint64_t seed, const std::vector<std::string>& which)
      : seed_(seed),
        random_(SeededRandom(seed)),
        clouds_(std::make_shared<Clouds>(seed, seed % 2 == 1)),
        factory_(clouds_),
        sets_(MakeSets(seed, which, *clouds_)) {
    for (const auto& [id, thing] : Things()) strangers_.insert(id);
    clouds_->meddle = [this](std::size_t call) { Meddle(call); };
    clouds_->stop_run = [this] { stop_run(); };
    clouds_->before_change = [this] { before_call_ = ThingsIn(*clouds_); };
    clouds_->after_change = [this](const HttpRequest& request) {
      check_.Note(request, before_call_, ThingsIn(*clouds_));
    };
  }

  const SimulatedSets& sets() const override { return sets_; }

  EngineEnvironment Environment() override {
    EngineEnvironment environment;
    environment.factory = &factory_;
    environment.environment = Clouds::Environment();
    environment.clock = &clouds_->clock();
    environment.random = random_.get();
    return environment;
  }

  std::size_t calls() const override { return clouds_->calls(); }
  std::vector<std::string> mishaps() const override { return Mishaps(); }
  void Arm(const std::string& mishap, std::size_t call) override { clouds_->Arm(mishap, call); }
  void Kill() override { clouds_->Kill(); }
  bool dead() override { return clouds_->dead(); }
  void Restart() override {
    clouds_->Restart();
    meddled_.clear();
  }

  void Meddle(std::uint64_t number) override {
    const auto random = SeededRandom(seed_ * 7919 + number);
    std::vector<Thing> things;
    for (const auto& [id, thing] : Things()) {
      const bool edited = thing.what == "connection" || thing.what == "interface";
      const bool removed = thing.what == "peer" && thing.family == "ipv6";
      // What is offered is the other account's to edit, and stays as that has it.
      const bool offered = thing.text.find("\"offer") != std::string::npos;
      if (!strangers_.contains(id) && !offered && (edited || removed)) things.push_back(thing);
    }
    if (things.empty()) return;
    const Thing thing = things[random->Below(things.size())];
    meddled_.insert(thing.id);
    if (!thing.group.empty()) meddled_.insert(thing.group);  // one of its own goes with it
    seen_at_ = {};                                           // what was seen is seen no more
    if (thing.what == "peer") {
      clouds_->Remove(thing.cloud, thing.id);
      return;
    }
    clouds_->Edit(thing.cloud, thing.id, {{thing.named, "meddled"}});
  }

  const std::set<std::string>& meddled() const override { return meddled_; }

  std::map<std::string, std::string> Objects() override {
    std::map<std::string, std::string> objects;
    for (const auto& [id, thing] : Things()) objects[id] = thing.text;
    return objects;
  }

  const std::set<std::string>& strangers() const override { return strangers_; }

  std::set<std::string> TouchedBesides(const RunPlan& plan) override {
    const std::map<std::string, Thing>& things = Things();
    std::set<std::string> ids;
    for (const Step& step : plan.steps) AddTouched(step, things, ids);
    return ids;
  }

  void Watch() override { check_.Begin(); }
  std::vector<std::string> NotPlanned(const RunPlan& plan) override { return check_.NotIn(plan); }

  std::size_t MayMake(const Step& step) override {
    if (step.action == Action::kDelete || step.action == Action::kForget) return 0;
    const std::size_t own = Creates(step) ? 1 : 0;
    if (step.address.kind == Kind::kVirtualInterface) return own + 2;  // its session, and the group of that
    return step.address.kind == Kind::kBgpPeer ? own + 1 : own;        // its group
  }

  std::set<std::string> IdsOf(const StateObject& object) override {
    if (field_index_.IsLowered(object.cloud, object.address.kind)) return {};
    std::set<std::string> ids = {object.id};
    const std::map<std::string, Thing>& things = Things();
    if (object.address.kind == Kind::kVirtualInterface) AddSession(object, things, ids);
    const auto own = things.find(object.id);
    if (object.address.kind == Kind::kBgpPeer && own == things.end()) {
      const auto attributes = run::AttributesOf(field_index_, object);
      ids.clear();
      if (attributes.ok()) AddMoved(*attributes, things, ids);
      if (ids.empty()) ids = {object.id};
    }
    if (object.address.kind == Kind::kBgpPeer && own != things.end() && !own->second.group.empty() &&
        !DependsOnGroup(object)) {
      ids.insert(own->second.group);
    }
    return ids;
  }

  std::vector<std::string> Differences(const DesiredObject& wanted, const StateObject& stored,
                                       const std::function<std::string(const Address&)>& id_of) override {
    const VendorTraits& traits = *field_index_.Find(stored.cloud);
    if (reconcile::IsLowered(traits, wanted.address.kind)) return {};
    const auto observed = Look(wanted, stored);
    if (!observed.ok()) return {"it cannot be read: " + observed.status().ToString()};
    if (!observed->has_value()) return {"it is gone"};
    std::vector<std::string> differences;
    Value config = reconcile::Shaped(field_index_.fields(wanted.address.kind), wanted.config);
    for (const Reference& reference : wanted.references) {
      const bool told = reference.field != field::kBgpGroupId || !reconcile::IsLowered(traits, Kind::kBgpGroup);
      if (told) config.Put(reference.field, Value::String(id_of(reference.target)));
    }
    for (const reconcile::Leaf& leaf : field_index_.leaves(wanted.address.kind)) {
      const Value& want = reconcile::ValueAt(config, leaf);
      const Value& have = reconcile::ValueAt((*observed)->attributes, leaf);
      const bool mine = leaf.local() || leaf.path == field::kAdopt || leaf.path == field::kCloud;
      // What a cloud does not tell cannot be compared; a key it tells when asked.
      if (mine || IsNothing(*leaf.field, want) || (have.is_null() && !leaf.field->sensitive)) continue;
      if (Equivalent(*leaf.field, want, have)) continue;
      differences.push_back(fmt::format("{} is {}, wanted is {}", leaf.path, have.ToString(), want.ToString()));
    }
    return differences;
  }

 private:
  // What an interface has is the interface's; an interface shows what its sessions have, a session what its group has.
  static void AddTouched(const Step& step, const std::map<std::string, Thing>& things, std::set<std::string>& ids) {
    const Kind kind = step.address.kind;
    if (kind == Kind::kBgpPeer || kind == Kind::kBgpGroup) {
      ids.insert({Text(step.prior, field::kVirtualInterfaceId), Text(step.planned, field::kVirtualInterfaceId)});
    }
    if (kind == Kind::kBgpPeer && !things.contains(step.id)) AddMoved(step.prior, things, ids);
    for (const auto& [id, thing] : things) {
      const bool below = !step.id.empty() && (thing.parent == step.id || thing.group == step.id);
      if (below && thing.what != "prefix") ids.insert({id, thing.group});
      if (id == step.id) ids.insert(thing.group);
    }
  }

  void AddSession(const StateObject& object, const std::map<std::string, Thing>& things, std::set<std::string>& ids) {
    const auto attributes = run::AttributesOf(field_index_, object);
    if (!attributes.ok() || Text(*attributes, field::kCustomerAsn).empty()) return;
    const std::string address = Text(*attributes, field::kCustomerAddress);
    for (const auto& [id, thing] : things) {
      if (thing.what != "peer" || thing.parent != object.id) continue;
      if (thing.family != Text(*attributes, field::kAddressFamily)) continue;
      if (!thing.address.empty() && thing.address != address.substr(0, address.find('/'))) continue;
      ids.insert(id);
      if (!thing.group.empty()) ids.insert(thing.group);
    }
  }

  // Flattened anew only if something may have happened since.
  const std::map<std::string, Thing>& Things() {
    const std::pair<std::size_t, Time> now = {clouds_->calls(), clouds_->clock().Now()};
    if (now != seen_at_) {
      things_ = ThingsIn(*clouds_);
      seen_at_ = now;
    }
    return things_;
  }

  // A cloud may give a session another id when its interface moves; the state keeps the first one.
  static void AddMoved(const Value& peer, const std::map<std::string, Thing>& things, std::set<std::string>& ids) {
    for (const auto& [id, thing] : things) {
      const bool same = thing.what == "peer" && thing.parent == Text(peer, field::kVirtualInterfaceId) &&
                        thing.family == Text(peer, field::kAddressFamily);
      if (same) ids.insert(id);
    }
  }

  // With an adapter of its own, which has seen nothing before.
  StatusOr<std::optional<Observed>> Look(const DesiredObject& wanted, const StateObject& stored) {
    AdapterOptions options{.config = Clouds::Settings(stored.cloud),
                           .read_only = true,
                           .environment = Clouds::Environment(),
                           .clock = &clouds_->clock(),
                           .random = random_.get(),
                           .logger = {},
                           .transport = {}};
    IC_ASSIGN_OR_RETURN(const std::unique_ptr<Adapter> adapter, factory_.Make(stored.cloud, options));
    IC_ASSIGN_OR_RETURN(Value prior, run::AttributesOf(field_index_, stored));
    prior = run::WithLentKey(std::move(prior), stored, wanted);
    return adapter->Read({wanted.address.kind, stored.region, stored.id, Freshness::kLive, std::move(prior)}, {});
  }

  const std::uint64_t seed_;
  const std::unique_ptr<Random> random_;
  const std::shared_ptr<Clouds> clouds_;
  const CloudsFactory factory_;
  const run::FieldIndex field_index_{AllAdapters()};
  const SimulatedSets sets_;
  std::set<std::string> meddled_;
  std::set<std::string> strangers_;
  std::map<std::string, Thing> things_;
  ThingMap before_call_;
  CallCheck check_;
  std::pair<std::size_t, Time> seen_at_;
};

}  // namespace

std::unique_ptr<SimulatedWorld> MakeRealWorld(std::uint64_t seed, const std::vector<std::string>& which) {
  return std::make_unique<RealWorld>(seed, which);
}

}  // namespace ic::simulation
