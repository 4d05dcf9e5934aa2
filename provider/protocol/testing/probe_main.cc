// A provider for tests: it stores what it is given, reports how it understood it, and misbehaves when asked to.
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include "base/clock.h"
#include "provider/protocol/service.h"
#include "provider/transport/hclog.h"
#include "provider/transport/serve.h"
#include "schema/terraform/validate.h"
#include "schema/terraform/walk.h"
#include "schema/value/json.h"

namespace ic::protocol {
namespace {

using terraform::Attribute;
using terraform::Nesting;

Attribute Optional(std::string name, Type type) {
  return {.name = std::move(name), .type = std::move(type), .description = "A value.", .optional = true};
}

Attribute Computed(std::string name) {
  return {.name = std::move(name), .type = Type::String(), .description = "Set by the provider.", .computed = true};
}

Attribute Nested(std::string name, Nesting nesting) {
  return {
      .name = std::move(name),
      .nested =
          terraform::NestedType{nesting, {Optional("s", Type::String()), Optional("n", Type::Number()), Computed("c")}},
      .description = "Nested.",
      .optional = true};
}

terraform::Schema ValueSchema() {
  const Type text = Type::String();
  const Type number = Type::Number();
  Attribute name = Optional("name", text);
  name.optional = false;
  name.required = true;
  Attribute both = Optional("oc", text);
  both.computed = true;
  Attribute secret = Optional("secret_wo", text);
  secret.write_only = true;
  return {.version = 1,
          .description = "A value of every kind.",
          .attributes = {Computed("id"),
                         Computed("seen"),
                         name,
                         both,
                         secret,
                         Optional("misbehave", text),
                         Optional("s", text),
                         Optional("n", number),
                         Optional("b", Type::Bool()),
                         Optional("ls", Type::List(text)),
                         Optional("ln", Type::List(number)),
                         Optional("ss", Type::Set(text)),
                         Optional("sn", Type::Set(number)),
                         Optional("ms", Type::Map(text)),
                         Optional("mn", Type::Map(number)),
                         Optional("mls", Type::Map(Type::List(text))),
                         Optional("o", Type::Object({{"s", text}, {"n", number}, {"l", Type::List(number)}})),
                         Nested("one", Nesting::kSingle),
                         Nested("list", Nesting::kList),
                         Nested("set", Nesting::kSet),
                         Nested("map", Nesting::kMap)}};
}

class ProbeResource : public terraform::Resource {
 public:
  const terraform::Schema& schema() const override { return schema_; }

  Diagnostics Validate(const terraform::ValidateRequest& /*request*/) override { return {}; }

  terraform::ReadResponse Read(const terraform::ReadRequest& request) override {
    terraform::ReadResponse read{.new_state = request.current_state, .private_data = request.private_data};
    if (Misbehaves(request.current_state, "unknown-in-read")) read.new_state.Put("id", Value::Unknown());
    if (Misbehaves(request.current_state, "leak-in-read")) read.new_state.Put("secret_wo", Value::String("leaked"));
    if (Misbehaves(request.current_state, "gone")) read.new_state = Value::Null();
    return read;
  }

  terraform::PlanResponse Plan(const terraform::PlanRequest& request) override {
    terraform::PlanResponse plan{.planned_state = request.proposed_state, .planned_private = request.prior_private};
    if (request.proposed_state.is_null()) {
      if (Misbehaves(request.prior_state, "refuse-destroy")) plan.diagnostics.AddError({}, "Refused", "As asked.");
      return plan;
    }
    if (Misbehaves(request.config, "plan-unconfigured")) plan.planned_state.Put("n", Value::Int(1));
    if (Misbehaves(request.config, "plan-leak")) plan.planned_state.Put("secret_wo", Value::String("leaked"));
    if (Misbehaves(request.config, "replace-nothing")) {
      plan.requires_replace = {AttributePath("one").Attribute("s"),
                               AttributePath("map").Element("none").Attribute("n")};
    }
    if (plan.planned_state == request.prior_state) return plan;
    plan.planned_state.Put("seen", Value::Unknown());
    plan.planned_state =
        EditAttributes(schema_, plan.planned_state, [](const Attribute& attribute, const Value& value) {
          return attribute.computed && value.is_null() ? std::optional(Value::Unknown()) : std::nullopt;
        });
    return plan;
  }

  terraform::ApplyResponse Apply(const terraform::ApplyRequest& request) override {
    terraform::ApplyResponse applied{.private_data = "private"};
    if (request.planned_state.is_null()) return applied;
    Value state = EditAttributes(schema_, request.planned_state, [](const Attribute& attribute, const Value& value) {
      return attribute.computed && value.is_unknown() ? std::optional(Value::String("computed")) : std::nullopt;
    });
    const Value understood = terraform::NullWriteOnly(schema_, request.config);
    state.Put("seen", Value::String(EncodeJson(schema_.ImpliedType(), understood)));
    Misbehave(request, &state);
    applied.new_state = std::move(state);
    return applied;
  }

  terraform::ImportResponse Import(const std::string& id) override {
    return {.state = Value::Object({{"id", Value::String(id)}, {"name", Value::String(id)}})};
  }

 private:
  static bool Misbehaves(const Value& object, std::string_view how) {
    const Value& asked = object.Get("misbehave");
    return asked.kind() == Value::Kind::kString && asked.AsString() == how;
  }

  static void Misbehave(const terraform::ApplyRequest& request, Value* state) {
    const auto asked = [&request](std::string_view how) { return Misbehaves(request.planned_state, how); };
    if (asked("throw")) throw std::runtime_error("as asked: a secret");
    if (asked("other-value")) state->Put("s", Value::String("other"));
    if (asked("other-type")) state->Put("n", Value::String("not a number"));
    if (asked("other-length")) state->Put("ls", Value::Strings({"only"}));
    if (asked("leak")) state->Put("secret_wo", request.config.Get("secret_wo"));
    if (asked("unknown")) state->Put("oc", Value::Unknown());
    if (asked("invalid-utf8")) state->Put("oc", Value::String("\xff"));
  }

  terraform::Schema schema_ = ValueSchema();
};

class ProbeProvider : public terraform::Provider {
 public:
  const terraform::Schema& schema() const override { return schema_; }
  std::vector<std::string> ResourceTypes() const override { return {"protocolprobe_value"}; }
  std::vector<std::string> DataSourceTypes() const override { return {}; }
  terraform::Resource* FindResource(const std::string& /*type*/) override { return &resource_; }
  terraform::DataSource* FindDataSource(const std::string& /*type*/) override { return nullptr; }
  Diagnostics ValidateConfig(const Value& /*config*/) override { return {}; }
  Diagnostics Configure(const terraform::ConfigureRequest& request) override {
    Diagnostics diagnostics;
    const Value& region = request.config.Get("region");
    diagnostics.AddWarning("region", "Configured", "region = " + region.ToString());
    return diagnostics;
  }
  void Stop() override {}

 private:
  terraform::Schema schema_{.description = "Probe.", .attributes = {Optional("region", Type::String())}};
  ProbeResource resource_;
};

int Main() {
  const Logger logger = transport::MakeHclogLogger(
      transport::HclogLevel([](const char* name) { return std::getenv(name); }), "probe", STDERR_FILENO, RealClock());
  ProbeProvider provider;
  Service service(provider, logger);
  transport::ServeOptions options;
  options.services = {&service};
  options.provider_address = "example.com/lab/protocolprobe";
  options.about = "terraform-provider-protocolprobe";
  options.logger = logger;
  return transport::Serve(options);
}

}  // namespace
}  // namespace ic::protocol

int main() { return ic::protocol::Main(); }
