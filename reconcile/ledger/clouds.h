// Clouds: the vendors of the factory, their fields, and one adapter for each account, made when it is first needed.
#ifndef RECONCILE_LEDGER_CLOUDS_H_
#define RECONCILE_LEDGER_CLOUDS_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/object/requests.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {

// Thread-safe. Adapters are shared, so that a call that runs while the clouds are configured anew keeps its own.
class Clouds {
 public:
  explicit Clouds(EngineEnvironment environment);

  const std::vector<const VendorTraits*>& vendors() const { return environment_.factory->traits(); }
  // Null if no vendor has that name.
  const VendorTraits* Find(std::string_view cloud) const;
  // The cloud of an account: its own name if that is a cloud's; empty if there is none.
  std::string CloudOf(const std::string& account) const;
  const VendorTraits* TraitsOf(const std::string& account) const;
  // Says which clouds there are, and which one was probably meant.
  std::string WordsForUnknown(std::string_view cloud) const;

  // The neutral fields and every vendor's object; live as long as this.
  const FieldTable& field_table(Kind kind) const { return field_tables_[static_cast<std::size_t>(kind)]; }

  // Null if no vendor, or account, has that name. They live as long as this.
  const VendorTables* TablesOf(const VendorTraits& traits, Kind kind) const;
  const VendorTables* TablesOf(const std::string& account, Kind kind) const;

  // Adapters are made with these settings from now on. A block that cannot be used is an error on its name.
  Diagnostics Configure(const EngineConfig& config);

  // An error if the clouds were never configured, or this account's settings cannot be used.
  StatusOr<std::shared_ptr<Adapter>> Get(const std::string& account);

 private:
  // With mutex_ held:
  const VendorTraits* VendorOf(const std::string& account) const;
  Status CheckAccount(const std::string& account) const;
  StatusOr<std::shared_ptr<Adapter>> Make(const std::string& account);

  const EngineEnvironment environment_;
  std::vector<FieldTable> field_tables_;  // by Kind
  std::map<std::pair<const VendorTraits*, Kind>, VendorTables> tables_;

  mutable std::mutex mutex_;
  bool configured_ = false;
  bool read_only_ = false;
  std::shared_ptr<const TagSettings> tags_;
  std::shared_ptr<RunBudget> budget_;            // of what the adapters do, all together
  std::map<std::string, Value> blocks_;          // by account, as all below
  std::map<std::string, std::string> accounts_;  // of those not named as their cloud: the cloud
  std::map<std::string, std::shared_ptr<Adapter>> adapters_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_CLOUDS_H_
