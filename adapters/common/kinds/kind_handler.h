// The kinds of one vendor: one handler each, without state of its own. Face and meaning of the methods:
// adapters/contract/adapter.h. `Region` is what the vendor's kinds share of one region of one account.
#ifndef ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_
#define ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic {

template <typename Region>
class KindHandler {
 public:
  virtual ~KindHandler() = default;

  virtual StatusOr<std::optional<Observed>> Read(Region& region, const ReadRequest& request,
                                                 std::stop_token stop) const = 0;
  virtual StatusOr<std::vector<Observed>> List(Region& region, Freshness freshness, std::stop_token stop) const = 0;
  virtual StatusOr<std::vector<Candidate>> FindCandidates(Region& region, const CreateRequest& request,
                                                          std::stop_token stop) const = 0;
  virtual ChangeResult Create(Region& region, const CreateRequest& request, std::stop_token stop) const = 0;
  virtual ChangeResult Settle(Region& region, const std::string& id, const Value& desired, Duration timeout,
                              std::stop_token stop) const = 0;
  virtual ChangeResult Update(Region& region, const UpdateRequest& request, std::stop_token stop) const = 0;
  virtual ChangeResult Delete(Region& region, const DeleteRequest& request, std::stop_token stop) const = 0;
  // Empty `ids`: all.
  virtual StatusOr<std::vector<Health>> CheckHealth(Region& region, const std::vector<std::string>& ids,
                                                    std::stop_token stop) const = 0;
  virtual Duration DefaultTimeout() const = 0;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_KIND_HANDLER_H_
