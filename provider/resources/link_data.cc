#include "provider/resources/link_data.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/lookup.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"
#include "reconcile/object/object.h"
#include "router/fields.h"
#include "router/link.h"

namespace ic {
namespace {

Type ObjectTypeOf(const std::vector<router::ModelField>& fields);

Type TypeOf(const router::ModelField& field) {
  switch (field.type) {
    case router::ModelType::kText:
      return Type::String();
    case router::ModelType::kNumber:
      return Type::Number();
    case router::ModelType::kFlag:
      return Type::Bool();
    case router::ModelType::kTexts:
      return Type::List(Type::String());
    case router::ModelType::kObject:
      return ObjectTypeOf(field.fields);
    case router::ModelType::kObjects:
      return Type::List(ObjectTypeOf(field.fields));
  }
  return Type::String();  // not reached: the switch is complete
}

Type ObjectTypeOf(const std::vector<router::ModelField>& fields) {
  Type::Attributes attributes;
  for (const router::ModelField& field : fields) {
    if (!field.given) attributes.emplace_back(field.name, TypeOf(field));
  }
  return Type::Object(std::move(attributes));
}

terraform::Schema LinkSchema() {
  terraform::Schema schema;
  schema.description =
      "One virtual interface with its connection and all its sessions, as a router at your end sees it: local is your "
      "end, remote the cloud's. For `provider::interconnect::router_configuration`, and for templates of your own. "
      "Whether a session has a key is told as far as the cloud always has one; the key itself is not told.";
  terraform::Attribute region = RegionAttribute();
  schema.attributes = {
      CloudAttribute(), std::move(region),
      MakeAttribute("id", Type::String(), Role::kRequired, "The cloud's id of the virtual interface.")};
  schema.attributes.push_back(MakeAttribute(
      "customer_prefixes", Type::Set(Type::String()), Role::kOptional,
      "Prefixes that your router announces over the link, such as `198.51.100.0/24`, beside those that the "
      "cloud tells: most clouds do not keep them."));
  for (const router::ModelField& field : router::LinkFields()) {
    if (field.given || schema.Find(field.name) != nullptr) continue;
    schema.attributes.push_back(
        MakeAttribute(std::string(field.name), TypeOf(field), Role::kComputed, std::string(field.words)));
  }
  return schema;
}

const VendorTraits* TraitsOf(const AdapterFactory& factory, const std::string& cloud) {
  for (const VendorTraits* traits : factory.traits()) {
    if (traits->cloud == cloud) return traits;
  }
  return nullptr;
}

// What is read for one link.
struct LinkQuestion {
  Engine& engine;
  const VendorTraits& traits;
  std::string account;
  std::string region;
  bool others_change = false;  // LookupRequest::others_change

  StatusOr<std::vector<Observed>> List(Kind kind) const {
    return engine.List(account, region, kind, others_change ? Freshness::kLive : Freshness::kShared);
  }
};

// The interface's own session is among the sessions of a listing where they are parts of it.
bool IsOwn(const Value& interface, const Value& peer) {
  return TextField(interface, field::kAddressFamily) == TextField(peer, field::kAddressFamily) &&
         reconcile::SameHost(TextField(interface, field::kCustomerAddress), TextField(peer, field::kCustomerAddress));
}

Status AddPeers(const LinkQuestion& question, router::LinkInput& link) {
  IC_ASSIGN_OR_RETURN(const std::vector<Observed> peers, question.List(Kind::kBgpPeer));
  IC_ASSIGN_OR_RETURN(const std::vector<Observed> groups, question.List(Kind::kBgpGroup));
  const std::string id = TextField(link.interface, field::kId);
  for (const Observed& peer : peers) {
    if (TextField(peer.attributes, field::kVirtualInterfaceId) != id || IsOwn(link.interface, peer.attributes))
      continue;
    router::PeerInput input{.object = {}, .attributes = peer.attributes, .group = {}};
    input.attributes.Put(field::kId, Value::String(peer.id));
    const auto group = std::ranges::find(groups, TextField(peer.attributes, field::kBgpGroupId), &Observed::id);
    if (group != groups.end()) input.group = group->attributes;
    link.peers.push_back(std::move(input));
  }
  return OkStatus();
}

Status AddPrefixes(const LinkQuestion& question, router::LinkInput& link) {
  IC_ASSIGN_OR_RETURN(const std::vector<Observed> prefixes, question.List(Kind::kBgpCidr));
  const std::string id = TextField(link.interface, field::kId);
  const std::string gateway = TextField(link.interface, field::kGatewayId);
  std::set<Cidr> found;
  for (const Observed& one : prefixes) {
    const auto prefix = Cidr::Parse(TextField(one.attributes, field::kCidr));
    const std::string by = TextField(one.attributes, field::kAdvertisedBy);
    bool ours = question.traits.interface_advertises ? by == id : !gateway.empty() && by == gateway;
    if (!ours && !question.traits.interface_advertises && !gateway.empty()) {
      const auto over = question.engine.AdvertisingGateway(question.account, question.region, one.id);
      ours = over.ok() && *over == gateway;
    }
    if (prefix.ok() && ours) found.insert(prefix->Prefix());
  }
  link.from_cloud = {found.begin(), found.end()};
  return OkStatus();
}

// The prefixes that the data source was given, beside those that the interface has.
void AddWanted(const Value& config, Value& interface) {
  Value::Elements prefixes;
  for (const Value* from : {&config.Get(field::kCustomerPrefixes), &interface.Get(field::kCustomerPrefixes)}) {
    if (from->kind() == Value::Kind::kSet || from->kind() == Value::Kind::kList) {
      prefixes.insert(prefixes.end(), from->elements().begin(), from->elements().end());
    }
  }
  interface.Put(field::kCustomerPrefixes, Value::Set(std::move(prefixes)));
}

// One that is a bundle of ports, or another account's, is not told.
void AddConnection(const LinkQuestion& question, router::LinkInput& link) {
  const LookupOutput found =
      question.engine.LookUp({.what = Sought::kConnection,
                              .account = question.account,
                              .region = question.region,
                              .wanted = Value::Object({{"id", link.interface.Get(field::kConnectionId)}}),
                              .one = false,
                              .others_change = question.others_change});
  if (found.found.size() == 1) link.connection_of_link = found.found.front();
}

}  // namespace

Type LinkType() { return ObjectTypeOf(router::LinkFields()); }

LinkData::LinkData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine)
    : factory_(factory), engine_(engine), schema_(LinkSchema()) {}

Diagnostics LinkData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  const Value& prefixes = config.Get(field::kCustomerPrefixes);
  if (prefixes.kind() != Value::Kind::kSet) return diagnostics;
  for (const Value& text : prefixes.elements()) {
    if (text.kind() != Value::Kind::kString) continue;
    if (const auto prefix = Cidr::Parse(text.AsString()); !prefix.ok()) {
      diagnostics.AddStatus(AttributePath(field::kCustomerPrefixes), "Not a prefix", prefix.status());
    }
  }
  return diagnostics;
}

terraform::ReadDataResponse LinkData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  terraform::ReadDataResponse response{.state = config};
  const std::string account = TextField(config, field::kCloud);
  LookupOutput interface = engine_.LookUp({.what = Sought::kVirtualInterface,
                                           .account = account,
                                           .region = TextField(config, field::kRegion),
                                           .wanted = Value::Object({{"id", config.Get(field::kId)}}),
                                           .one = true,
                                           .others_change = asked.applying});
  response.diagnostics = std::move(interface.diagnostics);
  const VendorTraits* traits = TraitsOf(factory_, engine_.CloudOf(account));
  if (response.diagnostics.has_errors() || traits == nullptr) return response;
  const LinkQuestion question{engine_, *traits, account, interface.region, asked.applying};
  router::LinkInput link{.traits = traits, .interface = std::move(interface.found.front())};
  AddWanted(config, link.interface);
  AddConnection(question, link);
  Status status = AddPeers(question, link);
  if (status.ok()) status = AddPrefixes(question, link);
  StatusOr<Value> made = status.ok() ? router::LinkOf(link) : StatusOr<Value>(status);
  if (!made.ok()) {
    response.diagnostics.AddStatus({}, "Link cannot be told", made.status());
    return response;
  }
  response.state = *std::move(made);
  response.state.Put(field::kCloud, config.Get(field::kCloud));
  response.state.Put(field::kRegion, Value::String(question.region));
  response.state.Put(field::kId, config.Get(field::kId));
  response.state.Put(field::kCustomerPrefixes, config.Get(field::kCustomerPrefixes));
  return response;
}

}  // namespace ic
