#include "provider/protocol/state_guard.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "schema/value/conform.h"

namespace ic::protocol {
namespace {

std::string NameOf(const AttributePath& path) {
  return path.empty() ? std::string("The object") : fmt::format("\"{}\"", path.ToString());
}

void FindUnknown(const Value& value, const AttributePath& path, std::vector<AttributePath>* found) {
  switch (value.kind()) {
    case Value::Kind::kUnknown:
      found->push_back(path);
      return;
    case Value::Kind::kObject:
      for (const auto& [name, field] : value.fields()) FindUnknown(field, path.Attribute(name), found);
      return;
    case Value::Kind::kMap:
      for (const auto& [key, element] : value.fields()) FindUnknown(element, path.Element(key), found);
      return;
    case Value::Kind::kList: {
      std::int64_t index = 0;
      for (const Value& element : value.elements()) FindUnknown(element, path.Element(index++), found);
      return;
    }
    case Value::Kind::kSet:
      if (!value.IsWhollyKnown()) found->push_back(path);
      return;
    default:
      return;
  }
}

class Mender {
 public:
  explicit Mender(Diagnostics* diagnostics) : diagnostics_(diagnostics) {}

  // Of a planned set only the elements known in full can be looked for; those that were unknown may be any.
  static bool SetFits(const Value& planned, const Value& applied) {
    if (applied.elements().size() > planned.elements().size()) return false;
    return std::all_of(planned.elements().begin(), planned.elements().end(), [&applied](const Value& element) {
      return !element.IsWhollyKnown() ||
             std::find(applied.elements().begin(), applied.elements().end(), element) != applied.elements().end();
    });
  }

  Value Mend(const Type& type, const Value& planned, const Value& applied, const AttributePath& path) {
    if (planned.is_unknown()) return Conforming(type, applied, path);
    if (planned == applied) return applied.UnknownToNull();
    if (planned.is_null() || applied.kind() != planned.kind()) return Replace(planned, path);
    switch (planned.kind()) {
      case Value::Kind::kObject:
        return MendObject(type, planned, applied, path);
      case Value::Kind::kMap:
        return MendMap(type, planned, applied, path);
      case Value::Kind::kList:
        return MendList(type, planned, applied, path);
      case Value::Kind::kSet:
        return SetFits(planned, applied) ? Conforming(type, applied, path) : Replace(planned, path);
      default:
        return Replace(planned, path);
    }
  }

  // `value` without unknown and without what is not of `type`.
  Value Conforming(const Type& type, const Value& value, const AttributePath& path) {
    const std::vector<Mismatch> mismatches = FindMismatches(type, value);
    for (const Mismatch& mismatch : mismatches) {
      const std::string inside = mismatch.path.empty() ? "" : fmt::format(" (at {})", mismatch.path.ToString());
      diagnostics_->AddWarning(
          path.empty() ? mismatch.path : path, "Part of the result was not stored",
          fmt::format(
              "{} was returned in a form that does not fit the schema{}: {}. It is stored as null until the next "
              "refresh. This is a fault in the provider that is worth reporting.",
              NameOf(path), inside, mismatch.problem));
    }
    const Value known = value.UnknownToNull();
    return mismatches.empty() ? known : Strip(type, known);
  }

 private:
  Value Replace(const Value& planned, const AttributePath& path) {
    diagnostics_->AddWarning(
        path, "Result differs from the plan",
        fmt::format(
            "{} was returned with another value than planned. What was planned is stored; the next refresh shows "
            "what the cloud has. This is a fault in the provider that is worth reporting.",
            NameOf(path)));
    return planned.UnknownToNull();
  }

  Value MendObject(const Type& type, const Value& planned, const Value& applied, const AttributePath& path) {
    Value::Fields fields;
    for (const auto& [name, attribute] : type.attributes()) {
      fields.emplace_back(name, Mend(attribute, planned.Get(name), applied.Get(name), path.Attribute(name)));
    }
    return Value::Object(std::move(fields));
  }

  Value MendMap(const Type& type, const Value& planned, const Value& applied, const AttributePath& path) {
    const auto same_key = [](const Value::Field& a, const Value::Field& b) { return a.first == b.first; };
    if (!std::equal(planned.fields().begin(), planned.fields().end(), applied.fields().begin(), applied.fields().end(),
                    same_key)) {
      return Replace(planned, path);
    }
    Value::Fields fields;
    for (const auto& [key, element] : planned.fields()) {
      fields.emplace_back(key, Mend(type.element(), element, applied.Get(key), path.Element(key)));
    }
    return Value::Map(std::move(fields));
  }

  Value MendList(const Type& type, const Value& planned, const Value& applied, const AttributePath& path) {
    if (planned.elements().size() != applied.elements().size()) return Replace(planned, path);
    Value::Elements elements;
    for (std::size_t i = 0; i < planned.elements().size(); ++i) {
      elements.push_back(Mend(type.element(), planned.elements()[i], applied.elements()[i],
                              path.Element(static_cast<std::int64_t>(i))));
    }
    return Value::List(std::move(elements));
  }

  // What does not fit becomes null.
  static Value Strip(const Type& type, const Value& value) {
    if (value.kind() != KindOf(type.kind())) return Value::Null();
    switch (value.kind()) {
      case Value::Kind::kObject: {
        Value::Fields fields;
        for (const auto& [name, attribute] : type.attributes()) {
          fields.emplace_back(name, Strip(attribute, value.Get(name)));
        }
        return Value::Object(std::move(fields));
      }
      case Value::Kind::kMap: {
        Value::Fields fields;
        for (const auto& [key, element] : value.fields()) fields.emplace_back(key, Strip(type.element(), element));
        return Value::Map(std::move(fields));
      }
      case Value::Kind::kList:
      case Value::Kind::kSet: {
        Value::Elements elements;
        for (const Value& element : value.elements()) elements.push_back(Strip(type.element(), element));
        return value.kind() == Value::Kind::kList ? Value::List(std::move(elements)) : Value::Set(std::move(elements));
      }
      default:
        return value;
    }
  }

  Diagnostics* diagnostics_;
};

}  // namespace

Diagnostics CheckStorable(std::string_view what, const Type& type, const Value& state) {
  Diagnostics diagnostics;
  const auto add = [&](const AttributePath& path, std::string_view problem) {
    diagnostics.AddError(path, "Invalid answer of the provider",
                         fmt::format("{} in the {} {}. This is a fault in the provider that is worth reporting.",
                                     NameOf(path), what, problem));
  };
  for (const Mismatch& mismatch : FindMismatches(type, state)) {
    add(mismatch.path, fmt::format("does not fit the schema: {}", mismatch.problem));
  }
  std::vector<AttributePath> unknown;
  FindUnknown(state, {}, &unknown);
  for (const AttributePath& path : unknown) add(path, "is unknown, which cannot be stored");
  return diagnostics;
}

Value MendApplied(const Type& type, const Value& planned, const Value& applied, Diagnostics* diagnostics) {
  return Mender(diagnostics).Mend(type, planned, applied, {});
}

Value MendPartial(const Type& type, const Value& state, Diagnostics* diagnostics) {
  return Mender(diagnostics).Conforming(type, state, {});
}

}  // namespace ic::protocol
