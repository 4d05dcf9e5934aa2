#include "adapters/common/tables/kind_tables.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace ic {
namespace {

// "lag_id" of "aws.lag_id"; parts of an object that every vendor has keep its name: "bfd.enabled".
std::string_view NameIn(std::string_view path, std::string_view cloud) {
  const bool own = path.size() > cloud.size() && path.starts_with(cloud) && path[cloud.size()] == '.';
  return own ? path.substr(cloud.size() + 1) : path;
}

// Paths in the tables are views of literals, and tags are the only map there is.
std::string_view KeysOf(std::string_view path) { return path == field::kTags ? "tags[keys]" : path; }

}  // namespace

KindTables::KindTables(std::string_view of_cloud, Kind of_kind, std::string_view what_it_carries, Source place)
    : cloud(of_cloud), kind(of_kind), interrupts(what_it_carries) {
  for (const std::string_view path : {field::kCloud, field::kRegion}) {
    At(path).Replaces("an object cannot move to another cloud or region", place);
  }
}

Field FreeText(std::string description) {
  return {.presence = Presence::kOptionalComputed,
          .cosmetic = true,
          .empty_is_value = true,
          .description = std::move(description) + " Left out, it stays as it is; an empty text takes it away."};
}

AttributeBlock KindTables::At(std::string_view path) { return {this, path}; }

AttributeBlock& AttributeBlock::Own(Field field) {
  field.name = NameIn(path_, tables_->cloud);
  tables_->fields.push_back(std::move(field));
  return *this;
}

AttributeBlock& AttributeBlock::Mentions(Kind kind) {
  std::ranges::find(tables_->fields, NameIn(path_, tables_->cloud), &Field::name)->mentions = kind;
  return *this;
}

AttributeBlock& AttributeBlock::Members(AttributeRow row) {
  row.path = path_;
  tables_->rows.push_back(row);
  return *this;
}

AttributeBlock& AttributeBlock::Allows(LimitRow row) {
  const std::string_view name = row.id.empty() ? NameIn(path_, tables_->cloud) : row.id;
  tables_->limits.push_back({.id = fmt::format("{}.{}.{}", tables_->cloud, KindName(tables_->kind), name),
                             .kind = tables_->kind,
                             .field = row.keys ? KeysOf(path_) : path_,
                             .allowed = std::move(row.allowed),
                             .summary = row.summary,
                             .remedy = row.remedy,
                             .source = row.source,
                             .adjustable = row.adjustable,
                             .when_field = row.when_field,
                             .when_values = std::move(row.when_values)});
  return *this;
}

AttributeBlock& AttributeBlock::Costs(CostRow row) {
  tables_->changes.push_back({.kind = tables_->kind,
                              .field = path_,
                              .on_change = row.on_change,
                              .interrupts = row.interrupts,
                              .reason = row.reason,
                              .source = row.source,
                              .recomputes = std::move(row.recomputes),
                              .when_field = row.when_field,
                              .when_values = std::move(row.when_values),
                              .reach = row.reach,
                              .settles = std::move(row.settles)});
  return *this;
}

AttributeBlock& AttributeBlock::Replaces(std::string_view reason, Source source) {
  return Costs(
      {.on_change = OnChange::kReplace, .interrupts = tables_->interrupts, .reason = reason, .source = source});
}

AttributeBlock& AttributeBlock::Refused(std::string_view reason, Source source) {
  return Costs(
      {.on_change = OnChange::kRefused, .interrupts = tables_->interrupts, .reason = reason, .source = source});
}

AttributeBlock& AttributeBlock::NamesAccount() {
  tables_->accounts.push_back({tables_->kind, path_});
  return *this;
}

AttributeBlock& AttributeBlock::DecidedBy(Party who, Source source, bool made_with) {
  tables_->decisions.push_back(
      {.kind = tables_->kind, .field = path_, .who = who, .source = source, .made_with = made_with});
  return *this;
}

AttributeBlock& AttributeBlock::InPlace(Source source, std::string_view interrupts, Reach reach) {
  return Costs({.interrupts = interrupts, .source = source, .reach = reach});
}

void AddRedundancyGroup(KindTables& tables, std::int64_t longest, std::string_view remedy, Source source,
                        Pattern letters) {
  AttributeBlock block = tables.At("redundancy_group").ByHand("a tag of Interconnect's own");
  block.Allows({.allowed = Length{0, longest},
                .summary = "Redundancy group's name too long",
                .remedy = remedy,
                .source = source,
                .id = "redundancy_group_length"});
  if (letters.regex.empty()) return;
  block.Allows({.allowed = letters,
                .summary = "Redundancy group's name has characters that are not allowed",
                .remedy = "It is kept as the value of a tag: leave out the other characters.",
                .source = source});
}

void PutTables(const std::vector<KindTables>& tables, VendorTraits& traits) {
  traits.fields.resize(kAllKinds.size());
  for (const KindTables& one : tables) {
    traits.fields[static_cast<std::size_t>(one.kind)] = one.fields;
    traits.limits.insert(traits.limits.end(), one.limits.begin(), one.limits.end());
    traits.changes.insert(traits.changes.end(), one.changes.begin(), one.changes.end());
    traits.decisions.insert(traits.decisions.end(), one.decisions.begin(), one.decisions.end());
    traits.accounts.insert(traits.accounts.end(), one.accounts.begin(), one.accounts.end());
    traits.beyond.insert(traits.beyond.end(), one.beyond.begin(), one.beyond.end());
    traits.rules.insert(traits.rules.end(), one.rules.begin(), one.rules.end());
  }
}

const std::vector<AttributeRow>& RowsOf(const std::vector<KindTables>& tables, Kind kind) {
  return std::ranges::find(tables, kind, &KindTables::kind)->rows;
}

}  // namespace ic
