// Objects of the vocabulary for tests of the adapter.
#ifndef ADAPTERS_AWS_KINDS_TESTING_AWS_TEST_OBJECTS_H_
#define ADAPTERS_AWS_KINDS_TESTING_AWS_TEST_OBJECTS_H_

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "adapters/aws/kinds/adapter.h"
#include "adapters/aws/kinds/testing/fake_direct_connect.h"
#include "base/testing/fake_clock.h"

namespace ic::aws {

inline Value Text(std::string_view text) { return Value::String(text); }

inline Value DesiredConnection() {
  return Value::Object({{"cloud", Text("aws")},
                        {"region", Text("us-east-1")},
                        {"name", Text("dc1")},
                        {"location", Text("EqDC2")},
                        {"bandwidth", Text("1Gbps")}});
}

inline Value DesiredInterface(const std::string& connection, int vlan = 125) {
  return Value::Object({{"cloud", Text("aws")},
                        {"region", Text("us-east-1")},
                        {"name", Text("prod")},
                        {"connection_id", Text(connection)},
                        {"type", Text("private")},
                        {"vlan", Value::Int(vlan)},
                        {"gateway_id", Text("vgw-11111111")},
                        {"address_family", Text("ipv4")},
                        {"customer_asn", Text("65000")}});
}

inline Value DesiredPeer(const std::string& interface) {
  return Value::Object({{"cloud", Text("aws")},
                        {"region", Text("us-east-1")},
                        {"virtual_interface_id", Text(interface)},
                        {"address_family", Text("ipv6")},
                        {"customer_asn", Text("64600")}});
}

inline Value With(Value object, std::string_view name, Value value) {
  object.Put(name, std::move(value));
  return object;
}

inline Value WithAws(Value object, std::string_view name, Value value) {
  Value vendor = object.Get("aws");
  vendor.Put(name, std::move(value));
  object.Put("aws", std::move(vendor));
  return object;
}

// An adapter over the fake service and a clock that only sleeping moves.
struct Fixture {
  Fixture() : client_owner(std::make_unique<FakeDirectConnect>()), api(*client_owner) {
    adapter = std::make_unique<AwsAdapter>(std::move(client_owner), clock, Logger());
  }

  CreateRequest Creation(Kind kind, Value desired) const {
    return {.kind = kind,
            .region = "us-east-1",
            .desired = std::move(desired),
            .secrets = {},
            .mark = "0123456789abcdef",
            .owner = "net-team/prod",
            .timeout = std::chrono::minutes(10)};
  }
  ChangeResult Create(Kind kind, Value desired) { return adapter->Create(Creation(kind, std::move(desired)), {}); }

  ChangeResult Update(Kind kind, const std::string& id, Value prior, Value desired, std::vector<std::string> changed,
                      Secrets secrets = {}) {
    return adapter->Update({.kind = kind,
                            .region = "us-east-1",
                            .id = id,
                            .prior = std::move(prior),
                            .desired = std::move(desired),
                            .secrets = std::move(secrets),
                            .changed = std::move(changed),
                            .timeout = std::chrono::minutes(10)},
                           {});
  }
  ChangeResult Delete(Kind kind, const std::string& id, Value prior = {}) {
    return adapter->Delete(
        {.kind = kind, .region = "us-east-1", .id = id, .prior = std::move(prior), .timeout = std::chrono::minutes(10)},
        {});
  }
  StatusOr<std::optional<Observed>> Read(Kind kind, const std::string& id, Value prior = {},
                                         Freshness freshness = Freshness::kShared) {
    return adapter->Read(
        {.kind = kind, .region = "us-east-1", .id = id, .freshness = freshness, .prior = std::move(prior)}, {});
  }

  FakeClock clock;
  std::unique_ptr<FakeDirectConnect> client_owner;
  FakeDirectConnect& api;
  std::unique_ptr<AwsAdapter> adapter;
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_TESTING_AWS_TEST_OBJECTS_H_
