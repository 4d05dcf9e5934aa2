// libFuzzer entry for DecodeMsgpack: the first byte chooses a type, the rest is the value. What is read must survive
// being written, and be readable by libmsgpack too.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <msgpack/object.h>
#include <msgpack/unpack.h>

#include "schema/value/fuzz_types.h"
#include "schema/value/json.h"
#include "schema/value/msgpack.h"

namespace ic {
namespace {

void Check(bool condition) {
  if (!condition) std::abort();
}

// True if libmsgpack finds a value at the start of `bytes`. Only for bytes that were read here: it trusts lengths.
bool OthersCanRead(std::string_view bytes) {
  msgpack_unpacked result;
  msgpack_unpacked_init(&result);
  std::size_t offset = 0;
  const bool read = msgpack_unpack_next(&result, bytes.data(), bytes.size(), &offset) == MSGPACK_UNPACK_SUCCESS;
  msgpack_unpacked_destroy(&result);
  return read;
}

void Run(std::string_view input) {
  if (input.empty()) return;
  const std::vector<Type>& types = FuzzTypes();
  const Type& type = types[static_cast<std::uint8_t>(input[0]) % types.size()];
  input.remove_prefix(1);
  const StatusOr<Value> value = DecodeMsgpack(type, input);
  if (value.ok()) {
    Check(OthersCanRead(input));
    const StatusOr<Value> again = DecodeMsgpack(type, EncodeMsgpack(type, *value));
    Check(again.ok() && *again == *value);
  }
  const StatusOr<Value> json = DecodeJson(type, input);
  if (json.ok()) {
    const StatusOr<Value> again = DecodeJson(type, EncodeJson(type, *json));
    Check(again.ok() && *again == *json);
  }
}

}  // namespace
}  // namespace ic

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ic::Run(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
