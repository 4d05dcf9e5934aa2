#include "adapters/common/tables/rows_check.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "adapters/contract/path.h"

namespace ic {
namespace {

class RowsCheck {
 public:
  RowsCheck(const VendorTraits& traits, const KindTables& tables, std::vector<std::string>* flaws)
      : traits_(&traits), tables_(&tables), flaws_(flaws) {}

  void Run() {
    const std::vector<Field> fields = AllFields(*traits_, tables_->kind);
    for (const AttributeRow& row : tables_->rows) CheckRow(row, fields);
    CheckFields(fields, "");
  }

 private:
  void Flaw(std::string_view path, std::string_view what) {
    flaws_->push_back(fmt::format("{}.{}: {}", KindName(tables_->kind), path, what));
  }

  void CheckRow(const AttributeRow& row, const std::vector<Field>& fields) {
    if (FindFieldAt(fields, row.path) == nullptr) Flaw(row.path, "a row, but no such field");
    if (std::ranges::count(tables_->rows, row.path, &AttributeRow::path) != 1) Flaw(row.path, "two rows");
    if (row.read.empty() && row.create.empty() && row.modify.empty() && row.by_hand.empty()) {
      Flaw(row.path, "a row that says nothing");
    }
    if (row.modify.empty() && (!row.together.empty() || row.clears != Clears::kNothing)) {
      Flaw(row.path, "says how a change sends it, but no change takes it");
    }
    const Field* field = FindFieldAt(fields, row.path);
    if (field != nullptr && field->presence == Presence::kOptionalComputed && row.by_hand.empty() &&
        (row.clears == Clears::kEmptyText) != field->empty_is_value) {
      Flaw(row.path,
           "an empty text takes it away (Clears::kEmptyText), and is a value that may be written (FreeText): "
           "both or neither");
    }
    if (row.read.empty() && !row.usual.empty()) Flaw(row.path, "says what is usual, but no answer tells it");
  }

  void CheckFields(const std::vector<Field>& fields, const std::string& prefix) {
    for (const Field& field : fields) {
      const std::string path = prefix + field.name;
      if (!IsCalledFor(field, path)) continue;
      const AttributeRow* row = RowOf(path);
      if (row == nullptr && field.type == FieldType::kObject) {
        CheckFields(field.fields, path + ".");
      } else if (row == nullptr) {
        Flaw(path, "no row says how the API writes it, and none says why");
      } else if (row->by_hand.empty()) {
        CheckMembers(path, *row);
      }
    }
  }

  void CheckMembers(const std::string& path, const AttributeRow& row) {
    if (row.create.empty()) Flaw(path, "no member of the create, and no reason");
    if (row.modify.empty() && ChangesInPlace(path)) Flaw(path, "changes in place, but no change takes it");
  }

  // False for what no call is ever made for.
  bool IsCalledFor(const Field& field, const std::string& path) const {
    const bool here = field.local || field.write_only || field.presence == Presence::kComputed ||
                      path == field::kAdopt || path == field::kCloud || path == field::kRegion;
    return !here && !std::ranges::any_of(traits_->limits, [&](const Limit& limit) {
      return limit.kind == tables_->kind && limit.field == path && limit.when_field.empty() &&
             std::holds_alternative<Unsupported>(limit.allowed);
    });
  }

  const AttributeRow* RowOf(std::string_view path) const {
    const auto row = std::ranges::find(tables_->rows, path, &AttributeRow::path);
    return row == tables_->rows.end() ? nullptr : &*row;
  }

  // Without a row of costs, or with one that says so on some condition.
  bool ChangesInPlace(std::string_view path) const {
    bool any = false;
    for (const Change& cost : tables_->changes) {
      if (cost.field != path) continue;
      if (cost.on_change == OnChange::kInPlace) return true;
      any = any || cost.when_field.empty();
    }
    return !any;
  }

  const VendorTraits* traits_;
  const KindTables* tables_;
  std::vector<std::string>* flaws_;
};

}  // namespace

std::vector<std::string> CheckRows(const VendorTraits& traits, const std::vector<KindTables>& tables) {
  std::vector<std::string> flaws;
  for (const Kind kind : kAllKinds) {
    if (std::ranges::count(tables, kind, &KindTables::kind) != 1) {
      flaws.push_back(fmt::format("{}: not once among the tables", KindName(kind)));
    }
  }
  for (const KindTables& one : tables) {
    const bool lowered = std::ranges::find(traits.lowered, one.kind) != traits.lowered.end();
    if (!lowered) RowsCheck(traits, one, &flaws).Run();
  }
  return flaws;
}

}  // namespace ic
