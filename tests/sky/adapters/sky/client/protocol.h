// How Sky Links is called: JSON over HTTP, with a key in a header.
#ifndef ADAPTERS_SKY_CLIENT_PROTOCOL_H_
#define ADAPTERS_SKY_CLIENT_PROTOCOL_H_

#include <memory>
#include <string>

#include "adapters/common/client/signing_client.h"

namespace ic::sky {

struct SkyConfig {
  std::string region;
  std::string endpoint;  // "https://sky.example"
  std::string key;
  bool read_only = false;
};

// Makes no call: the key is looked for at the first one.
std::unique_ptr<ApiClient> MakeClient(SkyConfig config, ClientDependencies dependencies);

}  // namespace ic::sky

#endif  // ADAPTERS_SKY_CLIENT_PROTOCOL_H_
