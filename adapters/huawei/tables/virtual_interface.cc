// Virtual interfaces at Huawei, attribute by attribute. What a block cannot say is in rules.cc; what counts over
// objects, in quotas.cc. The simulator holds numbers of its own, from the same documents.
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/huawei/tables/parts.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

void AddPlaceOnLine(KindTables& tables) {
  AllowName(tables.At("name")
                .Members({.read = "name", .create = "name", .modify = "name", .together = kTexts})
                .InPlace(kApi));
  tables.At("connection_id")
      .ByHand("one of two members: of a connection or of a LAG")
      .Allows(UuidRow("the id of a connection or LAG, a UUID", "Not the id of a connection or LAG"))
      .Replaces("the API has no call that moves an interface to another connection", kApi);
  tables.At("type")
      .Members({.read = "type", .create = "type", .told = Told::kStays})
      .Allows({.allowed = OneOf{{"private", "public"}},
               .summary = "Interface type not available",
               .remedy =
                   "Transit gateways (enterprise routers) are reached by a private interface on a virtual gateway "
                   "that is attached to one.",
               .source = kApi})
      .Replaces("the API has no call that changes an interface's type", kApi);
  tables.At("vlan")
      .Members({.read = "vlan", .create = "vlan", .form = Form::kInteger})
      .Allows({.allowed = Range{0, 3999},
               .summary = "VLAN out of range",
               .remedy = "Choose a VLAN from that range that is free on the connection; 0 takes the connection as a "
                         "whole.",
               .source = Older(kApi, "version 2 of the API says 1 to 4063")})
      .Replaces("the API has no call that changes a VLAN", kApi);
  tables.At("mtu").Allows(
      {.allowed = Unsupported{"its API has no such setting, and frames of up to 1500 bytes are carried."},
       .summary = "MTU cannot be set",
       .remedy = "Leave mtu out.",
       .source = kApi});
  tables.At("bandwidth")
      .Members({.read = "bandwidth",
                .create = "bandwidth",
                .modify = "bandwidth",
                .form = Form::kMegabits,
                .together = kTexts})
      .InPlace(kApi);
}

void AddGateway(KindTables& tables) {
  tables.At("gateway_id")
      .ByHand("one of two members, by the type of the gateway")
      .Allows(UuidRow("the id of a virtual or global gateway, a UUID", "Not the id of a gateway"))
      .Replaces("the API has no call that attaches an interface to another gateway", kApi);
  tables.At("route_mode")
      .ByHand("a member of the session")
      .Replaces("the API has no call that changes the routing mode of a session", kApi);
  tables.At("cloud_asn")
      .Allows(CloudAsnRow(
          "the ASN of the cloud's side is that of the virtual gateway, 64512 unless it was created with another."));
  tables.At("adopt").Allows(InterfaceIdRow());
}

// What the service tells of a detection once it is tuned, or switched on.
std::vector<std::string_view> ToldOfBfd() {
  return {"bfd.min_transmit_interval", "bfd.min_receive_interval", "bfd.detect_multiplier", "huawei.bfd_mode"};
}
std::vector<std::string_view> ToldOfNqa() { return {"huawei.nqa_interval", "huawei.nqa_multiplier"}; }

void AddDetection(KindTables& tables) {
  const Source source = Older(kApi, "its schema goes to 5000 ms; the service uses 1000 ms at most for BFD");
  constexpr std::string_view kRemedy = "Choose an interval from that range, in milliseconds.";
  tables.At("bfd")
      .ByHand("BFD and NQA exclude each other, and the timers have a call of their own")
      .Costs({.source = kApi, .settles = ToldOfBfd()});
  for (const std::string_view path : {"bfd.min_transmit_interval", "bfd.min_receive_interval"}) {
    tables.At(path).Allows(
        {.allowed = Range{200, 1000}, .summary = "BFD interval out of range", .remedy = kRemedy, .source = source});
  }
  tables.At("bfd.detect_multiplier")
      .Allows({.allowed = Range{3, 20},
               .summary = "BFD multiplier out of range",
               .remedy = "Choose a multiplier from that range.",
               .source = kApi});
}

// What only Huawei's detection has: a call of its own takes them (UpdateExtendAttribute), as the timers above.
void AddTuning(KindTables& tables) {
  constexpr std::string_view kByCall = "part of the detection's tuning, which has a call of its own";
  constexpr std::string_view kRange = "Choose a value from that range.";
  tables.At("huawei.bfd_mode")
      .Own(OpenField("How BFD is set up: `auto_single` or `auto_multi` (over one hop or several), `static_single` or "
                     "`static_multi`, which need the discriminators. Left out, `auto_single`, as the vendor's examples "
                     "have it with static routes too."))
      .ByHand(kByCall)
      .Allows({.allowed = OneOf{{"auto_single", "auto_multi", "static_single", "static_multi"}},
               .summary = "Unknown mode of BFD",
               .remedy = "Choose one of them.",
               .source = kTuning})
      .Costs({.source = kTuning, .settles = ToldOfBfd()});
  constexpr std::pair<std::string_view, std::string_view> kDiscriminators[] = {
      {"huawei.bfd_local_discriminator", "the cloud's end of a static BFD session"},
      {"huawei.bfd_remote_discriminator", "your router's end of a static BFD session"},
      {"huawei.bfd_ipv6_local_discriminator", "the cloud's end of a static BFD session over IPv6"},
      {"huawei.bfd_ipv6_remote_discriminator", "your router's end of a static BFD session over IPv6"}};
  for (const auto& [path, words] : kDiscriminators) {
    tables.At(path)
        .Own(OpenField(fmt::format("Number of {}.", words), FieldType::kInteger))
        .ByHand(kByCall)
        .Allows({.allowed = Range{1, 16384},
                 .summary = "BFD discriminator out of range",
                 .remedy = kRange,
                 .source = kTuning})
        .Costs({.source = kTuning, .settles = ToldOfBfd()});
  }
  tables.At("huawei.nqa_interval")
      .Own(OpenField("Milliseconds between the probes of `nqa`; the service rounds them up to whole seconds.",
                     FieldType::kInteger))
      .ByHand(kByCall)
      .Allows(
          {.allowed = Range{200, 5000}, .summary = "NQA interval out of range", .remedy = kRange, .source = kTuning})
      .Costs({.source = kTuning, .settles = ToldOfNqa()});
  tables.At("huawei.nqa_multiplier")
      .Own(OpenField("How many probes of `nqa` go unanswered before the link counts as down.", FieldType::kInteger))
      .ByHand(kByCall)
      .Allows({.allowed = Range{3, 20}, .summary = "NQA multiplier out of range", .remedy = kRange, .source = kTuning})
      .Costs({.source = kTuning, .settles = ToldOfNqa()});
}

void AddOwnSettings(KindTables& tables) {
  tables.At("huawei.gateway_type")
      .Own(OpenField("What `gateway_id` names: `VGW`, a virtual gateway, `GDGW`, a global gateway, or `LGW`, a local "
                     "gateway of a CloudPond site, whose interfaces are made in the console and adopted or imported. "
                     "Left out, a virtual gateway. Changing it replaces the interface."))
      .ByHand("sent for a global gateway only, and told by an older word for the others")
      .Allows({.allowed = OneOf{{"VGW", "GDGW", "LGW"}},
               .summary = "Unknown type of gateway",
               .remedy = "Choose one of them.",
               .source = Older(kTypesOfGateways, "an older schema has `vpc` for a virtual gateway")})
      .Replaces("the API has no call that attaches an interface to another gateway", kApi);
  // The service takes it only by itself.
  tables.At("huawei.priority")
      .Own(OpenField("Preference of the routes of this interface over those of others: `normal` or `low`. Only with "
                     "BGP."))
      .Members(
          {.read = "priority", .create = "priority", .modify = "priority", .told = Told::kStays, .usual = "normal"})
      .Allows({.allowed = OneOf{{"normal", "low"}},
               .summary = "Unknown priority",
               .remedy = "Choose one of them.",
               .source = kApi})
      .InPlace(kApi);
  tables.At("huawei.nqa")
      .Own(OpenField("Whether the cloud's side probes the link by network quality analysis (NQA). Excludes `bfd`.",
                     FieldType::kBool))
      .Members({.read = "enable_nqa",
                .form = Form::kFlag,
                .usual = "false",
                .by_hand = "BFD and NQA exclude each other: one goes off before the other goes on"})
      .Costs({.source = kClient, .settles = ToldOfNqa()});
}

void AddOwnPlace(KindTables& tables) {
  tables.At("huawei.enterprise_project_id")
      .Own(OpenField(
          "Id of the enterprise project the interface belongs to; `0` is the default one. Changing it replaces "
          "the interface."))
      .Members({.read = "enterprise_project_id", .create = "enterprise_project_id", .told = Told::kStays})
      .Allows({.allowed = Pattern{"0|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
                                  "the id of an enterprise project, a UUID, or 0",
                                  "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60", "default"},
               .summary = "Not the id of an enterprise project",
               .remedy = "Take the id from the console, its other tool, or a reference to its id.",
               .source = kApi})
      .Replaces("the API has no call that moves an interface to another enterprise project", kApi);
  tables.At("huawei.resource_tenant_id")
      .Own({.presence = Presence::kOptionalComputed,
            .untold = true,
            .description =
                "Project id of another tenant of the same region that the interface is for; `gateway_id` is "
                "then that tenant's, who has to accept. Huawei Cloud never tells it: of an imported interface "
                "it is taken as written, without a call. Changing it replaces the interface."})
      .Members({.create = "resource_tenant_id"})
      .NamesAccount()
      .Allows(ProjectIdRow())
      .Replaces("the API has no call that gives an interface to another tenant", kApi);
  AllowDescription(tables.At("huawei.description")
                       .Own(FreeText("Free text about the interface, for people."))
                       .Members({.read = "description",
                                 .create = "description",
                                 .modify = "description",
                                 .clears = Clears::kEmptyText,
                                 .together = kTexts})
                       .InPlace(kApi));
}

}  // namespace

KindTables InterfaceTables() {
  KindTables tables(kCloudName, Kind::kVirtualInterface, kWholeInterface, kApi);
  AddPlaceOnLine(tables);
  AddGateway(tables);
  tables.At("address_family").Replaces("the interface's own session would be another one", kApi);
  AddSession(
      tables,
      "Huawei has no call that changes a session's numbers, addresses or key, and does not delete an interface's "
      "last session");
  AddDetection(tables);
  AddTuning(tables);
  AddOwnSettings(tables);
  AddOwnPlace(tables);
  AddTags(tables, kMostTags, Older(kTagsPage, "the console of Open Telekom Cloud allows 20"));
  // Both tenants see and may write the tags of an interface that one made for the other: they are whose it is.
  for (const std::string_view path : {"tags", "redundancy_group"}) {
    tables.At(path).DecidedBy(Party::kObjectOwner, kClient);
  }
  tables.beyond = {{Kind::kVirtualInterface, "route_limit", "50", kApi},
                   {Kind::kVirtualInterface, "bgp_md5", "", kApi, field::kAuthKey, /*secret=*/true}};
  return tables;
}

}  // namespace ic::huawei
