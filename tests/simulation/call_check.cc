#include "tests/simulation/call_check.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reconcile/object/object.h"
#include "reconcile/run/testing/simulated_world.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation {
namespace {

using reconcile::Text;

nlohmann::json MembersIn(const Thing& thing) {
  auto json = nlohmann::json::parse(thing.text, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? json : nlohmann::json::object();
}

std::set<std::string> ChangedMembers(const Thing& before, const Thing& after) {
  const nlohmann::json was = MembersIn(before);
  const nlohmann::json is = MembersIn(after);
  std::set<std::string> changed;
  for (const auto& [name, value] : was.items()) {
    if (!is.contains(name) || is[name] != value) changed.insert(name);
  }
  for (const auto& [name, value] : is.items()) {
    if (!was.contains(name)) changed.insert(name);
  }
  return changed;
}

bool HasSession(const Step& step) { return !Text(step.planned, field::kCustomerAsn).empty(); }

// What may be made or removed with an object of the kind.
bool IsPartOf(Kind kind, const std::string& what) {
  switch (kind) {
    case Kind::kConnection:
      return what == "connection";
    case Kind::kVirtualInterface:
      return what == "interface" || what == "peer" || what == "group";
    case Kind::kBgpGroup:
      return what == "group";
    case Kind::kBgpPeer:
      return what == "peer" || what == "group";
    case Kind::kBgpCidr:
      return what == "prefix";
  }
  return false;
}

std::set<std::string> UsersOf(const ThingMap& things, const Thing& group) {
  std::set<std::string> users;
  for (const auto& [id, thing] : things) {
    if (group.what == "group" && thing.group == group.id) users.insert(id);
  }
  return users;
}

}  // namespace

void CallCheck::Begin() {
  touches_.clear();
  made_.clear();
}

void CallCheck::Note(const HttpRequest& request, const ThingMap& before, const ThingMap& after) {
  for (const auto& [id, thing] : after) {
    const auto was = before.find(id);
    if (was == before.end()) {
      made_.insert(id);
      touches_.push_back({request.operation, How::kMade, thing});
    } else if (was->second.text != thing.text) {
      for (const std::string& member : ChangedMembers(was->second, thing)) {
        touches_.push_back({request.operation, How::kChanged, thing, member, UsersOf(before, thing)});
      }
    }
  }
  for (const auto& [id, thing] : before) {
    if (!after.contains(id)) touches_.push_back({request.operation, How::kGone, thing, "", UsersOf(before, thing)});
  }
}

// Where the plan does not know an id yet, it knows the step that brings it.
CallCheck::Planned CallCheck::WithParents(const Step& step, const RunPlan& plan) {
  Planned planned{step, {}};
  for (const Value& object : {step.prior, step.planned}) {
    for (const std::string_view name : {field::kVirtualInterfaceId, field::kAdvertisedBy}) {
      if (const std::string id = Text(object, name); !id.empty()) planned.parents.insert(id);
    }
  }
  for (const Step& other : plan.steps) {
    if (std::find(step.parents.begin(), step.parents.end(), other.address) == step.parents.end()) continue;
    for (const std::string& id : {other.takes_over, Text(other.planned, field::kVirtualInterfaceId)}) {
      if (!id.empty()) planned.parents.insert(id);
    }
  }
  return planned;
}

// The object of the step is the thing, or the thing is a part of it.
bool CallCheck::IsOf(const Step& step, const Touch& touch) {
  for (const std::string& id : {step.id, step.takes_over}) {
    if (id.empty()) continue;
    if (id == touch.thing.id || id == touch.thing.parent || id == touch.thing.group || touch.users.contains(id)) {
      return true;
    }
  }
  return false;
}

// On what the plan says, or what is made in the same run.
bool CallCheck::Makes(const Touch& touch, const Planned& planned) const {
  const Step& step = planned.step;
  if (!IsPartOf(step.address.kind, touch.thing.what)) return false;
  const bool session = touch.thing.what == "peer" || touch.thing.what == "group";
  const bool rebuilds =
      step.action == Action::kUpdate && session && (HasSession(step) || step.address.kind != Kind::kVirtualInterface);
  if (!Creates(step) && !rebuilds) return false;
  const std::string& parent = touch.thing.parent;
  return parent.empty() || made_.contains(parent) || planned.parents.contains(parent) || IsOf(step, touch) ||
         !Text(step.planned, field::kBgpGroupId).empty();
}

bool CallCheck::Removes(const Touch& touch, const Planned& planned) const {
  const Step& step = planned.step;
  const bool part = IsPartOf(step.address.kind, touch.thing.what);
  if (step.action == Action::kDelete || step.action == Action::kReplace) {
    return IsOf(step, touch) || (part && planned.parents.contains(touch.thing.parent));
  }
  // A cloud may make the sessions of an interface anew when that moves to another port.
  const bool replaces = std::any_of(step.changes.begin(), step.changes.end(), [](const FieldChange& change) {
    return change.replaces_session || change.path == field::kConnectionId;
  });
  return step.action == Action::kUpdate && replaces && part && touch.thing.what != "interface" && IsOf(step, touch);
}

bool CallCheck::Changes(const Touch& touch, const Planned& planned) const {
  const Step& step = planned.step;
  const SimulatedVendor& vendor = VendorNamed(touch.thing.cloud);
  const auto may = [&](std::string_view path) {
    return vendor.MayChange(step.address.kind, path, touch.thing.what, touch.member);
  };
  const bool whole = step.action != Action::kUpdate && step.action != Action::kAdopt;
  if (IsOf(step, touch)) {
    if (whole) return true;
    if (!step.takes_over.empty() && may(field::kTags)) return true;  // it gets our mark
  } else if (!planned.parents.contains(touch.thing.id) && !planned.parents.contains(touch.thing.parent)) {
    return false;
  }
  if ((whole || Creates(step)) && may("")) return true;
  return std::any_of(step.changes.begin(), step.changes.end(),
                     [&](const FieldChange& change) { return may(change.path); });
}

bool CallCheck::IsPlanned(const Touch& touch, const std::vector<Planned>& steps) const {
  if (made_.contains(touch.thing.id) && touch.how != How::kMade) return true;  // a create takes several calls
  return std::any_of(steps.begin(), steps.end(), [&](const Planned& planned) {
    switch (touch.how) {
      case How::kMade:
        return Makes(touch, planned);
      case How::kGone:
        return Removes(touch, planned);
      case How::kChanged:
        return Changes(touch, planned);
    }
    return false;
  });
}

std::vector<std::string> CallCheck::NotIn(const RunPlan& plan) const {
  std::vector<Planned> steps;
  for (const Step& step : plan.steps) steps.push_back(WithParents(step, plan));
  std::vector<std::string> found;
  for (const Touch& touch : touches_) {
    if (IsPlanned(touch, steps)) continue;
    static constexpr const char* kWords[] = {"made", "took away", "changed"};
    found.push_back(fmt::format("{} {} {} {}{}, which the plan does not show: {}", touch.operation,
                                kWords[static_cast<int>(touch.how)], touch.thing.what, touch.thing.id,
                                touch.member.empty() ? "" : " in " + touch.member, touch.thing.text));
  }
  return found;
}

}  // namespace ic::simulation
