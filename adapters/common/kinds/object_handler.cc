#include "adapters/common/kinds/object_handler.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/extras.h"
#include "adapters/contract/mark.h"

namespace ic {
namespace {

bool CarriesMarks(const ObjectKind& kind) {
  return std::ranges::find(kind.traits().marked, kind.kind()) != kind.traits().marked.end();
}

// See Candidate::foreign.
StatusOr<std::string> WhyForeign(const ObjectKind& kind, RegionBase& region, const nlohmann::json& live,
                                 const Candidate& candidate, const CreateRequest& request, std::stop_token stop) {
  if (kind.IsAllocated(live)) return std::string("another account allocated it");
  IC_ASSIGN_OR_RETURN(const AccountRole role, kind.RoleIn(region, live, std::move(stop)));
  if (role == AccountRole::kAccepting) return std::string("another account made it, on a connection of its own");
  const std::string& owner = candidate.observed.owner;
  if (!candidate.marked || !CarriesMarks(kind) || owner == OwnerAsMarked(request.owner)) return std::string();
  return owner.empty() ? std::string("its mark names no owner any more")
                       : fmt::format("its mark names the owner \"{}\"", owner);
}

// Held for as long as it lives; nothing where the kind names no lock.
StatusOr<std::optional<NamedLocks::Held>> Lock(RegionBase& region, const std::string& name, std::stop_token stop) {
  std::optional<NamedLocks::Held> held;
  if (name.empty()) return held;
  IC_ASSIGN_OR_RETURN(NamedLocks::Held taken, region.locks().Take(name, std::move(stop)));
  held.emplace(std::move(taken));
  return held;
}

// What a change ends with, from the object as it is `after` that; a failure of the change stays, whatever the read
// says.
ChangeResult ResultOf(const ObjectKind& kind, RegionBase& region, const std::string& id, const Value& desired,
                      const StatusOr<Object>& after, Status status, Diagnostics diagnostics, std::stop_token stop) {
  ChangeResult result = {.status = std::move(status), .id = id};
  result.diagnostics = std::move(diagnostics);
  Status read = after.status();
  if (after.ok() && IsAbsent(kind, *after)) read = NoSuchObject(kind, region, id);
  if (read.ok()) {
    StatusOr<Observed> observed = ObserveObject(kind, region, **after, desired, Freshness::kShared, std::move(stop));
    read = observed.status();
    if (observed.ok()) {
      result.attributes = std::move(observed->attributes);
      result.sessions = std::move(observed->sessions);
    }
  }
  if (result.status.ok()) result.status = std::move(read);
  return result;
}

// Reads the object after a change.
ChangeResult Finish(const ObjectKind& kind, RegionBase& region, const std::string& id, const Value& desired,
                    Status status, Diagnostics diagnostics, std::stop_token stop) {
  const StatusOr<Object> after = kind.Objects(region).Get(id, Freshness::kShared, stop);
  return ResultOf(kind, region, id, desired, after, std::move(status), std::move(diagnostics), std::move(stop));
}

Status SetTags(const ObjectKind& kind, RegionBase& region, const ObjectChange& change, Diagnostics& diagnostics,
               std::stop_token stop) {
  const TagSplit live = change.live != nullptr ? kind.TagsOf(*change.live) : TagSplit();
  Marks marks = live.marks;
  if (CarriesMarks(kind)) {
    marks = change.marks;
    marks.group = TextField(change.desired, field::kRedundancyGroup);
  }
  const TagChange tags = ChangeOfTags(live, change.prior.Get(field::kTags), change.desired.Get(field::kTags), marks);
  if (tags.set.empty() && tags.removed.empty()) return OkStatus();
  const Status status = kind.ApplyTags(region, change, tags, diagnostics, std::move(stop));
  kind.Objects(region).Invalidate(change.id);
  return status;
}

// Accepts; what somebody accepted meanwhile, by hand or by an earlier run, is no error.
Status AcceptOffer(const ObjectKind& kind, RegionBase& region, const nlohmann::json& live, const std::string& id,
                   const CreateRequest& request, const WaitContext& context, std::stop_token stop) {
  const Status answer = kind.Accept(region, live, request, context, stop);
  kind.Objects(region).Invalidate(id);
  if (answer.ok()) return answer;
  const StatusOr<Object> again = kind.Objects(region).Get(id, Freshness::kLive, stop);
  const bool accepted = again.ok() && !IsAbsent(kind, *again) && !IsLost(kind.RowOf(**again).stage) &&
                        !kind.IsOffered(region, **again, stop);
  return accepted ? OkStatus() : answer.Annotate("accepting " + id);
}

ObjectChange Takeover(const ObjectKind& kind, const std::string& id, const Object& live, const CreateRequest& request,
                      const Value& found, const WaitContext& context) {
  ObjectChange change = {.id = id,
                         .live = live,
                         .prior = Value::Null(),  // tags it had before are not ours to remove
                         .desired = request.desired,
                         .secrets = request.secrets,
                         .marks = kind.MarksOf(request),
                         .changed = ChangedByTakeover(kind.traits(), kind.kind(), request, found),
                         .context = context};
  return change;
}

// Takes over what exists; what is offered is accepted.
ChangeResult TakeOver(const ObjectKind& kind, RegionBase& region, const std::string& id, const CreateRequest& request,
                      std::stop_token stop) {
  const WaitContext context = region.Until(request.timeout);
  const StatusOr<Object> live = kind.Objects(region).Get(id, Freshness::kLive, stop);
  if (!live.ok()) return Failed(live.status());
  if (IsAbsent(kind, *live)) {
    return Failed(NoSuchObject(kind, region, id).Annotate(fmt::format("taking over a {}", KindTitle(kind.kind()))));
  }
  const StatusOr<Observed> found =
      ObserveObject(kind, region, **live, kind.ReadAs(request.desired), Freshness::kLive, stop);
  if (!found.ok()) return Failed(found.status());
  if (found->ended) return Failed(FailedPreconditionError(fmt::format("{} {}", id, found->trouble)));
  const bool offered = kind.IsOffered(region, **live, stop);
  const Status adoptable =
      CheckAdoptable(kind.traits(), kind.kind(), id, kind.Comparable(request.desired, offered), found->attributes);
  if (!adoptable.ok()) return Failed(adoptable);
  if (const Status fits = kind.CheckTakeover(region, **live, request, stop); !fits.ok()) return Failed(fits);
  if (offered) {
    const Status accepted = AcceptOffer(kind, region, **live, id, request, context, stop);
    if (!accepted.ok()) return Failed(accepted);
  }
  Diagnostics diagnostics;
  Status status = kind.SettleTaken(region, id, offered, context, stop);
  if (status.ok()) {
    const StatusOr<std::optional<NamedLocks::Held>> held = Lock(region, kind.LockOf(id, request.desired), stop);
    status = held.ok() ? ChangeObject(kind, region, Takeover(kind, id, *live, request, found->attributes, context),
                                      diagnostics, stop)
                       : held.status();
  }
  return Finish(kind, region, id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
}

}  // namespace

// ---- what most kinds do

Marks ObjectKind::MarksOf(const CreateRequest& request) const {
  return {.mark = request.mark,
          .owner = request.owner,
          .group = TextField(request.desired, field::kRedundancyGroup),
          .nonce = request.nonce};
}

bool ObjectKind::IsOffered(RegionBase& /*region*/, const nlohmann::json& live, std::stop_token /*stop*/) const {
  return RowOf(live).stage == Stage::kOffered;
}

bool ObjectKind::IsUnaccepted(const nlohmann::json& live) const { return RowOf(live).stage == Stage::kOffered; }

Status ObjectKind::Accept(RegionBase& /*region*/, const nlohmann::json& /*live*/, const CreateRequest& /*request*/,
                          const WaitContext& /*context*/, std::stop_token /*stop*/) const {
  return UnimplementedError(fmt::format("there is no call that accepts a {}", noun()));
}

StatusOr<nlohmann::json> ObjectKind::Decline(RegionBase& region, const nlohmann::json& live, const std::string& id,
                                             const WaitContext& context, std::stop_token stop) const {
  DeleteRequest request;
  request.kind = kind();
  request.region = region.name();
  request.id = id;
  return Remove(region, live, request, context, std::move(stop));
}

Status ObjectKind::ApplyTags(RegionBase& /*region*/, const ObjectChange& /*change*/, const TagChange& /*tags*/,
                             Diagnostics& /*diagnostics*/, std::stop_token /*stop*/) const {
  return UnimplementedError(fmt::format("a {} has no tags", noun()));
}

Status ObjectKind::Explain(RegionBase& /*region*/, const nlohmann::json& /*live*/, const std::string& id,
                           const Status& refusal, std::stop_token /*stop*/) const {
  return refusal.Annotate("deleting " + id);
}

// ---- reading

bool IsAbsent(const ObjectKind& kind, const Object& object) {
  return object == nullptr || IsAbsent(kind.RowOf(*object));
}

Status NoSuchObject(const ObjectKind& kind, RegionBase& region, const std::string& id) {
  return NotFoundError(fmt::format("there is no {} {} in {}", kind.noun(), id, region.name()));
}

StatusOr<Observed> ObserveObject(const ObjectKind& kind, RegionBase& region, const nlohmann::json& live,
                                 const Value& prior, Freshness beside, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(Observed observed, kind.Observe(region, live, prior, beside, std::move(stop)));
  observed.region = region.name();
  const TagSplit tags = kind.TagsOf(live);
  if (kind.kind() == Kind::kConnection || kind.kind() == Kind::kVirtualInterface) {
    observed.attributes.Put(field::kTags, TagsValue(tags.user, prior.Get(field::kTags)));
  }
  if (CarriesMarks(kind)) {
    const std::string& group = tags.marks.group;
    observed.attributes.Put(field::kRedundancyGroup, group.empty() ? Value::Null() : Value::String(group));
    observed.mark = tags.marks.mark;
    observed.redundancy_group = group;
    observed.owner = tags.marks.owner;
    observed.nonce = tags.marks.nonce;
    observed.is_full_of_tags = kind.IsFullOfTags(live);
  }
  region.NoteUnknownState(kind.kind(), observed.id, kind.WordOf(live));
  observed.trouble = TroubleOf(kind.RowOf(live), kind.WordOf(live));
  observed.trouble_asked = kind.RowOf(live).asked;
  observed.ended = IsEnding(kind.RowOf(live).stage);
  observed.is_part = !kind.IsResource(live);
  observed.declined = IsDeclined(kind.RowOf(live));
  observed.offered = kind.IsUnaccepted(live);
  for (Extra& extra : ExtrasOf(kind.traits(), kind.kind(), live)) {
    const bool told = std::ranges::any_of(observed.extras, [&](const Extra& one) { return one.name == extra.name; });
    if (!told) observed.extras.push_back(std::move(extra));
  }
  return observed;
}

StatusOr<std::optional<Observed>> ReadObject(const ObjectKind& kind, RegionBase& region, const ReadRequest& request,
                                             std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const Object object, kind.Objects(region).Get(request.id, request.freshness, stop));
  if (IsAbsent(kind, object)) return std::optional<Observed>();
  IC_ASSIGN_OR_RETURN(Observed observed,
                      ObserveObject(kind, region, *object, request.prior, request.freshness, std::move(stop)));
  return std::optional(std::move(observed));
}

StatusOr<AccountRole> ObjectHandler::RoleIn(RegionBase& region, const std::string& id, std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const Object object, kind_->Objects(region).Get(id, Freshness::kShared, stop));
  return ic::IsAbsent(*kind_, object) ? AccountRole::kOwner : kind_->RoleIn(region, *object, std::move(stop));
}

StatusOr<bool> ObjectHandler::IsOffered(RegionBase& region, const std::string& id, std::stop_token stop) const {
  IC_ASSIGN_OR_RETURN(const Object object, kind_->Objects(region).Get(id, Freshness::kShared, stop));
  return !ic::IsAbsent(*kind_, object) && kind_->IsOffered(region, *object, std::move(stop));
}

StatusOr<std::vector<Observed>> ListObjects(const ObjectKind& kind, RegionBase& region, Freshness freshness,
                                            std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto snapshot, kind.Objects(region).All(freshness, stop));
  IC_RETURN_IF_ERROR(kind.ListBeside(region, freshness, stop));
  std::vector<Observed> all;
  for (const auto& [id, object] : snapshot->objects) {
    if (IsAbsent(kind, object) || IsUseless(kind.RowOf(*object).stage) || !kind.IsResource(*object)) continue;
    IC_ASSIGN_OR_RETURN(Observed observed,
                        ObserveObject(kind, region, *object, Value::Null(), Freshness::kShared, stop));
    all.push_back(std::move(observed));
  }
  return all;
}

StatusOr<std::vector<Health>> CheckObjects(const ObjectKind& kind, RegionBase& region,
                                           const std::vector<std::string>& ids, std::stop_token stop) {
  const Freshness beside = Freshness::Since(NextMoment());  // one look for all of them
  IC_ASSIGN_OR_RETURN(const auto snapshot, kind.Objects(region).All(Freshness::kLive, stop));
  std::vector<Health> healths;
  for (const auto& [id, object] : snapshot->objects) {
    if (IsAbsent(kind, object)) continue;
    const bool listed = kind.IsResource(*object) && !IsUseless(kind.RowOf(*object).stage);
    if (ids.empty() ? !listed : std::ranges::find(ids, id) == ids.end()) continue;
    Health health;
    health.kind = kind.kind();
    health.id = id;
    health.region = region.name();
    health.name = kind.NameOf(*object);
    health.vendor_state = kind.WordOf(*object);
    health.state = HealthOf(kind.RowOf(*object), -1);
    if (CarriesMarks(kind)) health.redundancy_group = kind.TagsOf(*object).marks.group;
    IC_RETURN_IF_ERROR(kind.AddHealth(region, *object, beside, health, stop));
    healths.push_back(std::move(health));
  }
  return healths;
}

// ---- creating

StatusOr<std::vector<Candidate>> FindObjects(const ObjectKind& kind, RegionBase& region, const CreateRequest& request,
                                             std::stop_token stop) {
  std::vector<Candidate> candidates;
  if (!kind.HasKey(request)) return candidates;
  IC_ASSIGN_OR_RETURN(const auto objects,
                      kind.Objects(region).Where(kind.WayToAlike(), kind.KeysOf(request), request.freshness, stop));
  for (const Object& object : objects) {
    if (!kind.MayMatch(*object, request) || IsAbsent(kind, object) || !kind.IsResource(*object)) continue;
    // It is in nobody's way; but in the place of a connection another one would be paid for.
    if (kind.RowOf(*object).stage == Stage::kDeclined && kind.kind() != Kind::kConnection) continue;
    IC_ASSIGN_OR_RETURN(Observed observed,
                        ObserveObject(kind, region, *object, request.desired, request.freshness, stop));
    IC_ASSIGN_OR_RETURN(std::optional<Candidate> candidate,
                        kind.Match(region, *object, std::move(observed), request, stop));
    if (!candidate) continue;
    IC_ASSIGN_OR_RETURN(candidate->foreign, WhyForeign(kind, region, *object, *candidate, request, stop));
    candidates.push_back(*std::move(candidate));
  }
  return candidates;
}

Status CheckCreation(const ObjectKind& kind, RegionBase& region, const CreateRequest& request, std::stop_token stop) {
  if (const std::string id = TextField(request.desired, field::kAdopt); !id.empty()) {
    const Freshness freshness = request.planned ? Freshness::kShared : Freshness::kLive;
    IC_ASSIGN_OR_RETURN(const Object live, kind.Objects(region).Get(id, freshness, stop));
    if (IsAbsent(kind, live)) return OkStatus();  // absence was said before
    return kind.CheckTakeover(region, *live, request, std::move(stop));
  }
  return kind.Check(region, request, region.Until(request.timeout), std::move(stop));
}

ChangeResult CreateObject(const ObjectKind& kind, RegionBase& region, const CreateRequest& request,
                          std::stop_token stop) {
  if (const std::string id = TextField(request.desired, field::kAdopt); !id.empty()) {
    return TakeOver(kind, region, id, request, std::move(stop));
  }
  const WaitContext context = region.Until(request.timeout);
  const auto held = Lock(region, kind.LockOf("", request.desired), stop);
  if (!held.ok()) return Failed(held.status());
  if (const Status fits = kind.Check(region, request, context, stop); !fits.ok()) return Failed(fits);
  const StatusOr<Made> made = kind.Make(region, request, context, stop);
  Listing& objects = kind.Objects(region);
  if (!made.ok()) {
    if (made.status().ambiguous()) objects.InvalidateAll();
    return Failed(made.status());
  }
  objects.Make(made->id);
  if (const Object& told = made->shown != nullptr ? made->shown : made->told; told != nullptr) {
    objects.Learn(made->id, told);
  }
  const ObjectChange change = {.id = made->id,
                               .live = made->shown,
                               .prior = Value::Null(),
                               .desired = request.desired,
                               .secrets = request.secrets,
                               .marks = kind.MarksOf(request),
                               .changed = {},
                               .context = context,
                               .freshness = request.freshness};
  Diagnostics diagnostics;
  Status status = kind.Complete(region, change, diagnostics, stop);
  if (!status.ok()) objects.Invalidate(made->id);  // where it got to is not known
  if (made->shown != nullptr) {
    return ResultOf(kind, region, made->id, request.desired, made->shown, std::move(status), std::move(diagnostics),
                    std::move(stop));
  }
  return Finish(kind, region, made->id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
}

ChangeResult SettleObject(const ObjectKind& kind, RegionBase& region, const std::string& id, const Value& desired,
                          Duration timeout, std::stop_token stop) {
  const StatusOr<Object> live = kind.Objects(region).Get(id, Freshness::kLive, stop);
  if (!live.ok()) return FailedWith(id, live.status());
  if (IsAbsent(kind, *live)) return Failed(NoSuchObject(kind, region, id));
  Diagnostics diagnostics;
  Status status = kind.Settle(region, id, *live, desired, region.Until(timeout), diagnostics, stop);
  return Finish(kind, region, id, desired, std::move(status), std::move(diagnostics), std::move(stop));
}

// ---- changing and deleting

Status ChangeObject(const ObjectKind& kind, RegionBase& region, const ObjectChange& change, Diagnostics& diagnostics,
                    std::stop_token stop) {
  IC_RETURN_IF_ERROR(kind.ChangeInPlace(region, change, diagnostics, stop));
  if (Touches(change.changed, field::kTags) || Touches(change.changed, field::kRedundancyGroup)) {
    IC_RETURN_IF_ERROR(SetTags(kind, region, change, diagnostics, stop));
  }
  return kind.ChangeLast(region, change, diagnostics, std::move(stop));
}

namespace {

// Its marks are as they are.
ObjectChange ChangeOf(const UpdateRequest& request, const Object& live, const WaitContext& context) {
  return {.id = request.id,
          .live = live,
          .prior = request.prior,
          .desired = request.desired,
          .secrets = request.secrets,
          .marks = {},
          .changed = request.changed,
          .context = context};
}

// `marks`: those that are live, as far as nothing else is asked for.
Marks MarksAfter(const UpdateRequest& request, Marks marks) {
  if (!request.owner.empty()) marks.owner = request.owner;
  if (request.takes_owner_off) {
    marks.owner.clear();
    marks.no_owner = true;
  }
  const bool same = marks.mark == request.mark && (request.nonce.empty() || marks.nonce == request.nonce);
  if (request.mark.empty() || same) return marks;
  marks.mark = request.mark;
  marks.nonce = request.nonce;
  return marks;
}

}  // namespace

Status CheckObjectChange(const ObjectKind& kind, RegionBase& region, const UpdateRequest& request,
                         std::stop_token stop) {
  const Freshness freshness = request.planned ? Freshness::kShared : Freshness::kLive;
  IC_ASSIGN_OR_RETURN(const Object live, kind.Objects(region).Get(request.id, freshness, stop));
  if (IsAbsent(kind, live)) return OkStatus();  // said by whoever changes it
  return kind.CheckChange(region, ChangeOf(request, live, region.Until(Duration::zero())), freshness, std::move(stop));
}

ChangeResult UpdateObject(const ObjectKind& kind, RegionBase& region, const UpdateRequest& request,
                          std::stop_token stop) {
  const WaitContext context = region.Until(request.timeout);
  const auto held = Lock(region, kind.LockOf(request.id, request.prior), stop);
  if (!held.ok()) return FailedWith(request.id, held.status());
  const StatusOr<Object> live = kind.Objects(region).Get(request.id, Freshness::kLive, stop);
  if (!live.ok()) return FailedWith(request.id, live.status());
  if (IsAbsent(kind, *live)) return Failed(NoSuchObject(kind, region, request.id));
  ObjectChange change = ChangeOf(request, *live, context);
  change.marks = MarksAfter(request, kind.TagsOf(**live).marks);
  const Status fits = kind.CheckChange(region, change, Freshness::kLive, stop);
  if (!fits.ok()) return FailedWith(request.id, fits);
  Diagnostics diagnostics;
  Status status = ChangeObject(kind, region, change, diagnostics, stop);
  return Finish(kind, region, request.id, request.desired, std::move(status), std::move(diagnostics), std::move(stop));
}

namespace {

// How an object comes to its end. kDecline: only an offer to this account does.
enum class End : std::uint8_t { kDelete, kDecline };

ChangeResult EndObject(const ObjectKind& kind, RegionBase& region, const DeleteRequest& request, End end,
                       std::stop_token stop) {
  const bool declines = end == End::kDecline;
  const WaitContext context = region.Until(request.timeout);
  const auto held = Lock(region, kind.LockOf(request.id, request.prior), stop);
  if (!held.ok()) return FailedWith(request.id, held.status());
  Listing& objects = kind.Objects(region);
  const StatusOr<Object> live = objects.Get(request.id, request.freshness, stop);
  if (!live.ok()) return FailedWith(request.id, live.status());
  const bool over = *live == nullptr || IsOver(kind.RowOf(**live).stage);
  if (declines && (over || IsAbsent(kind, *live))) {
    return FailedWith(request.id, NoSuchObject(kind, region, request.id));
  }
  if (declines && !kind.IsOffered(region, **live, stop)) {
    return FailedWith(request.id,
                      FailedPreconditionError(fmt::format(
                          "{} is no offer that waits for this account (it is `{}`): only what was not accepted is "
                          "declined, and nothing was done",
                          request.id, kind.WordOf(**live))));
  }
  if (over) return {};
  bool deleted = false;
  if (declines || NeedsDelete(kind.RowOf(**live).stage)) {
    const StatusOr<nlohmann::json> answer = declines ? kind.Decline(region, **live, request.id, context, stop)
                                                     : kind.Remove(region, **live, request, context, stop);
    objects.Invalidate(request.id);
    if (!answer.ok() && answer.status().code() != StatusCode::kNotFound) {
      return FailedWith(request.id, kind.Explain(region, **live, request.id, answer.status(), std::move(stop)));
    }
    if (answer.ok() && IsOver(kind.RowOf(*answer).stage)) return {};
    deleted = answer.ok();
  }
  const auto judge = [&kind](const nlohmann::json* object) -> Verdict {
    if (object == nullptr) return {.done = true};
    return {.done = IsOver(kind.RowOf(*object).stage), .failure = {}, .state = kind.WordOf(*object)};
  };
  const auto gone = deleted
                        ? WaitForDeletion(objects, request.id, judge, context, std::move(stop))
                        : WaitFor(objects, request.id, request.id + " to be deleted", judge, context, std::move(stop));
  return gone.ok() ? ChangeResult() : FailedWith(request.id, gone.status());
}

}  // namespace

ChangeResult DeleteObject(const ObjectKind& kind, RegionBase& region, const DeleteRequest& request,
                          std::stop_token stop) {
  return EndObject(kind, region, request, End::kDelete, std::move(stop));
}

Status DeclineObject(const ObjectKind& kind, RegionBase& region, const std::string& id, Duration timeout,
                     std::stop_token stop) {
  DeleteRequest request;
  request.kind = kind.kind();
  request.region = region.name();
  request.id = id;
  request.timeout = timeout;
  return EndObject(kind, region, request, End::kDecline, std::move(stop)).status;
}

}  // namespace ic
