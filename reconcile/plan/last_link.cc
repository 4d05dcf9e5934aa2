#include "reconcile/plan/last_link.h"

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/members.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// What a connection will be in; empty: nothing, or it is not there any more.
std::string BundleAfter(const Call& call, const Existing& connection) {
  if (connection.fate == Fate::kGoes) return "";
  const bool planned = connection.fate == Fate::kStays;
  return BundleOf(Kind::kConnection, call.cloud(), planned ? connection.planned : connection.attributes);
}

bool MayStayIn(const Existing& connection, const std::string& cloud) {
  return connection.fate == Fate::kStays && !IsBundleKnown(cloud, connection.planned);
}

// The bundle that is in question for the object; empty: none. Of an interface only once a connection leaves it: a plan
// in which none does asks for no list of connections.
std::string BundleInQuestion(const Call& call, const ObjectKey& object, LedgerContents& ledger) {
  const Existing* entry = ledger.Find(object);
  if (entry == nullptr) return "";
  if (object.kind == Kind::kConnection) {
    const std::string bundle = BundleOf(object.kind, call.cloud(), entry->attributes);
    if (bundle.empty() || bundle == BundleAfter(call, *entry)) return "";
    ledger.bundles_left.insert_or_assign(object.id, bundle);
    return bundle;
  }
  if (object.kind != Kind::kVirtualInterface || entry->fate != Fate::kStays) return "";
  const std::string on = Text(entry->planned, field::kConnectionId);
  for (const auto& [connection, bundle] : ledger.bundles_left) {
    if (on == bundle || on == connection) return bundle;
  }
  return "";
}

using Leaving = std::map<std::string, std::string>;  // id → title

// Those that leave, if they are all that are in it; else none.
Leaving LastLinks(const Call& call, const std::string& bundle, const LiveList& live, LedgerContents& ledger) {
  Leaving leaving;
  for (const Observed* found : live.All()) {
    const Observed& one = *found;
    if (BundleOf(Kind::kConnection, call.cloud(), one.attributes) != bundle) continue;
    const auto entries = ledger.WithId(Kind::kConnection, one.id);
    if (entries.empty()) return {};
    for (const auto* entry : entries) {
      if (MayStayIn(entry->second, call.cloud()) || BundleAfter(call, entry->second) == bundle) return {};
    }
    leaving.emplace(one.id, Titled(Kind::kConnection, entries.front()->second.attributes));
  }
  return leaving;
}

// What is on a connection when that joins a bundle is on the bundle from then on, whichever of the two is written, and
// stays there when the connection leaves.
std::vector<std::string> StayingOn(const Call& call, const std::string& bundle, const Leaving& leaving,
                                   LedgerContents& ledger) {
  LedgerContents::ExistingList on = ledger.InterfacesPlannedOn(bundle);
  for (const auto& [connection, title] : leaving) {
    for (const auto* interface : ledger.InterfacesPlannedOn(connection)) on.push_back(interface);
  }
  std::vector<std::string> staying;
  for (const auto* found : on) {
    const auto& [key, interface] = *found;
    if (call.clouds.CloudOf(key.account) != call.cloud() || call.config->allow_disruption.contains(key.id)) continue;
    staying.push_back(Titled(key.kind, interface.attributes));
  }
  return staying;
}

}  // namespace

Diagnostics CheckLastLink(const Call& call, const ObjectKey& object) {
  Diagnostics diagnostics;
  std::string bundle;
  {
    auto ledger = call.run.ledger.Open();
    bundle = BundleInQuestion(call, object, *ledger);
  }
  if (bundle.empty() || call.config->allow_disruption.contains(bundle) || !call.adapter().ok()) return diagnostics;
  const auto live =
      call.run.live_lists.Get(call.account, object.region, Kind::kConnection, Freshness::kShared, call.stop);
  if (!live.ok()) return diagnostics;  // who cannot be asked is told so by others
  auto ledger = call.run.ledger.Open();
  const Leaving leaving = LastLinks(call, bundle, **live, *ledger);
  if (leaving.empty()) return diagnostics;
  const std::vector<std::string> staying = StayingOn(call, bundle, leaving, *ledger);
  if (staying.empty()) return diagnostics;
  std::vector<std::string> titles;
  for (const auto& [connection, title] : leaving) titles.push_back(title);
  diagnostics.AddRefusal(
      {}, "Bundle loses its last link",
      fmt::format(
          "{} would leave {}, and no other connection is in it: {} on it would be down for good. Have another "
          "connection join it first, in a run before this one, or take what is on it away. To let it go down: {}.",
          JoinWords(titles, "and"), bundle, JoinWords(staying, "and"), AllowDisruption(*call.config, bundle)));
  return diagnostics;
}

}  // namespace ic::reconcile
