#include "reconcile/adopt/create_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "adapters/contract/bandwidth.h"
#include "adapters/contract/limits/refuse_if.h"
#include "base/text.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/object/merge.h"

namespace ic::reconcile {
namespace {

// The cloud was asked, and this is its answer.
bool IsAnswer(const Status& status) {
  switch (status.code()) {
    case StatusCode::kInvalidArgument:
    case StatusCode::kNotFound:
    case StatusCode::kAlreadyExists:
    case StatusCode::kFailedPrecondition:
    case StatusCode::kUnimplemented:
      return true;
    default:
      return false;
  }
}

// Something that it stands on changes in this run.
bool StandsOnChanging(const Call& call, const Value& wanted) {
  auto ledger = call.run.ledger.Open();
  return std::any_of(call.leaves().begin(), call.leaves().end(), [&](const Leaf& leaf) {
    const Value& id = ValueAt(wanted, leaf);
    if (!leaf.field->refers_to || id.kind() != Value::Kind::kString) return false;
    const Existing* entry =
        ledger->Find({call.account, Text(wanted, field::kRegion), *leaf.field->refers_to, id.AsString()});
    return entry != nullptr && entry->fate == Fate::kStays && !(entry->planned == entry->attributes);
  });
}

// Prefixes that are in its way may be taken away by this run.
bool PrefixesMayGo(const Call& call, Adapter& adapter, const Value& wanted) {
  const std::string region = Text(wanted, field::kRegion);
  const auto prefixes = adapter.List(Kind::kBgpCidr, region, Freshness::kShared, call.stop);
  if (!prefixes.ok()) return true;
  auto ledger = call.run.ledger.Open();
  return std::any_of(prefixes->begin(), prefixes->end(), [&](const Observed& prefix) {
    const Existing* entry = ledger->Find({call.account, region, Kind::kBgpCidr, prefix.id});
    return entry != nullptr && entry->fate != Fate::kStays;
  });
}

// All of them, or the first.
std::string CodesOf(const std::vector<Location>& locations) {
  constexpr std::size_t kMost = 30;
  std::vector<std::string> codes;
  for (const Location& one : locations) codes.push_back(one.code);
  std::ranges::sort(codes);
  const std::size_t more = codes.size() - std::min(codes.size(), kMost);
  codes.resize(codes.size() - more);
  return more == 0 ? JoinWords(codes, "and") : fmt::format("{} and {} more", fmt::join(codes, ", "), more);
}

// That of the code, however it is written (the vocabulary takes a location in any case); null: there is none.
const Location* FindLocation(const std::vector<Location>& list, std::string_view code) {
  const auto found =
      std::ranges::find_if(list, [code](const Location& one) { return EqualsIgnoreCase(one.code, code); });
  return found == list.end() ? nullptr : &*found;
}

// Codes are of both cases. Who writes one in a single case means it however the cloud writes it; what is of both is
// sent as it is, so that an apply need not ask for the list.
bool IsOfBothCases(std::string_view code) {
  const auto in = [code](char first, char last) {
    return std::ranges::any_of(code, [=](char c) { return c >= first && c <= last; });
  };
  return in('a', 'z') && in('A', 'Z');
}

// There is something to lose, and nothing says that there are ports to be had in its place.
Status NoPortsKnown(const Call& call, const Value& wanted, const Status& why) {
  const std::string region = Text(wanted, field::kRegion);
  const bool may_not = why.code() == StatusCode::kPermissionDenied || why.code() == StatusCode::kUnimplemented;
  if (may_not) return OkStatus();  // who may not ask is told by the create
  if (!why.ok()) {
    return why.Annotate(fmt::format("whether {} has ports at {} in {} could not be asked", call.traits->title,
                                    Text(wanted, field::kLocation), region));
  }
  return FailedPreconditionError(
      fmt::format("`location` is {}, and {} tells of no location at all in {}: see whether "
                  "`region` is right",
                  Text(wanted, field::kLocation), call.traits->title, region));
}

// The cloud has ports there, of this bandwidth. A list that cannot be had, or is empty, says nothing, unless a port
// goes
// (`replaces`) for the new one.
Status CheckLocation(const Call& call, const Value& wanted, bool replaces) {
  const std::string code = Text(wanted, field::kLocation);
  const std::string region = Text(wanted, field::kRegion);
  if (call.kind != Kind::kConnection || code.empty()) return OkStatus();
  // A share of a connection that is there stands where that does; its bandwidth is none of a port.
  const std::string_view given_by = call.traits->location_given_by;
  const bool shared = !given_by.empty() && !IsUnset(wanted, given_by);
  const auto list = call.run.locations.Get(call.account, region, call.stop);
  if (!list.ok() || (*list)->empty()) {
    return replaces && !shared ? NoPortsKnown(call, wanted, list.status()) : OkStatus();
  }
  const Location* found = FindLocation(**list, code);
  if (found == nullptr) {
    return NotFoundError(fmt::format("`location` is {}, and {} has no location of that code in {}. It has {}", code,
                                     call.traits->title, region, CodesOf(**list)));
  }
  if (found->code != code && IsOfBothCases(code)) {
    return InvalidArgumentError(
        fmt::format("`location` is {0}, and {1} writes it {2}: write {2}", code, call.traits->title, found->code));
  }
  if (shared) return OkStatus();
  const auto asked = ParseBandwidth(Text(wanted, field::kBandwidth));
  const auto& offered = found->bandwidths;
  const bool offers = std::any_of(offered.begin(), offered.end(), [&asked](const std::string& one) {
    const auto bits = ParseBandwidth(one);
    return !asked.ok() || !bits.ok() || *bits == *asked;
  });
  if (offered.empty() || offers) return OkStatus();
  return FailedPreconditionError(fmt::format("`bandwidth` is {}, and {} offers {} only", FormatBandwidth(*asked),
                                             found->code, JoinWords(offered, "and")));
}

// "`vlan` is …": what the message is about.
AttributePath PathIn(const Subject& subject, const std::string& message) {
  if (!message.starts_with('`')) return {};
  const std::string path = message.substr(1, message.find('`', 1) - 1);
  for (const Leaf& leaf : subject.leaves()) {
    if (leaf.path == path) return leaf.attribute();
  }
  return {};
}

void WarnOfChanging(const AttributePath& path, std::string_view summary, const Status& said, Diagnostics& found) {
  found.AddWarning(path, std::string(summary),
                   fmt::format("{} What it stands on changes in this run: it is looked at again before anything of "
                               "this object is done.",
                               AsSentence(said.message())));
}

// Hours may pass, or weeks: nobody should wonder what a run does.
void WarnOfWaiting(const Call& call, const Value& wanted, const Status& said, bool replaces, Diagnostics& found) {
  found.AddWarning({}, "Something has to be waited for",
                   fmt::format("{}: when this is applied, {}.{}", Titled(call.kind, wanted), said.message(),
                               replaces ? " Nothing is deleted before." : ""));
}

}  // namespace

CreateCheck CheckCreate(const Call& call, const Intent& intent, When when, Freshness freshness) {
  CreateCheck check;
  const bool adopts = intent.wanted.Get(field::kAdopt).is_known();
  if (adopts && !Text(intent.wanted, field::kRegion).empty()) {
    check.found = CheckAdoption(call, {intent.wanted, intent.said, intent.replaces}, freshness, check.diagnostics);
  }
  if (adopts && when == When::kApply) return check;
  const QuotaSubject subject{.object = intent.counted,
                             .replaces = intent.replaces,
                             .adopts = adopts ? Text(intent.wanted, field::kAdopt) : intent.takes_over,
                             .adopts_unseen = intent.wanted.Get(field::kAdopt).is_unknown(),
                             .ticket = intent.ticket,
                             .before_deletion = intent.before_deletion,
                             .beside = intent.beside,
                             .awaits_others = intent.awaits_others};
  check.diagnostics.Append(CheckQuotas(call, subject, when, freshness));
  return check;
}

Value WithLocationSpelled(const Call& call, Value wanted) {
  const std::string code = Text(wanted, field::kLocation);
  if (call.kind != Kind::kConnection || code.empty() || IsOfBothCases(code)) return wanted;
  const auto list = call.run.locations.Get(call.account, Text(wanted, field::kRegion), call.stop);
  const Location* found = list.ok() ? FindLocation(**list, code) : nullptr;
  if (found != nullptr && found->code != code) wanted.Put(field::kLocation, Value::String(found->code));
  return wanted;
}

Diagnostics CheckWithCloud(const Call& call, const Value& wanted, Duration timeout, When when,
                           const std::string& replaces) {
  Diagnostics found;
  const bool planning = when == When::kPlan;
  const Value& adopt = wanted.Get(field::kAdopt);
  if (call.lowered() || Text(wanted, field::kRegion).empty() || adopt.is_unknown()) return found;
  const auto adapter = call.adapter();
  if (!adapter.ok()) return found;  // said by who asked before
  const CreateRequest request{.kind = call.kind,
                              .region = Text(wanted, field::kRegion),
                              .desired = WithLocationSpelled(call, WithoutKey(wanted.UnknownToNull())),
                              .timeout = planning ? Duration::zero() : timeout,
                              .planned = planning,
                              .replaces = replaces};
  Status said = adopt.is_null() ? CheckLocation(call, wanted, !replaces.empty()) : OkStatus();
  if (said.ok()) said = (*adapter)->Check(request, call.stop);
  if (said.ok()) return found;
  if (planning && said.code() == StatusCode::kDeadlineExceeded) {
    if (said.remote() == nullptr) WarnOfWaiting(call, wanted, said, !replaces.empty(), found);
    return found;
  }
  const AttributePath path = PathIn(call, said.message());
  if (planning && !IsAnswer(said)) {
    AddLookFailure(said, found);
  } else if (planning && (StandsOnChanging(call, wanted) ||
                          (said.code() == StatusCode::kAlreadyExists && PrefixesMayGo(call, **adapter, wanted)))) {
    WarnOfChanging(path, "Object would be refused as things are", said, found);
  } else {
    found.AddStatus(path, fmt::format("A {} like this is refused", KindTitle(call.kind)), said);
  }
  return found;
}

Diagnostics CheckChangeWithCloud(const Call& call, const Value& prior, const Value& planned,
                                 std::vector<std::string> changed) {
  Diagnostics found;
  if (call.lowered() || changed.empty()) return found;
  const auto adapter = call.adapter();
  if (!adapter.ok()) return found;  // said by who asked before
  const UpdateRequest request{.kind = call.kind,
                              .region = Text(prior, field::kRegion),
                              .id = Text(prior, field::kId),
                              .prior = WithoutKey(prior),
                              .desired = WithoutKey(planned.UnknownToNull()),
                              .secrets = {},
                              .changed = std::move(changed),
                              .timeout = Duration::zero(),
                              .planned = true};
  const Status said = (*adapter)->CheckChange(request, call.stop);
  const AttributePath path = PathIn(call, said.message());
  if (said.ok()) return found;
  if (!IsAnswer(said)) {
    AddLookFailure(said, found);
  } else if (said.code() != StatusCode::kInvalidArgument && StandsOnChanging(call, planned)) {
    WarnOfChanging(path, "Change would be refused as things are", said, found);
  } else {
    found.AddStatus(path, fmt::format("A {} cannot be changed so", KindTitle(call.kind)), said);
  }
  return found;
}

}  // namespace ic::reconcile
