#include "reconcile/run/testing/fake_simulation.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "reconcile/object/object.h"
#include "reconcile/run/testing/random_sets.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic {
namespace {

using reconcile::FakeCall;
using reconcile::FakeObject;
using reconcile::FakeWorld;
using reconcile::Fault;
using reconcile::Text;

const std::map<std::string, Fault>& Faults() {
  static const std::map<std::string, Fault> kFaults = {{"refused", Fault::kFailBefore},
                                                       {"lost_request", Fault::kLostRequest},
                                                       {"lost_answer", Fault::kLostAnswer},
                                                       {"fails_after", Fault::kFailAfter}};
  return kFaults;
}

class FakeSimulation : public SimulatedWorld {
 public:
  explicit FakeSimulation(std::uint64_t seed) : seed_(seed), sets_(RandomSets(seed)), random_(SeededRandom(seed)) {
    world_.fault = [this](std::size_t number, const FakeCall& call) { return FaultOf(number, call); };
    world_.refuses = [this](const CreateRequest& request) {
      return refusing_ && !request.planned ? FailedPreconditionError("Nothing more is made here.") : OkStatus();
    };
    for (const DesiredObject& object : sets_.first.objects) {
      if (Text(object.config, field::kAdopt).empty()) continue;
      const Value offered = Value::Object({{"cloud", object.config.Get(field::kCloud)},
                                           {"name", Value::String("offered")},
                                           {"location", Value::String("L1")},
                                           {"bandwidth", Value::String("1Gbps")}});
      strangers_.insert(world_.Plant(Kind::kConnection, Text(object.config, field::kCloud), offered,
                                     object.account == "sky-b" ? "b" : ""));
    }
    // Somebody else's, which looks like ours: the names of the first port and interface.
    for (const DesiredObject& object : sets_.first.objects) {
      if (object.address.kind != Kind::kConnection) continue;
      strangers_.insert(world_.Plant(Kind::kConnection, Text(object.config, field::kCloud), object.config,
                                     object.account == "sky-b" ? "b" : ""));
      break;
    }
  }

  const SimulatedSets& sets() const override { return sets_; }

  EngineEnvironment Environment() override {
    EngineEnvironment environment;
    environment.factory = &factory_;
    environment.clock = &clock_;
    environment.random = random_.get();
    return environment;
  }

  std::size_t calls() const override { return world_.calls.size(); }

  std::vector<std::string> mishaps() const override {
    return {"lost_answer",  "dies_before", "dies_after", "refused", "fails_after",
            "lost_request", "meddle",      "stopped",    "refuses"};
  }

  void Arm(const std::string& mishap, std::size_t call) override {
    if (mishap == "dies_before" || mishap == "dies_after") {
      world_.dies_at = call;
      world_.dies_after = mishap == "dies_after";
      return;
    }
    if (mishap == "refuses") {
      refuses_from_ = call;
      return;
    }
    armed_[call] = mishap;
  }

  void Watch() override {
    const std::lock_guard lock(world_.mutex);
    watched_from_ = world_.calls.size();
    there_.clear();
    for (const auto& [id, object] : world_.objects) there_.insert(id);
  }

  std::vector<std::string> NotPlanned(const RunPlan& plan) override {
    const std::lock_guard lock(world_.mutex);
    std::vector<std::string> found;
    for (std::size_t i = watched_from_; i < world_.calls.size(); ++i) {
      const FakeCall& call = world_.calls[i];
      if (!call.mutating()) continue;
      if (meddled_.contains(call.id)) continue;  // after the plan, perhaps: what is taken over is made as planned
      const bool planned = std::any_of(plan.steps.begin(), plan.steps.end(), [&](const Step& step) {
        return step.address.kind == call.kind && Shows(step, call);
      });
      if (!planned) {
        found.push_back(fmt::format("{} of {} {} ({}), which the plan does not show", call.operation,
                                    KindName(call.kind), call.id, fmt::join(call.changed, ", ")));
      }
    }
    return found;
  }

  std::set<std::string> DeletedInVain() override {
    const std::lock_guard lock(world_.mutex);
    return deleted_in_vain_;
  }

  void Kill() override {
    const std::lock_guard lock(world_.mutex);
    if (world_.dies_at && world_.calls.size() > *world_.dies_at) return;
    world_.dies_at = world_.calls.size();
    world_.dies_after = false;
    killed_ = true;
  }

  bool dead() override {
    const std::lock_guard lock(world_.mutex);
    return killed_ || (world_.dies_at && world_.calls.size() > *world_.dies_at);
  }

  void Restart() override {
    world_.dies_at.reset();
    killed_ = false;
    armed_.clear();
    refuses_from_.reset();
    refusing_ = false;
    deleted_in_vain_.clear();
    meddled_.clear();
  }

  void Meddle(std::uint64_t number) override {
    const auto random = SeededRandom(seed_ * 7919 + number);
    std::vector<std::string> ids;
    for (const auto& [id, object] : world_.objects) {
      if (!strangers_.contains(id)) ids.push_back(id);
    }
    if (ids.empty()) return;
    const std::string& id = ids[random->Below(ids.size())];
    FakeObject& object = world_.objects.at(id);
    meddled_.insert(id);
    if (!StandsOn(id) && random->Below(3) == 0) {
      world_.objects.erase(id);
      return;
    }
    const auto put = [&object](std::string_view name, std::string_view text) {
      object.attributes.Put(name, Value::String(text));
    };
    if (object.kind == Kind::kConnection) put(field::kName, "meddled");
    if (object.kind == Kind::kVirtualInterface) object.attributes.Put(field::kMtu, Value::Int(9001));
    if (object.kind == Kind::kBgpPeer) put(field::kCustomerAsn, "64999");
    if (object.kind == Kind::kBgpGroup) put(field::kDescription, "meddled");
  }

  const std::set<std::string>& meddled() const override { return meddled_; }

  std::map<std::string, std::string> Objects() override {
    std::map<std::string, std::string> objects;
    for (const auto& [id, object] : world_.objects) {
      objects[id] = fmt::format("{} {} {} key {} mark {} group {}", object.cloud, KindName(object.kind),
                                object.attributes.ToString(), object.key, object.mark, object.group);
    }
    return objects;
  }

  const std::set<std::string>& strangers() const override { return strangers_; }

  std::set<std::string> IdsOf(const StateObject& object) override {
    if (object.address.kind == Kind::kBgpGroup && object.cloud == "sky") return {};
    return {object.id};
  }

  std::vector<std::string> Differences(const DesiredObject& wanted, const StateObject& stored,
                                       const std::function<std::string(const Address&)>& id_of) override {
    if (IdsOf(stored).empty()) return {};
    const auto found = world_.objects.find(stored.id);
    if (found == world_.objects.end()) return {"it is gone"};
    const FakeObject& object = found->second;
    std::vector<std::string> differences;
    const auto expect = [&](std::string_view what, const std::string& have, const std::string& want) {
      if (have != want) differences.push_back(fmt::format("{} is {}, wanted is {}", what, have, want));
    };
    expect("account", object.account, stored.account == "sky-b" ? "b" : "");
    const VendorTraits& traits = object.cloud == "sky" ? reconcile::SkyTraits() : reconcile::RockTraits();
    const std::vector<Field> fields = AllFields(traits, object.kind);
    for (const auto& [name, value] : wanted.config.fields()) {
      const Field& field = *FindField(fields, name);
      const bool silent = IsNothing(field, value);  // the cloud's own stays
      if (field.local || name == field::kAdopt || name == field::kRedundancyGroup || silent) continue;
      if (field.sensitive) {
        expect(name, object.key, value.AsString());
      } else if (!Equivalent(field, value, object.attributes.Get(name))) {
        expect(name, object.attributes.Get(name).ToString(), value.ToString());
      }
    }
    const Value& tags = wanted.config.Get(field::kTags);
    if ((tags.is_null() || IsNothing(*FindField(fields, field::kTags), tags)) &&
        object.attributes.Get(field::kTags).kind() == Value::Kind::kMap) {
      expect("tags", object.attributes.Get(field::kTags).ToString(), Value::Map({}).ToString());
    }
    for (const Reference& reference : wanted.references) {
      if (reference.field == field::kBgpGroupId) continue;  // the fake clouds keep no such thing
      expect(reference.field, Text(object.attributes, reference.field), id_of(reference.target));
    }
    if (object.kind == Kind::kBgpPeer && Text(wanted.config, field::kCustomerAsn).empty()) {
      expect("customer_asn of its group", Text(object.attributes, field::kCustomerAsn), "64600");
    }
    return differences;
  }

 private:
  // Whether the step is what the call does.
  bool Shows(const Step& step, const FakeCall& call) const {
    if (call.operation == "Delete") {
      return step.id == call.id && (step.action == Action::kDelete || step.action == Action::kReplace);
    }
    if (call.operation == "Create") return Creates(step) && (call.id.empty() || step.takes_over == call.id);
    const bool made = Creates(step) && !there_.contains(call.id);
    if (call.operation == "Settle" || made) return made || step.takes_over == call.id;
    const bool same = step.action == Action::kUpdate ? step.id == call.id : step.takes_over == call.id;
    return same && std::all_of(call.changed.begin(), call.changed.end(), [&](const std::string& path) {
             return std::any_of(step.changes.begin(), step.changes.end(),
                                [&](const FieldChange& change) { return change.path.starts_with(path); });
           });
  }

  Fault FaultOf(std::size_t number, const FakeCall& call) {
    if (refusing_ && call.operation == "Delete") deleted_in_vain_.insert(call.id);
    // From a change on: between a check and the deletion that it allows there are only reads.
    if (refuses_from_ && number >= *refuses_from_ && call.mutating()) refusing_ = true;
    const auto found = armed_.find(number);
    if (found == armed_.end()) return Fault::kNone;
    if (found->second == "meddle") {
      Meddle(number);
      return Fault::kNone;
    }
    if (found->second == "stopped") {
      stop_run();
      return Fault::kNone;
    }
    return Faults().at(found->second);
  }

  bool StandsOn(const std::string& id) const {
    for (const auto& [other, object] : world_.objects) {
      if (Text(object.attributes, field::kConnectionId) == id ||
          Text(object.attributes, field::kVirtualInterfaceId) == id) {
        return true;
      }
    }
    return false;
  }

  const std::uint64_t seed_;
  const SimulatedSets sets_;
  const std::unique_ptr<Random> random_;
  FakeWorld world_;
  reconcile::FakeFactory factory_{world_};
  FakeClock clock_;
  std::map<std::size_t, std::string> armed_;
  bool killed_ = false;
  std::optional<std::size_t> refuses_from_;
  std::atomic<bool> refusing_ = false;
  std::set<std::string> deleted_in_vain_;
  std::size_t watched_from_ = 0;
  std::set<std::string> there_;  // ids, when it was watched from then
  std::set<std::string> meddled_;
  std::set<std::string> strangers_;
};

}  // namespace

std::unique_ptr<SimulatedWorld> MakeFakeSimulation(std::uint64_t seed) {
  return std::make_unique<FakeSimulation>(seed);
}

}  // namespace ic
