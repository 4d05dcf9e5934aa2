// Sentences about drift that text and Markdown share. Not made safe for either.
#ifndef CLI_OUTPUT_DRIFT_PARTS_H_
#define CLI_OUTPUT_DRIFT_PARTS_H_

#include <string>
#include <vector>

#include "cli/output/output.h"

namespace ic::cli {

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
// "18 of 20 (90 %)"
std::string UsedWords(const Headroom& room);

// The last line: "No drift: 97 objects checked.", "Drift: 1 material, 2 cosmetic, 1 ignored; 97 objects checked.", or,
// if a cloud was not read, that the report is incomplete.
std::string DriftSentence(const DriftReport& report);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_DRIFT_PARTS_H_
