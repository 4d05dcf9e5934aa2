// Random types and values, written and read back in both forms, with libmsgpack as an independent reader.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <msgpack/object.h>
#include <msgpack/unpack.h>
#include <msgpack/zone.h>

#include "base/random.h"
#include "schema/value/json.h"
#include "schema/value/msgpack.h"

namespace ic {
namespace {

constexpr int kCases = 2000;

// IC_TEST_SEED repeats a run.
std::uint64_t Seed() {
  const char* given = std::getenv("IC_TEST_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : SystemRandom()->Next();
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(SeededRandom(seed)) {}

  Type AnyType(int depth) {
    switch (random_->Below(depth == 0 ? 3 : 7)) {
      case 0:
        return Type::Bool();
      case 1:
        return Type::Number();
      case 2:
        return Type::String();
      case 3:
        return Type::List(AnyType(depth - 1));
      case 4:
        return Type::Set(AnyType(depth - 1));
      case 5:
        return Type::Map(AnyType(depth - 1));
      default:
        break;
    }
    Type::Attributes attributes;
    const std::uint64_t count = random_->Below(6);
    for (std::uint64_t i = 0; i < count; ++i) attributes.emplace_back("a" + std::to_string(i), AnyType(depth - 1));
    return Type::Object(std::move(attributes));
  }

  Value AnyValue(const Type& type, bool with_unknown) {
    const std::uint64_t state = random_->Below(10);
    if (state == 0) return Value::Null();
    if (state == 1 && with_unknown) return Value::Unknown();
    switch (type.kind()) {
      case TypeKind::kBool:
        return Value::Bool(random_->Below(2) == 0);
      case TypeKind::kNumber:
        return Value::Of(AnyNumber());
      case TypeKind::kString:
        return Value::String(AnyText());
      case TypeKind::kList:
        return Value::List(AnyElements(type, with_unknown));
      case TypeKind::kSet:
        return Value::Set(AnyElements(type, with_unknown));
      default:
        break;
    }
    Value::Fields fields;
    if (type.kind() == TypeKind::kMap) {
      for (std::uint64_t i = random_->Below(4); i > 0; --i) {
        fields.emplace_back(AnyText(), AnyValue(type.element(), with_unknown));
      }
      return Value::Map(std::move(fields));
    }
    for (const auto& [name, attribute] : type.attributes())
      fields.emplace_back(name, AnyValue(attribute, with_unknown));
    return Value::Object(std::move(fields));
  }

  std::uint64_t Below(std::uint64_t bound) { return random_->Below(bound); }

 private:
  Value::Elements AnyElements(const Type& type, bool with_unknown) {
    Value::Elements elements;
    for (std::uint64_t i = random_->Below(5); i > 0; --i) elements.push_back(AnyValue(type.element(), with_unknown));
    return elements;
  }

  Number AnyNumber() {
    switch (random_->Below(4)) {
      case 0:
        return Number(static_cast<std::int64_t>(random_->Next() >> random_->Below(64)));
      case 1:
        return *Number::FromDouble(random_->Fraction() - 0.5);
      case 2:
        return *Number::Parse(std::to_string(random_->Next()) + std::to_string(random_->Next()));
      default:
        return *Number::Parse("-" + std::to_string(random_->Next()) + "e-" + std::to_string(random_->Below(30)));
    }
  }

  std::string AnyText() {
    static const std::vector<std::string> kPieces = {"a",
                                                     "Z",
                                                     "\"",
                                                     "\\",
                                                     "\n",
                                                     std::string(1, '\0'),
                                                     "\xc3\xa9",
                                                     "\xe2\x82\xac",
                                                     "\xf0\x9f\x98\x80",
                                                     "long enough to need str 8 "};
    std::string text;
    for (std::uint64_t i = random_->Below(12); i > 0; --i) text += kPieces[random_->Below(kPieces.size())];
    return text;
  }

  std::unique_ptr<Random> random_;
};

// libmsgpack's reader: true if `bytes` are exactly one value.
bool OthersCanRead(const std::string& bytes) {
  msgpack_unpacked result;
  msgpack_unpacked_init(&result);
  std::size_t offset = 0;
  const bool read = msgpack_unpack_next(&result, bytes.data(), bytes.size(), &offset) == MSGPACK_UNPACK_SUCCESS;
  msgpack_unpacked_destroy(&result);
  return read && offset == bytes.size();
}

TEST(CodecRoundTripTest, MsgpackKeepsEveryValue) {
  const std::uint64_t seed = Seed();
  Generator generator(seed);
  for (int i = 0; i < kCases; ++i) {
    const Type type = generator.AnyType(3);
    const Value value = generator.AnyValue(type, /*with_unknown=*/true);
    const std::string bytes = EncodeMsgpack(type, value);
    const StatusOr<Value> decoded = DecodeMsgpack(type, bytes);
    ASSERT_TRUE(decoded.ok()) << "IC_TEST_SEED=" << seed << ": " << decoded.status().ToString();
    ASSERT_EQ(*decoded, value) << "IC_TEST_SEED=" << seed << "\n" << decoded->ToString() << "\n" << value.ToString();
    ASSERT_TRUE(OthersCanRead(bytes)) << "IC_TEST_SEED=" << seed << ": " << value.ToString();
  }
}

TEST(CodecRoundTripTest, JsonKeepsEveryKnownValue) {
  const std::uint64_t seed = Seed();
  Generator generator(seed);
  for (int i = 0; i < kCases; ++i) {
    const Type type = generator.AnyType(3);
    const Value value = generator.AnyValue(type, /*with_unknown=*/false);
    const StatusOr<Value> decoded = DecodeJson(type, EncodeJson(type, value));
    ASSERT_TRUE(decoded.ok()) << "IC_TEST_SEED=" << seed << ": " << decoded.status().ToString();
    ASSERT_EQ(*decoded, value) << "IC_TEST_SEED=" << seed << "\n" << decoded->ToString() << "\n" << value.ToString();
  }
}

// Bytes damaged in one place: refused or read as some value, never anything worse (run under the sanitizers too).
TEST(CodecRoundTripTest, DamagedBytesDoNoHarm) {
  const std::uint64_t seed = Seed();
  Generator generator(seed);
  for (int i = 0; i < kCases; ++i) {
    const Type type = generator.AnyType(3);
    std::string bytes = EncodeMsgpack(type, generator.AnyValue(type, /*with_unknown=*/true));
    if (generator.Below(2) == 0) bytes.resize(generator.Below(bytes.size() + 1));
    if (!bytes.empty()) bytes[generator.Below(bytes.size())] = static_cast<char>(generator.Below(256));
    const StatusOr<Value> decoded = DecodeMsgpack(type, bytes);
    if (!decoded.ok()) continue;
    // Whatever was read can be written and read again.
    const StatusOr<Value> again = DecodeMsgpack(type, EncodeMsgpack(type, *decoded));
    ASSERT_TRUE(again.ok()) << "IC_TEST_SEED=" << seed;
    ASSERT_EQ(*again, *decoded) << "IC_TEST_SEED=" << seed;
  }
}

}  // namespace
}  // namespace ic
