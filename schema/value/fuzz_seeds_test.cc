// The fuzzer's starting inputs: one well-formed value of each of its types. IC_FUZZ_SEEDS names the folder to write
// them to; without it they are only checked.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "schema/value/fuzz_types.h"
#include "schema/value/json.h"
#include "schema/value/msgpack.h"

namespace ic {
namespace {

Value Example(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kBool:
      return Value::Bool(true);
    case TypeKind::kNumber:
      return Value::Of(*Number::Parse("0.1"));
    case TypeKind::kString:
      return Value::String("dc1-\xc3\xa9");
    case TypeKind::kList:
      return Value::List({Example(type.element()), Value::Null(), Value::Unknown()});
    case TypeKind::kSet:
      return Value::Set({Example(type.element()), Value::Null()});
    case TypeKind::kMap:
      return Value::Map({{"a", Example(type.element())}, {"b", Value::Unknown()}});
    case TypeKind::kObject:
      break;
  }
  Value object = Value::Object({});
  for (const auto& [name, attribute] : type.attributes()) object.Put(name, Example(attribute));
  return object;
}

TEST(FuzzSeedsTest, AreWellFormed) {
  const char* folder = std::getenv("IC_FUZZ_SEEDS");
  if (folder != nullptr) std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < FuzzTypes().size(); ++i) {
    const Type& type = FuzzTypes()[i];
    const Value value = Example(type);
    const std::string bytes = EncodeMsgpack(type, value);
    ASSERT_TRUE(DecodeMsgpack(type, bytes).ok());
    if (folder == nullptr) continue;
    const std::string name = std::string(folder) + "/" + std::to_string(i);
    std::ofstream(name + ".msgpack", std::ios::binary) << static_cast<char>(i) << bytes;
    std::ofstream(name + ".json", std::ios::binary) << static_cast<char>(i) << EncodeJson(type, value);
  }
}

}  // namespace
}  // namespace ic
