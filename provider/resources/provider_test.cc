#include "provider/resources/provider.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// A vendor with a little of everything the glue handles.
VendorTraits MakeTraits(std::string_view cloud) {
  VendorTraits traits{.cloud = cloud, .title = "A Cloud of Tests"};
  traits.fields.resize(kAllKinds.size());
  traits.fields[static_cast<std::size_t>(Kind::kConnection)] = {
      {.name = "bundle", .presence = Presence::kOptionalComputed, .description = "Bundle the port is in."},
      {.name = "account", .presence = Presence::kComputed, .description = "Who owns it."}};
  traits.provider_fields = {
      {.name = "region", .presence = Presence::kOptionalComputed, .description = "Region."},
      {.name = "secret", .sensitive = true, .description = "A secret."},
      {.name = "role",
       .type = FieldType::kObject,
       .description = "A role.",
       .fields = {{.name = "name", .presence = Presence::kOptionalComputed, .description = "Its name."}}}};
  const Source source{.document = "The vendor's manual", .checked = "2026-11-21"};
  traits.limits = {{.id = "test.virtual_interface.vlan",
                    .kind = Kind::kVirtualInterface,
                    .field = "vlan",
                    .allowed = Range{1, 4094},
                    .summary = "VLAN out of range",
                    .remedy = "Choose one that is.",
                    .source = source}};
  traits.quotas = {{.id = "test.virtual_interface.per_connection",
                    .words = "virtual interfaces on one connection",
                    .kinds = {Kind::kVirtualInterface},
                    .group = [](Kind, const Value&) { return std::string(); },
                    .max = 50,
                    .field = "connection_id",
                    .summary = "Too many interfaces",
                    .remedy = "Ask for more.",
                    .scope = Scope::kPort,
                    .adjustable = true,
                    .source = source}};
  return traits;
}

// Answers health and locations, and nothing else: the resources are the engine's subject, not the glue's.
class FakeAdapter : public Adapter {
 public:
  explicit FakeAdapter(const VendorTraits& traits) : traits_(traits) {}
  const VendorTraits& traits() const override { return traits_; }
  StatusOr<std::string> DefaultRegion() override { return std::string("here"); }
  // Of "keyed" the session has a key, of "bare" none, and of "mute" the cloud does not tell.
  StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token) override {
    if (request.id == "gone") return std::optional<Observed>();
    Value attributes = request.prior;
    attributes.Put("customer_asn", Value::String("65000"));
    attributes.Put("address_family", Value::String("ipv4"));
    if (request.id == "keyed") attributes.Put("auth_key", Value::String("live-s3cret"));
    if (request.id == "bare") attributes.Put("auth_key", Value::Null());
    return std::optional(Observed{.id = request.id, .region = request.region, .attributes = std::move(attributes)});
  }
  StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region, Freshness, std::stop_token) override {
    if (kind != Kind::kConnection && kind != Kind::kVirtualInterface) return Nothing();
    return Two(region);
  }
  StatusOr<std::vector<Observed>> Gateways(const std::string& region, Freshness, std::stop_token) override {
    return Two(region);
  }
  StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest&, std::stop_token) override { return Nothing(); }
  ChangeResult Create(const CreateRequest&, std::stop_token) override { return {.status = Nothing()}; }
  ChangeResult Settle(Kind, const std::string&, const std::string&, const Value&, Duration, std::stop_token) override {
    return {.status = Nothing()};
  }
  ChangeResult Update(const UpdateRequest&, std::stop_token) override { return {.status = Nothing()}; }
  ChangeResult Delete(const DeleteRequest&, std::stop_token) override { return {.status = Nothing()}; }
  StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region, const std::vector<std::string>& ids,
                                            std::stop_token) override {
    std::vector<Health> found;
    for (const std::string id : {"b", "a"}) {
      if (!ids.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) continue;
      Health health{.kind = kind, .id = id, .region = region, .state = HealthState::kUp, .vendor_state = "fine"};
      if (kind == Kind::kVirtualInterface) {
        health.sessions = {
            {.address_family = "ipv4", .state = HealthState::kUp},
            {.address_family = "ipv6", .state = std::string(id) == "b" ? HealthState::kDown : HealthState::kUp}};
      }
      found.push_back(std::move(health));
    }
    return found;
  }
  StatusOr<std::vector<Location>> Locations(const std::string& region, std::stop_token) override {
    return std::vector<Location>{{.code = "Z1", .region = region, .bandwidths = {"1Gbps"}, .providers = {}},
                                 {.code = "A1", .name = "First", .region = region}};
  }
  Duration DefaultTimeout(Kind) const override { return std::chrono::minutes(1); }

 private:
  static Status Nothing() { return UnimplementedError("not asked for in these tests"); }
  static std::vector<Observed> Two(const std::string& region) {
    std::vector<Observed> two;
    for (const std::string id : {"b", "a"}) {
      two.push_back({.id = id,
                     .region = region,
                     .attributes = Value::Object({{"region", Value::String(region)},
                                                  {"name", Value::String("name of " + id)},
                                                  {"auth_key", Value::String("s3cret")}})});
    }
    return two;
  }
  const VendorTraits& traits_;
};

class FakeFactory : public AdapterFactory {
 public:
  const std::vector<const VendorTraits*>& traits() const override { return list_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override {
    seen_config = options.config;
    seen_read_only = options.read_only;
    return std::unique_ptr<Adapter>(std::make_unique<FakeAdapter>(cloud == "test" ? first_ : second_));
  }
  mutable Value seen_config;
  mutable bool seen_read_only = false;

 private:
  VendorTraits first_ = MakeTraits("test");
  VendorTraits second_{.cloud = "other", .title = "Another Cloud"};
  std::vector<const VendorTraits*> list_ = {&first_, &second_};
};

class ProviderTest : public ::testing::Test {
 protected:
  Value EmptyConfig() const { return Value::Object({}); }
  Diagnostics Configure(const Value& config) { return provider_->Configure({.config = config}); }
  Value ReadData(const std::string& type, const Value& config) {
    terraform::DataSource* source = provider_->FindDataSource(type);
    EXPECT_TRUE(source->Validate(config).empty()) << source->Validate(config).ToString();
    const terraform::ReadDataResponse response = source->Read({.config = config});
    EXPECT_FALSE(response.diagnostics.has_errors()) << response.diagnostics.ToString();
    return response.state;
  }

  FakeFactory factory_;
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::unique_ptr<terraform::Provider> provider_ =
      MakeInterconnectProvider({.factory = &factory_, .clock = &clock_, .random = random_.get()});
};

TEST_F(ProviderTest, DefaultTagsMayComeLaterAndIgnoredOnesNot) {
  const auto said = [this](std::string_view name, Value value) {
    return Configure(Value::Object({{std::string(name), std::move(value)}})).ToString();
  };
  EXPECT_EQ(said("default_tags", Value::Unknown()), "");
  EXPECT_EQ(said("default_tags", Value::Object({{"tags", Value::Map({{"env", Value::Unknown()}})}})), "");
  EXPECT_THAT(said("ignore_tags", Value::Unknown()), ::testing::HasSubstr("take away tags of somebody else"));
  EXPECT_THAT(said("ignore_tags", Value::Object({{"keys", Value::StringSet({"interconnect:mark"})}})),
              ::testing::HasSubstr("Marks cannot be ignored"));
  EXPECT_EQ(said("ignore_tags", Value::Object({{"keys", Value::StringSet({"patched"})}})), "");
}

TEST_F(ProviderTest, NamesAreTheVocabulary) {
  EXPECT_THAT(provider_->ResourceTypes(),
              UnorderedElementsAre("interconnect_connection", "interconnect_virtual_interface", "interconnect_bgp_peer",
                                   "interconnect_bgp_group", "interconnect_bgp_cidr"));
  EXPECT_THAT(provider_->DataSourceTypes(),
              UnorderedElementsAre("interconnect_connection", "interconnect_connections", "interconnect_gateway",
                                   "interconnect_gateways", "interconnect_health", "interconnect_limits",
                                   "interconnect_link", "interconnect_loa", "interconnect_locations",
                                   "interconnect_virtual_interface", "interconnect_virtual_interfaces"));
  EXPECT_THAT(provider_->FunctionNames(), UnorderedElementsAre("router_configuration", "asn_plain", "asn_dot",
                                                               "link_addresses", "import_id", "parse_id", "vlan_free"));
  EXPECT_EQ(provider_->FindFunction("no_such"), nullptr);
  EXPECT_THAT(provider_->EphemeralTypes(), UnorderedElementsAre("interconnect_generated_key", "interconnect_bgp_key"));
  EXPECT_EQ(provider_->FindEphemeral("interconnect_lag"), nullptr);
  EXPECT_EQ(provider_->FindResource("interconnect_lag"), nullptr);
  EXPECT_EQ(provider_->FindDataSource("interconnect_lag"), nullptr);
}

TEST_F(ProviderTest, SchemasAreSound) {
  EXPECT_THAT(terraform::FindSchemaFaults(provider_->schema()), IsEmpty());
  for (const std::string& type : provider_->ResourceTypes()) {
    EXPECT_THAT(terraform::FindSchemaFaults(provider_->FindResource(type)->schema()), IsEmpty()) << type;
  }
  for (const std::string& type : provider_->DataSourceTypes()) {
    EXPECT_THAT(terraform::FindSchemaFaults(provider_->FindDataSource(type)->schema()), IsEmpty()) << type;
  }
  for (const std::string& type : provider_->EphemeralTypes()) {
    EXPECT_THAT(terraform::FindSchemaFaults(provider_->FindEphemeral(type)->schema()), IsEmpty()) << type;
  }
}

// Every field of the list is an attribute of its kind, with its presence and secrecy.
TEST_F(ProviderTest, SchemasFollowTheFieldList) {
  for (const Kind kind : kAllKinds) {
    const terraform::Schema& schema = provider_->FindResource("interconnect_" + std::string(KindName(kind)))->schema();
    for (const Field& field : NeutralFields(kind)) {
      const terraform::Attribute* attribute = schema.Find(field.name);
      ASSERT_NE(attribute, nullptr) << field.name;
      EXPECT_EQ(attribute->required, field.presence == Presence::kRequired) << field.name;
      EXPECT_EQ(attribute->computed,
                field.presence == Presence::kComputed || field.presence == Presence::kOptionalComputed)
          << field.name;
      EXPECT_TRUE(attribute->sensitive || attribute->write_only || !field.sensitive) << field.name;
      EXPECT_EQ(attribute->write_only, field.write_only) << field.name;
      EXPECT_EQ(attribute->description, field.description) << field.name;
    }
    const terraform::Attribute* vendor = schema.Find("test");
    EXPECT_EQ(vendor != nullptr, kind == Kind::kConnection);
    EXPECT_EQ(schema.Find("other"), nullptr) << "a vendor without fields of its own has no object";
  }
}

// Terraform compares the order of several sensitive attributes, and so would see changes where there are none.
TEST_F(ProviderTest, AtMostOneAttributeIsSensitive) {
  for (const std::string& type : provider_->ResourceTypes()) {
    int sensitive = 0;
    for (const terraform::Attribute& attribute : provider_->FindResource(type)->schema().attributes) {
      sensitive += attribute.sensitive ? 1 : 0;
    }
    EXPECT_LE(sensitive, 1) << type;
  }
}

TEST_F(ProviderTest, VendorObjectsKeepWhatIsLeftOut) {
  const terraform::Attribute* vendor = provider_->FindResource("interconnect_connection")->schema().Find("test");
  ASSERT_NE(vendor, nullptr);
  ASSERT_TRUE(vendor->nested.has_value());
  EXPECT_TRUE(vendor->optional && vendor->computed);
  EXPECT_EQ(ImpliedType(*vendor).ToJson(), R"(["object",{"account":"string","bundle":"string"}])");
}

TEST_F(ProviderTest, ProviderBlockHasNothingComputed) {
  for (const terraform::Attribute& attribute : provider_->schema().attributes) {
    EXPECT_TRUE(attribute.optional) << attribute.name;
    EXPECT_FALSE(attribute.computed) << attribute.name;
  }
  const terraform::Attribute* vendor = provider_->schema().Find("test");
  ASSERT_NE(vendor, nullptr);
  for (const terraform::Attribute& inner : vendor->nested->attributes) {
    EXPECT_FALSE(inner.computed) << inner.name;
    if (inner.name == "secret") {
      EXPECT_TRUE(inner.sensitive);
    }
    if (inner.name == "role") {
      EXPECT_FALSE(inner.nested->attributes.front().computed);
    }
  }
}

TEST_F(ProviderTest, ConfigurationReachesTheAdapter) {
  const Value vendor = Value::Object({{"region", Value::String("there")}});
  ASSERT_TRUE(Configure(Value::Object({{"test", vendor}, {"read_only", Value::Bool(true)}})).empty());
  ReadData("interconnect_locations", Value::Object({{"cloud", Value::String("test")}}));
  EXPECT_EQ(factory_.seen_config, vendor);
  EXPECT_TRUE(factory_.seen_read_only);
}

TEST_F(ProviderTest, UnknownProviderConfigurationIsAnErrorOnItsAttribute) {
  const Value vendor = Value::Object({{"region", Value::Unknown()}});
  const Diagnostics diagnostics = Configure(Value::Object({{"test", vendor}}));
  ASSERT_TRUE(diagnostics.has_errors());
  EXPECT_EQ(diagnostics.items().front().path, AttributePath("test"));
  EXPECT_TRUE(provider_->ValidateConfig(Value::Object({{"test", vendor}, {"limits", Value::Unknown()}})).empty());
}

TEST_F(ProviderTest, LimitsOfTheProviderBlockAreChecked) {
  const auto errors = [&](std::string_view id, Value number) {
    const Value limits = Value::Map({{std::string(id), std::move(number)}});
    return provider_->ValidateConfig(Value::Object({{"limits", limits}})).ToString();
  };
  EXPECT_EQ(errors("test.virtual_interface.per_connection", Value::Int(60)), "");
  EXPECT_EQ(errors("test.virtual_interface.per_connection", Value::Unknown()), "");
  EXPECT_THAT(errors("test.virtual_interface.per_conection", Value::Int(60)),
              HasSubstr("Did you mean \"test.virtual_interface.per_connection\""));
  EXPECT_THAT(errors("test.virtual_interface.vlan", Value::Int(60)), HasSubstr("hard limit"));
  EXPECT_THAT(errors("test.virtual_interface.per_connection", Value::Of(Number::Parse("1.5").value())),
              HasSubstr("whole number"));
  EXPECT_THAT(errors("test.virtual_interface.per_connection", Value::Int(-1)), HasSubstr("not negative"));
}

// A plan validates before it and in it, and says what there is to warn of once.
TEST_F(ProviderTest, WhatIsValidatedIsNotWarnedOf) {
  Value config = Value::Object({{"cloud", Value::String("test")},
                                {"name", Value::String("prod")},
                                {"connection_id", Value::String("con-1")},
                                {"vlan", Value::Int(125)},
                                {"customer_asn", Value::String("1.1")}});
  terraform::Resource* resource = provider_->FindResource("interconnect_virtual_interface");
  EXPECT_TRUE(resource->Validate({config}).empty()) << resource->Validate({config}).ToString();
  ASSERT_TRUE(Configure(EmptyConfig()).empty());
  EXPECT_TRUE(resource->Validate({config}).empty());
  EXPECT_THAT(resource->Plan({.proposed_state = config, .config = config}).diagnostics.ToString(),
              HasSubstr("Ambiguous ASN"));
  config.Put("vlan", Value::Int(5000));
  EXPECT_TRUE(resource->Validate({config}).has_errors());
}

TEST_F(ProviderTest, HealthIsOrderedAndCountsSessions) {
  ASSERT_TRUE(Configure(EmptyConfig()).empty());
  const Value all = ReadData("interconnect_health", Value::Object({{"cloud", Value::String("test")}}));
  EXPECT_EQ(all.Get("region"), Value::String("here"));
  EXPECT_EQ(all.Get("all_up"), Value::Bool(false)) << "one session is down";
  ASSERT_EQ(all.Get("objects").elements().size(), 4u);
  EXPECT_EQ(all.Get("objects").elements()[0].Get("id"), Value::String("a"));
  EXPECT_EQ(all.Get("objects").elements()[0].Get("kind"), Value::String("connection"));
  EXPECT_EQ(all.Get("objects").elements()[3].Get("sessions").elements()[1].Get("state"), Value::String("down"));

  const auto up = [&](std::vector<std::string> ids) {
    return ReadData("interconnect_health", Value::Object({{"cloud", Value::String("test")},
                                                          {"kind", Value::String("connection")},
                                                          {"ids", Value::StringSet(ids)}}));
  };
  EXPECT_EQ(up({"a"}).Get("all_up"), Value::Bool(true));
  EXPECT_EQ(up({"a", "gone"}).Get("all_up"), Value::Bool(false)) << "an id that does not exist is not up";
  EXPECT_THAT(up({}).Get("objects").elements(), IsEmpty()) << "no ids is not all ids";
  EXPECT_EQ(up({}).Get("all_up"), Value::Bool(false)) << "nothing is up where there is nothing";
  EXPECT_EQ(up({"gone"}).Get("all_up"), Value::Bool(false));
}

TEST_F(ProviderTest, HealthOfAKindWithoutIsRefused) {
  const Value config = Value::Object({{"cloud", Value::String("test")}, {"kind", Value::String("bgp_cidr")}});
  EXPECT_TRUE(provider_->FindDataSource("interconnect_health")->Validate(config).has_errors());
}

TEST_F(ProviderTest, UnknownCloudIsRefusedWithThoseThereAre) {
  for (const std::string& type : provider_->DataSourceTypes()) {
    const Diagnostics diagnostics =
        provider_->FindDataSource(type)->Validate(Value::Object({{"cloud", Value::String("tset")}}));
    ASSERT_TRUE(diagnostics.has_errors()) << type;
    EXPECT_THAT(diagnostics.ToString(), HasSubstr("Did you mean \"test\"")) << type;
    EXPECT_THAT(diagnostics.ToString(), HasSubstr("test or other")) << type;
    EXPECT_TRUE(provider_->FindDataSource(type)->Validate(Value::Object({{"cloud", Value::Unknown()}})).empty());
  }
}

TEST_F(ProviderTest, LocationsAreOrderedByCode) {
  ASSERT_TRUE(Configure(EmptyConfig()).empty());
  const Value state = ReadData("interconnect_locations",
                               Value::Object({{"cloud", Value::String("test")}, {"region", Value::String("there")}}));
  ASSERT_EQ(state.Get("locations").elements().size(), 2u);
  EXPECT_EQ(state.Get("locations").elements()[0].Get("code"), Value::String("A1"));
  EXPECT_EQ(state.Get("locations").elements()[1].Get("region"), Value::String("there"));
  EXPECT_TRUE(state.Get("locations").elements()[1].Get("name").is_null());
}

TEST_F(ProviderTest, LimitsNeedNoConfiguration) {
  const Value state = ReadData("interconnect_limits", Value::Object({{"cloud", Value::String("test")}}));
  ASSERT_EQ(state.Get("limits").elements().size(), 2u);
  const Value& vlan = state.Get("limits").elements()[0];
  EXPECT_EQ(vlan.Get("allowed"), Value::String("1 to 4094"));
  EXPECT_EQ(vlan.Get("number"), Value::Int(4094));
  EXPECT_EQ(vlan.Get("kinds"), Value::Strings({"virtual_interface"}));
  EXPECT_EQ(vlan.Get("checked"), Value::String("2026-11-21"));
  EXPECT_EQ(state.Get("limits").elements()[1].Get("adjustable"), Value::Bool(true));
  EXPECT_TRUE(state.Get("limits").elements()[1].Get("override").is_null());
  const Value none = ReadData("interconnect_limits",
                              Value::Object({{"cloud", Value::String("test")}, {"kind", Value::String("bgp_cidr")}}));
  EXPECT_THAT(none.Get("limits").elements(), IsEmpty());
}

TEST_F(ProviderTest, RaisedLimitsAreShown) {
  const Value raised = Value::Map({{"test.virtual_interface.per_connection", Value::Int(60)}});
  ASSERT_TRUE(Configure(Value::Object({{"limits", raised}})).empty());
  const Value state = ReadData("interconnect_limits", Value::Object({{"cloud", Value::String("test")}}));
  EXPECT_EQ(state.Get("limits").elements()[1].Get("override"), Value::Int(60));
  EXPECT_EQ(state.Get("limits").elements()[1].Get("number"), Value::Int(50));
}

// Every kind that is looked up: its attributes are those of the resource and the tags to look for, none of which has to
// be said but the cloud.
TEST_F(ProviderTest, LookUpsHaveTheAttributesOfTheResource) {
  for (const std::string type : {"connection", "virtual_interface"}) {
    const terraform::Schema& resource = provider_->FindResource("interconnect_" + type)->schema();
    const terraform::Schema& one = provider_->FindDataSource("interconnect_" + type)->schema();
    for (const terraform::Attribute& attribute : one.attributes) {
      if (attribute.name == "filter_tags") {
        EXPECT_TRUE(attribute.optional && !attribute.computed) << type;
        continue;
      }
      ASSERT_NE(resource.Find(attribute.name), nullptr) << type << "." << attribute.name;
      EXPECT_FALSE(attribute.sensitive || attribute.write_only) << type << "." << attribute.name;
      EXPECT_EQ(attribute.required, attribute.name == "cloud") << type << "." << attribute.name;
      EXPECT_EQ(attribute.computed, attribute.name != "cloud") << type << "." << attribute.name;
    }
    EXPECT_NE(one.Find("filter_tags"), nullptr);
    EXPECT_EQ(one.Find("timeouts"), nullptr);
  }
}

TEST_F(ProviderTest, OneIsLookedUpOrAll) {
  Configure(EmptyConfig());
  for (const std::string type : {"connection", "virtual_interface", "gateway"}) {
    Value config = Value::Object({{"cloud", Value::String("test")}, {"name", Value::String("name of b")}});
    const Value one = ReadData("interconnect_" + type, config);
    EXPECT_EQ(one.Get("id"), Value::String("b")) << type;
    EXPECT_EQ(one.Get("region"), Value::String("here"));
    EXPECT_TRUE(one.Get("auth_key").is_null());
    const Value some = ReadData("interconnect_" + type + "s", config);
    EXPECT_EQ(some.Get("ids"), Value::Strings({"b"}));
    config.Put("name", Value::Null());
    const Value all = ReadData("interconnect_" + type + "s", config);
    EXPECT_EQ(all.Get("ids"), Value::Strings({"a", "b"}));
    ASSERT_EQ(all.Get(type + "s").elements().size(), 2U);
    EXPECT_EQ(all.Get(type + "s").elements().front().Get("id"), Value::String("a"));
    config.Put("name", Value::String("nobody's"));
    EXPECT_THAT(ReadData("interconnect_" + type + "s", config).Get("ids").elements(), IsEmpty());
    const auto none = provider_->FindDataSource("interconnect_" + type)->Read({.config = config});
    EXPECT_THAT(none.diagnostics.ToString(), HasSubstr("found"));
    config.Put("name", Value::String(""));
    const Diagnostics empty = provider_->FindDataSource("interconnect_" + type)->Validate(config);
    EXPECT_THAT(empty.ToString(), HasSubstr("Nothing to look for"));
    config.Put("name", Value::Unknown());
    EXPECT_TRUE(provider_->FindDataSource("interconnect_" + type)->Validate(config).empty());
  }
}

// A variable that nobody set must not widen what is looked up.
TEST_F(ProviderTest, ATagWithoutAValueIsNotLookedFor) {
  for (const std::string type : {"connection", "virtual_interface", "gateway"}) {
    for (const std::string many : {"", "s"}) {
      const auto says = [&](Value tags) {
        const Value config = Value::Object({{"cloud", Value::String("test")}, {"filter_tags", std::move(tags)}});
        return provider_->FindDataSource("interconnect_" + type + many)->Validate(config).ToString();
      };
      const Value net = Value::String("net");
      EXPECT_THAT(says(Value::Map({{"env", net}, {"team", Value::Null()}})),
                  AllOf(HasSubstr("Nothing to look for"), HasSubstr("\"team\""), Not(HasSubstr("\"env\""))));
      EXPECT_EQ(says(Value::Map({{"team", net}})), "");
      EXPECT_EQ(says(Value::Map({{"team", Value::String("")}})), "") << "a tag may be empty";
      EXPECT_EQ(says(Value::Map({{"team", Value::Unknown()}})), "");
      EXPECT_EQ(says(Value::Map({})), "");
      EXPECT_EQ(says(Value::Null()), "");
    }
  }
}

TEST_F(ProviderTest, TheKeyInForceIsToldAndNothingElse) {
  ASSERT_FALSE(Configure(EmptyConfig()).has_errors());
  terraform::EphemeralResource& key = *provider_->FindEphemeral("interconnect_bgp_key");
  const auto config = [](std::vector<std::pair<std::string, Value>> more) {
    more.emplace_back("cloud", Value::String("test"));
    return Value::Object(std::move(more));
  };
  for (const char* by : {"virtual_interface_id", "bgp_peer_id", "bgp_group_id"}) {
    const auto opened = key.Open(config({{by, Value::String("keyed")}}));
    EXPECT_FALSE(opened.diagnostics.has_errors()) << opened.diagnostics.ToString();
    EXPECT_EQ(opened.result.Get("key"), Value::String("live-s3cret"));
    EXPECT_EQ(opened.result.Get("region"), Value::String("here"));
    EXPECT_TRUE(key.Open(config({{by, Value::String("bare")}})).result.Get("key").is_null());
    for (const char* id : {"gone", "mute"}) {
      const auto failed = key.Open(config({{by, Value::String(id)}}));
      EXPECT_TRUE(failed.diagnostics.has_errors()) << id;
      EXPECT_TRUE(failed.result.Get("key").is_null());
    }
  }
  const Value keyed = Value::String("keyed");
  for (const Value& wrong : {config({}), config({{"bgp_peer_id", keyed}, {"bgp_group_id", keyed}}),
                             config({{"bgp_peer_id", keyed}, {"address_family", Value::String("ipv4")}}),
                             config({{"virtual_interface_id", keyed}, {"address_family", Value::String("ipv5")}})}) {
    EXPECT_TRUE(key.Validate(wrong).has_errors()) << wrong.ToString();
  }
  EXPECT_TRUE(key.Validate(config({{"bgp_peer_id", keyed}, {"bgp_group_id", Value::Unknown()}})).empty());
  const auto six = config({{"virtual_interface_id", keyed}, {"address_family", Value::String("ipv6")}});
  EXPECT_THAT(key.Open(six).diagnostics.ToString(), HasSubstr("no ipv6 session of its own"));
}

}  // namespace
}  // namespace ic
