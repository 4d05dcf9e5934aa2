// What the engine costs an object: validate, plan with nothing to do, plan all new. Prints time for each object and the
// memory that the plan adds to its inputs, for growing numbers of objects; each measurement in a process of its own.
//
//   engine_bench [--cloud NAME] [--only CASE] [N ...]
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/all/all.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "reconcile/engine.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic {
namespace {

struct Item {
  Kind kind;
  Value config;
  Value state;
  std::string facts;
};

Value S(std::string_view text) { return Value::String(text); }

// As a state file holds an object: what is null is left out.
Value WithoutNulls(const Value& object) {
  Value::Fields fields;
  for (const auto& [name, value] : object.fields()) {
    if (value.is_null()) continue;
    fields.emplace_back(name, value.kind() == Value::Kind::kObject ? WithoutNulls(value) : value);
  }
  return Value::Object(std::move(fields));
}

// Objects as a configuration describes them, ten to a connection. `known`: the ids they refer to are.
class Objects {
 public:
  Objects(std::string cloud, bool known) : cloud_(std::move(cloud)), known_(known) {}

  std::vector<Item> Make(std::size_t count) const {
    std::vector<Item> items;
    items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) items.push_back(One(i));
    return items;
  }

 private:
  Value Ref(std::string_view prefix, std::size_t number) const {
    return known_ ? S(fmt::format("{}-{:08x}", prefix, number)) : Value::Unknown();
  }

  Item One(std::size_t i) const {
    const std::size_t port = i / 10;
    const std::size_t place = i % 10;
    if (place == 0) return {Kind::kConnection, Connection(port), {}, ""};
    if (place <= 3) return {Kind::kVirtualInterface, Interface(port, place), {}, ""};
    if (place <= 6) return {Kind::kBgpPeer, Peer(port, place - 3), {}, ""};
    return {Kind::kBgpCidr, Cidr(port, place), {}, ""};
  }

  Value Connection(std::size_t port) const {
    return Value::Object({{"cloud", S(cloud_)},
                          {"name", S(fmt::format("dc-port-{}", port))},
                          {"location", S(fmt::format("Loc{}", port))},
                          {"bandwidth", S("1Gbps")},
                          {"tags", Value::Map({{"team", S("net")}, {"site", S("dc1")}})}});
  }
  Value Interface(std::size_t port, std::size_t place) const {
    return Value::Object({{"cloud", S(cloud_)},
                          {"name", S(fmt::format("interface-{}-{}", port, place))},
                          {"connection_id", Ref("dxcon", port)},
                          {"vlan", Value::Int(static_cast<std::int64_t>(100 + place))},
                          {"gateway_id", S(fmt::format("vgw-{:08x}", port))},
                          {"cloud_address", S("169.254.255.1/30")},
                          {"customer_address", S("169.254.255.2/30")},
                          {"customer_asn", S("65000")}});
  }
  Value Peer(std::size_t port, std::size_t place) const {
    return Value::Object({{"cloud", S(cloud_)},
                          {"virtual_interface_id", Ref("dxvif", port * 10 + place)},
                          {"address_family", S("ipv6")},
                          {"customer_asn", S("65000")}});
  }
  Value Cidr(std::size_t port, std::size_t place) const {
    return Value::Object({{"cloud", S(cloud_)},
                          {"advertised_by", S(fmt::format("{:08x}-0000-0000-0000-000000000000", port))},
                          {"cidr", S(fmt::format("10.{}.0.0/16", place))}});
  }

  const std::string cloud_;
  const bool known_;
};

std::vector<const VendorTraits*> RealTraits() { return AllAdapters().traits(); }

// An engine over an empty cloud.
class Bench {
 public:
  explicit Bench(std::string cloud) : cloud_(std::move(cloud)) {
    EngineEnvironment environment;
    environment.factory = &factory_;
    environment.clock = &clock_;
    environment.random = random_.get();
    engine_ = std::make_unique<Engine>(environment);
    engine_->Configure({});
  }

  bool Prepare(std::string_view name, std::size_t count) {
    items_ = Objects(cloud_, name != "new").Make(count);
    return name != "nothing" || MakeStates();
  }

  bool Run(std::string_view name) {
    if (name == "validate") return Validate();
    if (name == "nothing") return PlanAll(Action::kNothing);
    return PlanAll(Action::kCreate);
  }

 private:
  bool Validate() {
    for (const Item& item : items_) {
      if (!Good(engine_->Validate(item.kind, item.config))) return false;
    }
    return true;
  }

  bool PlanAll(Action expected) {
    for (const Item& item : items_) {
      if (!item.state.is_null()) engine_->Hold(item.kind, item.state);
    }
    plans_.reserve(items_.size());
    for (const Item& item : items_) {
      plans_.push_back(engine_->Plan({item.kind, item.state, item.config, item.facts, ""}));
      if (!Good(plans_.back().diagnostics)) return false;
      if (plans_.back().action == expected) continue;
      fmt::print(stderr, "{}: another action than expected\n", KindName(item.kind));
      return false;
    }
    return true;
  }

  // The states that a create of each would leave.
  bool MakeStates() {
    std::size_t number = 0;
    for (Item& item : items_) {
      if (number % 100 == 0) engine_->Configure({});
      const PlanOutput plan = engine_->Plan({item.kind, Value::Null(), item.config, "", ""});
      if (!Good(plan.diagnostics)) return false;
      item.state = WithoutNulls(plan.planned.UnknownToNull());
      if (item.state.Get("id").is_null()) item.state.Put("id", S(fmt::format("id-{:08x}", number)));
      item.facts = fmt::format("{{\"id\":\"{}\"}}", item.state.Get("id").AsString());
      ++number;
    }
    engine_->Configure({});
    return true;
  }

  static bool Good(const Diagnostics& diagnostics) {
    if (!diagnostics.has_errors()) return true;
    fmt::print(stderr, "{}\n", diagnostics.ToString());
    return false;
  }

  const std::string cloud_;
  reconcile::FakeWorld world_;
  reconcile::FakeFactory factory_{world_, RealTraits()};
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::unique_ptr<Engine> engine_;
  std::vector<Item> items_;
  std::vector<PlanOutput> plans_;
};

// A line of /proc/self/status, in MiB.
double Memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::stod(line.substr(name.size() + 1)) / 1024;
  }
  return 0;
}

// Of this process: what others do on the machine does not count.
double CpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void ForgetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

int Measure(const std::string& cloud, const std::string& name, std::size_t count) {
  Bench bench(cloud);
  if (!bench.Prepare(name, count)) return 1;
  ForgetPeak();
  const double before = Memory("VmRSS:");
  const double cpu_before = CpuSeconds();
  const auto start = std::chrono::steady_clock::now();
  if (!bench.Run(name)) return 1;
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  const double cpu = (CpuSeconds() - cpu_before) * 1e6 / static_cast<double>(count);
  fmt::print("{:<8} {:<10} {:>8} {:>10.1f} {:>14.2f} {:>12.1f} {:>12.1f}\n", cloud, name, count, spent.count(), cpu,
             before, Memory("VmHWM:"));
  return 0;
}

bool MeasureApart(const std::string& cloud, const std::string& name, std::size_t count) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    const int result = Measure(cloud, name, count);
    std::fflush(stdout);
    _exit(result);
  }
  int status = 0;
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

int Main(const std::vector<std::string>& arguments) {
  std::vector<std::string> clouds = {"sky", "aws"};
  std::vector<std::string> cases = {"validate", "nothing", "new", "added"};
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--cloud" && i + 1 < arguments.size()) {
      clouds = {arguments[++i]};
    } else if (arguments[i] == "--only" && i + 1 < arguments.size()) {
      cases = {arguments[++i]};
    } else {
      counts.push_back(std::stoul(arguments[i]));
    }
  }
  if (counts.empty()) counts = {10, 1000, 100000};
  fmt::print("{:<8} {:<10} {:>8} {:>10} {:>14} {:>12} {:>12}\n", "cloud", "case", "objects", "wall ms", "CPU us/object",
             "MiB before", "MiB peak");
  bool good = true;
  for (const std::string& cloud : clouds) {
    for (const std::string& name : cases) {
      for (const std::size_t count : counts) good = MeasureApart(cloud, name, count) && good;
    }
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace ic

int main(int argc, char** argv) { return ic::Main({argv + 1, argv + argc}); }
