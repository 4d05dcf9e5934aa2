#include "reconcile/read/lookup.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/moment.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/object.h"
#include "reconcile/object/tag_settings.h"

namespace ic::reconcile {
namespace {

// As an import reads it, so that what is found is what a resource would show.
Value AsTold(const std::vector<Field>& fields, const LookupPlace& place, const LookupRequest& request,
             const Observed& observed) {
  Value object = Shaped(fields, observed.attributes);
  // Which of its tags are default ones is what a configuration says that manages it.
  object.Put(field::kTags, EffectiveTags(observed.attributes));
  object.Put(field::kCloud, Value::String(place.cloud));
  object.Put(field::kId, Value::String(observed.id));
  if (KindSought(request.what)) {
    object.Put(field::kRegion, Value::String(observed.region.empty() ? place.region : observed.region));
  }
  for (const Field& field : fields) {
    if (!field.default_value.empty() && object.Get(field.name).is_null()) {
      object.Put(field.name, Value::String(field.default_value));
    }
    if (field.name == field::kRedundancyGroup && !observed.redundancy_group.empty()) {
      object.Put(field.name, Value::String(observed.redundancy_group));
    }
  }
  return object;
}

// See lookup.h.
void KeepSuccessor(const std::map<std::string, RunPart>& parts, std::vector<Value>& found) {
  std::vector<Value> made;
  for (const Value& object : found) {
    const RunPart part = parts.at(Text(object, field::kId));
    if (part == RunPart::kOther) return;
    if (part == RunPart::kMade) made.push_back(object);
  }
  if (made.size() == 1) found = std::move(made);
}

}  // namespace

LookupOutput LookUp(const std::vector<Field>& fields, const LookupPlace& place, const LookupRequest& request,
                    const ListSought& list, const PartOf& part_of) {
  LookupOutput output{.region = place.region, .found = {}, .diagnostics = {}};
  std::vector<Value> all;
  std::map<std::string, RunPart> parts;
  // Those who ask at one time share a listing all the same.
  const Freshness first = request.others_change ? Freshness::Since(NextMoment()) : Freshness::kShared;
  for (const Freshness freshness : {first, Freshness::kLive}) {
    const auto listed = list(freshness);
    if (!listed.ok()) {
      AddAskFailure(fmt::format("{}s could not be looked up", Capitalized(SoughtTitle(request.what))), listed.status(),
                    output.diagnostics);
      return output;
    }
    all.clear();
    for (const Observed& observed : *listed) {
      if (observed.is_part) continue;
      all.push_back(AsTold(fields, place, request, observed));
      parts[observed.id] = part_of ? part_of(observed) : RunPart::kOther;
    }
    std::ranges::sort(all, {}, [](const Value& object) { return Text(object, field::kId); });
    for (const Value& object : all) {
      const bool wanted = std::ranges::all_of(SoughtBy(request.what), [&](std::string_view name) {
        return HasWanted(fields, name, object, request.wanted.Get(name));
      });
      if (wanted) output.found.push_back(object);
    }
    if (!request.one || request.others_change || !output.found.empty()) break;
  }
  if (request.one && output.found.size() > 1) KeepSuccessor(parts, output.found);
  const LookupQuestion question{&fields, &place, &request};
  if (request.one && output.found.empty()) SayNone(question, all, output.diagnostics);
  if (request.one && output.found.size() > 1) SaySeveral(question, output.found, output.diagnostics);
  return output;
}

}  // namespace ic::reconcile
