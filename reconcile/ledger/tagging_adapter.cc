#include "reconcile/ledger/tagging_adapter.h"

#include <algorithm>

#include "adapters/contract/path.h"

namespace ic::reconcile {
namespace {

// Puts `value` where the object has another one: what is not there is as good as null.
void PutOther(Value& object, std::string_view name, Value value) {
  if (!(object.Get(name) == value)) object.Put(name, std::move(value));
}

// Whether `object` names an account: then it has to be asked whose that is.
bool NamesAccount(const VendorTraits& traits, Kind kind, const Value& object) {
  return std::ranges::any_of(traits.accounts, [&](const KeyField& row) {
    return row.kind == kind && ValueAt(object, row.field).kind() == Value::Kind::kString;
  });
}

// None, as the user wrote that.
Value Spelled(Value tags, const Value& prior) {
  const bool none = tags.kind() == Value::Kind::kMap && tags.fields().empty();
  return none && prior.Get(field::kTags).kind() != Value::Kind::kMap ? Value::Null() : tags;
}

}  // namespace

Value TaggingAdapter::Sent(Kind kind, const Value& desired) const {
  if (desired.kind() != Value::Kind::kObject) return desired;
  Value all = desired.Get(field::kTagsAll);
  if (all.is_null() && settings_->has_defaults() && TakesDefaultTags(traits(), kind, desired)) {
    all = AllTags(*settings_, desired.Get(field::kTags));
  }
  Value sent = desired;
  if (all.is_known()) PutOther(sent, field::kTags, std::move(all));
  PutOther(sent, field::kTagsAll, Value::Null());
  return sent;
}

Value TaggingAdapter::Known(const Value& prior) const {
  if (prior.kind() != Value::Kind::kObject) return prior;
  Value known = prior;
  PutOther(known, field::kTags, WithoutIgnored(*settings_, EffectiveTags(prior)));
  PutOther(known, field::kTagsAll, Value::Null());
  return known;
}

CreateRequest TaggingAdapter::Sent(CreateRequest request) const {
  request.desired = Sent(request.kind, request.desired);
  return request;
}

UpdateRequest TaggingAdapter::Sent(UpdateRequest request) const {
  request.prior = Known(request.prior);
  request.desired = Sent(request.kind, request.desired);
  for (std::string& path : request.changed) {
    if (path == field::kTagsAll) path = field::kTags;
  }
  return request;
}

void TaggingAdapter::Show(Kind kind, const std::string& region, const Value& prior, Value& attributes,
                          const std::stop_token& stop) {
  if (attributes.kind() != Value::Kind::kObject) return;
  const bool kept = settings_->has_defaults() || !prior.Get(field::kTagsAll).is_null();
  if (!kept && !settings_->ignores_any()) {
    PutOther(attributes, field::kTagsAll, Value::Null());
    return;
  }
  Value all = WithoutIgnored(*settings_, attributes.Get(field::kTags));
  std::string own_account;
  if (kept && NamesAccount(traits(), kind, attributes)) {
    const auto caller = inner_->WhoCalls(region, stop);
    if (caller.ok()) own_account = caller->owner;
  }
  if (!kept || !TakesDefaultTags(traits(), kind, attributes, own_account)) {
    PutOther(attributes, field::kTags, Spelled(std::move(all), prior));
    PutOther(attributes, field::kTagsAll, Value::Null());
    return;
  }
  PutOther(attributes, field::kTags, Spelled(OwnTags(*settings_, all, prior), prior));
  PutOther(attributes, field::kTagsAll, std::move(all));
}

ChangeResult TaggingAdapter::Shown(Kind kind, const std::string& region, const Value& desired, ChangeResult result,
                                   const std::stop_token& stop) {
  Show(kind, region, desired, result.attributes, stop);
  return result;
}

StatusOr<std::optional<Observed>> TaggingAdapter::Read(const ReadRequest& request, std::stop_token stop) {
  auto observed = inner_->Read(request, stop);
  if (observed.ok() && observed->has_value()) {
    Show(request.kind, request.region, request.prior, (*observed)->attributes, stop);
  }
  return observed;
}

StatusOr<std::vector<Observed>> TaggingAdapter::List(Kind kind, const std::string& region, Freshness freshness,
                                                     std::stop_token stop) {
  auto listed = inner_->List(kind, region, freshness, stop);
  if (!listed.ok()) return listed;
  for (Observed& one : *listed) Show(kind, region, Value::Null(), one.attributes, stop);
  return listed;
}

StatusOr<std::vector<Candidate>> TaggingAdapter::FindCandidates(const CreateRequest& request, std::stop_token stop) {
  auto candidates = inner_->FindCandidates(Sent(request), stop);
  if (!candidates.ok()) return candidates;
  for (Candidate& one : *candidates) {
    Show(request.kind, request.region, request.desired, one.observed.attributes, stop);
  }
  return candidates;
}

Status TaggingAdapter::Check(const CreateRequest& request, std::stop_token stop) {
  return inner_->Check(Sent(request), std::move(stop));
}

ChangeResult TaggingAdapter::Create(const CreateRequest& request, std::stop_token stop) {
  return Shown(request.kind, request.region, request.desired, inner_->Create(Sent(request), stop), stop);
}

ChangeResult TaggingAdapter::Settle(Kind kind, const std::string& region, const std::string& id, const Value& desired,
                                    Duration timeout, std::stop_token stop) {
  return Shown(kind, region, desired, inner_->Settle(kind, region, id, Sent(kind, desired), timeout, stop), stop);
}

Status TaggingAdapter::CheckChange(const UpdateRequest& request, std::stop_token stop) {
  return inner_->CheckChange(Sent(request), std::move(stop));
}

ChangeResult TaggingAdapter::Update(const UpdateRequest& request, std::stop_token stop) {
  return Shown(request.kind, request.region, request.desired, inner_->Update(Sent(request), stop), stop);
}

}  // namespace ic::reconcile
