#include "cli/migrate/sorted.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/fields.h"
#include "base/diagnostics.h"
#include "base/json_text.h"
#include "cli/config/read/terraform_names.h"
#include "cli/migrate/removed_block.h"
#include "foreign/translate.h"

namespace ic::cli {
namespace {

constexpr std::string_view kOurPrefix = "interconnect_";

std::string DetailsOf(const Diagnostics& diagnostics, Severity severity) {
  std::string details;
  for (const Diagnostic& one : diagnostics.items()) {
    if (one.severity == severity) details += fmt::format("{}{}", details.empty() ? "" : " ", one.detail);
  }
  return details;
}

foreign::SourceObject SourceOf(const OldObject& old) {
  return {.provider = old.provider, .type = old.type, .version = old.version, .json = old.json};
}

// As the provider that is known has it, in its newest form: for the id, which every form of a type has at one place.
foreign::Translation AsIsKnown(const foreign::SourceType& type, const OldObject& old) {
  return foreign::Translate(
      {.provider = type.providers.front(), .type = type.type, .version = type.versions.back(), .json = old.json},
      *type.kind);
}

// Where it is, and nothing of what it is: attributes of an unknown form may mean something else.
Value PlaceOf(const Value& attributes) {
  Value place;
  for (const std::string_view name : {field::kCloud, field::kRegion, field::kId}) {
    if (!attributes.Get(name).is_null()) place.Put(name, attributes.Get(name));
  }
  return place;
}

class Sorter {
 public:
  explicit Sorter(std::set<std::string> leave, bool one) : leave_(std::move(leave)), one_(one) {}

  Sorted Of(const OldObject& old) {
    Sorted sorted{.old = old};
    const foreign::SourceType* type = foreign::FindSourceType("", old.type);
    if (type == nullptr) {
      sorted.related = false;
      sorted.why = old.type.starts_with(kOurPrefix)
                       ? "It is managed here already."
                       : "It is no object of private links, or none that anything is known of here.";
    } else if (leave_.contains(old.address)) {
      sorted.why = "It was asked to stay with its provider.";
    } else if (!type->kind) {
      SortOther(*type, sorted);
    } else if (!old.set_aside.empty()) {
      sorted.becomes = Becomes::kRefused;
      sorted.why = WordsOfSetAside(old);
    } else {
      SortKnown(*type, sorted);
    }
    return sorted;
  }

 private:
  static std::string WordsOfSetAside(const OldObject& old) {
    if (old.set_aside != "tainted") {
      return fmt::format(
          "Terraform calls it {} and means to delete it. Apply that, or take it out of the state, and then migrate.",
          old.set_aside);
    }
    return fmt::format(
        "It is tainted: the next plan would replace it, here too. `terraform untaint '{}'` if it is sound, and then "
        "migrate.",
        old.address);
  }

  static void SortOther(const foreign::SourceType& type, Sorted& sorted) {
    sorted.why = type.words;
    if (type.blocks == nullptr) return;
    const nlohmann::json attributes = ParseJson(sorted.old.json);
    if (attributes.is_object()) sorted.blocks = type.blocks(attributes);
    if (!sorted.blocks.empty()) sorted.becomes = Becomes::kRefused;
  }

  void SortKnown(const foreign::SourceType& type, Sorted& sorted) {
    foreign::Translation translation = foreign::Translate(SourceOf(sorted.old), *type.kind);
    if (!one_) sorted.by = By::kImport;
    if (translation.attributes.is_null()) {
      sorted.by = By::kImport;
      sorted.why = DetailsOf(translation.diagnostics, Severity::kError);
      translation = AsIsKnown(type, sorted.old);
      translation.attributes = PlaceOf(translation.attributes);
    }
    for (const Diagnostic& one : translation.diagnostics.items()) {
      if (one.severity == Severity::kWarning) sorted.said.push_back(fmt::format("{}: {}", one.summary, one.detail));
    }
    sorted.attributes = std::move(translation.attributes);
    if (sorted.attributes.Get(field::kId).is_null()) {
      sorted.becomes = Becomes::kRefused;
      return;
    }
    Take(*type.kind, sorted);
  }

  // One object has one place: a confirmation or an accepter is the connection or interface that it is about.
  void Take(Kind kind, Sorted& sorted) {
    const std::string id = sorted.attributes.Get(field::kId).AsString();
    const auto [other, is_new] =
        taken_.try_emplace({sorted.attributes.Get(field::kCloud).AsString(), kind, id}, sorted.old.address);
    if (!is_new) {
      sorted.becomes = Becomes::kRefused;
      sorted.why = fmt::format(
          "It is the same object as {}, which moves. If that is all of it, have it forgotten where it is; what another "
          "account has of it can stay.",
          other->second);
      sorted.blocks = RemovedBlock(sorted.old.resource);
      return;
    }
    sorted.becomes = Becomes::kMoved;
    const std::string base = NameOfResource(sorted.old.module, sorted.old.name, sorted.old.key);
    sorted.to = {kind, base};
    for (int n = 2; !names_.insert(sorted.to).second; ++n) sorted.to.name = fmt::format("{}-{}", base, n);
  }

  const std::set<std::string> leave_;
  const bool one_;
  std::map<std::tuple<std::string, Kind, std::string>, std::string> taken_;  // by cloud, kind and id: the old address
  std::set<Address> names_;
};

// Of what stays: its configuration names what is no longer there.
void SayWhatItNames(std::vector<Sorted>& all) {
  std::set<std::pair<std::size_t, std::string>> moved;
  for (const Sorted& one : all) {
    if (one.becomes == Becomes::kMoved) moved.emplace(one.old.state, one.old.resource);
  }
  for (Sorted& one : all) {
    if (one.becomes == Becomes::kMoved) continue;
    for (const std::string& needed : one.old.needs) {
      if (!moved.contains({one.old.state, needed})) continue;
      one.why += fmt::format(" Its configuration refers to {}, which moves: refer to the new object there.", needed);
    }
  }
}

}  // namespace

std::vector<Sorted> Sort(const std::vector<OldState>& states, const std::set<std::string>& leave) {
  Sorter sorter(leave, states.size() == 1);
  std::vector<Sorted> all;
  for (const OldState& state : states) {
    for (const OldObject& old : state.objects) all.push_back(sorter.Of(old));
  }
  SayWhatItNames(all);
  return all;
}

}  // namespace ic::cli
