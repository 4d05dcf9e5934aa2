#include "reconcile/guard/unknown_parents.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::reconcile {
namespace {

std::string AnyOf(Kind kind) { return fmt::format("any {}{}", KindName(kind), kStandInMark); }

}  // namespace

std::optional<Kind> AnyIn(std::string_view text) {
  if (!HoldsStandIn(text)) return std::nullopt;
  for (const Kind kind : kAllKinds) {
    if (text.find(kStandInMark + AnyOf(kind)) != std::string_view::npos) return kind;
  }
  return std::nullopt;
}

bool WillBeAnother(const Call& call, const Value& object, const Leaf& leaf) {
  const std::optional<Kind> kind =
      leaf.parent == nullptr ? ParentKindOf(*call.traits, *leaf.field) : std::optional<Kind>();
  if (!kind) return false;
  auto ledger = call.run.ledger.Open();
  if (ledger->MakesMore(call.account, *kind)) return true;
  // Also of one that is gone already, and so in no entry any more.
  if (!ledger->Replacing(call.account, *kind, Text(object, leaf.field->name)).empty()) return true;
  const Existing* named =
      ledger->Find({call.account, Text(object, field::kRegion), *kind, Text(object, leaf.field->name)});
  return named != nullptr && (named->fate == Fate::kGoes || named->fate == Fate::kForgotten);
}

void DropOpen(const Call& call, const Value& object, std::vector<std::pair<std::string, std::string>>& stand_ins) {
  std::erase_if(stand_ins, [&](const auto& stand_in) {
    const auto leaf = std::ranges::find_if(call.leaves(), [&](const Leaf& one) { return one.path == stand_in.first; });
    return leaf != call.leaves().end() && leaf->path != field::kId && !WillBeAnother(call, object, *leaf);
  });
}

std::vector<std::pair<std::string, std::string>> AnyStandIns(const Subject& subject, const Value& config) {
  std::vector<std::pair<std::string, std::string>> stand_ins;
  stand_ins.emplace_back(field::kId, AnyOf(subject.kind));
  for (const Leaf& leaf : subject.leaves()) {
    const std::optional<Kind> parent = ParentKindOf(*subject.traits, *leaf.field);
    if (leaf.parent != nullptr || !parent || !config.Get(leaf.field->name).is_unknown()) continue;
    stand_ins.emplace_back(leaf.field->name, AnyOf(*parent));
  }
  return stand_ins;
}

}  // namespace ic::reconcile
