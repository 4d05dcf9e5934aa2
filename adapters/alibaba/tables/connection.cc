// Physical connections at Alibaba Cloud, attribute by attribute. What a block cannot say is in rules.cc; what counts
// over objects, in quotas.cc. The simulator holds numbers of its own, from the same documents.
#include <utility>

#include "adapters/alibaba/tables/parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

void AddPort(KindTables& tables) {
  AllowName(tables.At("name")
                .Members({.read = "Name", .create = "Name", .modify = "Name", .together = kModify})
                .InPlace(kApi),
            "Connection name has a wrong length", "Connection name has characters that are not allowed", "dc1-alibaba",
            "1-dc", kCircuitPage, "older pages allow a point too, and Modify still does");
  tables.At("location")
      .Members({.read = "AccessPointId", .create = "AccessPointId", .told = Told::kStays})
      .Allows({.allowed = Pattern{"ap-[a-zA-Z0-9-]+", "the id of an access point: ap- and letters, digits and hyphens",
                                  "ap-cn-hangzhou-yh-B", "EqDC2"},
               .summary = "Not the id of an access point",
               .remedy = "The data source interconnect_locations lists them.",
               .source = kApi})
      .Replaces("a port cannot move to another access point", kCircuitPage);
  // The API writes it with a small letter here, and tells it with a large one or as a word of its own.
  tables.At("bandwidth")
      .Members({.create = "bandwidth", .modify = "bandwidth", .form = Form::kMegabits, .together = kModify})
      .InPlace(kModel);
  tables.At("adopt").Allows(ConnectionIdRow());
  tables.At("device").Members({.read = "PortNumber", .told = Told::kStays});
}

// A text of the vendor's own object that create and Modify take.
void AddText(KindTables& tables, std::string_view path, std::string_view member, Clears clears,
             std::string description) {
  const bool free = clears == Clears::kEmptyText;
  tables.At(path)
      .Own(free ? FreeText(std::move(description)) : OwnField(std::move(description)))
      .Members({.read = member,
                .create = member,
                .modify = member,
                .told = Told::kStays,
                .clears = clears,
                .together = kModify})
      .InPlace(kApi);
}

void AddLine(KindTables& tables) {
  AddText(tables, "alibaba.line_operator", "LineOperator", Clears::kNothing,
          "Operator of the leased line that reaches the port: `CT` (China Telecom), `CU` (China Unicom), `CM` (China "
          "Mobile), `CO` (another Chinese one), `Equinix` or `Other`. Required unless `adopt` is set.");
  tables.At("alibaba.line_operator")
      .Allows({.allowed = OneOf{{"CT", "CU", "CM", "CO", "Equinix", "Other"}},
               .summary = "Unknown line operator",
               .remedy = "Choose one of them.",
               .source = kCircuitPage});
  AddText(tables, "alibaba.port_type", "PortType", Clears::kNothing,
          "Kind of port, such as `1000Base-LX` or `10GBase-LR`.");
  tables.At("alibaba.port_type")
      .Allows({.allowed = OneOf{{"100Base-T", "1000Base-T", "1000Base-LX", "10GBase-T", "10GBase-LR", "40GBase-LR",
                                 "100GBase-LR"}},
               .summary = "Unknown kind of port",
               .remedy =
                   "Choose one that the access point offers; the last two are for those whom Alibaba Cloud allows "
                   "them.",
               .source = kCircuitPage});
  AddText(tables, "alibaba.circuit_code", "CircuitCode", Clears::kEmptyText,
          "Circuit code of the leased line, as its operator gave it.");
  AddText(tables, "alibaba.peer_location", "PeerLocation", Clears::kEmptyText,
          "Where the data centre is, for the operator.");
  AddText(tables, "alibaba.redundant_connection_id", "RedundantPhysicalConnectionId", Clears::kNothing,
          "Id of the connection this one backs up. The vendor then chooses another access device for it.");
  tables.At("alibaba.redundant_connection_id").Mentions(Kind::kConnection).Allows(ConnectionIdRow());
}

// The steps that take the port into service.
void AddSteps(KindTables& tables) {
  constexpr std::string_view kStep = "a step on the way into service, with calls of its own";
  tables.At("alibaba.enabled")
      .Own(
          OwnField("Whether the port is to be taken into service once it is there: confirmed and enabled, which starts "
                   "its billing. Left out, it stays as it is; an enabled port cannot be disabled, only destroyed.",
                   FieldType::kBool))
      .ByHand(kStep)
      .Costs({.on_change = OnChange::kRefused,
              .interrupts = kWholeConnection,
              .reason = "a port in service cannot be disabled; destroying the connection terminates it",
              .source = kApi,
              .when_field = "alibaba.enabled",
              .when_values = {"true"}});
  tables.At("alibaba.loa_company")
      .Own(OwnField("Company that applies for the letter of authorization (LOA). With the four `loa_` attributes the "
                    "application is made as soon as the port is allocated; people at Alibaba Cloud review it."))
      .ByHand(kStep);
  tables.At("alibaba.loa_constructor")
      .Own(OwnField("Company that builds the line into the access point, for the LOA."))
      .ByHand(kStep);
  tables.At("alibaba.loa_construction_time")
      .Own(OwnField("When construction begins, for the LOA, such as `2026-12-01T09:00:00Z`."))
      .ByHand(kStep)
      .Allows({.allowed = Pattern{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", "a time in UTC, as 2026-12-01T09:00:00Z",
                                  "2026-12-01T09:00:00Z", "1 December 2026"},
               .summary = "Not a time",
               .remedy = "Write it in that form.",
               .source = kApi});
  tables.At("alibaba.loa_line_type")
      .Own(OwnField("Kind of line, for the LOA: `MSTP`, `MPLSVPN`, `FIBRE` or `Other`."))
      .ByHand(kStep)
      .Allows({.allowed = OneOf{{"MSTP", "MPLSVPN", "FIBRE", "Other"}},
               .summary = "Unknown kind of line",
               .remedy = "Choose one of them.",
               .source = kApi});
  tables.At("alibaba.loa_finished")
      .Own(OwnField("Set it to true when construction is finished: that is then reported, and the port can be "
                    "confirmed.",
                    FieldType::kBool))
      .ByHand(kStep);
}

}  // namespace

// Endpoints are regional.
KindTables ConnectionTables() {
  KindTables tables(kCloud, Kind::kConnection, kWholeConnection, kApi);
  AddPort(tables);
  AddLine(tables);
  AddDescription(tables, "connection", kModel);
  AddResourceGroup(tables, "connection");
  AddSteps(tables);
  AddTags(tables, kApi);
  return tables;
}

}  // namespace ic::alibaba
