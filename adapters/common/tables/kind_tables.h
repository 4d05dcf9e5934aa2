// The tables of one kind at one vendor, written attribute by attribute: in tables/<kind>.cc each attribute is a block
// that says what it is (if only this vendor has it), which members it has in the API, what is allowed and what a change
// costs. The vectors of VendorTraits are put together from the kinds.
//
//   tables.At("vlan")
//       .Members({.read = "vlan", .create = "vlan", .form = Form::kInteger})
//       .Allows({.allowed = Range{1, 4094}, .summary = "VLAN out of range", .remedy = "…", .source = kPage})
//       .Replaces("the API has no call that changes a VLAN", kApi);
//
// Texts are kept as views: they are literals.
#ifndef ADAPTERS_COMMON_TABLES_KIND_TABLES_H_
#define ADAPTERS_COMMON_TABLES_KIND_TABLES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/common/tables/attribute_rows.h"
#include "adapters/contract/traits.h"

namespace ic {

// A Limit without what follows from where it stands: cloud, kind and field.
struct LimitRow {
  Allowed allowed;
  std::string_view summary;
  std::string_view remedy;
  Source source;
  // Last part of the id: <cloud>.<kind>.<id>. Empty: the name of the attribute.
  std::string_view id = {};
  bool keys = false;  // of a map: its keys are meant
  bool adjustable = false;
  std::string_view when_field = {};
  std::vector<std::string> when_values = {};
};

// A Change likewise.
struct CostRow {
  OnChange on_change = OnChange::kInPlace;
  std::string_view interrupts = {};
  std::string_view reason = {};
  Source source;
  std::vector<std::string_view> recomputes = {};
  std::string_view when_field = {};
  std::vector<std::string> when_values = {};
  Reach reach = Reach::kObject;
  std::vector<std::string_view> settles = {};
};

// A free text of the vendor's own: for people, no traffic depends on it. Left out, it stays as it is; an empty one
// takes it away, which `description` gets to say.
Field FreeText(std::string description);

class AttributeBlock;

struct KindTables {
  // `what_it_carries` goes down when such an object is replaced. Every kind has the place it is in, its cloud and its
  // region, and nothing moves from one to another: `place` is where that is written.
  KindTables(std::string_view of_cloud, Kind of_kind, std::string_view what_it_carries, Source place);

  // Opens the block of an attribute, by its path. A second block of one path goes on with the first.
  AttributeBlock At(std::string_view path);

  std::string_view cloud;
  Kind kind;
  std::string_view interrupts;
  std::vector<Field> fields;  // what only this vendor has
  std::vector<AttributeRow> rows;
  std::vector<Limit> limits;
  std::vector<Change> changes;
  std::vector<Decision> decisions;
  std::vector<Rule> rules;
  std::vector<KeyField> accounts;
  std::vector<Beyond> beyond;
};

// Lives as long as one expression: it refers to its tables.
class AttributeBlock {
 public:
  AttributeBlock(KindTables* tables, std::string_view path) : tables_(tables), path_(path) {}

  // The vendor's own attribute. Its name is the end of the path.
  AttributeBlock& Own(Field field);
  // Its members in the API.
  AttributeBlock& Members(AttributeRow row);
  AttributeBlock& ByHand(std::string_view why) { return Members({.path = {}, .by_hand = why}); }
  AttributeBlock& Allows(LimitRow row);
  // What a change costs. Without any: in place, interrupting nothing.
  AttributeBlock& Costs(CostRow row);
  AttributeBlock& Replaces(std::string_view reason, Source source);
  AttributeBlock& Refused(std::string_view reason, Source source);
  // The vendor's own attribute is the id of an object of that kind, on which this one does not stand (Field::mentions).
  AttributeBlock& Mentions(Kind kind);
  // It is the id of the account that the object is for.
  AttributeBlock& NamesAccount();
  // Who decides it where another account has part in the object, once it is made. Without: either of them.
  AttributeBlock& DecidedBy(Party who, Source source, bool made_with = false);
  AttributeBlock& InPlace(Source source, std::string_view interrupts = {}, Reach reach = Reach::kObject);

 private:
  KindTables* tables_;
  std::string_view path_;
};

// The redundancy group, which is kept as the value of a tag: of at most `longest` characters (`remedy` says so), and of
// `letters` where the vendor bounds those.
void AddRedundancyGroup(KindTables& tables, std::int64_t longest, std::string_view remedy, Source source,
                        Pattern letters = {});

// Puts fields, limits, costs and rules of the kinds into `traits`, in their order.
void PutTables(const std::vector<KindTables>& tables, VendorTraits& traits);

// The rows of `kind`, which must be among `tables`.
const std::vector<AttributeRow>& RowsOf(const std::vector<KindTables>& tables, Kind kind);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_KIND_TABLES_H_
