#include "reconcile/testing/terraform_host.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "base/random.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

bool IsComputed(const Field& field) {
  return field.presence == Presence::kComputed || field.presence == Presence::kOptionalComputed;
}

void CheckPlannedFields(const std::vector<Field>& fields, const Value& config, const Value& prior, const Value& planned,
                        const std::string& path, std::vector<std::string>& faults) {
  const auto fault = [&](const Field& field, std::string_view what) {
    faults.push_back(fmt::format("{}{}: planned {} for config {} and prior {}: {}", path, field.name,
                                 planned.Get(field.name).ToString(), config.Get(field.name).ToString(),
                                 prior.Get(field.name).ToString(), what));
  };
  for (const Field& field : fields) {
    const Value& wanted = config.Get(field.name);
    const Value& before = prior.Get(field.name);
    const Value& plan = planned.Get(field.name);
    if (field.write_only) {
      if (!plan.is_null()) fault(field, "a write-only value must be null");
    } else if (wanted.is_null()) {
      if (!IsComputed(field) && !plan.is_null()) fault(field, "a value for a non-computed attribute");
    } else if (field.type == FieldType::kObject && wanted.is_known()) {
      if (!plan.is_known()) {
        fault(field, "unknown or absent for a configured object");
      } else {
        CheckPlannedFields(field.fields, wanted, before, plan, path + field.name + ".", faults);
      }
    } else if (!(plan == wanted) && !(!before.is_null() && plan == before)) {
      fault(field, "neither the configured nor the prior value");
    }
  }
}

std::string StateText(const Value& state) { return state.ToString(); }

// An attribute that is absent goes over the wire as null.
bool FitsSchema(const Value& value, const std::vector<Field>& fields) {
  return value.kind() == Value::Kind::kObject &&
         std::all_of(value.fields().begin(), value.fields().end(),
                     [&](const Value::Field& field) { return FindField(fields, field.first) != nullptr; });
}

}  // namespace

std::vector<std::string> CheckPlanValid(const std::vector<Field>& fields, const Value& config, const Value& prior,
                                        const Value& planned) {
  std::vector<std::string> faults;
  if (planned.is_null() != config.is_null()) faults.push_back("planned for absence or existence against the config");
  if (planned.is_null() || config.is_null()) return faults;
  if (!FitsSchema(planned, fields)) faults.push_back("planned object has attributes that are not in the schema");
  CheckPlannedFields(fields, config, prior, planned, "", faults);
  return faults;
}

std::vector<std::string> CheckResultMatchesPlan(const Value& planned, const Value& actual, const std::string& path) {
  std::vector<std::string> faults;
  if (actual.is_unknown()) faults.push_back(path + ": still unknown after apply");
  if (planned.is_unknown()) return faults;
  if (planned.kind() == Value::Kind::kObject && actual.kind() == Value::Kind::kObject) {
    for (const auto& [name, value] : planned.fields()) {
      const auto inner = CheckResultMatchesPlan(value, actual.Get(name), path + "." + name);
      faults.insert(faults.end(), inner.begin(), inner.end());
    }
    for (const auto& [name, value] : actual.fields()) {
      const bool planned_null = planned.Get(name).is_null() && !value.is_null();
      if (planned_null) faults.push_back(fmt::format("{}.{}: was null, but now {}", path, name, value.ToString()));
    }
    return faults;
  }
  if (!planned.IsWhollyKnown()) return faults;  // a collection with unknowns in it
  if (!(planned == actual)) {
    faults.push_back(fmt::format("{}: was {}, but now {}", path, planned.ToString(), actual.ToString()));
  }
  return faults;
}

std::string GapIn(const std::string& text) {
  const auto around = [&text](std::size_t at) {
    constexpr std::size_t kBefore = 40;
    return text.substr(at < kBefore ? 0 : at - kBefore, 2 * kBefore);
  };
  for (const std::string_view hole : {"()", "(no id)"}) {
    if (const std::size_t at = text.find(hole); at != std::string::npos) return around(at);
  }
  for (std::size_t at = text.find(" ,"); at != std::string::npos; at = text.find(" ,", at + 1)) {
    if (at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0) return around(at);
  }
  return "";
}

std::string RunResult::ToString() const {
  std::string text = diagnostics.ToString();
  for (const std::string& fault : faults) text += "fault: " + fault + "\n";
  for (const auto& [address, action] : actions) {
    text += fmt::format("{}: action {}\n", address, static_cast<int>(action.action));
    for (const FieldChange& change : action.changes) {
      text += fmt::format("  {}: {} -> {} {}\n", change.path, change.before, change.after, change.reason);
    }
  }
  return text;
}

TerraformHost::TerraformHost(FakeWorld& world) : world_(&world), own_factory_(std::make_unique<FakeFactory>(world)) {
  environment_.factory = own_factory_.get();
  environment_.clock = &clock_;
  environment_.random = random_.get();
}

TerraformHost::TerraformHost(EngineEnvironment environment) : environment_(std::move(environment)) {}

const std::vector<Field>& TerraformHost::FieldsOf(Kind kind) {
  std::vector<Field>& fields = fields_[kind];
  if (!fields.empty()) return fields;
  fields = NeutralFields(kind);
  for (const VendorTraits* traits : environment_.factory->traits()) {
    const std::vector<Field> all = AllFields(*traits, kind);
    if (const Field* own = FindField(all, traits->cloud)) fields.push_back(*own);
  }
  return fields;
}

std::unique_ptr<Engine> TerraformHost::NewProcess() {
  EngineEnvironment environment = environment_;
  environment.logger = Logger(LogLevel::kTrace, [this](const LogRecord& record) {
    texts.emplace_back(record.message);
    for (const LogField& field : record.fields) texts.push_back(field.second);
  });
  auto engine = std::make_unique<Engine>(environment);
  const Diagnostics diagnostics = engine->Configure(engine_config);
  texts.push_back(diagnostics.ToString());
  return engine;
}

void TerraformHost::Keep(const Diagnostics& diagnostics, RunResult& result) {
  result.diagnostics.Append(diagnostics);
  texts.push_back(diagnostics.ToString());
  if (const std::string gap = GapIn(texts.back()); !gap.empty()) result.faults.push_back("nothing is named: " + gap);
}

Value TerraformHost::Resolve(const Value& config, const std::map<std::string, Value>& values) {
  if (config.kind() == Value::Kind::kString && config.AsString().starts_with("${")) {
    const std::string inner = config.AsString().substr(2, config.AsString().size() - 3);
    const std::size_t dot = inner.find('.');
    const auto found = values.find(inner.substr(0, dot));
    return found == values.end() ? Value::Unknown() : found->second.Get(inner.substr(dot + 1));
  }
  if (config.kind() == Value::Kind::kObject || config.kind() == Value::Kind::kMap) {
    Value::Fields fields;
    for (const auto& [name, value] : config.fields()) fields.emplace_back(name, Resolve(value, values));
    return config.kind() == Value::Kind::kObject ? Value::Object(fields) : Value::Map(fields);
  }
  return config;
}

std::map<std::string, Value> TerraformHost::StateValues() const {
  std::map<std::string, Value> values;
  for (const auto& [address, instance] : state) values[address] = instance.state;
  return values;
}

void TerraformHost::Refresh(Engine& engine, RunResult& result) {
  std::vector<std::string> gone;
  for (auto& [address, instance] : state) {
    const ObjectOutput output = engine.Read(instance.kind, instance.state, instance.facts);
    Keep(output.diagnostics, result);
    if (output.diagnostics.has_errors()) continue;
    if (output.state.is_null()) {
      gone.push_back(address);
      continue;
    }
    if (!output.state.IsWhollyKnown()) result.faults.push_back(address + ": unknown values in a read state");
    instance.state = output.state;
    instance.facts = output.facts;
    texts.push_back(StateText(output.state) + output.facts);
  }
  for (const std::string& address : gone) state.erase(address);
}

void TerraformHost::PlanOne(Engine& engine, const std::string& address, const Resource& resource,
                            std::map<std::string, Value>& planned, PlanRun& run) {
  const std::vector<Field>& fields = FieldsOf(resource.kind);
  const Value config = Shaped(fields, Resolve(resource.config, planned));
  Keep(engine.Validate(resource.kind, config), run.result);
  const auto found = state.find(address);
  const bool exists = found != state.end() && !found->second.tainted;
  const Value prior = exists ? found->second.state : Value::Null();
  PlanInput input{resource.kind, prior, config, found == state.end() ? "" : found->second.facts, ""};
  const std::optional<Diagnostics> staying = engine.PlansNothing(input);
  PlanOutput output;
  if (staying && ahead) {
    output.planned = prior;
    output.facts = input.facts;
    output.diagnostics = *staying;
    output.diagnostics.Append(engine.PlanStaying(resource.kind, prior));
  } else {
    output = engine.Plan(input);
  }
  if (staying && output.action != Action::kNothing) run.result.faults.push_back(address + ": was thought to stay");
  Keep(output.diagnostics, run.result);
  texts.push_back(StateText(output.planned) + output.facts);
  for (const FieldChange& change : output.changes) texts.push_back(change.before + change.after);
  const auto faults = output.diagnostics.has_errors() ? std::vector<std::string>()
                                                      : CheckPlanValid(fields, config, prior, output.planned);
  for (const std::string& fault : faults) run.result.faults.push_back(address + ": plan: " + fault);
  Step step{address, resource.kind, output.action, false, output.planned, output.facts};
  step.replaces =
      found != state.end() && (found->second.tainted || !output.replace.empty() || force_replace.contains(address));
  std::vector<FieldChange> changes = output.changes;
  if (step.replaces && exists && !output.diagnostics.has_errors()) {
    PlanInput second{resource.kind, Value::Null(), config, output.facts, ""};
    output = engine.Plan(second);
    Keep(output.diagnostics, run.result);
    step.planned = output.planned;
    step.delete_facts = output.facts;
  }
  if (step.replaces) step.action = Action::kReplace;
  const bool changed = step.replaces || !exists || !(step.planned == prior);
  if (!changed && step.action != Action::kNothing)
    run.result.faults.push_back(address + ": an action without a change");
  if (changed && step.action == Action::kNothing) run.result.faults.push_back(address + ": a change without an action");
  planned[address] = step.planned;
  if (!changed) return;
  run.result.actions[address] = {step.action, std::move(changes)};
  if (step.replaces) run.deletes.push_back(step);
  run.creates_and_updates.push_back(std::move(step));
}

void TerraformHost::PlanDeletes(Engine& engine, const Configuration& configuration, PlanRun& run) {
  for (const auto& [address, instance] : state) {
    const auto same = [&address = address](const auto& entry) { return entry.first == address; };
    if (std::any_of(configuration.begin(), configuration.end(), same)) continue;
    const PlanOutput output = engine.Plan({instance.kind, instance.state, Value::Null(), instance.facts, ""});
    Keep(output.diagnostics, run.result);
    if (!output.planned.is_null()) run.result.faults.push_back(address + ": planned for existence");
    run.result.actions[address] = {output.action, {}};
    run.deletes.push_back({address, instance.kind, output.action, false, Value::Null(), output.facts});
  }
}

TerraformHost::PlanRun TerraformHost::RunPlan(const Configuration& configuration) {
  PlanRun run;
  const auto engine = NewProcess();
  if (refresh) Refresh(*engine, run.result);
  std::map<std::string, Value> planned;
  for (const auto& [address, resource] : configuration) PlanOne(*engine, address, resource, planned, run);
  PlanDeletes(*engine, configuration, run);
  return run;
}

RunResult TerraformHost::Plan(const Configuration& configuration) {
  const std::map<std::string, Instance> before = state;
  RunResult result = RunPlan(configuration).result;
  state = before;
  return result;
}

void TerraformHost::RunDelete(Engine& engine, const Step& step, RunResult& result) {
  const Instance& instance = state.at(step.address);
  const ObjectOutput output = engine.Apply({step.kind, instance.state, Value::Null(), Value::Null(),
                                            step.delete_facts.empty() ? instance.facts : step.delete_facts});
  Keep(output.diagnostics, result);
  if (!output.diagnostics.has_errors()) {
    if (!output.state.is_null()) result.faults.push_back(step.address + ": deleted, but an object was returned");
    state.erase(step.address);
  } else if (!output.state.is_null()) {
    state.at(step.address).state = output.state;
  }
}

bool TerraformHost::RunStep(Engine& engine, const Step& step, const Resource& resource, RunResult& result) {
  const std::vector<Field>& fields = FieldsOf(resource.kind);
  const Value config = Shaped(fields, Resolve(resource.config, StateValues()));
  if (!config.IsWhollyKnown()) return false;  // what it refers to was not made
  const auto found = state.find(step.address);
  const Value prior = found == state.end() ? Value::Null() : found->second.state;
  const std::string facts = found == state.end() ? "" : found->second.facts;
  Keep(engine.Validate(resource.kind, config), result);
  const PlanOutput final_plan = engine.Plan({resource.kind, prior, config, facts, ""});
  Keep(final_plan.diagnostics, result);
  if (final_plan.diagnostics.has_errors()) return false;
  for (const std::string& fault : CheckPlanValid(fields, config, prior, final_plan.planned)) {
    result.faults.push_back(step.address + ": final plan: " + fault);
  }
  // What was known may not change between the plans.
  for (const std::string& fault : CheckResultMatchesPlan(step.planned, final_plan.planned, "final plan")) {
    if (fault.find("still unknown") == std::string::npos) result.faults.push_back(step.address + ": " + fault);
  }
  if (!prior.is_null() && !final_plan.replace.empty()) {
    result.faults.push_back(step.address + ": the final plan replaces, the first did not");
  }
  const ObjectOutput output =
      engine.Apply({resource.kind, prior, final_plan.planned, config, prior.is_null() ? "" : final_plan.facts});
  Keep(output.diagnostics, result);
  if (!output.diagnostics.has_errors()) {
    for (const std::string& fault : CheckResultMatchesPlan(final_plan.planned, output.state, "result")) {
      result.faults.push_back(step.address + ": " + fault);
    }
  }
  Save(step, prior.is_null(), output, result);
  return !output.diagnostics.has_errors();
}

void TerraformHost::Save(const Step& step, bool create, const ObjectOutput& output, RunResult& result) {
  const bool failed = output.diagnostics.has_errors();
  if (output.state.is_null()) {
    if (!failed) result.faults.push_back(step.address + ": root object was present, but now absent");
    return;
  }
  if (!output.state.IsWhollyKnown()) result.faults.push_back(step.address + ": unknown values in the state");
  for (const Field& field : FieldsOf(step.kind)) {
    if (field.write_only && !output.state.Get(field.name).is_null()) {
      result.faults.push_back(step.address + ": a write-only value in the state");
    }
  }
  state[step.address] = {step.kind, output.state, output.facts, create && failed};
  texts.push_back(StateText(output.state) + output.facts);
}

bool TerraformHost::CanRun(const Resource& resource) {
  return Shaped(FieldsOf(resource.kind), Resolve(resource.config, StateValues())).IsWhollyKnown();
}

void TerraformHost::RunSteps(Engine& engine, const Configuration& configuration, PlanRun& run) {
  std::size_t next = 0;
  const auto run_next = [&](bool only_if_it_can) {
    const Step& step = run.creates_and_updates[next];
    const auto resource = std::find_if(configuration.begin(), configuration.end(),
                                       [&step](const auto& entry) { return entry.first == step.address; });
    if (only_if_it_can && !CanRun(resource->second)) return;
    ++next;
    if (step.replaces && state.contains(step.address)) return;  // its deletion failed
    RunStep(engine, step, resource->second, run.result);
  };
  if (together && world_ != nullptr) {
    world_->unanswered = [&] {
      if (next < run.creates_and_updates.size()) run_next(true);
    };
  }
  while (next < run.creates_and_updates.size()) run_next(false);
  if (world_ != nullptr) world_->unanswered = nullptr;
}

RunResult TerraformHost::Apply(const Configuration& configuration) {
  PlanRun run = RunPlan(configuration);
  if (!run.result.ok()) return run.result;
  if (meanwhile) meanwhile();
  const auto engine = NewProcess();
  // Children before parents.
  const auto position = [&configuration](const Step& step) {
    const auto found = std::find_if(configuration.begin(), configuration.end(),
                                    [&step](const auto& entry) { return entry.first == step.address; });
    return found - configuration.begin();
  };
  std::stable_sort(run.deletes.begin(), run.deletes.end(), [&](const Step& a, const Step& b) {
    if (position(a) != position(b)) return position(a) > position(b);
    return a.kind > b.kind;  // those that left the configuration: peers and prefixes first, connections last
  });
  for (const Step& step : run.deletes) {
    if (state.contains(step.address)) RunDelete(*engine, step, run.result);
  }
  RunSteps(*engine, configuration, run);
  return run.result;
}

RunResult TerraformHost::Import(const std::string& address, Kind kind, const std::string& id) {
  RunResult result;
  const auto engine = NewProcess();
  const ObjectOutput imported = engine->Import(kind, id);
  Keep(imported.diagnostics, result);
  if (imported.diagnostics.has_errors()) return result;
  const ObjectOutput read = engine->Read(kind, imported.state, imported.facts);
  Keep(read.diagnostics, result);
  if (read.state.is_null()) {
    result.faults.push_back("Cannot import non-existent remote object");
    return result;
  }
  if (!(read.state == imported.state)) result.faults.push_back("the first read changes what was imported");
  state[address] = {kind, read.state, read.facts, false};
  return result;
}

RunResult TerraformHost::Move(const std::string& address, Kind kind, const Value& attributes) {
  RunResult result;
  Engine engine(environment_);
  const ObjectOutput moved = engine.Move(kind, attributes);
  Keep(moved.diagnostics, result);
  if (!moved.diagnostics.has_errors()) state[address] = {kind, moved.state, moved.facts, false};
  return result;
}

}  // namespace ic::reconcile
