#include "adapters/aws/prefix_writer.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/json_read.h"
#include "adapters/aws/region.h"
#include "adapters/aws/states.h"
#include "adapters/contract/ip.h"

namespace ic::aws {
namespace {

// How long the first change waits for company. An update takes AWS minutes, so this is always worth it.
constexpr Duration kGather = std::chrono::milliseconds(100);

Status Missing(const std::string& association) {
  return NotFoundError(
      fmt::format("the Direct Connect gateway association {} does not exist in this region (an "
                  "association is known in the region of its virtual private or transit gateway)",
                  association));
}

}  // namespace

std::string CanonicalPrefix(const std::string& cidr) {
  const StatusOr<Cidr> parsed = Cidr::Parse(cidr);
  return parsed.ok() ? parsed->ToString() : cidr;
}

std::map<std::string, std::string> AllowedPrefixes(const nlohmann::json& association) {
  std::map<std::string, std::string> prefixes;
  for (const nlohmann::json& element : ListOf(association, "allowedPrefixesToDirectConnectGateway")) {
    std::string cidr = TextOf(element, "cidr");
    if (!cidr.empty()) prefixes.emplace(CanonicalPrefix(cidr), cidr);
  }
  return prefixes;
}

Status PrefixWriter::Change(const std::string& association, const std::string& cidr, PrefixChange change,
                            Duration timeout, std::stop_token stop) {
  const auto request = std::make_shared<Request>(
      Request{.cidr = cidr, .change = change, .deadline = region_.clock().Now() + timeout, .result = std::nullopt});
  std::unique_lock lock(mutex_);
  Queue& queue = queues_[association];
  queue.waiting.push_back(request);
  while (!request->result) {
    if (queue.busy) {
      const bool woken = changed_.wait(lock, stop, [&] { return request->result || !queue.busy; });
      if (woken) continue;
      std::erase(queue.waiting, request);
      return CancelledError("stopped while waiting to change the prefixes of " + association);
    }
    queue.busy = true;
    lock.unlock();
    const bool stopped = !region_.clock().SleepFor(kGather, stop);
    lock.lock();
    // A leader that is stopped takes nobody along: one of the others goes on.
    const Batch batch = stopped ? Batch{request} : queue.waiting;
    std::erase_if(queue.waiting, [&](const auto& waiting) { return std::ranges::find(batch, waiting) != batch.end(); });
    lock.unlock();
    const std::vector<Status> results = Commit(association, batch, stop);
    lock.lock();
    for (std::size_t i = 0; i < batch.size(); ++i) batch[i]->result = results[i];
    queue.busy = false;
    changed_.notify_all();
  }
  return *request->result;
}

std::size_t PrefixWriter::Queued(const std::string& association) {
  const std::lock_guard lock(mutex_);
  return queues_[association].waiting.size();
}

std::vector<Status> PrefixWriter::Commit(const std::string& association, const Batch& batch, std::stop_token stop) {
  const Status together = CommitTogether(association, batch, stop);
  const bool refused =
      together.remote() != nullptr && together.remote()->http_status == 400 && !together.ambiguous() &&
      (together.code() == StatusCode::kInvalidArgument || together.code() == StatusCode::kFailedPrecondition ||
       together.code() == StatusCode::kResourceExhausted);
  if (!refused || batch.size() == 1) return std::vector<Status>(batch.size(), together);
  // One bad prefix fails the whole call: one by one, only the guilty bears it.
  std::vector<Status> results;
  for (const auto& request : batch) results.push_back(CommitTogether(association, {request}, stop));
  return results;
}

Status PrefixWriter::CommitTogether(const std::string& association, const Batch& batch, std::stop_token stop) {
  if (stop.stop_requested()) return CancelledError("stopped before changing the prefixes of " + association);
  const Time deadline = (*std::ranges::max_element(batch, {}, &Request::deadline))->deadline;
  IC_RETURN_IF_ERROR(WaitSettled(association, nullptr, deadline, stop));
  IC_ASSIGN_OR_RETURN(const Object before, region_.Association(association, Freshness::kShared, stop));
  if (before == nullptr) return Missing(association);
  const std::map<std::string, std::string> existing = AllowedPrefixes(*before);
  std::set<std::string> wanted;
  nlohmann::json add = nlohmann::json::array();
  nlohmann::json remove = nlohmann::json::array();
  for (const auto& request : batch) {
    if (request->change != PrefixChange::kAdd || !wanted.insert(request->cidr).second) continue;
    if (!existing.contains(request->cidr)) add.push_back({{"cidr", request->cidr}});
  }
  for (const auto& request : batch) {
    // Whoever wants the prefix wins over whoever no longer does.
    if (request->change != PrefixChange::kRemove || !wanted.insert(request->cidr).second) continue;
    if (const auto found = existing.find(request->cidr); found != existing.end()) {
      remove.push_back({{"cidr", found->second}});
    }
  }
  nlohmann::json input = {{"associationId", association}};
  if (!add.empty()) input["addAllowedPrefixesToDirectConnectGateway"] = std::move(add);
  if (!remove.empty()) input["removeAllowedPrefixesToDirectConnectGateway"] = std::move(remove);
  if (input.size() == 1) return OkStatus();
  const StatusOr<nlohmann::json> answer = region_.Call("UpdateDirectConnectGatewayAssociation", input, stop);
  region_.InvalidateAssociation(association);
  if (!answer.ok()) return answer.status();
  return WaitSettled(association, &batch, deadline, stop);
}

Status PrefixWriter::WaitSettled(const std::string& association, const Batch* batch, Time deadline,
                                 std::stop_token stop) {
  Backoff backoff;
  while (true) {
    IC_ASSIGN_OR_RETURN(const Object now, region_.Association(association, Freshness::kLive, stop));
    const std::string state = now != nullptr ? TextOf(*now, "associationState") : "";
    const Stage stage = AssociationStage(state);
    if (now == nullptr || stage == Stage::kGone) return Missing(association);
    if (stage == Stage::kLeaving) {
      return FailedPreconditionError(fmt::format("the association {} is being deleted", association));
    }
    region_.NoteUnknownState(Kind::kBgpCidr, association, state);
    if (stage == Stage::kReady) {
      if (batch == nullptr) return OkStatus();
      std::set<std::string> wanted;
      for (const auto& request : *batch) {
        if (request->change == PrefixChange::kAdd) wanted.insert(request->cidr);
      }
      const std::map<std::string, std::string> live = AllowedPrefixes(*now);
      const bool holds = std::ranges::all_of(*batch, [&](const auto& request) {
        return live.contains(request->cidr) ==
               (request->change == PrefixChange::kAdd || wanted.contains(request->cidr));
      });
      if (holds) return OkStatus();
      // Settled without the change: the service says why, or has not caught up yet.
      if (const std::string error = TextOf(*now, "stateChangeError"); !error.empty()) {
        return FailedPreconditionError(fmt::format("AWS did not change the prefixes of {}: {}", association, error));
      }
    }
    const Time time = region_.clock().Now();
    if (time >= deadline) {
      return DeadlineExceededError(fmt::format(
          "the association {} is still `{}`; a longer bound can be set in `timeouts`, and the next run goes on from "
          "here",
          association, state));
    }
    region_.logger().Info("waiting for an association to take its prefixes", {{"id", association}, {"state", state}});
    if (!region_.clock().SleepFor(std::min<Duration>(backoff.Next(), deadline - time), stop)) {
      return CancelledError("stopped while waiting for " + association);
    }
  }
}

}  // namespace ic::aws
