#include "reconcile/engine.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/mark.h"
#include "reconcile/adopt/left_behind.h"
#include "reconcile/apply/apply.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/quota.h"
#include "reconcile/ledger/call.h"
#include "reconcile/ledger/health.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/default_tags.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/object.h"
#include "reconcile/plan/beside.h"
#include "reconcile/plan/plan.h"
#include "reconcile/plan/strangers_on.h"
#include "reconcile/read/import.h"
#include "reconcile/read/live_key.h"
#include "reconcile/read/lookup.h"
#include "reconcile/read/read.h"

namespace ic {

class Engine::Impl : public reconcile::Run {
 public:
  explicit Impl(const EngineEnvironment& environment) : Run(environment), environment_(environment) {}

  struct Place {
    std::shared_ptr<Adapter> adapter;
    std::string region;
  };
  // `region` empty: the default one.
  StatusOr<Place> PlaceOf(const std::string& account, const std::string& region) {
    Place place;
    IC_ASSIGN_OR_RETURN(place.adapter, clouds.Get(account));
    place.region = region;
    if (region.empty()) {
      IC_ASSIGN_OR_RETURN(place.region, place.adapter->DefaultRegion());
    }
    return place;
  }

  reconcile::RunPart PartOf(const LookupRequest& request, const std::string& region, const Observed& one) {
    const std::optional<Kind> kind = KindSought(request.what);
    if (!kind || !applies_) return reconcile::RunPart::kOther;
    {
      auto contents = ledger.Open();
      const reconcile::Existing* entry = contents->Find({request.account, region, *kind, one.id});
      const bool made = entry != nullptr && entry->made && entry->planned.Get(field::kAdopt).is_null();
      if (made) return reconcile::RunPart::kMade;
    }
    const bool ours = !one.owner.empty() && one.owner == OwnerAsMarked(Now().first->owner);
    return ours ? reconcile::RunPart::kOurs : reconcile::RunPart::kOther;
  }

  const EngineEnvironment environment_;
  std::atomic<bool> applies_{false};  // something was applied since Configure
};

Engine::Engine(const EngineEnvironment& environment) : impl_(std::make_unique<Impl>(environment)) {}

Engine::~Engine() = default;

Diagnostics Engine::Configure(EngineConfig config) {
  Diagnostics diagnostics = impl_->clouds.Configure(config);
  diagnostics.Append(CheckTagSettings(config.tags));
  if (const auto patience = reconcile::CreatePatience(impl_->environment_.environment); !patience.ok()) {
    diagnostics.AddStatus({}, "Environment variable is wrong", patience.status());
  }
  if (const auto key = reconcile::MarkKey(impl_->environment_.environment); !key.ok()) {
    diagnostics.AddStatus({}, "Environment variable is wrong", key.status());
  }
  diagnostics.Append(AuditOverrides(impl_->environment_.factory->traits(), config.limits, "limits"));
  impl_->live_lists.Forget();
  impl_->changes_since.Renew();
  impl_->locations.Forget();
  impl_->told_limits.Forget();
  impl_->ledger.Reset();
  impl_->applies_ = false;
  const std::lock_guard lock(impl_->mutex);
  impl_->config_ = std::make_shared<const EngineConfig>(std::move(config));
  impl_->NewStop();
  return diagnostics;
}

Diagnostics Engine::Validate(Kind kind, const Value& config) {
  Diagnostics diagnostics;
  // With for_each the cloud is not known yet when Terraform validates.
  if (!config.Get(field::kCloud).is_known()) return diagnostics;
  const reconcile::Call call = reconcile::MakeCall(*impl_, kind, config, "", diagnostics);
  if (call.traits == nullptr) return diagnostics;
  const auto check = [&call](const Value& object) {
    AuditOptions options = reconcile::LimitsFor(call);
    options.offline = true;
    return reconcile::CheckWithDefaultTags(call, object, reconcile::Complete(*call.tables, object), options);
  };
  Diagnostics said = check(config);
  // Whose account it names is known only to the cloud: what is right for one of the two waits for the plan.
  if (const Value own = reconcile::WithoutAccounts(call, config); said.has_errors() && !own.is_null()) {
    Diagnostics as_own = check(own);
    if (!as_own.has_errors() && !reconcile::SpeaksOfAccounts(call, said)) said = std::move(as_own);
  }
  diagnostics.Append(said);
  return diagnostics;
}

void Engine::ExpectRemains(Kind kind) { impl_->ledger.Open()->unfinished.insert(kind); }

Diagnostics Engine::ValidateBeside(const PlanInput& input) { return reconcile::ValidateBeside(*impl_, input); }

void Engine::Hold(Kind kind, const Value& state, const std::string& account) {
  const std::string id = reconcile::Text(state, field::kId);
  if (id.empty()) return;
  const std::string owner = account.empty() ? reconcile::Text(state, field::kCloud) : account;
  impl_->ledger.Hold({owner, reconcile::Text(state, field::kRegion), kind, id}, state);
}

void Engine::NoteLeaving(Kind kind, const Value& state, const std::string& account) {
  const reconcile::ObjectKey key{account, reconcile::Text(state, field::kRegion), kind,
                                 reconcile::Text(state, field::kId)};
  if (!key.id.empty()) impl_->ledger.Open()->to_leave.insert(key);
}

void Engine::NoteHalf(Kind kind, const Value& offered, const std::string& account) {
  const reconcile::ObjectKey key{account, reconcile::Text(offered, field::kRegion), kind,
                                 reconcile::Text(offered, field::kId)};
  if (key.id.empty() || impl_->ledger.IsClaimed(key)) return;
  const auto live = impl_->live_lists.Get(account, key.region, kind, Freshness::kShared, impl_->stop());
  const Observed* there = live.ok() ? (*live)->Find(key.id) : nullptr;
  if (there == nullptr || there->offered || there->redundancy_group.empty()) return;
  Value half = there->attributes;
  half.Put(field::kRedundancyGroup, Value::String(there->redundancy_group));
  impl_->ledger.Open()->GiveUp(key, half);
}

ObjectOutput Engine::Read(Kind kind, const Value& state, const std::string& facts, const std::string& account) {
  return reconcile::ReadObject(*impl_, kind, state, facts, account);
}

PlanOutput Engine::Plan(const PlanInput& input) { return reconcile::PlanObject(*impl_, input); }

std::optional<Diagnostics> Engine::PlansNothing(const PlanInput& input) {
  return reconcile::PlansNothing(*impl_, input);
}

Diagnostics Engine::PlanStaying(Kind kind, const Value& prior, const std::string& account) {
  return reconcile::PlanStaying(*impl_, kind, prior, account);
}

bool Engine::WouldBeBegun(const PlanInput& input) { return reconcile::WouldBeBegun(*impl_, input); }

LeftBehind Engine::FindLeftBehind(Kind kind, const std::string& note) {
  return reconcile::FindLeftBehind(*impl_, kind, note);
}

LeftBehind Engine::AwaitLeftBehind(Kind kind, const std::string& account, const std::string& note) {
  return reconcile::AwaitLeftBehind(*impl_, kind, account, note);
}

Diagnostics Engine::CheckMayGo(Kind kind, const Value& prior, const std::string& account,
                               const std::optional<std::stop_token>& stopped_by) {
  Diagnostics diagnostics;
  reconcile::Call call = reconcile::MakeCall(*impl_, kind, prior, account, diagnostics);
  if (call.traits == nullptr) return diagnostics;
  if (stopped_by) call.stop = *stopped_by;
  return reconcile::CheckNothingElseOn(call, prior, /*all_is_known=*/true, Freshness::kLive);
}

Diagnostics Engine::CheckGuard(Kind kind, const Value& prior, const std::string& account,
                               const std::optional<std::stop_token>& stopped_by) {
  Diagnostics diagnostics;
  reconcile::Call call = reconcile::MakeCall(*impl_, kind, prior, account, diagnostics);
  if (call.traits == nullptr || call.lowered()) return diagnostics;
  if (stopped_by) call.stop = *stopped_by;
  // Nothing is done under the locks: the deletion itself asks once more.
  (void)reconcile::GuardDisruption(call, {.key = call.KeyOf(prior), .object = prior, .how = "Deleting"}, diagnostics);
  return diagnostics;
}

Diagnostics Engine::CheckRoomBeside(Kind kind, const Value& planned, const std::string& account) {
  Diagnostics diagnostics;
  const reconcile::Call call = reconcile::MakeCall(*impl_, kind, planned, account, diagnostics);
  if (call.traits == nullptr) return diagnostics;
  return reconcile::CheckQuotas(call, {.object = planned}, reconcile::When::kApply, Freshness::kShared);
}

ObjectOutput Engine::Apply(const ApplyInput& input) {
  impl_->applies_ = true;
  return reconcile::ApplyObject(*impl_, input);
}

ObjectOutput Engine::Import(Kind kind, const std::string& id, const std::string& account) {
  return reconcile::ImportObject(*impl_, kind, id, account);
}

ObjectOutput Engine::Move(Kind kind, const Value& attributes, const std::string& account) {
  return reconcile::MovedObject(*impl_, kind, attributes, account);
}

std::string Engine::ImportName(Kind kind, const Value& state) { return reconcile::ImportName(*impl_, kind, state); }

StatusOr<std::vector<Observed>> Engine::List(const std::string& account, const std::string& region, Kind kind,
                                             Freshness freshness) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  if (reconcile::IsLowered(place.adapter->traits(), kind)) return std::vector<Observed>();
  IC_ASSIGN_OR_RETURN(auto listed, place.adapter->List(kind, place.region, freshness, impl_->stop()));
  Diagnostics unused;
  const Value cloud = Value::Object({{std::string(field::kCloud), Value::String(place.adapter->traits().cloud)},
                                     {std::string(field::kRegion), Value::String(place.region)}});
  const reconcile::Call call = reconcile::MakeCall(*impl_, kind, cloud, account, unused);
  if (call.traits == nullptr) return listed;
  for (Observed& one : listed) {
    Value& attributes = one.attributes;
    attributes = reconcile::WithoutOwnAccount(call, reconcile::CallerAmong(call, {&attributes}), attributes);
  }
  return listed;
}

StatusOr<Observed> Engine::OfferOf(const std::string& account, const std::string& region, Kind kind,
                                   const std::string& id) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  IC_ASSIGN_OR_RETURN(std::optional<Observed> found,
                      place.adapter->Read({kind, place.region, id, Freshness::kLive, Value::Null()}, impl_->stop()));
  if (!found) {
    return NotFoundError(fmt::format("There is no {} {} in {} {}, or this account cannot see it", KindTitle(kind), id,
                                     place.adapter->traits().title, place.region));
  }
  IC_ASSIGN_OR_RETURN(const bool offered, place.adapter->IsOffered(kind, place.region, id, impl_->stop()));
  if (offered) return *std::move(found);
  const std::string title = reconcile::Titled(kind, reconcile::Text(found->attributes, field::kName), id);
  const VendorTraits& traits = place.adapter->traits();
  const auto none = std::ranges::find_if(traits.capabilities, [kind](const CapabilityRow& row) {
    return kind == Kind::kConnection && row.what == Capability::kAcceptConnection && row.support == Support::kNo;
  });
  if (none != traits.capabilities.end()) {
    return FailedPreconditionError(
        fmt::format("{} is no offer: {} has none of connections ({}). Whoever made it can delete it", title,
                    traits.title, none->note));
  }
  return FailedPreconditionError(
      fmt::format("{} is no offer that waits for this account. What was accepted is deleted by what manages it, and "
                  "what this account offers by a destroy",
                  title));
}

Status Engine::Decline(const std::string& account, const std::string& region, Kind kind, const std::string& id) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return place.adapter->Decline(kind, place.region, id, place.adapter->DefaultTimeout(kind), impl_->stop());
}

LookupOutput Engine::LookUp(const LookupRequest& asked) {
  LookupOutput output;
  LookupRequest request = asked;
  if (impl_->applies_) request.others_change = true;  // not every host says it
  const auto place = impl_->PlaceOf(request.account, request.region);
  if (!place.ok()) {
    output.diagnostics.AddStatus({}, reconcile::kCannotAsk, place.status());
    return output;
  }
  const std::shared_ptr<Adapter>& adapter = place->adapter;
  const auto list = [&](Freshness freshness) -> StatusOr<std::vector<Observed>> {
    const std::optional<Kind> kind = KindSought(request.what);
    // Of what others manage the owner is told whoever it is.
    if (kind) return adapter->List(*kind, place->region, freshness, impl_->stop());
    return adapter->Gateways(place->region, freshness, impl_->stop());
  };
  const auto part_of = [&](const Observed& one) { return impl_->PartOf(request, place->region, one); };
  const VendorTraits& traits = adapter->traits();
  return reconcile::LookUp(FoundFields(impl_->environment_.factory->traits(), request.what),
                           {.cloud = traits.cloud, .title = traits.title, .region = place->region}, request, list,
                           part_of);
}

StatusOr<std::vector<Health>> Engine::CheckHealth(const std::string& account, const std::string& region, Kind kind,
                                                  const std::vector<std::string>& ids) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return reconcile::HealthOf(*impl_, account, place.region, kind, ids, impl_->stop());
}

StatusOr<std::optional<Routes>> Engine::RoutesOf(const std::string& account, const std::string& region,
                                                 const std::string& interface) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return place.adapter->RoutesOf(place.region, interface, impl_->stop());
}

StatusOr<std::string> Engine::AdvertisingGateway(const std::string& account, const std::string& region,
                                                 const std::string& prefix) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return place.adapter->AdvertisingGateway(place.region, prefix, impl_->stop());
}

std::string Engine::OwnerOf(const std::string& account, const std::string& region) {
  const auto adapter = impl_->clouds.Get(account);
  if (!adapter.ok()) return "";
  const auto caller = (*adapter)->WhoCalls(region, impl_->stop());
  return caller.ok() ? caller->owner : "";
}

StatusOr<std::optional<std::string>> Engine::KeyOf(const std::string& account, const std::string& region, Kind kind,
                                                   const std::string& id, const std::string& family) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return reconcile::LiveKey(*place.adapter, {.kind = kind, .region = place.region, .id = id, .family = family},
                            impl_->stop());
}

StatusOr<std::vector<Location>> Engine::Locations(const std::string& account, const std::string& region) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return place.adapter->Locations(place.region, impl_->stop());
}

StatusOr<Letter> Engine::LetterOf(const std::string& account, const std::string& region, const std::string& connection,
                                  const std::string& provider) {
  IC_ASSIGN_OR_RETURN(const auto place, impl_->PlaceOf(account, region));
  return place.adapter->LetterOf(place.region, connection, provider, impl_->stop());
}

StatusOr<std::string> Engine::DefaultRegion(const std::string& account) {
  IC_ASSIGN_OR_RETURN(const auto adapter, impl_->clouds.Get(account));
  return adapter->DefaultRegion();
}

std::string Engine::CloudOf(const std::string& account) { return impl_->clouds.CloudOf(account); }

void Engine::Stop() {
  const std::lock_guard lock(impl_->mutex);
  impl_->stop_.request_stop();
}

}  // namespace ic
