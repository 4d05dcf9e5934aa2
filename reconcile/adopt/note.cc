#include "reconcile/adopt/note.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "base/time_text.h"
#include "reconcile/object/merge.h"
#include "schema/value/json.h"

namespace ic::reconcile {
namespace {

Value WithoutSecrets(const FieldTable& field_table, Value object) {
  for (const Leaf& leaf : field_table.leaves) {
    const bool secret = leaf.field->sensitive || leaf.field->write_only;
    if (secret && !ValueAt(object, leaf).is_null()) PutAt(object, leaf, Value::Null());
  }
  return object;
}

nlohmann::json Parsed(std::string_view text) { return ParseJson(text); }

std::string TextIn(const nlohmann::json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Type NotedType(const FieldTable& field_table) {
  Type::Attributes attributes;
  for (const Field& field : field_table.fields) attributes.emplace_back(field.name, FieldValueType(field));
  return Type::Object(std::move(attributes));
}

std::string NoteText(const Call& call, const Note& note) {
  const Value planned = WithoutSecrets(*call.field_table, note.planned);
  const nlohmann::json json = {
      {"digest", note.digest},   {"mark", note.mark},
      {"owner", note.owner},     {"nonce", note.nonce},
      {"account", note.account}, {"caller", note.caller},
      {"at", IsoTime(note.at)},  {"planned", EncodeJson(NotedType(*call.field_table), planned, Nulls::kLeftOut)},
  };
  return json.dump(-1, ' ', /*ensure_ascii=*/true, nlohmann::json::error_handler_t::replace);
}

std::optional<Note> ParseNote(const FieldTable& field_table, std::string_view text) {
  const nlohmann::json json = Parsed(text);
  if (!json.is_object()) return std::nullopt;
  auto planned = DecodeJson(NotedType(field_table), TextIn(json, "planned"));
  const auto at = ParseIsoTime(TextIn(json, "at"));
  if (!planned.ok() || planned->is_null() || !at) return std::nullopt;
  return Note{.digest = TextIn(json, "digest"),
              .mark = TextIn(json, "mark"),
              .owner = TextIn(json, "owner"),
              .nonce = TextIn(json, "nonce"),
              .account = TextIn(json, "account"),
              .caller = TextIn(json, "caller"),
              .at = *at,
              .planned = *std::move(planned)};
}

std::string DigestIn(std::string_view text) {
  if (!text.starts_with('{')) return std::string(text);
  const nlohmann::json json = Parsed(text);
  return json.is_object() ? TextIn(json, "digest") : std::string();
}

std::string NonceIn(std::string_view text) {
  const nlohmann::json json = text.starts_with('{') ? Parsed(text) : nlohmann::json();
  return json.is_object() ? TextIn(json, "nonce") : std::string();
}

}  // namespace ic::reconcile
