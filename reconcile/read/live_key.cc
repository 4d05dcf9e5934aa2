#include "reconcile/read/live_key.h"

#include <utility>

#include <fmt/format.h>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// Reading with a key at hand has the cloud's own come back in its place; this stays where the cloud does not tell, and
// is no key, because no cloud takes the character in one.
const std::string kAsked(1, kStandInMark);

StatusOr<Value> ReadAsking(Adapter& adapter, const KeyQuestion& question, std::stop_token stop) {
  Value prior = Value::Object({{std::string(field::kAuthKey), Value::String(kAsked)}});
  if (!question.family.empty()) prior.Put(field::kAddressFamily, Value::String(question.family));
  IC_ASSIGN_OR_RETURN(
      std::optional<Observed> found,
      adapter.Read({question.kind, question.region, question.id, Freshness::kLive, std::move(prior)}, std::move(stop)));
  if (found) return std::move(found->attributes);
  return NotFoundError(fmt::format("There is no {} {} in {} {}, or this account cannot see it",
                                   KindTitle(question.kind), question.id, adapter.traits().title, question.region));
}

}  // namespace

StatusOr<std::optional<std::string>> LiveKey(Adapter& adapter, const KeyQuestion& question, std::stop_token stop) {
  const VendorTraits& traits = adapter.traits();
  if (IsLowered(traits, question.kind)) {
    return InvalidArgumentError(fmt::format(
        "{} has no BGP groups: the key is that of each session; name the interface or the peer", traits.title));
  }
  IC_ASSIGN_OR_RETURN(const Value attributes, ReadAsking(adapter, question, stop));
  const bool own = question.kind == Kind::kVirtualInterface;
  if (own && !question.family.empty() && Text(attributes, field::kAddressFamily) != question.family) {
    return FailedPreconditionError(
        fmt::format("the virtual interface {} has no {} session of its own: name the BGP "
                    "peer, if there is one",
                    question.id, question.family));
  }
  if (own && Text(attributes, field::kCustomerAsn).empty()) {
    return FailedPreconditionError(fmt::format("the virtual interface {} has no BGP session of its own", question.id));
  }
  const Value& key = attributes.Get(field::kAuthKey);
  if (key.is_null() || key == Value::String("")) return std::optional<std::string>();
  if (key.kind() == Value::Kind::kString && key.AsString() != kAsked) return std::optional(key.AsString());
  const std::string group = Text(attributes, field::kBgpGroupId);
  if (question.kind == Kind::kBgpPeer && !group.empty()) {
    return LiveKey(adapter, {.kind = Kind::kBgpGroup, .region = question.region, .id = group}, std::move(stop));
  }
  return FailedPreconditionError(
      fmt::format("{} does not tell the key of the {} {}", traits.title, KindTitle(question.kind), question.id));
}

}  // namespace ic::reconcile
