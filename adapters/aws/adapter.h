// AwsAdapter: AWS Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_AWS_ADAPTER_H_
#define ADAPTERS_AWS_ADAPTER_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic::aws {

class DirectConnectClient;
class Handler;
class Region;

class AwsAdapter final : public Adapter {
 public:
  // `clock` outlives the adapter.
  AwsAdapter(std::unique_ptr<DirectConnectClient> client, Clock& clock, Logger logger);
  ~AwsAdapter() override;

  const VendorTraits& traits() const override;
  StatusOr<std::string> DefaultRegion() override;
  StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token stop) override;
  StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region, Freshness freshness,
                                       std::stop_token stop) override;
  StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest& request, std::stop_token stop) override;
  ChangeResult Create(const CreateRequest& request, std::stop_token stop) override;
  ChangeResult Settle(Kind kind, const std::string& region, const std::string& id, const Value& desired,
                      Duration timeout, std::stop_token stop) override;
  ChangeResult Update(const UpdateRequest& request, std::stop_token stop) override;
  ChangeResult Delete(const DeleteRequest& request, std::stop_token stop) override;
  StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) override;
  StatusOr<std::vector<Location>> Locations(const std::string& region, std::stop_token stop) override;
  Duration DefaultTimeout(Kind kind) const override;

 private:
  // The region of that name (empty: the default one), made when it is first asked for.
  StatusOr<Region*> In(const std::string& name);

  const std::unique_ptr<DirectConnectClient> client_;
  Clock& clock_;
  const Logger logger_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Region>> regions_;  // guarded by mutex_; entries are never removed
};

// Makes no call. An error names the setting of the `aws` object, the variable or the file it is about.
StatusOr<std::unique_ptr<Adapter>> MakeAwsAdapter(const AdapterOptions& options);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_ADAPTER_H_
