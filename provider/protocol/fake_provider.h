// A provider for tests: one resource `test_thing` and one data source `test_data` with a field of every shape, one
// ephemeral resource `test_secret`. Each
// method is a function to set; unset does nothing harmful.
#ifndef PROVIDER_PROTOCOL_FAKE_PROVIDER_H_
#define PROVIDER_PROTOCOL_FAKE_PROVIDER_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "schema/terraform/resource.h"

namespace ic::protocol {

inline terraform::Attribute FakeAttribute(std::string name, Type type, bool computed) {
  return {.name = std::move(name),
          .type = std::move(type),
          .description = "A field.",
          .optional = true,
          .computed = computed};
}

// id (computed), name (required), note (optional + computed), size (number), tags (map), prefixes (set), list, key_wo
// (write-only), one (nested object with a, a_wo and computed b), many (nested list of the same).
inline terraform::Schema FakeSchema() {
  terraform::Attribute id = FakeAttribute("id", Type::String(), true);
  id.optional = false;
  terraform::Attribute name = FakeAttribute("name", Type::String(), false);
  name.optional = false;
  name.required = true;
  terraform::Attribute key = FakeAttribute("key_wo", Type::String(), false);
  key.write_only = key.sensitive = true;
  terraform::Attribute inner_key = FakeAttribute("a_wo", Type::String(), false);
  inner_key.write_only = true;
  const std::vector<terraform::Attribute> inner = {FakeAttribute("a", Type::String(), false), inner_key,
                                                   FakeAttribute("b", Type::String(), true)};
  terraform::Attribute one{.name = "one",
                           .nested = terraform::NestedType{terraform::Nesting::kSingle, inner},
                           .description = "Nested.",
                           .optional = true};
  terraform::Attribute many = one;
  many.name = "many";
  many.nested->nesting = terraform::Nesting::kList;
  many.deprecation = "Use one.";
  return {.version = 3,
          .description = "A thing.",
          .attributes = {id, name, FakeAttribute("note", Type::String(), true),
                         FakeAttribute("size", Type::Number(), false),
                         FakeAttribute("tags", Type::Map(Type::String()), false),
                         FakeAttribute("prefixes", Type::Set(Type::String()), false),
                         FakeAttribute("list", Type::List(Type::String()), false), key, one, many}};
}

class FakeResource : public terraform::Resource {
 public:
  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const terraform::ValidateRequest& request) override {
    return validate ? validate(request) : Diagnostics();
  }
  terraform::ReadResponse Read(const terraform::ReadRequest& request) override {
    if (read) return read(request);
    return {.new_state = request.current_state, .private_data = request.private_data};
  }
  terraform::PlanResponse Plan(const terraform::PlanRequest& request) override {
    if (plan) return plan(request);
    return {.planned_state = request.proposed_state, .planned_private = request.prior_private};
  }
  terraform::ApplyResponse Apply(const terraform::ApplyRequest& request) override {
    if (apply) return apply(request);
    return {.new_state = request.planned_state, .private_data = request.planned_private};
  }
  terraform::ImportResponse Import(const std::string& id) override {
    return import ? import(id) : terraform::ImportResponse();
  }
  terraform::MoveResponse Move(const terraform::MoveRequest& request) override {
    return move ? move(request) : terraform::MoveResponse();
  }
  const terraform::IdentitySchema* identity_schema() const override {
    return has_identity ? &identity_schema_ : nullptr;
  }
  Value Identity(const Value& state) override {
    return Value::Object({{"name", state.Get("name")}, {"note", state.Get("note")}});
  }
  terraform::ImportResponse ImportByIdentity(const Value& identity) override {
    return import_by_identity ? import_by_identity(identity) : terraform::ImportResponse();
  }

  std::function<Diagnostics(const terraform::ValidateRequest&)> validate;
  std::function<terraform::ReadResponse(const terraform::ReadRequest&)> read;
  std::function<terraform::PlanResponse(const terraform::PlanRequest&)> plan;
  std::function<terraform::ApplyResponse(const terraform::ApplyRequest&)> apply;
  std::function<terraform::ImportResponse(const std::string&)> import;
  std::function<terraform::MoveResponse(const terraform::MoveRequest&)> move;
  std::function<terraform::ImportResponse(const Value&)> import_by_identity;
  bool has_identity = false;  // name (required for import) and note

 private:
  terraform::Schema schema_ = FakeSchema();
  terraform::IdentitySchema identity_schema_ = {
      .version = 2,
      .attributes = {{.name = "name", .description = "Its name.", .required_for_import = true},
                     {.name = "note", .description = "Its note."}}};
};

class FakeDataSource : public terraform::DataSource {
 public:
  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override { return validate ? validate(config) : Diagnostics(); }
  terraform::ReadDataResponse Read(const terraform::ReadDataRequest& request) override {
    applying = request.applying;
    if (read) return read(request.config);
    return {.state = request.config, .diagnostics = {}};
  }

  std::function<Diagnostics(const Value&)> validate;
  std::function<terraform::ReadDataResponse(const Value&)> read;
  bool applying = false;  // as the last one who read was told

 private:
  terraform::Schema schema_{
      .description = "Data.",
      .attributes = {FakeAttribute("q", Type::String(), false), FakeAttribute("r", Type::Number(), true)}};
};

// q (optional), r (number, computed), secret (computed).
class FakeEphemeral : public terraform::EphemeralResource {
 public:
  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const Value& config) override { return validate ? validate(config) : Diagnostics(); }
  terraform::OpenResponse Open(const Value& config) override {
    return opening ? opening(config) : terraform::OpenResponse{.result = config, .diagnostics = {}};
  }

  std::function<Diagnostics(const Value&)> validate;
  std::function<terraform::OpenResponse(const Value&)> opening;

 private:
  static terraform::Attribute Computed(std::string name, Type type) {
    terraform::Attribute attribute = FakeAttribute(std::move(name), std::move(type), true);
    attribute.optional = false;
    return attribute;
  }
  terraform::Schema schema_{.description = "Told once.",
                            .attributes = {FakeAttribute("q", Type::String(), false), Computed("r", Type::Number()),
                                           Computed("secret", Type::String())}};
};

// Joins its texts.
class FakeFunction : public terraform::Function {
 public:
  FakeFunction() {
    signature_.parameters = {{"first", Type::String(), "The first."}};
    signature_.rest = terraform::Parameter{"more", Type::String(), "More of them."};
    signature_.summary = "Joins texts.";
    signature_.description = "Joins them.";
  }
  const terraform::Signature& signature() const override { return signature_; }
  terraform::FunctionAnswer Call(const std::vector<Value>& arguments) override {
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (arguments[i].AsString().empty()) return {.result = {}, .error = "it is empty", .argument = i};
      text += arguments[i].AsString();
    }
    return {.result = Value::String(text), .error = {}};
  }

 private:
  terraform::Signature signature_;
};

class FakeProvider : public terraform::Provider {
 public:
  const terraform::Schema& schema() const override { return schema_; }
  std::vector<std::string> ResourceTypes() const override { return {"test_thing"}; }
  std::vector<std::string> DataSourceTypes() const override { return {"test_data"}; }
  terraform::Resource* FindResource(const std::string& type) override {
    return type == "test_thing" ? &resource : nullptr;
  }
  terraform::DataSource* FindDataSource(const std::string& type) override {
    return type == "test_data" ? &data_source : nullptr;
  }
  std::vector<std::string> EphemeralTypes() const override { return {"test_secret"}; }
  terraform::EphemeralResource* FindEphemeral(const std::string& type) override {
    return type == "test_secret" ? &ephemeral : nullptr;
  }
  std::vector<std::string> FunctionNames() const override { return {"join"}; }
  terraform::Function* FindFunction(const std::string& name) override { return name == "join" ? &function : nullptr; }
  Diagnostics ValidateConfig(const Value& config) override {
    return validate_config ? validate_config(config) : Diagnostics();
  }
  Diagnostics Configure(const terraform::ConfigureRequest& request) override {
    return configure ? configure(request) : Diagnostics();
  }
  void Stop() override { ++stops; }

  FakeResource resource;
  FakeDataSource data_source;
  FakeEphemeral ephemeral;
  FakeFunction function;
  std::function<Diagnostics(const Value&)> validate_config;
  std::function<Diagnostics(const terraform::ConfigureRequest&)> configure;
  int stops = 0;

 private:
  terraform::Schema schema_{.description = "Test.", .attributes = {FakeAttribute("region", Type::String(), false)}};
};

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_FAKE_PROVIDER_H_
