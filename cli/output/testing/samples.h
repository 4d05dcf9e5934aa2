// A plan and its diagnostics with one of everything, for golden tests.
#ifndef CLI_OUTPUT_TESTING_SAMPLES_H_
#define CLI_OUTPUT_TESTING_SAMPLES_H_

#include <string>
#include <utility>
#include <vector>

#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

inline Address Named(Kind kind, std::string name) { return {kind, std::move(name)}; }

inline LocatedDiagnostic Located(Severity severity, std::string summary, std::string detail, AttributePath path = {}) {
  LocatedDiagnostic located;
  located.diagnostic.severity = severity;
  located.diagnostic.summary = std::move(summary);
  located.diagnostic.detail = std::move(detail);
  located.diagnostic.path = std::move(path);
  return located;
}

inline LocatedDiagnostic At(LocatedDiagnostic located, Address address, std::string file, std::uint32_t line,
                            std::uint32_t column) {
  located.address = std::move(address);
  located.file = std::move(file);
  located.line = line;
  located.column = column;
  return located;
}

// An error and two warnings: with and without a place, with paragraphs, a sample, and what must not reach a terminal.
inline std::vector<LocatedDiagnostic> SampleDiagnostics() {
  std::vector<LocatedDiagnostic> all;
  all.push_back(At(Located(Severity::kWarning, "Unquoted ASN in dotted notation",
                           "1.1 was read as a number; AS 65537 is meant. Write it in quotes (\"1.1\"), or as 65537.",
                           "customer_asn"),
                   Named(Kind::kVirtualInterface, "prod"), "net/interconnect.yaml", 14, 19));
  all.push_back(At(
      Located(Severity::kError, "VLAN outside the allowed range",
              "vlan is 5000; AWS Direct Connect allows 1 to 4094 on a private virtual interface. This limit is hard: "
              "no account can have it raised.\nA free one on this connection is 126:\n\n    vlan: 126\n\nSource: "
              "the API reference, CreatePrivateVirtualInterface, read on 2026-09-01.",
              "vlan"),
      Named(Kind::kVirtualInterface, "prod"), "net/interconnect.yaml", 12, 11));
  all.push_back(Located(Severity::kWarning, "A state never seen before",
                        "The cloud answered \"\x1b[2Jgone\xff\" for dxcon-1; it is taken as unknown."));
  return all;
}

inline FieldChange Change(std::string path, std::string before, std::string after) {
  FieldChange change;
  change.path = std::move(path);
  change.before = std::move(before);
  change.after = std::move(after);
  change.on_change = OnChange::kInPlace;
  return change;
}

inline Step SampleStep(Address address, Action action, std::string id) {
  Step step;
  step.address = std::move(address);
  step.action = action;
  step.account = step.cloud = "aws";
  step.region = "us-east-1";
  step.id = std::move(id);
  return step;
}

inline Step SampleReplacement() {
  Step step = SampleStep(Named(Kind::kVirtualInterface, "prod"), Action::kReplace, "dxvif-ffabc123");
  step.reasons = {"vlan changes from 100 to 200: the API has no call that changes a VLAN."};
  FieldChange vlan = Change("vlan", "100", "200");
  vlan.on_change = OnChange::kReplace;
  vlan.reason = "the API has no call that changes a VLAN";
  vlan.interrupts = "everything on the interface";
  FieldChange family = Change("address_family", "\"ipv4\"", "\"ipv6\"");
  family.on_change = OnChange::kReplace;
  family.reason = "a session keeps the family it was created with";
  FieldChange mtu = Change("mtu", "1500", "9001");
  mtu.interrupts = "the connection's interfaces for up to 30 seconds";
  FieldChange prefixes = Change("customer_prefixes", "[\"10.0.0.0/16\", \"10.1.0.0/16\", \"10.2.0.0/16\"]",
                                "[\"10.0.0.0/16\", \"10.1.0.0/16\", \"10.3.0.0/16\", \"10.4.0.0/16\"]");
  step.changes = {vlan,     family,
                  mtu,      Change("auth_key", "(sensitive)", "(sensitive)"),
                  prefixes, Change("tags[\"team\"]", "null", "\"net | core\"")};
  step.interrupts = {"everything on the interface", "the BGP sessions of bgp_peer.prod-v6"};
  step.after = {0};
  step.create_first = true;
  return step;
}

inline std::vector<Step> SampleSteps() {
  Step create = SampleStep(Named(Kind::kConnection, "dc1-aws"), Action::kCreate, "");
  create.reasons = {"It is neither in the state nor in the cloud."};
  create.changes = {Change("name", "null", "\"dc1-aws\""), Change("location", "null", "\"EqDC2\""),
                    Change("id", "null", "(known after apply)")};
  Step update = SampleStep(Named(Kind::kVirtualInterface, "lab"), Action::kUpdate, "dxvif-ffcde456");
  update.account = "aws-partner";
  update.reasons = {"name and tags differ; both change in place."};
  update.changes = {Change("name", "\"lab\"", "\"lab <script>alert(1)</script> @octocat `x` | y\""),
                    Change("tags[\"cost\"]", "\"41\"", "null")};
  FieldChange session = Change("customer_asn", "\"65000\"", "\"65001\"");
  session.on_change = OnChange::kReplace;
  session.replaces_session = true;
  update.changes.push_back(session);
  update.prior_account = "aws";
  Step adopt = SampleStep(Named(Kind::kConnection, "hosted"), Action::kAdopt, "dxcon-fg5678gh");
  adopt.reasons = {"adopt names it; it waits to be accepted."};
  adopt.found = {{"name", "\"partner <b>1</b> | x\""}, {"location", "\"EqDC2\""}, {"vlan", "101"}};
  Step forget = SampleStep(Named(Kind::kConnection, "old-port"), Action::kForget, "dxcon-old");
  forget.reasons = {"It left the configuration, and on_destroy is keep: the cloud keeps it."};
  Step destroy = SampleStep(Named(Kind::kBgpPeer, "prod-v6"), Action::kDelete, "dxpeer-1");
  destroy.reasons = {"It is in the state and no longer in the configuration."};
  destroy.interrupts = {"the IPv6 session of virtual_interface.prod"};
  destroy.after = {1, 2};
  return {create, SampleReplacement(), update, adopt, forget, destroy};
}

// One step of each action, nothing wrong.
inline RunPlan SamplePlan() {
  RunPlan plan;
  plan.steps = SampleSteps();
  plan.counts.create = plan.counts.adopt = plan.counts.update = 1;
  plan.counts.replace = plan.counts.destroy = plan.counts.forget = 1;
  plan.counts.nothing = 97;
  plan.moved = {{Named(Kind::kConnection, "dc1"), Named(Kind::kConnection, "dc1-old")}};
  plan.gone = {Named(Kind::kBgpCidr, "lab")};
  plan.refreshed.emplace_back().address = Named(Kind::kConnection, "dc2");
  plan.acknowledged = {{Named(Kind::kVirtualInterface, "prod"), "virtual_interface.prod (dxvif-ffabc123) is replaced.",
                        "--allow virtual_interface.prod"}};
  plan.lineage = "6f0c1f7e";
  plan.serial = 12;
  plan.checksum = "9f86d081884c7d65";
  return plan;
}

inline RunPlan RefusedPlan() {
  RunPlan plan = SamplePlan();
  plan.refusals.push_back(
      {Named(Kind::kVirtualInterface, "prod"),
       "Replacing it takes down everything on the interface, which has carried traffic since it was "
       "created.",
       "--allow virtual_interface.prod"});
  plan.refusals.push_back({Named(Kind::kBgpPeer, "prod-v6"),
                           "It is the last healthy member of the redundancy group \"dc1\"; repair "
                           "virtual_interface.backup first.",
                           ""});
  plan.diagnostics = {SampleDiagnostics()[0]};
  return plan;
}

inline RunPlan WrongPlan() {
  RunPlan plan = SamplePlan();
  plan.diagnostics = SampleDiagnostics();
  return plan;
}

inline RunPlan EmptyPlan() {
  RunPlan plan;
  plan.counts.nothing = 97;
  return plan;
}

}  // namespace ic::cli

#endif  // CLI_OUTPUT_TESTING_SAMPLES_H_
