#include "router/fields.h"

#include <algorithm>

#include <fmt/format.h>

namespace ic::router {
namespace {

using enum ModelType;

// An address of the link, of one family.
std::vector<ModelField> AddressFields() {
  return {
      {"family", kText, "`ipv4` or `ipv6`."},
      {"ipv4", kFlag, "Whether it is IPv4."},
      {"ipv6", kFlag, "Whether it is IPv6."},
      {"local", kText, "The router's address with its prefix length, `169.254.255.2/30`."},
      {"local_address", kText, "The same without the length."},
      {"remote_address", kText, "The cloud's address, without a length."},
      {"length", kNumber, "The prefix length."},
      {"netmask", kText, "The mask of IPv4, `255.255.255.252`; of IPv6 it is not there."},
      {"subnet", kText, "The subnet with its length, `169.254.255.0/30`."},
  };
}

std::vector<ModelField> PrefixFields() {
  return {
      {"cidr", kText, "The prefix, `10.0.0.0/16`."},
      {"network", kText, "Its address."},
      {"length", kNumber, "Its length."},
      {"longest", kNumber, "The longest length of the family: 32 or 128."},
      {"netmask", kText, "Its mask of IPv4; of IPv6 it is not there."},
      {"wildcard", kText, "The mask turned round, `0.0.255.255`; of IPv6 it is not there."},
      {"sequence", kNumber, "10, 20, 30 and so on, for numbered lists."},
      {"more", kFlag, "Whether another one follows."},
  };
}

std::vector<ModelField> BfdFields() {
  return {
      {"min_transmit_interval", kNumber,
       "Shortest interval between packets sent, in milliseconds, as the cloud has it."},
      {"min_receive_interval", kNumber, "Shortest interval between packets expected, in milliseconds."},
      {"detect_multiplier", kNumber, "How many packets may be missed."},
      {"hops", kNumber, "Over how many hops the cloud's packets may go; not there: one."},
      {"profile", kText, "A name for these timers, the link's.", {}, true},
  };
}

std::vector<ModelField> SessionFields() {
  std::vector<ModelField> fields = {
      {"name",
       kText,
       "A name that no other session of the router has: the link's and the family, `prod-ipv4`.",
       {},
       true},
      {"symbol", kText, "The same of letters, digits and `_` alone.", {}, true},
      {"object",
       kText,
       "The object that has the session, `bgp_peer.prod-v6`; empty if no configuration names it.",
       {},
       true},
      {"id", kText, "The cloud's id of that object."},
      {"bgp", kFlag, "Whether routes come by BGP."},
      {"static", kFlag, "Whether they are static instead."},
  };
  for (ModelField& field : AddressFields()) fields.push_back(std::move(field));
  std::vector<ModelField> more = {
      {"on_link", kFlag, "Whether both addresses are in one subnet; not: the session goes over two hops."},
      {"local_asn", kText, "The customer's autonomous system number, asplain."},
      {"local_asn_dot", kText, "The same in asdot; below 65536 as asplain."},
      {"remote_asn", kText, "The cloud's, asplain."},
      {"remote_asn_dot", kText, "The same in asdot."},
      {"key", kText, "`set`: the cloud wants an MD5 key; `none`: it has none; `unknown`: nobody asked it."},
      {"has_key", kFlag, "Whether there is a key to write: `set`, or `unknown` where the cloud always has one."},
      {"secret",
       kText,
       "The key itself if it was asked for, else a placeholder that says whose key belongs there.",
       {},
       true},
      {"keepalive", kNumber, "Seconds between keepalives at the cloud's end, where a document tells."},
      {"hold", kNumber, "Seconds of silence after which the cloud gives the session up, likewise."},
      {"bfd", kObject,
       "BFD as the cloud runs it, on the session or beside static routes. Not there: the cloud runs none.",
       BfdFields()},
      {"announce", kObjects, "What the router announces: `customer_prefixes` of the session's family.", PrefixFields()},
      {"announces", kFlag, "Whether there are any."},
      {"announce_limit", kNumber, "How many routes the cloud takes of the session."},
      {"accept", kObjects, "What the cloud is to advertise: each `bgp_cidr` of the link and the session's family.",
       PrefixFields()},
      {"accepts", kFlag,
       "Whether anything is accepted: these, or with `accept_any` everything. Not: every route is refused."},
      {"accept_any", kFlag, "Nobody here knows what the cloud advertises: everything is accepted."},
      {"accept_limit", kNumber, "How many routes the cloud advertises at most, where a limit says so."},
      {"communities",
       kObjects,
       "Communities on what is announced: which link the cloud prefers.",
       {{"community", kText, "As it is mostly written, `7224:7300`."},
        {"high", kText, "Its first half."},
        {"low", kText, "Its second half."}},
       true},
      {"tagged_routes", kFlag, "Whether there are any.", {}, true},
      {"prepend", kTexts, "The router's number once for each place by which the AS path is made longer.", {}, true},
      {"prepends", kFlag, "Whether there are any.", {}, true},
      {"prepend_text", kText, "All of them, with a space between.", {}, true},
      {"prepend_count", kNumber, "How many these are.", {}, true},
      {"local_preference",
       kNumber,
       "For what is accepted: more on the preferred link of a redundancy group.",
       {},
       true},
      {"own_asn", kFlag, "Its local number is another one than the router's.", {}, true},
  };
  for (ModelField& field : more) fields.push_back(std::move(field));
  return fields;
}

std::vector<ModelField> MakeLinkFields() {
  return {
      {"name", kText, "A name that no other link of the router has: of the object, else of the interface."},
      {"symbol", kText, "The same of letters, digits and `_` alone.", {}, true},
      {"object", kText, "How the configuration calls it, `virtual_interface.prod`; empty if none does.", {}, true},
      {"cloud", kText, "The cloud's name, as the attribute `cloud` has it."},
      {"cloud_title", kText, "The same for people."},
      {"region", kText, "The cloud's region."},
      {"id", kText, "The cloud's id of the interface."},
      {"type", kText, "`private`, `public` or `transit`."},
      {"gateway_id", kText, "The cloud's gateway behind it, where it has one."},
      {"connection", kText, "The connection as the configuration calls it.", {}, true},
      {"connection_id", kText, "The cloud's id of it."},
      {"location", kText, "The cloud's code of the place where the port is."},
      {"device", kText, "The cloud's device at which the port ends."},
      {"logical_device", kText, "Its logical device. Two links with the same one fail together."},
      {"bandwidth", kText, "Of the interface, where it has a share of its own; else of the connection."},
      {"hosted", kFlag, "A partner's line: the VLAN is one that the partner assigned."},
      {"tagged", kFlag, "Whether frames carry a VLAN tag. Not: VLAN 0, the port itself is the link."},
      {"vlan", kNumber, "The VLAN on the router's port."},
      {"mtu", kNumber, "Largest IP packet in bytes, where the cloud tells."},
      {"frame_mtu", kNumber,
       "Largest frame: the MTU with Ethernet's header and the tag, for platforms that count these."},
      {"macsec", kFlag, "The port is to run MACsec; its keys are nowhere here."},
      {"redundancy_group", kText, "The group it is in."},
      {"preferred", kFlag, "It is the preferred link of its group.", {}, true},
      {"spare", kFlag, "Another link of its group is preferred.", {}, true},
      {"preferred_community", kText, "Says to the cloud that a link is preferred. Not there: the cloud has none."},
      {"spare_community", kText, "Says that another one is."},
      {"port", kText, "The router's port, as it was named when rendering.", {}, true},
      {"interface", kText, "The port and the VLAN, `eth0.125`, as most platforms name a subinterface.", {}, true},
      {"addresses", kObjects, "Addresses of the interface, one a subnet.", AddressFields()},
      {"sessions", kObjects, "Its sessions, or its static routes, first the interface's own.", SessionFields()},
      {"has_bfd", kFlag, "Whether one of them runs BFD.", {}, true},
      {"bfd", kObject, "The timers of the first that does.", BfdFields(), true},
  };
}

std::vector<ModelField> MakeRouterFields() {
  return {
      {"name", kText, "Of the router: the site, or the link."},
      {"router_id", kText, "BGP's identifier: as asked for, else the first IPv4 address of a link. May be not there."},
      {"asn", kText, "The router's own number, asplain: that of its first session. Not there: all routes are static."},
      {"asn_dot", kText, "The same in asdot."},
      {"links", kObjects, "The links that end at it.", MakeLinkFields()},
      {"has_bgp", kFlag, "Whether there is a BGP session."},
      {"has_bfd", kFlag, "Whether BFD runs on any of them, with a session or beside static routes."},
      {"has_ipv4", kFlag, "Whether there is an IPv4 session."},
      {"has_ipv6", kFlag, "Whether there is an IPv6 session."},
      {"several_links", kFlag, "Whether there is more than one link."},
      {"announce_ipv4", kObjects, "What all IPv4 sessions announce, each prefix once.", PrefixFields()},
      {"announce_ipv6", kObjects, "Likewise IPv6.", PrefixFields()},
      {"has_announce_ipv4", kFlag, "Whether there are any."},
      {"has_announce_ipv6", kFlag, "Whether there are any."},
  };
}

void AddRows(const std::vector<ModelField>& fields, const std::string& prefix, std::string& text) {
  for (const ModelField& field : fields) {
    text += fmt::format("| `{}{}` | {} | {} |\n", prefix, field.name, ModelTypeName(field.type), field.words);
    AddRows(field.fields, fmt::format("{}{}.", prefix, field.name), text);
  }
}

}  // namespace

const std::vector<ModelField>& LinkFields() {
  static const std::vector<ModelField> kFields = MakeLinkFields();
  return kFields;
}

const std::vector<ModelField>& RouterFields() {
  static const std::vector<ModelField> kFields = MakeRouterFields();
  return kFields;
}

const ModelField* FindModelField(const std::vector<ModelField>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &ModelField::name);
  return found == fields.end() ? nullptr : &*found;
}

std::string_view ModelTypeName(ModelType type) {
  switch (type) {
    case kText:
      return "text";
    case kNumber:
      return "number";
    case kFlag:
      return "flag";
    case kTexts:
      return "texts";
    case kObject:
      return "object";
    case kObjects:
      return "objects";
  }
  return "text";  // not reached: the switch is complete
}

std::string FieldsMarkdown() {
  std::string text = "| field | type | what |\n|---|---|---|\n";
  AddRows(RouterFields(), "", text);
  return text;
}

}  // namespace ic::router
