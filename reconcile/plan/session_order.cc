#include "reconcile/plan/session_order.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/ledger/live_look.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kSummary = "Both sessions of an interface in one run";

// True if none of the sessions that the change leans on stays.
bool LosesSupport(const LedgerContents::SessionsAtWork& sessions) {
  return !sessions.leaning.empty() && std::ranges::includes(sessions.leaving, sessions.leaning);
}

std::string Detail(const LedgerContents::SessionsAtWork& sessions, const std::string& interface) {
  const std::vector<std::string> leaving(sessions.leaving.begin(), sessions.leaving.end());
  return fmt::format(
      "The own session of virtual interface {} is made anew, or again, while another session of it stays. But the {} "
      "session goes in the same run, and would be gone before. Nothing was "
      "changed. Apply one of the two changes, and then the other.",
      interface, JoinWords(leaving, "and"));
}

// The change makes a session, where the cloud changes none: in place of the one there is, or of one that is lost.
bool MakesSession(const Call& call, const Value& prior, const Difference& difference) {
  if (difference.session) return true;
  if (!difference.touches_cloud || !IsSession(call, difference.cloud_path) || HasSession(prior)) return false;
  const Change* row = RowFor(call, difference.cloud_path, prior);
  return row != nullptr && row->on_change != OnChange::kInPlace;
}

}  // namespace

Diagnostics CheckSessionsStay(const Call& call, const PlanInput& input, const PlannedObject& plan) {
  Diagnostics diagnostics;
  const auto remade = std::ranges::find_if(
      plan.differences, [&](const Difference& difference) { return MakesSession(call, input.prior, difference); });
  if (remade == plan.differences.end() || input.changes_before_removals) return diagnostics;
  const std::vector<std::string> others = LookAt(call, input.prior, Freshness::kShared).other_sessions();
  auto ledger = call.run.ledger.Open();
  LedgerContents::SessionsAtWork& sessions = ledger->sessions[call.KeyOf(input.prior)];
  sessions.leaning = {others.begin(), others.end()};
  if (LosesSupport(sessions)) {
    diagnostics.AddRefusal(remade->leaf->attribute(), kSummary, Detail(sessions, Text(input.prior, field::kId)));
  }
  return diagnostics;
}

Diagnostics CheckSessionMayGo(const Call& call, const Value& prior, bool changes_before_removals) {
  Diagnostics diagnostics;
  const std::string interface = Text(prior, field::kVirtualInterfaceId);
  if (call.kind != Kind::kBgpPeer || interface.empty() || changes_before_removals) return diagnostics;
  auto ledger = call.run.ledger.Open();
  LedgerContents::SessionsAtWork& sessions =
      ledger->sessions[{call.account, Text(prior, field::kRegion), Kind::kVirtualInterface, interface}];
  sessions.leaving.insert(Text(prior, field::kAddressFamily));
  if (LosesSupport(sessions)) diagnostics.AddRefusal({}, kSummary, Detail(sessions, interface));
  return diagnostics;
}

}  // namespace ic::reconcile
