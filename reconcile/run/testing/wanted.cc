#include "reconcile/run/testing/wanted.h"

#include <algorithm>
#include <utility>

#include "reconcile/object/object.h"

namespace ic {
namespace {

void TakeReferences(DesiredObject& object) {
  Value::Fields kept;
  for (const auto& [name, value] : object.config.fields()) {
    const bool is_reference = value.kind() == Value::Kind::kString && value.AsString().starts_with("${");
    if (!is_reference) {
      kept.emplace_back(name, value);
      continue;
    }
    const std::string& text = value.AsString();
    object.references.push_back({name, ParseAddress(text.substr(2, text.size() - 3)).value()});
  }
  object.config = Value::Object(std::move(kept));
}

}  // namespace

DesiredObject& Want(DesiredSet& set, Kind kind, const std::string& name, Value config, std::string account) {
  DesiredObject object;
  object.address = {kind, name};
  object.account = account.empty() ? reconcile::Text(config, field::kCloud) : std::move(account);
  object.config = std::move(config);
  object.where = {0, static_cast<std::uint32_t>(set.objects.size() + 1), 1};
  TakeReferences(object);
  Unwant(set, object.address);
  const auto place =
      std::lower_bound(set.objects.begin(), set.objects.end(), object.address,
                       [](const DesiredObject& one, const Address& address) { return one.address < address; });
  return *set.objects.insert(place, std::move(object));
}

void Unwant(DesiredSet& set, const Address& address) {
  std::erase_if(set.objects, [&](const DesiredObject& one) { return one.address == address; });
}

void UnwantWithChildren(DesiredSet& set, const Address& address) {
  Unwant(set, address);
  const auto is_orphan = [&set](const DesiredObject& object) {
    return std::ranges::any_of(object.references,
                               [&set](const Reference& one) { return set.Find(one.target) == nullptr; });
  };
  for (;;) {  // each round removes one of them
    const auto orphan = std::ranges::find_if(set.objects, is_orphan);
    if (orphan == set.objects.end()) return;
    set.objects.erase(orphan);
  }
}

}  // namespace ic
