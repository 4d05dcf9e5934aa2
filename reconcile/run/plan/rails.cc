#include "reconcile/run/plan/rails.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/run/plan/halves.h"
#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/plan/steps.h"

namespace ic::run {
namespace {

// What advertises prefixes: its account, its region, its id.
using Advertiser = std::tuple<std::string, std::string, std::string>;

Advertiser AdvertiserOf(const std::string& account, const Value& prefix) {
  return {account, reconcile::Text(prefix, field::kRegion), reconcile::Text(prefix, field::kAdvertisedBy)};
}

Advertiser FormerAdvertiser(const Step& step) {
  return AdvertiserOf(step.prior_account.empty() ? step.account : step.prior_account, step.prior);
}

// A prefix of it that nobody here manages stays: its routes lead there as before. Who cannot be asked may have none.
bool OthersStay(Engine& engine, const Advertiser& advertiser, const std::set<std::string>& ended) {
  const std::string& id = std::get<2>(advertiser);
  const auto there = engine.List(std::get<0>(advertiser), std::get<1>(advertiser), Kind::kBgpCidr, Freshness::kShared);
  return there.ok() && std::any_of(there->begin(), there->end(), [&](const Observed& prefix) {
           return reconcile::Text(prefix.attributes, field::kAdvertisedBy) == id && !ended.contains(prefix.id);
         });
}

// Those that stay, and of which no prefix does: nothing finds its way to them any more. How many go of each.
std::map<Advertiser, std::size_t> Silenced(Engine& engine, const PlanOptions& options, const KnownObjects& known,
                                           const RunPlan& plan) {
  std::map<Advertiser, std::size_t> left;
  for (const auto& [address, one] : known) {
    if (address.kind == Kind::kBgpCidr && !one.gone) ++left[AdvertiserOf(one.object.account, one.attributes)];
  }
  std::map<Advertiser, std::size_t> leaving;
  std::set<std::string> ended;  // ids of what goes itself, which is acknowledged itself
  for (const Step& step : plan.steps) {
    if (!Deletes(step) || step.action == Action::kForget) continue;
    ended.insert(step.id);
    if (step.address.kind == Kind::kBgpCidr) ++leaving[FormerAdvertiser(step)];
  }
  std::erase_if(leaving, [&](const auto& entry) {
    const Advertiser& one = entry.first;
    if (entry.second < left[one] || ended.contains(std::get<2>(one))) return true;
    return options.refresh && OthersStay(engine, one, ended);
  });
  return leaving;
}

// The session of an object that stays is deleted and made anew.
bool ReplacesSession(const Step& step) {
  return std::any_of(step.changes.begin(), step.changes.end(),
                     [](const FieldChange& change) { return change.replaces_session; });
}

// An interface stays, and has no session of its own any more.
bool EndsSession(const Step& step) {
  return step.address.kind == Kind::kVirtualInterface && !step.prior.Get(field::kCustomerAsn).is_null() &&
         step.planned.Get(field::kCustomerAsn).is_null();
}

// The prefix goes, and with it the last of what advertises it; empty: another one stays.
std::string HowPrefixEnds(const std::map<Advertiser, std::size_t>& silenced, const Step& step) {
  const auto last = silenced.find(FormerAdvertiser(step));
  if (!Deletes(step) || step.action == Action::kForget || last == silenced.end()) return "";
  const std::string of = reconcile::Text(step.prior, field::kAdvertisedBy);
  return last->second == 1 ? "withdrawn, the last prefix of " + of : "withdrawn with all other prefixes of " + of;
}

std::string HowItEnds(const FieldIndex& field_index, const std::map<Advertiser, std::size_t>& silenced,
                      const Step& step) {
  if (field_index.IsLowered(step.cloud, step.address.kind)) return "";
  if (step.address.kind == Kind::kBgpCidr) return HowPrefixEnds(silenced, step);
  if (step.action == Action::kDelete) return "deleted";
  if (step.action == Action::kReplace) return "replaced";
  if (step.action == Action::kAdopt && !step.interrupts.empty()) return "interrupted while it is taken over";
  if (step.action == Action::kUpdate && EndsSession(step)) return "left without the session that it has";
  if (step.action == Action::kUpdate && ReplacesSession(step)) return "given a new session in place of the one it has";
  return "";
}

// With the id of the object that it ends or interrupts: its own, or that of the one which it takes over.
std::string Named(const Step& step) {
  const std::string& id = step.id.empty() ? step.takes_over : step.id;
  return id.empty() ? step.address.ToString() : fmt::format("{} ({})", step.address.ToString(), id);
}

// What goes without a step of its own is shown as unchanged: so it is acknowledged by itself, and said where it goes.
// Who forgets it asks for nothing to stay: that it goes is said at both.
void NoteGoingAlong(const std::vector<GoesAlong>& along, const PlanOptions& options, std::set<Address>& needed,
                    RunPlan& plan) {
  for (const GoesAlong& one : along) {
    needed.insert(one.address);
    const std::string allow = "--allow " + one.address.ToString();
    const std::string what = fmt::format("{} ({})", one.address.ToString(), one.id);
    const auto step = std::ranges::find(plan.steps, one.with, &Step::address);
    if (step != plan.steps.end()) {
      step->interrupts.push_back(fmt::format("{}, which is the same object and goes with it", one.address.ToString()));
    }
    if (one.forgotten) {
      const auto own = std::ranges::find(plan.steps, one.address, &Step::address);
      own->reasons.push_back(
          fmt::format("it is deleted all the same, with {}: they are one object, in which two "
                      "accounts have part",
                      one.with.ToString()));
      continue;
    }
    if (options.allow.contains(one.address)) {
      plan.acknowledged.push_back({one.address, fmt::format("{} goes with {}.", what, one.with.ToString()), allow});
    } else {
      plan.refusals.push_back(
          {one.address,
           fmt::format("{} would go with {}: they are one object, in which two accounts have part, and nobody has "
                       "acknowledged that.",
                       what, one.with.ToString()),
           allow});
    }
  }
}

struct PlacedLeg {
  Address address;
  std::string location;
  std::string device;
};

void WarnOf(const DesiredSet& desired, const std::string& group, std::string_view what,
            const std::map<std::string, std::vector<const PlacedLeg*>>& by_place,
            std::vector<LocatedDiagnostic>& diagnostics) {
  for (const auto& [place, legs] : by_place) {
    if (place.empty() || legs.size() < 2) continue;
    std::vector<std::string> names;
    for (const PlacedLeg* leg : legs) names.push_back(leg->address.ToString());
    const DesiredObject* object = desired.Find(legs.back()->address);
    if (object == nullptr) continue;
    diagnostics.push_back(desired.Locate(
        {Severity::kWarning, fmt::format("Redundancy group shares a {}", what),
         fmt::format("{} of redundancy group \"{}\" are all in {} {}: what takes it down takes all of them down. Order "
                     "one of them elsewhere, or accept it by leaving them in different groups.",
                     JoinWords(names, "and"), group, what, place),
         AttributePath(field::kRedundancyGroup)},
        *object));
  }
}

}  // namespace

void CheckRails(Engine& engine, const FieldIndex& field_index, const DesiredSet& desired, const PlanOptions& options,
                const KnownObjects& known, RunPlan& plan) {
  const std::map<Advertiser, std::size_t> silenced = Silenced(engine, options, known, plan);
  std::set<Address> needed;
  for (const Step& step : plan.steps) {
    const std::string how = HowItEnds(field_index, silenced, step);
    if (how.empty()) continue;
    needed.insert(step.address);
    bool allowed = options.allow.contains(step.address);
    if (const auto original = OriginalOf(step.address)) {  // who allowed its replacement has allowed this
      needed.insert(*original);
      allowed = allowed || options.allow.contains(*original);
    }
    if (allowed) {
      plan.acknowledged.push_back(
          {step.address, fmt::format("{} is {}.", Named(step), how), "--allow " + step.address.ToString()});
    }
    if (allowed || step.unasked) continue;
    plan.refusals.push_back({step.address,
                             fmt::format("{} would be {}, and nobody has acknowledged that.", Named(step), how),
                             "--allow " + step.address.ToString()});
  }
  const std::vector<GoesAlong> along = GoingAlong(field_index, known, plan.steps);
  NoteGoingAlong(along, options, needed, plan);
  RefuseLeftHalves(desired, along, plan);
  // Of what could not be planned nobody knows what it needs.
  for (const Address& address : options.allow) {
    if (needed.contains(address) || plan.HasErrors()) continue;
    plan.diagnostics.push_back(
        desired.Locate({Severity::kWarning,
                        "Acknowledgement not needed",
                        fmt::format("--allow {} names nothing that this plan deletes, replaces or interrupts "
                                    "by taking it over.",
                                    address.ToString()),
                        {}},
                       Position()));
  }
}

void NoteAllowedDisruptions(const DesiredSet& desired, const PlanOptions& options, RunPlan& plan) {
  const auto note = [&plan](const std::string& name, const std::string& by) {
    for (const Step& step : plan.steps) {
      const bool takes = Deletes(step) || !step.interrupts.empty();
      const bool member = step.id == name || reconcile::Text(step.prior, field::kRedundancyGroup) == name;
      if (!takes || step.action == Action::kForget || !member || name.empty()) continue;
      plan.acknowledged.push_back(
          {step.address, fmt::format("{} may leave \"{}\" without a healthy member.", step.address.ToString(), name),
           by});
    }
  };
  for (const std::string& name : options.allow_disruption) note(name, "--allow-disruption " + name);
  for (const std::string& name : desired.allow_disruption) {
    if (!options.allow_disruption.contains(name)) note(name, "allow_disruption of the configuration: " + name);
  }
}

void WarnOfUnknownGroups(const DesiredSet& desired, const PlanOptions& options, const KnownObjects& known,
                         const std::vector<Value>& planned, std::vector<LocatedDiagnostic>& diagnostics) {
  if (HasErrors(diagnostics)) return;  // what could not be planned may be of that group
  std::set<std::string> unknown = options.allow_disruption;
  for (const auto& [address, one] : known) {
    if (unknown.empty()) return;
    unknown.erase(one.object.id);
    unknown.erase(reconcile::Text(one.attributes, field::kRedundancyGroup));
  }
  for (const Value& object : planned) {
    if (unknown.empty()) return;
    if (!object.is_null()) unknown.erase(reconcile::Text(object, field::kRedundancyGroup));
  }
  for (const std::string& name : unknown) {
    diagnostics.push_back(desired.Locate({Severity::kWarning,
                                          "Acknowledgement not needed",
                                          fmt::format("--allow-disruption {} names neither a redundancy group nor the "
                                                      "id of an object of this configuration or its state.",
                                                      name),
                                          {}},
                                         Position()));
  }
}

void RefuseVlansInUse(const DesiredSet& desired, RunPlan& plan) {
  using Place = std::pair<Address, std::string>;  // a connection and a VLAN on it
  const auto each_place = [](const std::vector<Address>& parents, const Value& interface, const auto& use) {
    const Value& vlan = interface.Get(field::kVlan);
    if (vlan.kind() != Value::Kind::kNumber) return;
    for (const Address& parent : parents) use(Place(parent, vlan.AsNumber().ToString()));
  };
  std::map<Place, Address> created;  // by the steps so far
  for (const Step& step : plan.steps) {
    if (step.address.kind != Kind::kVirtualInterface) continue;
    if (step.action == Action::kCreate) {
      each_place(step.parents, step.planned, [&](const Place& place) { created.emplace(place, step.address); });
    }
    if (step.action != Action::kDelete) continue;
    each_place(step.former_parents, step.prior, [&](const Place& place) {
      const auto found = created.find(place);
      const DesiredObject* object = found == created.end() ? nullptr : desired.Find(found->second);
      if (object == nullptr) return;
      plan.diagnostics.push_back(desired.Locate(
          {Severity::kError, "VLAN in use",
           fmt::format("VLAN {} of {} is free only once {} is gone, and that goes only after what stands on it has "
                       "moved to {}. If it is the same interface under another name, say so with moved; else choose "
                       "another VLAN, or remove it and what stands on it first.",
                       place.second, place.first.ToString(), step.address.ToString(), found->second.ToString()),
           AttributePath(field::kVlan)},
          *object));
    });
  }
}

void RefuseTakenPlaces(const DesiredSet& desired, const std::vector<TakenPlace>& places, RunPlan& plan) {
  for (const TakenPlace& place : places) {
    const std::string why =
        place.is_kept
            ? "that is only forgotten, and stays there (its on_destroy is \"keep\"). Choose another place, or let "
              "it be deleted first, in a run of its own"
            : "that is to leave in this run too, but waits for the first: both change in place, and a place "
              "has one holder. Move one of them to a free place first, in a run of its own";
    plan.diagnostics.push_back(desired.Locate(
        {Severity::kError, place.is_kept ? "Place stays taken" : "Places are exchanged",
         fmt::format("{} is to come where {} is, and {}.{}{}", place.one.ToString(), place.other.ToString(), why,
                     place.is_kept ? "" : " ", place.is_kept ? std::string_view() : place.remedy),
         AttributePath(place.field)},
        place.one));
  }
}

void WarnOfSharedPlaces(const DesiredSet& desired, const std::vector<std::vector<std::size_t>>& parents,
                        const std::vector<Value>& planned, std::vector<LocatedDiagnostic>& diagnostics) {
  std::map<std::pair<Kind, std::string>, std::vector<PlacedLeg>> groups;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const DesiredObject& object = desired.objects[i];
    const std::string group = reconcile::Text(planned[i], field::kRedundancyGroup);
    if (group.empty()) continue;
    Value port = planned[i];  // where the leg is: an interface is where its connection is
    for (std::size_t k = 0; k < parents[i].size(); ++k) {
      const std::size_t parent = parents[i][k];
      const bool is_connection = parent != kNobody && desired.objects[parent].address.kind == Kind::kConnection;
      if (is_connection && object.references[k].stands && !planned[parent].is_null()) port = planned[parent];
    }
    // Two clouds may use one word for two places.
    const auto place = [&](std::string_view name) {
      const std::string text = reconcile::Text(port, name);
      return text.empty() ? text : fmt::format("{} ({})", text, reconcile::Text(port, field::kCloud));
    };
    // The word for a device may be that of a port, which each place counts for itself.
    const std::string location = place(field::kLocation);
    const std::string device = place(field::kDevice);
    const bool placed = !device.empty() && !location.empty();
    groups[{object.address.kind, group}].push_back(
        {object.address, location, placed ? fmt::format("{} at {}", device, location) : device});
  }
  for (const auto& [key, legs] : groups) {
    std::map<std::string, std::vector<const PlacedLeg*>> by_location;
    std::map<std::string, std::vector<const PlacedLeg*>> by_device;
    for (const PlacedLeg& leg : legs) {
      by_location[leg.location].push_back(&leg);
      by_device[leg.device].push_back(&leg);
    }
    WarnOf(desired, key.second, "device", by_device, diagnostics);
    // All in one place, not some: two places with two legs each are what one wants.
    if (by_location.size() == 1) WarnOf(desired, key.second, "location", by_location, diagnostics);
  }
}

void FoldRefusals(std::vector<Refusal>& refusals) {
  std::map<std::string, std::set<Address>> said;
  std::map<std::string, std::vector<Address>> others;  // but the first
  std::erase_if(refusals, [&](const Refusal& one) {
    if (!one.allow.empty()) return false;  // each is let pass by itself
    std::set<Address>& told = said[one.why];
    const bool first = told.empty();
    if (told.insert(one.address).second && !first) others[one.why].push_back(one.address);
    return !first;
  });
  for (Refusal& one : refusals) {
    const auto same = one.allow.empty() ? others.find(one.why) : others.end();
    if (same != others.end()) one.why += SameOf(same->second);
  }
}

}  // namespace ic::run
