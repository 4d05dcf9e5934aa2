// MACsec keys of connections and LAGs.
#include <algorithm>

#include <fmt/format.h>

#include "base/time_text.h"
#include "simulators/aws/operations/operation.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

bool Hex64(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::vector<MacSecKey>& KeysOf(const Port& port) {
  return port.connection != nullptr ? port.connection->macsec_keys : port.lag->macsec_keys;
}

// The members of a LAG have its keys.
void ShareKeys(const World& world, const Port& port) {
  if (port.lag == nullptr) return;
  for (Connection* member : Members(world, *port.lag)) member->macsec_keys = port.lag->macsec_keys;
}

Json KeysAnswer(const Port& port) {
  return {{"connectionId", port.id()}, {"macSecKeys", MacSecKeysJson(KeysOf(port))}};
}

StatusOr<Json> AssociateKey(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, call.target));
  const bool capable = port.connection != nullptr ? port.connection->request_macsec : port.lag->request_macsec;
  if (!capable) return ClientError(fmt::format("{} is not MACsec capable", port.id()));
  MacSecKey key{.secret_arn = TextOf(call.in, "secretARN"), .ckn = TextOf(call.in, "ckn"), .state = "associated"};
  if (key.secret_arn.empty()) {
    if (!Hex64(key.ckn) || !Hex64(TextOf(call.in, "cak"))) {
      return ClientError("Either a secret ARN or a CKN and CAK of 64 hexadecimal digits must be specified");
    }
    // The key itself goes to the secrets manager; only its name is kept.
    key.secret_arn = fmt::format("arn:aws:secretsmanager:{}:{}:secret:directconnect!prod/{}/{}", call.region(),
                                 call.account(), call.region(), key.ckn);
  }
  key.start_on = IsoTime(call.now);
  KeysOf(port).push_back(std::move(key));
  ShareKeys(call.world, port);
  return KeysAnswer(port);
}

StatusOr<Json> DisassociateKey(OperationCall& call) {
  call.target = TextOf(call.in, "connectionId");
  IC_ASSIGN_OR_RETURN(const Port port, OwnPort(call, call.target));
  const std::string arn = TextOf(call.in, "secretARN");
  if (std::erase_if(KeysOf(port), [&](const MacSecKey& key) { return key.secret_arn == arn; }) == 0) {
    return ClientError(fmt::format("MACsec key {} is not associated with {}", arn, port.id()));
  }
  ShareKeys(call.world, port);
  return KeysAnswer(port);
}

}  // namespace

std::span<const Operation> MacSecOperations() {
  static constexpr Operation kOperations[] = {{"AssociateMacSecKey", AssociateKey},
                                              {"DisassociateMacSecKey", DisassociateKey}};
  return kOperations;
}

}  // namespace ic::sim::aws
