// How the engine gets adapters without naming a vendor.
#ifndef ADAPTERS_CONTRACT_FACTORY_H_
#define ADAPTERS_CONTRACT_FACTORY_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/run_budget.h"

namespace ic {

class HttpTransport;  // adapters/wire/http.h

// What every adapter is made from. The referenced objects outlive the adapter.
struct AdapterOptions {
  Value config;            // the vendor's object of the provider block or of `clouds`; null: nothing configured
  bool read_only = false;  // no mutating call may leave the process; enforced in the transport
  std::map<std::string, std::string> environment;
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
  std::shared_ptr<RunBudget> budget = nullptr;  // what the adapters of a run share; null: it has one of its own
  std::shared_ptr<HttpTransport> transport;     // what requests go through instead of the network; null: the network
};

// All that a vendor's adapter shows to the rest.
struct Vendor {
  const VendorTraits& (*traits)();  // lives for ever
  // Makes no call: credentials are resolved when the first one is made. An error names the setting, the variable or the
  // file it is about.
  StatusOr<std::unique_ptr<Adapter>> (*make)(const AdapterOptions& options);
};

class AdapterFactory {
 public:
  virtual ~AdapterFactory() = default;
  // In a fixed order; the pointers live for ever.
  virtual const std::vector<const VendorTraits*>& traits() const = 0;
  // Makes no call: credentials are resolved when the first one is made. `cloud` is one of traits().
  virtual StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const = 0;
};

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_FACTORY_H_
