// BGP groups at Alibaba Cloud, attribute by attribute.
#include "adapters/alibaba/tables/parts.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kGroupName = R"([^\x00-@\[-`{-\x7f][^\x00-,/:-@\[-^`{-\x7f]*)";
constexpr std::string_view kAddress = "https?://";

void AddWords(KindTables& tables) {
  tables.At("name")
      .Members({.read = "Name", .create = "Name", .modify = "Name", .clears = Clears::kLeftOut, .together = kModify})
      .Allows({.allowed = Length{2, 128},
               .summary = "Group name has a wrong length",
               .remedy = "Choose a name of 2 to 128 characters.",
               .source = Older(kGroupPage, "Modify takes shorter ones, Create does not"),
               .id = "name_length"})
      .Allows(
          {.allowed = Pattern{kGroupName, "a letter, then letters, digits, _ - and .", "core.1", "1-core", kAddress},
           .summary = "Group name has characters that are not allowed",
           .remedy = "Begin with a letter, and leave out the others.",
           .source = kGroupPage})
      .Allows({.allowed = Pattern{"(?s:.*)", "names that do not begin with interconnect-", "core", "interconnect-core",
                                  "interconnect-"},
               .summary = "Group name is reserved",
               .remedy = "Choose another name.",
               .source = kOwnNames,
               .id = "name_reserved"})
      .InPlace(kGroupPage);
  AllowDescription(tables.At("description")
                       .Members({.read = "Description",
                                 .create = "Description",
                                 .modify = "Description",
                                 .clears = Clears::kLeftOut,
                                 .together = kModify})
                       .InPlace(kGroupPage),
                   kGroupPage);
}

void AddNumbers(KindTables& tables) {
  tables.At("customer_asn")
      .Members({.read = "PeerAsn", .create = "PeerAsn", .modify = "PeerAsn", .form = Form::kAsn, .together = kModify})
      .Allows(CustomerAsnRow())
      .InPlace(kBgpPage, kMembers);
  tables.At("cloud_asn")
      .Members({.read = "LocalAsn",
                .create = "LocalAsn",
                .modify = "LocalAsn",
                .form = Form::kAsn,
                .told = Told::kStays,
                .together = kModify})
      .InPlace(kBgpPage, kMembers);
  tables.At("auth_key")
      .ByHand("a secret: it comes apart from the object, and is cleared by a member of its own")
      .InPlace(kBgpPage, kMembers);
}

void AddOwnGroup(KindTables& tables) {
  tables.At("alibaba.fake_asn")
      .Own(OwnField("Whether your routers go on using an older number while they migrate to `customer_asn`.",
                    FieldType::kBool))
      .Members({.read = "IsFake",
                .create = "IsFakeAsn",
                .modify = "IsFakeAsn",
                .form = Form::kFlag,
                .told = Told::kStays,
                .together = kModify})
      .InPlace(kBgpPage, kMembers);
  tables.At("alibaba.route_limit")
      .Own(OwnField("How many routes each session of the group may bring; what comes beyond is dropped.",
                    FieldType::kInteger))
      .Members({.read = "RouteLimit",
                .create = "RouteQuota",
                .modify = "RouteQuota",
                .form = Form::kInteger,
                .told = Told::kStays,
                .together = kModify})
      .Allows(RouteLimitRow())
      .InPlace(kGroupPage);
}

}  // namespace

KindTables GroupTables() {
  KindTables tables(kCloud, Kind::kBgpGroup, kMembers, kApi);
  tables.At("virtual_interface_id")
      .Members({.read = "RouterId", .create = "RouterId"})
      .Allows(InterfaceIdRow(kApi))
      .Replaces("a group belongs to one virtual border router", kGroupPage);
  AddWords(tables);
  tables.At("address_family")
      .ByHand("the API writes it in words of its own, and leaves it out for IPv4")
      .Replaces("a group keeps its IP version", kGroupPage);
  AddNumbers(tables);
  AddOwnGroup(tables);
  return tables;
}

}  // namespace ic::alibaba
