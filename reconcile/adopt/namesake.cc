#include "reconcile/adopt/namesake.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// Interfaces of one name on two connections are two legs.
bool StandAlike(const Subject& subject, const Value& wanted, const Value& live) {
  return std::all_of(subject.leaves().begin(), subject.leaves().end(), [&](const Leaf& leaf) {
    return !leaf.field->refers_to || ValueAt(wanted, leaf) == ValueAt(live, leaf);
  });
}

std::string WhoseMark(const Call& call, const Observed& live) {
  const std::string own = OwnerAsMarked(call.config->owner);
  if (live.owner == own) return own.empty() ? "a mark that names no owner" : "this configuration's mark";
  if (live.owner.empty()) return fmt::format("a mark that names no owner, and this configuration's is \"{}\"", own);
  if (own.empty()) return fmt::format("the mark of owner \"{}\", and this configuration sets none", live.owner);
  return fmt::format("the mark of owner \"{}\"", live.owner);
}

void Tell(const Call& call, const Newcomer& newcomer, const Observed& live, Diagnostics& diagnostics) {
  const std::string own = OwnerAsMarked(call.config->owner);
  const std::string title = Titled(call.kind, Text(live.attributes, field::kName), live.id);
  const std::string fact = fmt::format("{} is there and carries {}", title, WhoseMark(call, live));
  if (!own.empty() && !live.owner.empty() && live.owner != own) {
    diagnostics.AddWarning(
        field::kName, "Another owner's object has this name",
        fmt::format("{}. It is left alone, and {} is made beside it.", fact, Titled(call.kind, newcomer.planned)));
    return;
  }
  const bool adopts = FindField(call.fields(), field::kAdopt) != nullptr;
  const std::string ways =
      fmt::format("If it is the one, {}import it:\n\n{}\n\nIf another one is wanted beside it, give that another name.",
                  adopts ? fmt::format("set adopt = \"{}\", or ", live.id) : "",
                  ImportBlock(call, call.account, Text(newcomer.planned, field::kRegion), live.id));
  const bool foreign = live.owner != own;  // no object of this configuration's, unless `owner` was changed
  if (newcomer.all_is_read || foreign) {
    diagnostics.AddError(
        {}, "Object may exist already",
        fmt::format("{}; nothing that is known of the state is that object. Another one of the same name would be made "
                    "beside it, as happens where a state was lost, an older one came back, or `owner` was changed. {}",
                    fact, ways));
  } else {
    diagnostics.AddWarning({}, "Object may exist already",
                           fmt::format("{}. If another resource of this configuration manages it, all is well: one "
                                       "more is made. {}",
                                       fact, ways));
  }
}

}  // namespace

Diagnostics CheckNamesakes(const Call& call, const Newcomer& newcomer) {
  Diagnostics diagnostics;
  const std::string name = Text(newcomer.planned, field::kName);
  const std::string region = Text(newcomer.planned, field::kRegion);
  const bool open = std::any_of(call.leaves().begin(), call.leaves().end(), [&](const Leaf& leaf) {
    return leaf.field->refers_to && ValueAt(newcomer.planned, leaf).is_unknown();
  });
  if (name.empty() || region.empty() || open || !IsMarked(*call.traits, call.kind)) return diagnostics;
  const auto lists = call.run.live_lists.Get(call.account, region, call.kind, Freshness::kShared, call.stop);
  if (!lists.ok()) return diagnostics;
  for (const Observed* live : (*lists)->Named(name)) {
    const bool other = live->id != newcomer.replaced && live->mark != newcomer.mark;
    if (live->mark.empty() || live->ended || !other) continue;
    if (call.run.ledger.IsClaimed({call.account, region, call.kind, live->id})) continue;
    if (StandAlike(call, newcomer.planned, live->attributes)) Tell(call, newcomer, *live, diagnostics);
  }
  return diagnostics;
}

}  // namespace ic::reconcile
