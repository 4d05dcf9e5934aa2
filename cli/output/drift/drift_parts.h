// What the formats of a drift report share: its words, which findings count, and sentences. Not made safe for any
// format.
#ifndef CLI_OUTPUT_DRIFT_DRIFT_PARTS_H_
#define CLI_OUTPUT_DRIFT_DRIFT_PARTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/run/drift/report.h"

namespace ic::cli {

// "up", "down", "unknown".
std::string_view HealthStateName(HealthState state);
// What a class of drift means, in a few words.
std::string_view ClassMeaning(DriftClass klass);
inline constexpr DriftClass kAllDriftClasses[] = {DriftClass::kMaterial, DriftClass::kMarks,
                                                  DriftClass::kPending,  DriftClass::kVendorInitiated,
                                                  DriftClass::kCosmetic, DriftClass::kUnmanaged};

// The findings of a class, ignored ones apart.
std::vector<const DriftFinding*> FindingsOf(const DriftReport& report, DriftClass klass, bool ignored);
std::vector<const DriftFinding*> IgnoredFindings(const DriftReport& report);
std::size_t CountingFindings(const DriftReport& report);
// Everything was read, without an error, and no finding counts.
bool InSync(const DriftReport& report);

// "virtual_interface.prod vlan"
std::string SubjectOf(const DriftFinding& finding);
// Id, account and region, the cloud's id of the object: those there are.
std::vector<std::string> FactsOf(const DriftFinding& finding);
// A value on any side; an object that nobody manages may have none.
bool HasValues(const DriftFinding& finding);

// "group dc1 (connections)", "session virtual_interface.prod ipv4"
std::string GroupSubject(const GroupHealth& group);
std::string SessionSubject(const SessionHealth& session);
// "1 of 2 healthy"
std::string GroupWords(const GroupHealth& group);
// Over groups and sessions: whether what is down counts.
std::string_view HealthTitle(const DriftReport& report);
// "18 of 20 (90 %)"
std::string UsedWords(const Headroom& room);

// The last line: "No drift: 97 objects checked.", "Drift: 1 material, 2 cosmetic, 1 ignored; 97 objects checked.", or,
// if a cloud was not read, that the report is incomplete. Where health counts, it says that something is down.
std::string DriftSentence(const DriftReport& report);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_DRIFT_DRIFT_PARTS_H_
