// A handler for objects that are entries of a list on another object: prefixes that a gateway or an association
// announces. An entry has no id of its own and no other values; it is named <id of the object>/<entry>.
#ifndef ADAPTERS_COMMON_KINDS_ENTRY_HANDLER_H_
#define ADAPTERS_COMMON_KINDS_ENTRY_HANDLER_H_

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/kinds/kind_handler.h"
#include "adapters/common/kinds/list_writer.h"
#include "adapters/common/tables/stages.h"

namespace ic {

// How the vendor calls it.
struct EntryWords {
  std::string_view title;    // "allowed prefix"
  std::string_view form;     // "<association id>/<prefix>"
  std::string_view example;  // of such a name
};

// `Region` is the vendor's.
template <typename Region>
class EntryHandler : public KindHandler {
 public:
  explicit EntryHandler(const EntryWords& words) : words_(words) {}

  StatusOr<std::optional<Observed>> Read(RegionBase& base, const ReadRequest& request,
                                         std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(request.id);
    if (name.cidr.empty()) {
      return InvalidArgumentError(fmt::format("\"{}\" names no {}: expected {}, such as {}", request.id, words_.title,
                                              words_.form, words_.example));
    }
    IC_ASSIGN_OR_RETURN(bool exists, Exists(region, name, request.freshness, stop));
    if (!exists && request.freshness.is_shared()) {
      IC_ASSIGN_OR_RETURN(exists, Exists(region, name, Freshness::kLive, std::move(stop)));
    }
    if (!exists) return std::optional<Observed>();
    Observed observed = Observe(region, name, request.prior);
    IC_ASSIGN_OR_RETURN(const Parent parent, FindParent(region, name.parent, std::move(stop)));
    observed.trouble = TroubleWith(name.parent, parent);
    observed.ended = !observed.trouble.empty() && IsEnding(parent.row->stage);
    return std::optional(std::move(observed));
  }

  StatusOr<std::vector<Candidate>> FindCandidates(RegionBase& base, const CreateRequest& request,
                                                  std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Of(request.desired);
    const Freshness freshness = request.planned ? Freshness::kShared : request.freshness;
    IC_ASSIGN_OR_RETURN(const bool exists, Exists(region, name, freshness, std::move(stop)));
    std::vector<Candidate> candidates;
    if (!exists) return candidates;
    Candidate candidate;
    candidate.observed = Observe(region, name, request.desired);
    candidate.identical = true;  // an entry has no other values
    candidate.same = fmt::format("the prefix {} of {}", name.cidr, name.parent);
    candidates.push_back(std::move(candidate));
    return candidates;
  }

  Status Check(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const std::string parent = EntryName::Of(request.desired).parent;
    if (parent.empty()) return OkStatus();
    IC_ASSIGN_OR_RETURN(const Parent there, FindParent(region, parent, std::move(stop)));
    if (there.row != nullptr && !IsAbsent(*there.row)) {
      if (!IsEnding(there.row->stage)) return OkStatus();
      return FailedPreconditionError("the prefix " + TroubleWith(parent, there));
    }
    return NotFoundError(fmt::format("`advertised_by` names {}, which does not exist in {}", parent, region.name()));
  }

  ChangeResult Create(RegionBase& base, const CreateRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Of(request.desired);
    const Status status = Change(region, name, EntryChange::kAdd, request.timeout, std::move(stop));
    if (!status.ok()) return Failed(status.Annotate(fmt::format("adding the {}", words_.title)));
    return Finish(region, name, request.desired);
  }

  ChangeResult Settle(RegionBase& base, const std::string& id, const Value& desired, Duration timeout,
                      std::stop_token stop) const override {
    Region& region = Region::Of(base);
    // Adding what is there already only waits until the list is settled.
    const EntryName name = EntryName::Parse(id);
    Status status = Change(region, name, EntryChange::kAdd, timeout, std::move(stop));
    ChangeResult result = Finish(region, name, desired);
    result.status = std::move(status);
    return result;
  }

  // An entry has nothing that could change in place.
  ChangeResult Update(RegionBase& base, const UpdateRequest& request, std::stop_token /*stop*/) const override {
    Region& region = Region::Of(base);
    return Finish(region, EntryName::Parse(request.id), request.desired);
  }

  ChangeResult Delete(RegionBase& base, const DeleteRequest& request, std::stop_token stop) const override {
    Region& region = Region::Of(base);
    const EntryName name = EntryName::Parse(request.id);
    const Status status = Change(region, name, EntryChange::kRemove, request.timeout, std::move(stop));
    // Without the object it stands on, the entry is gone too.
    if (status.ok() || status.code() == StatusCode::kNotFound) return {};
    // Where another one is to take its place, that one can only come if this step is through.
    std::optional<Diagnostics> kept;
    if (!SuccessorOf(name, request).cidr.empty()) kept = WhyKept(name, status);
    if (kept) return {.diagnostics = std::move(*kept)};
    return FailedWith(request.id, status.Annotate(fmt::format("removing the {}", words_.title)));
  }

 protected:
  // The entry that is to take the place of `name` on its parent. Its cidr is empty if there is none.
  static EntryName SuccessorOf(const EntryName& name, const DeleteRequest& request) {
    EntryName next = EntryName::Of(request.successor);
    if (next.parent != name.parent || next.cidr == name.cidr) next.cidr.clear();
    return next;
  }

  // The state of an object that carries the list: null, if there is none of that id.
  struct Parent {
    const StateRow* row = nullptr;
    std::string word;
  };

  Observed Observe(Region& region, const EntryName& name, const Value& prior) const {
    Observed observed;
    observed.id = name.Text();
    observed.region = region.name();
    observed.attributes = Attributes(region, name, prior);
    return observed;
  }

 private:
  // The object that carries the list, in what is shared.
  virtual StatusOr<Parent> FindParent(Region& region, const std::string& id, std::stop_token stop) const = 0;
  virtual StatusOr<bool> Exists(Region& region, const EntryName& name, Freshness freshness,
                                std::stop_token stop) const = 0;
  virtual Value Attributes(Region& region, const EntryName& name, const Value& prior) const = 0;
  // Through the region's ListWriter.
  virtual Status Change(Region& region, const EntryName& name, EntryChange change, Duration timeout,
                        std::stop_token stop) const = 0;
  // If the vendor's refusal to remove an entry that is replaced means that it stays: what to say of it.
  virtual std::optional<Diagnostics> WhyKept(const EntryName& /*name*/, const Status& /*refusal*/) const {
    return std::nullopt;
  }

  // An entry ends with what carries it.
  static std::string TroubleWith(const std::string& id, const Parent& parent) {
    const std::string trouble = parent.row == nullptr ? "" : TroubleOf(*parent.row, parent.word);
    return trouble.empty() ? trouble : fmt::format("stands on {}, which {}", id, trouble);
  }

  ChangeResult Finish(Region& region, const EntryName& name, const Value& desired) const {
    return {.id = name.Text(), .attributes = Attributes(region, name, desired)};
  }

  const EntryWords words_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_ENTRY_HANDLER_H_
