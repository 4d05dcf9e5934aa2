// Vocabulary: what may be written in an object of a kind, made from the field lists: the fields, and the names under
// which a field that holds another object's id may refer to that object instead.
#ifndef CLI_CONFIG_VOCABULARY_VOCABULARY_H_
#define CLI_CONFIG_VOCABULARY_VOCABULARY_H_

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/contract/factory.h"

namespace ic::cli {

// `connection: NAME` beside `connection_id: ID`.
struct ReferenceField {
  std::string name;   // "connection"
  std::string field;  // "connection_id"; inside an object its path, "alibaba.redundant_connection_id"
  Kind target = Kind::kConnection;
  bool stands = true;   // on it: the object is where that is (Field::refers_to); false: it only names it
  std::string in = {};  // the object field that `name` is written in, "alibaba"; empty: at the root
};

enum class KeyRole : std::uint8_t {
  kCloud,      // the entry of `clouds`
  kField,      // a field
  kReference,  // the name form of a field
  kComputed,   // a field that nobody sets
};

struct Key {
  KeyRole role = KeyRole::kField;
  const Field* field = nullptr;               // of kReference: the field it stands for
  const ReferenceField* reference = nullptr;  // of kReference, and of the field a name can stand for
};

// One kind, at one vendor or at none that is known (then with what every vendor adds).
class KindVocabulary {
 public:
  KindVocabulary(const AdapterFactory& factory, const VendorTraits* traits, Kind kind);
  KindVocabulary(const KindVocabulary&) = delete;
  KindVocabulary& operator=(const KindVocabulary&) = delete;

  const Key* Find(std::string_view name) const;
  const std::vector<Field>& fields() const { return fields_; }
  const std::vector<ReferenceField>& references() const { return references_; }
  // By path. Null: no name can stand for it.
  const ReferenceField* ReferenceOf(std::string_view field) const;
  // By what is written, and inside which object field (empty: at the root).
  const ReferenceField* ReferenceNamed(std::string_view in, std::string_view name) const;
  // Everything a user may write, for hints.
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<Field> fields_;
  std::vector<ReferenceField> references_;
  std::unordered_map<std::string_view, Key> keys_;
  std::vector<std::string> names_;
};

class Vocabulary {
 public:
  explicit Vocabulary(const AdapterFactory& factory);

  const AdapterFactory& factory() const { return factory_; }
  const VendorTraits* FindVendor(std::string_view cloud) const;
  std::vector<std::string> VendorNames() const;
  // `traits` may be null: not known.
  const KindVocabulary& Of(Kind kind, const VendorTraits* traits) const;

  // Why an object has no field `key`: it belongs elsewhere, or a name is near. A full sentence with a space before it,
  // or nothing.
  std::string WhereElse(Kind kind, const VendorTraits* traits, std::string_view key) const;

 private:
  const AdapterFactory& factory_;
  std::map<std::string_view, std::array<std::unique_ptr<KindVocabulary>, kAllKinds.size()>> kinds_;  // "" is no vendor
};

// The key under which a field of an entry of `clouds` is written: its name, but for one that the format has taken.
std::string AccountKey(const VendorTraits& traits, const Field& field);
const Field* FindAccountField(const VendorTraits& traits, std::string_view key);

// " Did you mean `x`?", or nothing if no candidate is near.
std::string NearestHint(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace ic::cli

#endif  // CLI_CONFIG_VOCABULARY_VOCABULARY_H_
