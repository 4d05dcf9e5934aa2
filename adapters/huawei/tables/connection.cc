// Connections at Huawei, attribute by attribute. What a block cannot say is in rules.cc; what counts over objects, in
// quotas.cc. The simulator holds numbers of its own, from the same documents.
#include "adapters/huawei/tables/parts.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

void AddLine(KindTables& tables) {
  AllowName(tables.At("name")
                .Members({.read = "name", .create = "name", .modify = "name", .together = kTexts})
                .InPlace(kApi));
  tables.At("location")
      .Members({.read = "location", .by_hand = "lines are ordered in the console, and hosted ones are where theirs is"})
      .Replaces("a line cannot move to another location", kApi);
  tables.At("bandwidth")
      .Members({.read = "bandwidth",
                .create = "bandwidth",
                .modify = "bandwidth",
                .form = Form::kMegabits,
                .together = kTexts})
      .InPlace(kApi);
  tables.At("adopt").Allows(UuidRow("the id of a connection, a UUID", "Not a connection id"));
  tables.At("redundancy_group").ByHand("the state's alone: a connection carries no tag of Interconnect's");
  tables.At("device").Members({.read = "device_id", .told = Told::kStays});
  tables.At("vlan").Members({.read = "vlan", .form = Form::kInteger});
}

void AddOwn(KindTables& tables) {
  tables.At("huawei.hosting_id")
      .Own(OpenField("Id of your operations connection, to create a hosted connection on it for another tenant (for "
                     "partners). Changing it replaces the connection."))
      .Mentions(Kind::kConnection)
      .Members({.read = "hosting_id", .create = "hosting_id"})
      .Allows(UuidRow("the id of an operations connection, a UUID", "Not a connection id"))
      .Replaces("a hosted connection cannot move to another operations connection", kApi);
  tables.At("huawei.resource_tenant_id")
      .Own(
          OpenField("Project id of the tenant that a hosted connection is for. Changing it replaces the connection. No "
                    "call tells whether it exists: a wrong one is refused by the create."))
      .Members({.create = "resource_tenant_id"})
      .Allows(ProjectIdRow())
      .Replaces(
          "the API has no call that gives a hosted connection to another tenant, and none that tells whether that one "
          "exists: should it not, this one is gone by the time its create is refused",
          kApi);
  tables.At("huawei.vlan")
      .Own(OpenField("VLAN of a hosted connection on its operations connection. Changing it replaces the connection.",
                     FieldType::kInteger))
      .Members({.read = "vlan", .create = "vlan", .form = Form::kInteger})
      .Allows({.allowed = Range{1, 3999},
               .summary = "VLAN out of range",
               .remedy = "Choose a VLAN from that range that is free on the operations connection.",
               .source = Older(kApi, "its schema begins at 0, which the service refuses (DC.1017)")})
      .Replaces("the API has no call that changes the VLAN of a hosted connection", kApi);
  tables.At("huawei.peer_location")
      .Own(FreeText("Where your side of the line is."))
      .Members({.read = "peer_location",
                .create = "peer_location",
                .modify = "peer_location",
                .clears = Clears::kEmptyText,
                .together = kTexts})
      .Allows({.allowed = Length{0, 255},
               .summary = "Peer location too long",
               .remedy = "Use at most 255 characters.",
               .source = kApi})
      .InPlace(kApi);
  AllowDescription(tables.At("huawei.description")
                       .Own(FreeText("Free text about the connection, for people."))
                       .Members({.read = "description",
                                 .create = "description",
                                 .modify = "description",
                                 .clears = Clears::kEmptyText,
                                 .together = kTexts})
                       .InPlace(kApi));
  tables.At("huawei.type")
      .Own(ToldField("What the connection is: `standard`, `hosting`, `hosted` or a full-service one."))
      .Members({.read = "type"});
  tables.At("huawei.port_type")
      .Own(ToldField("Speed class of the port, such as `10G`."))
      .Members({.read = "port_type"});
  tables.At("huawei.provider").Own(ToldField("Carrier of the leased line.")).Members({.read = "provider"});
}

}  // namespace

// Endpoints and projects are regional.
KindTables ConnectionTables() {
  KindTables tables(kCloudName, Kind::kConnection, kWholeConnection, kApi);
  AddLine(tables);
  AddOwn(tables);
  AddTags(tables, kMostTags, Older(kTagsPage, "the console of Open Telekom Cloud allows 20"));
  return tables;
}

}  // namespace ic::huawei
