#include "schema/value/value.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstddef>

namespace ic {
namespace {

// Never destroyed: values of static lifetime may be read while the process ends.
template <typename T>
const T& Empty() {
  static const T* const empty = new T;
  return *empty;
}

bool NameBefore(const Value::Field& a, const Value::Field& b) { return a.first < b.first; }

// Sorts by name; of equal names the last one stays.
void SortFields(Value::Fields* fields) {
  const auto out_of_order = [](const Value::Field& a, const Value::Field& b) { return a.first >= b.first; };
  if (std::adjacent_find(fields->begin(), fields->end(), out_of_order) == fields->end()) return;
  std::stable_sort(fields->begin(), fields->end(), NameBefore);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < fields->size(); ++i) {
    const bool shadowed = i + 1 < fields->size() && (*fields)[i + 1].first == (*fields)[i].first;
    if (shadowed) continue;
    if (kept != i) (*fields)[kept] = std::move((*fields)[i]);
    ++kept;
  }
  fields->resize(kept);
}

Value::Fields::const_iterator FindField(const Value::Fields& fields, std::string_view name) {
  return std::lower_bound(fields.begin(), fields.end(), name,
                          [](const Value::Field& field, std::string_view wanted) { return field.first < wanted; });
}

// True if nobody else can see `shared`, so that it may be changed in place.
template <typename T>
bool SoleOwner(const std::shared_ptr<T>& shared) {
#if defined(__SANITIZE_THREAD__)
  // The thread sanitizer does not understand fences: copy always.
  (void)shared;
  return false;
#else
  if (shared.use_count() != 1) return false;
  // Pairs with the release of whoever gave up the last other copy: what it read is read before what we write.
  std::atomic_thread_fence(std::memory_order_acquire);
  return true;
#endif
}

// A total order consistent with ==, for sets. It has no meaning beyond that, except that unknown comes last.
int Compare(const Value& a, const Value& b);

int CompareElements(const Value::Elements& a, const Value::Elements& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (const int order = Compare(a[i], b[i]); order != 0) return order;
  }
  return a.size() < b.size() ? -1 : static_cast<int>(a.size() > b.size());
}

// `skip_null`: a null field is as good as none, which is how objects compare.
int CompareFields(const Value::Fields& a, const Value::Fields& b, bool skip_null) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (true) {
    while (skip_null && i < a.size() && a[i].second.is_null()) ++i;
    while (skip_null && j < b.size() && b[j].second.is_null()) ++j;
    if (i == a.size() || j == b.size()) return i < a.size() ? 1 : (j < b.size() ? -1 : 0);
    if (const int order = a[i].first.compare(b[j].first); order != 0) return order;
    if (const int order = Compare(a[i].second, b[j].second); order != 0) return order;
    ++i;
    ++j;
  }
}

int CompareNumbers(const Number& a, const Number& b) {
  const auto x = a.ToInt64();
  const auto y = b.ToInt64();
  if (x && y) return *x < *y ? -1 : static_cast<int>(*x > *y);
  if (x.has_value() != y.has_value()) return x ? -1 : 1;
  return a.ToString().compare(b.ToString());
}

int Compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) {
    if (a.is_unknown() || b.is_unknown()) return a.is_unknown() ? 1 : -1;
    return a.kind() < b.kind() ? -1 : 1;
  }
  switch (a.kind()) {
    case Value::Kind::kNull:
    case Value::Kind::kUnknown:
      return 0;
    case Value::Kind::kBool:
      return static_cast<int>(a.AsBool()) - static_cast<int>(b.AsBool());
    case Value::Kind::kNumber:
      return CompareNumbers(a.AsNumber(), b.AsNumber());
    case Value::Kind::kString:
      return a.AsString().compare(b.AsString());
    case Value::Kind::kList:
    case Value::Kind::kSet:
      return CompareElements(a.elements(), b.elements());
    case Value::Kind::kMap:
      return CompareFields(a.fields(), b.fields(), /*skip_null=*/false);
    case Value::Kind::kObject:
      return CompareFields(a.fields(), b.fields(), /*skip_null=*/true);
  }
  return 0;
}

}  // namespace

Value Value::Unknown() {
  Value value;
  value.rep_ = UnknownTag{};
  return value;
}

Value Value::Bool(bool value) {
  Value result;
  result.rep_ = value;
  return result;
}

Value Value::Int(std::int64_t value) { return Of(Number(value)); }

Value Value::Of(Number value) {
  Value result;
  result.rep_ = std::move(value);
  return result;
}

Value Value::String(std::string_view value) {
  Value result;
  result.rep_.emplace<std::string>(value);
  return result;
}

Value Value::List(Elements elements) {
  Value result;
  result.rep_ = ListRep{std::make_shared<Elements>(std::move(elements))};
  return result;
}

Value Value::Set(Elements elements) {
  std::stable_sort(elements.begin(), elements.end(), [](const Value& a, const Value& b) { return Compare(a, b) < 0; });
  // Two unknowns may turn out to differ.
  const auto same = [](const Value& a, const Value& b) { return Compare(a, b) == 0 && a.IsWhollyKnown(); };
  elements.erase(std::unique(elements.begin(), elements.end(), same), elements.end());
  Value result;
  result.rep_ = SetRep{std::make_shared<Elements>(std::move(elements))};
  return result;
}

Value Value::Map(Fields fields) {
  SortFields(&fields);
  Value result;
  result.rep_ = MapRep{std::make_shared<Fields>(std::move(fields))};
  return result;
}

Value Value::Object(Fields fields) {
  SortFields(&fields);
  // Plans and states keep a hundred thousand of them; a vector that grew has room for as many fields again.
  constexpr std::size_t kRoom = 2;
  if (fields.capacity() > fields.size() + kRoom) fields.shrink_to_fit();
  Value result;
  result.rep_ = ObjectRep{std::make_shared<Fields>(std::move(fields))};
  return result;
}

Value Value::Strings(const std::vector<std::string>& strings) {
  Elements elements;
  elements.reserve(strings.size());
  for (const std::string& string : strings) elements.push_back(String(string));
  return List(std::move(elements));
}

Value Value::StringSet(const std::vector<std::string>& strings) {
  Elements elements;
  elements.reserve(strings.size());
  for (const std::string& string : strings) elements.push_back(String(string));
  return Set(std::move(elements));
}

bool Value::IsWhollyKnown() const {
  switch (kind()) {
    case Kind::kUnknown:
      return false;
    case Kind::kList:
    case Kind::kSet:
      return std::all_of(elements().begin(), elements().end(), [](const Value& v) { return v.IsWhollyKnown(); });
    case Kind::kMap:
    case Kind::kObject:
      return std::all_of(fields().begin(), fields().end(), [](const Field& f) { return f.second.IsWhollyKnown(); });
    default:
      return true;
  }
}

const Value::Elements& Value::elements() const {
  if (const auto* list = std::get_if<ListRep>(&rep_)) return *list->elements;
  if (const auto* set = std::get_if<SetRep>(&rep_)) return *set->elements;
  assert(false && "elements() of a value that is neither list nor set");
  return Empty<Elements>();
}

const Value::Fields& Value::fields() const {
  if (const auto* object = std::get_if<ObjectRep>(&rep_)) return *object->fields;
  if (const auto* map = std::get_if<MapRep>(&rep_)) return *map->fields;
  assert(false && "fields() of a value that is neither map nor object");
  return Empty<Fields>();
}

const Value& Value::Get(std::string_view name) const {
  if (is_unknown()) return *this;
  if (kind() != Kind::kMap && kind() != Kind::kObject) return Empty<Value>();
  const Fields& all = fields();
  // In few fields, comparing lengths and ends first finds the one sooner than halving does.
  constexpr std::size_t kFew = 20;
  if (all.size() <= kFew && !name.empty()) {
    for (const Field& field : all) {
      const std::string& own = field.first;
      if (own.size() == name.size() && own.back() == name.back() && own == name) return field.second;
    }
    return Empty<Value>();
  }
  const auto found = FindField(all, name);
  return found != all.end() && found->first == name ? found->second : Empty<Value>();
}

void Value::Put(std::string_view name, Value value) {
  if (is_null()) *this = Object({});
  auto* object = std::get_if<ObjectRep>(&rep_);
  auto* map = std::get_if<MapRep>(&rep_);
  assert(object != nullptr || map != nullptr);
  if (object == nullptr && map == nullptr) return;
  std::shared_ptr<const Fields>& shared = object != nullptr ? object->fields : map->fields;
  if (!SoleOwner(shared)) {
    // A first change is seldom the last.
    constexpr std::size_t kRoom = 4;
    auto copy = std::make_shared<Fields>();
    copy->reserve(shared->size() + kRoom);
    copy->assign(shared->begin(), shared->end());
    shared = std::move(copy);
  }
  // Every Fields is made as a non-const object; only this value sees it now.
  auto& fields = const_cast<Fields&>(*shared);
  const auto found = fields.begin() + (FindField(fields, name) - fields.cbegin());
  if (found != fields.end() && found->first == name) {
    found->second = std::move(value);
  } else {
    fields.emplace(found, std::string(name), std::move(value));
  }
}

Value Value::UnknownToNull() const {
  if (IsWhollyKnown()) return *this;
  switch (kind()) {
    case Kind::kList:
    case Kind::kSet: {
      Elements known;
      known.reserve(elements().size());
      for (const Value& element : elements()) known.push_back(element.UnknownToNull());
      return kind() == Kind::kList ? List(std::move(known)) : Set(std::move(known));
    }
    case Kind::kMap:
    case Kind::kObject: {
      Fields known;
      known.reserve(fields().size());
      for (const auto& [name, value] : fields()) known.emplace_back(name, value.UnknownToNull());
      return kind() == Kind::kMap ? Map(std::move(known)) : Object(std::move(known));
    }
    default:
      return Null();
  }
}

bool Value::operator==(const Value& other) const { return Compare(*this, other) == 0; }

}  // namespace ic
