#include "reconcile/guard/offered_together.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "adapters/contract/path.h"
#include "base/text.h"
#include "reconcile/ledger/health.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// The account that an interface is made for, as the cloud tells it; empty: it is this one's own, or not told.
std::string ReceiverOf(const Call& call, const ObjectKey& key, const Observed& interface) {
  if (!IsMadeForAnother(call, key, interface.attributes)) return "";
  std::string receiver;
  for (const KeyField& row : call.traits->accounts) {
    const Value value = row.kind == key.kind ? ic::ValueAt(interface.attributes, row.field) : Value::Null();
    if (value.kind() == Value::Kind::kString) receiver += value.AsString();
  }
  return receiver;
}

// One that goes down, and those beside it: for the same account, to the same gateway, on other connections.
struct Offers {
  std::string receiver;
  std::string gateway;
  std::vector<const Observed*> beside;
  std::vector<const Observed*> waiting;  // likewise, and nobody has accepted them yet: they lead nowhere
};

Offers OffersLike(const Call& call, const LiveList& live, const ObjectKey& key) {
  Offers offers;
  const Observed* here = live.Find(key.id);
  if (here == nullptr) return offers;
  offers.gateway = Text(here->attributes, field::kGatewayId);
  if (offers.gateway.empty()) return offers;  // nobody has accepted it yet
  offers.receiver = ReceiverOf(call, key, *here);
  if (offers.receiver.empty()) return offers;
  const auto add = [&](const std::string& gateway, std::vector<const Observed*>& to) {
    for (const Observed* one : live.With(field::kGatewayId, gateway)) {
      const ObjectKey other{key.account, key.region, key.kind, one->id};
      const bool elsewhere =
          Text(one->attributes, field::kConnectionId) != Text(here->attributes, field::kConnectionId);
      if (elsewhere && ReceiverOf(call, other, *one) == offers.receiver) to.push_back(one);
    }
  };
  add(offers.gateway, offers.beside);
  add("", offers.waiting);
  return offers;
}

// As a whole, in this run.
bool ComesDown(const Call& call, const ObjectKey& key, const std::vector<Member>& affected) {
  const auto same = [&key](const Member& one) { return one.key == key && one.loses.empty(); };
  if (std::ranges::any_of(affected, same)) return true;
  auto ledger = call.run.ledger.Open();
  const auto found = ledger->disrupted.find(key);
  return found != ledger->disrupted.end() && found->second.contains("");
}

std::string OfferTitle(const ObjectKey& key, const Observed& object) {
  return Titled(key.kind, Text(object.attributes, field::kName), object.id);
}

// Those of `ids` that are up, as far as can be told: who cannot be asked may be.
std::set<std::string> UpAmong(const Call& call, const ObjectKey& key, const std::vector<std::string>& ids) {
  std::set<std::string> up(ids.begin(), ids.end());
  const auto health = HealthOf(call.run, key.account, key.region, key.kind, ids, call.stop);
  if (!health.ok()) return up;
  for (const Health& one : *health) {
    if (one.state == HealthState::kDown) up.erase(one.id);
  }
  return up;
}

void RefuseLast(const Call& call, const Disruption& disruption, const ObjectKey& key, const Offers& offers,
                const std::vector<std::string>& going, const std::vector<std::string>& waiting,
                Diagnostics& diagnostics) {
  if (!going.empty()) {
    diagnostics.AddRefusal(
        {}, "Offered interfaces go down together",
        fmt::format(
            "{} takes {} down, and this run {} too: nothing would be up of what is made for {} and leads to {}. "
            "Whether they back each other that account says, and this process is not told. Do one after the "
            "other; to let them go together, use {}.",
            disruption.how, key.id, JoinWords(going, "and"), offers.receiver, offers.gateway,
            AllowDisruption(*call.config, key.id)));
    return;
  }
  diagnostics.AddRefusal(
      {}, "The other offered interface is not accepted yet",
      fmt::format(
          "{} takes {} down: nothing would be up of what is made for {} and leads to {}, and {} waits for being "
          "accepted by that account. Whether it is to back this one that account says, and this process is not "
          "told. Go on when it is accepted and up; to let this one go all the same, use {}.",
          disruption.how, key.id, offers.receiver, offers.gateway, JoinWords(waiting, "and"),
          AllowDisruption(*call.config, key.id)));
}

void Check(const Call& call, const Disruption& disruption, const ObjectKey& key, const std::vector<Member>& affected,
           Diagnostics& diagnostics) {
  const auto live = call.run.live_lists.Get(key.account, key.region, key.kind, Freshness::kShared, call.stop);
  if (!live.ok()) return;  // said where it is planned what becomes of it
  const Offers offers = OffersLike(call, **live, key);
  if (offers.beside.empty() && offers.waiting.empty()) return;
  std::vector<std::string> ids = {key.id};
  for (const Observed* one : offers.beside) ids.push_back(one->id);
  const std::set<std::string> up = UpAmong(call, key, ids);
  if (!up.contains(key.id)) return;
  const auto comes_down = [&](const Observed* one) {
    return ComesDown(call, {key.account, key.region, key.kind, one->id}, affected);
  };
  std::vector<std::string> going;
  for (const Observed* one : offers.beside) {
    if (!up.contains(one->id)) continue;
    if (!comes_down(one)) return;
    if (!call.config->allow_disruption.contains(one->id)) going.push_back(OfferTitle(key, *one));
  }
  std::vector<std::string> waiting;
  for (const Observed* one : offers.waiting) {
    if (!one->declined && !one->ended && !comes_down(one)) waiting.push_back(OfferTitle(key, *one));
  }
  if (!going.empty() || !waiting.empty()) RefuseLast(call, disruption, key, offers, going, waiting, diagnostics);
}

bool ShowsTags(const Observed& object) {
  return !object.owner.empty() || !object.mark.empty() || !object.redundancy_group.empty();
}

}  // namespace

std::vector<std::string> OffersBeside(const Call& call, const std::vector<Member>& affected, Freshness freshness) {
  std::vector<std::string> ids;
  for (const Member& member : affected) {
    const ObjectKey& key = member.key;
    if (key.kind != Kind::kVirtualInterface) continue;
    const auto live = call.run.live_lists.Get(key.account, key.region, key.kind, freshness, call.stop);
    if (!live.ok()) continue;  // asked again, and said, by whoever looks for the members
    const Observed* here = (*live)->Find(key.id);
    if (here == nullptr || ShowsTags(*here)) continue;
    for (const Observed* one : OffersLike(call, **live, key).beside) {
      if (!ShowsTags(*one) && std::ranges::find(ids, one->id) == ids.end()) ids.push_back(one->id);
    }
  }
  return ids;
}

void CheckOfferedTogether(const Call& call, const Disruption& disruption, const std::vector<Member>& affected,
                          Diagnostics& diagnostics) {
  const std::set<std::string>& allowed = call.config->allow_disruption;
  if (call.config->state_is_held || allowed.contains(disruption.key.id) || diagnostics.has_errors()) return;
  for (const Member& member : affected) {
    if (member.key.kind != Kind::kVirtualInterface || !member.loses.empty()) continue;
    if (allowed.contains(member.key.id)) continue;
    // Where a group is known, that was asked about.
    const bool grouped =
        std::ranges::any_of(affected, [&](const Member& one) { return one.key == member.key && !one.group.empty(); });
    if (!grouped && !diagnostics.has_errors()) Check(call, disruption, member.key, affected, diagnostics);
  }
}

}  // namespace ic::reconcile
