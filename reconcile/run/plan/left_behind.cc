#include "reconcile/run/plan/left_behind.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/run/plan/replaced.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::run {
namespace {

const Address& NameOf(const DesiredSet& desired, const Address& address) {
  const auto moved = desired.moved.find(address);
  return moved == desired.moved.end() ? address : moved->second;
}

class Search {
 public:
  Search(Engine& engine, const DesiredSet* desired, bool destroy, KnownObjects& known,
         std::vector<LocatedDiagnostic>& diagnostics)
      : engine_(engine), desired_(desired), destroy_(destroy), known_(known), diagnostics_(diagnostics) {}

  // True if the note is of no use any more.
  bool Look(const Address& address, const std::string& note) {
    // Kept beside the note of another create of the same: what comes of that one decides.
    const auto original = OriginalOf(address);
    if (original && !IsTaken(*original) && IsAskedFor(*original, note)) return false;
    const bool asked = IsAskedFor(address, note);
    if (!asked || IsTaken(address)) return LookFor(address, note, asked);
    engine_.ExpectRemains(address.kind);  // its block takes over what there is
    return false;
  }

  // `asked`: by a block whose plan goes on with it.
  bool LookFor(const Address& address, const std::string& note, bool asked) {
    const bool taken = IsTaken(address);
    LeftBehind left = engine_.FindLeftBehind(address.kind, note);
    // What is managed is what the create made that was sent after it: this one's may still appear beside it.
    if (left.young && OriginalOf(address)) left.over = false;
    if (!asked) Say(address, left.diagnostics);
    if (left.over || left.state.is_null() || asked || IsAdopted(address.kind, left)) return left.over;
    return Place(taken ? FreeBeside(address) : address, address, std::move(left));
  }

 private:
  bool IsTaken(const Address& address) const {
    const auto found = known_.find(address);
    return found != known_.end() && !found->second.gone;
  }

  // The set asks for this very create.
  bool IsAskedFor(const Address& address, const std::string& note) {
    const DesiredObject* object = destroy_ ? nullptr : desired_->Find(address);
    if (object == nullptr) return false;
    const Value config = Resolve(*object, [this](const Address& target) {
      const auto found = known_.find(target);
      const bool there = found != known_.end() && !found->second.gone;
      return there ? Value::String(found->second.object.id) : Value::Unknown();
    });
    return engine_.WouldBeBegun({.kind = address.kind,
                                 .config = config,
                                 .account = object->account,
                                 .replacements_are_said = true,
                                 .begun = note});
  }

  bool IsAdopted(Kind kind, const LeftBehind& left) const {
    const std::string id = reconcile::Text(left.state, field::kId);
    return !destroy_ && std::ranges::any_of(desired_->objects, [&](const DesiredObject& object) {
      return object.address.kind == kind && object.account == left.account &&
             reconcile::Text(object.config, field::kAdopt) == id;
    });
  }

  Address FreeBeside(const Address& address) const {
    return ReplacedAddress(
        address, [this](const Address& place) { return known_.contains(place) || desired_->Find(place) != nullptr; });
  }

  std::vector<Address> ParentsOf(const std::string& account, Kind kind, const Value& object) const {
    std::vector<Address> parents;
    const std::vector<Field> fields = NeutralFields(kind);
    for (const auto& known : known_) {
      const Address& address = known.first;
      const StateObject& there = known.second.object;
      if (there.account != account || known.second.gone) continue;
      const bool stands = std::ranges::any_of(fields, [&](const Field& field) {
        return field.refers_to == address.kind && reconcile::Text(object, field.name) == there.id;
      });
      if (stands) parents.push_back(address);
    }
    return parents;
  }

  // False: it could not be read, and its note stays.
  bool Place(Address place, const Address& of, LeftBehind left) {
    ObjectOutput read = engine_.Read(of.kind, left.state, left.facts, left.account);
    Say(of, read.diagnostics);
    if (read.diagnostics.has_errors() || read.state.is_null()) return false;
    Known one;
    one.object = {.address = place,
                  .account = left.account,
                  .cloud = left.cloud,
                  .region = reconcile::Text(read.state, field::kRegion),
                  .id = reconcile::Text(read.state, field::kId)};
    one.object.depends_on = ParentsOf(left.account, of.kind, read.state);
    one.attributes = std::move(read.state);
    one.facts = std::move(read.facts);
    one.trouble = std::move(read.trouble);
    one.trouble_asked = read.trouble_asked;
    one.marks_changed = std::move(read.marks_changed);
    one.left_behind = true;
    engine_.Hold(of.kind, one.attributes, left.account);
    WarnOf(of, one);
    const bool elsewhere = !(place == of);  // storing an object ends the note at its own address only
    known_.insert_or_assign(std::move(place), std::move(one));
    return elsewhere;
  }

  void WarnOf(const Address& of, const Known& one) {
    Diagnostics said;
    said.AddWarning({}, "An interrupted create left an object",
                    fmt::format("{} is there: a create of {} made it and was interrupted, or not answered. It is kept "
                                "as {}, and {}.",
                                one.object.id, of.ToString(), one.object.address.ToString(),
                                !destroy_ && desired_->Find(one.object.address) != nullptr
                                    ? "made what the configuration asks for there now"
                                    : "goes like everything that the configuration does not have"));
    Say(of, said);
  }

  void Say(const Address& address, const Diagnostics& said) {
    for (const Diagnostic& one : said.items()) diagnostics_.push_back(desired_->Locate(one, address));
  }

  Engine& engine_;
  const DesiredSet* const desired_;
  const bool destroy_;
  KnownObjects& known_;
  std::vector<LocatedDiagnostic>& diagnostics_;
};

}  // namespace

Notes FollowMoved(const DesiredSet& desired, Notes notes) {
  for (const auto& [from, to] : desired.moved) {
    const auto found = notes.find(from);
    if (found == notes.end() || notes.contains(to)) continue;
    notes.emplace(to, std::move(found->second));
    notes.erase(from);
  }
  return notes;
}

std::vector<Address> LookForLeftBehind(Engine& engine, const DesiredSet& desired, bool destroy, const Notes& notes,
                                       KnownObjects& known, std::vector<LocatedDiagnostic>& diagnostics) {
  std::vector<Address> over;
  Search search(engine, &desired, destroy, known, diagnostics);
  for (const auto& [address, note] : notes) {
    const Address& name = notes.contains(NameOf(desired, address)) ? address : NameOf(desired, address);
    const bool renamed = !(name == address);
    if (search.Look(name, note) || (renamed && known.contains(name) && known.at(name).left_behind)) {
      over.push_back(address);
    }
  }
  return over;
}

void KeepLeftBehind(Engine& engine, const DesiredSet& desired, const Address& address, const std::string& note,
                    KnownObjects& known, std::vector<LocatedDiagnostic>& diagnostics) {
  (void)Search(engine, &desired, /*destroy=*/false, known, diagnostics).LookFor(address, note, /*asked=*/false);
}

}  // namespace ic::run
