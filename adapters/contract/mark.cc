#include "adapters/contract/mark.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "adapters/contract/path.h"
#include "base/digest.h"

namespace ic {
namespace {

constexpr std::size_t kMarkDigits = 32;
constexpr std::size_t kLongestTagValue = 255;

// With its length before it, so that no two lists of parts read alike.
void AppendPart(std::string& text, std::string_view part) { text += fmt::format("{}:{}", part.size(), part); }

// Paths of what cannot change in place, without the secrets, of the name, and of what the object stands on: a parent
// may be changed later, but two objects of one name on two parents are two.
std::set<std::string_view> MarkedPaths(const VendorTraits& traits, Kind kind, const std::vector<Field>& fields) {
  std::set<std::string_view> paths = {field::kName};
  for (const Change& change : traits.changes) {
    if (change.kind != kind || change.on_change == OnChange::kInPlace) continue;
    const Field* field = FindFieldAt(fields, change.field);
    if (field == nullptr || field->sensitive || field->write_only || field->local) continue;
    paths.insert(change.field);
  }
  for (const Field& field : fields) {
    if (field.refers_to) paths.insert(field.name);
  }
  paths.erase(field::kCloud);
  paths.erase(field::kRegion);
  return paths;
}

}  // namespace

MarkTable::MarkTable(const VendorTraits& traits, Kind kind)
    : traits_(traits),
      kind_(kind),
      marked_(std::ranges::find(traits.marked, kind) != traits.marked.end()),
      fields_(AllFields(traits, kind)) {
  for (const std::string_view path : MarkedPaths(traits, kind, fields_)) {
    if (const Field* field = FindFieldAt(fields_, path)) marked_fields_.emplace_back(path, field);
  }
}

std::optional<std::string> MarkTable::Compute(const Value& desired, std::string_view owner,
                                              std::string_view region) const {
  return marked_ ? Digest(desired, owner, region) : std::nullopt;
}

std::optional<std::string> MarkTable::Digest(const Value& desired, std::string_view owner,
                                             std::string_view region) const {
  std::string text;
  for (const std::string_view part : {traits_.cloud, owner, KindName(kind_), region}) AppendPart(text, part);
  for (const auto& [path, field] : marked_fields_) {
    const Value& value = ValueAt(desired, path);
    if (!value.IsWhollyKnown()) return std::nullopt;
    AppendPart(text, path);
    AppendPart(text, Canonical(*field, value).ToString());
  }
  return Sha256Hex(text).substr(0, kMarkDigits);
}

std::optional<std::string> ComputeMark(const VendorTraits& traits, Kind kind, const Value& desired,
                                       std::string_view owner, std::string_view region) {
  return MarkTable(traits, kind).Compute(desired, owner, region);
}

// Every vendor so far takes letters, digits, spaces and _.:/=+-@, and 255 characters at least.
std::string OwnerAsMarked(std::string_view owner) {
  std::string value(owner.substr(0, kLongestTagValue));
  for (char& c : value) {
    const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (beyond_ascii || (!alphanumeric && std::string_view(" _.:/=+-@").find(c) == std::string_view::npos)) c = '-';
  }
  return value;
}

}  // namespace ic
