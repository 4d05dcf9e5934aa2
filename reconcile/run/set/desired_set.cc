#include "reconcile/run/set/desired_set.h"

#include <algorithm>
#include <utility>

namespace ic {

Position DesiredObject::PositionOf(const AttributePath& path) const {
  // `tags["team"]` was noted as "tags.team".
  std::string text;
  Position best = where;
  for (const AttributePath::Step& step : path.steps()) {
    std::string part;
    if (const auto* name = std::get_if<AttributePath::Name>(&step)) part = name->value;
    if (const auto* key = std::get_if<AttributePath::Key>(&step)) part = key->value;
    if (part.empty()) break;
    text += (text.empty() ? "" : ".") + part;
    for (const auto& [field, position] : fields) {
      if (field == text) best = position;
    }
  }
  return best;
}

const DesiredObject* DesiredSet::Find(const Address& address) const {
  const auto found =
      std::lower_bound(objects.begin(), objects.end(), address,
                       [](const DesiredObject& object, const Address& wanted) { return object.address < wanted; });
  return found != objects.end() && found->address == address ? &*found : nullptr;
}

const Account* DesiredSet::FindAccount(std::string_view name) const {
  for (const Account& account : accounts) {
    if (account.name == name) return &account;
  }
  return nullptr;
}

LocatedDiagnostic DesiredSet::Locate(Diagnostic diagnostic, Position where) const {
  LocatedDiagnostic located;
  located.diagnostic = std::move(diagnostic);
  if (where.line == 0 || where.file >= files.size()) return located;
  located.file = files[where.file];
  located.line = where.line;
  located.column = where.column;
  return located;
}

LocatedDiagnostic DesiredSet::Locate(Diagnostic diagnostic, const DesiredObject& object) const {
  const Position where = object.PositionOf(diagnostic.path);
  LocatedDiagnostic located = Locate(std::move(diagnostic), where);
  located.address = object.address;
  return located;
}

LocatedDiagnostic DesiredSet::Locate(Diagnostic diagnostic, const Address& address) const {
  const DesiredObject* object = Find(address);
  LocatedDiagnostic located =
      object == nullptr ? Locate(std::move(diagnostic), Position()) : Locate(std::move(diagnostic), *object);
  located.address = address;
  return located;
}

}  // namespace ic
