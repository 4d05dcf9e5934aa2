#include "adapters/common/kinds/rows.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

constexpr std::int64_t kMegabit = 1'000'000;

Value ReadNumber(const nlohmann::json& answer, std::string_view member, std::int64_t least) {
  const auto number = NumberOf(answer, member);
  return number && *number >= least ? Value::Int(*number) : Value::Null();
}

Value ReadMegabits(const nlohmann::json& answer, std::string_view member) {
  const auto number = NumberOf(answer, member);
  const bool sound = number && *number > 0 && *number <= std::numeric_limits<std::int64_t>::max() / kMegabit;
  return sound ? Value::String(FormatBandwidth(*number * kMegabit)) : Value::Null();
}

// A word in the place of a rate ("Unlimited") says that there is none.
Value ReadRate(const nlohmann::json& answer, std::string_view member) {
  const std::string text = TextOf(answer, member);
  return ParseBandwidth(text).ok() ? Value::String(text) : Value::Null();
}

// A list with something else among its prefixes does not tell which there are.
Value ReadPrefixes(const nlohmann::json& answer, std::string_view member) {
  std::vector<std::string> prefixes;
  for (const nlohmann::json& element : ListOf(answer, member)) {
    std::string cidr = TextOf(element, "cidr");
    if (cidr.empty()) return Value::Null();
    prefixes.push_back(std::move(cidr));
  }
  return prefixes.empty() ? Value::Null() : Value::StringSet(prefixes);
}

// Null: not told.
Value ReadMember(const nlohmann::json& answer, const AttributeRow& row) {
  switch (row.form) {
    case Form::kText:
    case Form::kBandwidth:
      return TextOrNull(TextViewOf(answer, row.read));
    case Form::kInteger:
      return ReadNumber(answer, row.read, std::numeric_limits<std::int64_t>::min());
    case Form::kPositive:
      return ReadNumber(answer, row.read, 1);
    case Form::kFlag: {
      const auto flag = LenientFlagOf(answer, row.read);
      return flag ? Value::Bool(*flag) : Value::Null();
    }
    case Form::kRate:
      return ReadRate(answer, row.read);
    case Form::kMegabits:
      return ReadMegabits(answer, row.read);
    case Form::kAsn: {
      const auto number = NumberOf(answer, row.read);
      return number && *number > 0 ? Value::String(std::to_string(*number)) : Value::Null();
    }
    case Form::kPrefixes:
      return ReadPrefixes(answer, row.read);
  }
  return Value::Null();
}

nlohmann::json WriteText(const std::string& text, Form form) {
  switch (form) {
    case Form::kBandwidth: {
      const StatusOr<std::int64_t> bits = ParseBandwidth(text);
      return bits.ok() ? FormatBandwidth(*bits) : text;
    }
    case Form::kRate: {
      const StatusOr<std::int64_t> bits = ParseBandwidth(text);
      return bits.ok() ? FormatBandwidthInLargestUnit(*bits) : text;
    }
    case Form::kMegabits: {
      const StatusOr<std::int64_t> bits = ParseBandwidth(text);
      return bits.ok() ? nlohmann::json(*bits / kMegabit) : nlohmann::json();
    }
    case Form::kAsn: {
      const StatusOr<std::uint32_t> asn = ParseAsn(text);
      return asn.ok() ? nlohmann::json(*asn) : nlohmann::json(text);
    }
    default:
      return text;
  }
}

nlohmann::json WritePrefixes(const Value& set) {
  nlohmann::json list = nlohmann::json::array();
  for (const Value& element : set.elements()) {
    if (element.kind() == Value::Kind::kString) list.push_back({{"cidr", element.AsString()}});
  }
  return list;
}

// Null: there is nothing to send. An empty text is itself.
nlohmann::json WriteMember(const Value& value, Form form) {
  switch (value.kind()) {
    case Value::Kind::kString:
      return WriteText(value.AsString(), form);
    case Value::Kind::kNumber: {
      const auto number = value.AsNumber().ToInt64();
      return number ? nlohmann::json(*number) : nlohmann::json();
    }
    case Value::Kind::kBool:
      return value.AsBool();
    case Value::Kind::kSet:
      return form == Form::kPrefixes ? WritePrefixes(value) : nlohmann::json();
    default:
      return nullptr;
  }
}

bool IsEmptyText(const nlohmann::json& member) {
  return member.is_string() && member.get_ref<const std::string&>().empty();
}

// Null if the row knows none.
Value Usual(const AttributeRow& row) {
  if (row.usual.empty()) return Value::Null();
  return row.form == Form::kFlag ? Value::Bool(row.usual == "true") : Value::String(row.usual);
}

// What the object has, as a change would write it. A text that nobody tells is empty.
nlohmann::json LiveMember(const nlohmann::json& live, const AttributeRow& row) {
  Value told = ReadMember(live, row);
  if (told.is_null()) told = Usual(row);
  if (told.is_null() && row.form == Form::kText) return "";
  return WriteMember(told, row.form);
}

// The member a change sends; null: none.
nlohmann::json ModifyMember(const AttributeRow& row, const Value& wanted) {
  nlohmann::json member = WriteMember(wanted, row.form);
  if (member.is_null()) return row.clears == Clears::kLeftOut && wanted.is_null() ? nlohmann::json("") : member;
  return IsEmptyText(member) && row.clears == Clears::kNothing ? nlohmann::json() : member;
}

// The object that the attribute is in, if it is in one.
void EnsureObject(Value& attributes, std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return;
  const std::string_view name = path.substr(0, dot);
  if (attributes.Get(name).kind() != Value::Kind::kObject) attributes.Put(name, Value::Object({}));
}

}  // namespace

Value StartObject(std::string_view cloud, const std::string& id, const std::string& region, const Value& prior) {
  Value attributes = prior.kind() == Value::Kind::kObject ? prior : Value::Object({});
  attributes.Put(field::kCloud, Value::String(cloud));
  attributes.Put(field::kRegion, Value::String(region));
  attributes.Put(field::kId, TextOrNull(id));
  if (!attributes.Get(field::kAuthKeyWo).is_null()) attributes.Put(field::kAuthKeyWo, Value::Null());
  return attributes;
}

void PutAt(Value& object, std::string_view path, Value value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) {
    object.Put(path, std::move(value));
    return;
  }
  const std::string_view name = path.substr(0, dot);
  Value inner = object.Get(name).kind() == Value::Kind::kObject ? object.Get(name) : Value::Object({});
  PutAt(inner, path.substr(dot + 1), std::move(value));
  object.Put(name, std::move(inner));
}

void PutIfTold(Value& object, std::string_view path, Value value) {
  if (!value.is_null()) PutAt(object, path, std::move(value));
}

void ReadRows(std::span<const AttributeRow> rows, const nlohmann::json& answer, Value& attributes) {
  for (const AttributeRow& row : rows) {
    if (row.read.empty()) continue;
    Value value = ReadMember(answer, row);
    if (value.is_null() && row.told == Told::kClears) value = Usual(row);
    if (value.is_null() && row.told == Told::kStays) {
      EnsureObject(attributes, row.path);
    } else {
      PutAt(attributes, row.path, std::move(value));
    }
  }
}

nlohmann::json CreateMembers(std::span<const AttributeRow> rows, const Value& desired) {
  nlohmann::json members = nlohmann::json::object();
  for (const AttributeRow& row : rows) {
    if (row.create.empty()) continue;
    nlohmann::json member = WriteMember(ValueAt(desired, row.path), row.form);
    if (!member.is_null() && !IsEmptyText(member)) members[std::string(row.create)] = std::move(member);
  }
  return members;
}

std::vector<MemberChange> ModifyMembers(std::span<const AttributeRow> rows, const std::vector<std::string>& changed,
                                        const Value& desired, const nlohmann::json* live) {
  std::vector<MemberChange> changes;
  for (const AttributeRow& row : rows) {
    if (row.modify.empty() || !Touches(changed, row.path)) continue;
    nlohmann::json member = ModifyMember(row, ValueAt(desired, row.path));
    if (member.is_null() || (live != nullptr && member == LiveMember(*live, row))) continue;
    const std::string_view name = row.together.empty() ? row.path : row.together;
    auto change = std::ranges::find(changes, name, &MemberChange::name);
    if (change == changes.end()) {
      change = changes.insert(changes.end(), MemberChange{std::string(name), nlohmann::json::object()});
    }
    change->members[std::string(row.modify)] = std::move(member);
  }
  return changes;
}

}  // namespace ic
