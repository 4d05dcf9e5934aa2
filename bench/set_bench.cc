// What whole sets cost: reading YAML, validating, planning all new, planning with nothing to do, and validating with
// that. Prints milliseconds, processor time an object and the peak of memory of the whole process, the configuration
// and the state's file read in it, for growing numbers of objects.
//
//   set_bench [N ...]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/all/all.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "cli/config/read/load.h"
#include "reconcile/run/apply/apply_set.h"
#include "reconcile/run/plan/plan_set.h"
#include "reconcile/run/plan/validate_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/state/store.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic {
namespace {

// Ten objects to a connection, as a repository has them.
void WriteObjects(std::size_t count, std::ostream& out) {
  const auto write = [&](std::string_view kind, const auto& one) {
    out << kind << ":\n";
    for (std::size_t i = 0; i < count; ++i) one(i / 10, i % 10);
  };
  out << "clouds: {aws: {region: us-east-1}}\n";
  write("connection", [&](std::size_t port, std::size_t place) {
    if (place == 0) out << fmt::format("  p{}: {{cloud: aws, location: Loc{}, bandwidth: 1Gbps}}\n", port, port);
  });
  write("virtual_interface", [&](std::size_t port, std::size_t place) {
    if (place == 0 || place > 3) return;
    out << fmt::format("  i{0}-{1}: {{connection: p{0}, vlan: {2}, gateway_id: vgw-{0:08x}, customer_asn: 65000}}\n",
                       port, place, 100 + place);
  });
  write("bgp_peer", [&](std::size_t port, std::size_t place) {
    if (place < 4 || place > 6) return;
    out << fmt::format("  s{0}-{1}: {{virtual_interface: i{0}-{2}, address_family: ipv6, customer_asn: 65000}}\n", port,
                       place, place - 3);
  });
  write("bgp_cidr", [&](std::size_t port, std::size_t place) {
    if (place < 7) return;
    out << fmt::format(
        "  n{0}-{1}: {{cloud: aws, advertised_by: {0:08x}-0000-0000-0000-000000000000, cidr: 10.{1}.0.0/16}}\n", port,
        place);
  });
}

// A line of /proc/self/status, in MiB.
double Memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::stod(line.substr(name.size() + 1)) / 1024;
  }
  return 0;
}

double CpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Everything is measured in a process of its own, as the command line does it: the configuration is read, then the
// state, which is a file.
class Bench {
 public:
  Bench(std::size_t count, const std::filesystem::path& folder) : count_(count), folder_(folder) {
    environment_.engine.factory = &factory_;
    environment_.engine.clock = &clock_;
    environment_.engine.random = random_.get();
  }

  bool ReadYaml() {
    Measure("read YAML", [this] { return Load(); });
    return ok_;
  }

  bool Validate() {
    ok_ = Load();
    Measure("validate", [this] { return !HasErrors(ValidateSet(environment_.engine, desired_)); });
    return ok_;
  }

  // Leaves the state that applying it would leave.
  bool PlanNew() {
    ok_ = Load() && OpenStore();
    RunPlan plan;
    Measure("plan: all new", [&] { return Plan(plan); });
    return ok_ && FillState(plan);
  }

  // Every object validated and compared with the state.
  bool PlanNothing() {
    ok_ = Load() && OpenStore();
    options_.refresh = false;  // what reading the clouds costs is theirs; bench/cli.py has it
    RunPlan plan;
    Measure("plan: nothing to do", [&] { return Plan(plan); });
    if (!plan.HasChanges()) return ok_;
    fmt::print(stderr, "{} {}\n", ActionName(plan.steps.front().action), plan.steps.front().address.ToString());
    return false;
  }

 private:
  bool Load() {
    cli::LoadedSet loaded = cli::LoadConfiguration({(folder_ / "interconnect.yaml").string()}, {.factory = &factory_});
    desired_ = std::move(loaded.set);
    return !HasErrors(loaded.diagnostics) && desired_.objects.size() == count_;
  }

  bool OpenStore() {
    auto store = OpenState((folder_ / "interconnect.db").string(), {.clock = &clock_, .random = random_.get()});
    if (!store.ok()) return false;
    store_ = *std::move(store);
    environment_.state = store_.get();
    return true;
  }

  bool Plan(RunPlan& plan) {
    plan = PlanSet(environment_, desired_, options_);
    for (const LocatedDiagnostic& one : plan.diagnostics) {
      if (one.diagnostic.severity == Severity::kError) fmt::print(stderr, "{}\n", one.diagnostic.detail);
    }
    return !plan.HasErrors();
  }

  static std::string IdFor(const Step& step, std::size_t number) {
    switch (step.address.kind) {
      case Kind::kConnection:
        return fmt::format("dxcon-{:08x}", number);
      case Kind::kVirtualInterface:
        return fmt::format("dxvif-{:08x}", number);
      case Kind::kBgpPeer:
        return fmt::format("dxpeer-{:08x}", number);
      default:
        return reconcile::Text(step.planned, field::kAdvertisedBy) + "/" + reconcile::Text(step.planned, field::kCidr);
    }
  }

  // As an apply would leave it: what was planned, with ids.
  bool FillState(const RunPlan& plan) {
    const run::FieldIndex field_index(factory_);
    std::map<Address, std::string> ids;
    std::vector<StateObject> objects;
    for (const Step& step : plan.steps) {
      StateObject object;
      object.address = step.address;
      object.account = step.account;
      object.cloud = step.cloud;
      object.region = "us-east-1";
      object.id = ids[step.address] = IdFor(step, objects.size());
      Value attributes = step.planned.UnknownToNull();
      attributes.Put(field::kId, Value::String(object.id));
      for (const Address& parent : step.parents) {
        const std::string_view name =
            parent.kind == Kind::kConnection ? field::kConnectionId : field::kVirtualInterfaceId;
        attributes.Put(name, Value::String(ids.at(parent)));
      }
      object.attributes = run::TextOf(field_index, step.address.kind, attributes);
      object.depends_on = step.parents;
      objects.push_back(std::move(object));
    }
    return store_->Lock({"bench", "set_bench", getpid()}).ok() && store_->PutAll(objects).ok();
  }

  void Measure(std::string_view what, const std::function<bool()>& work) {
    if (!ok_) return;
    const double cpu_before = CpuSeconds();
    const auto start = std::chrono::steady_clock::now();
    ok_ = work();
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    fmt::print("{:<20} {:>8} {:>10.1f} {:>14.2f} {:>12.1f}{}\n", what, count_, spent.count(),
               (CpuSeconds() - cpu_before) * 1e6 / static_cast<double>(count_), Memory("VmHWM:"),
               ok_ ? "" : "  FAILED");
    std::fflush(stdout);
  }

  const std::size_t count_;
  const std::filesystem::path folder_;
  bool ok_ = true;
  reconcile::FakeWorld world_;
  reconcile::FakeFactory factory_{world_, AllAdapters().traits()};
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  std::unique_ptr<StateStore> store_;
  RunEnvironment environment_;
  PlanOptions options_;
  DesiredSet desired_;
};

// In a process of its own, so that its memory is its own.
bool RunApart(const std::function<bool()>& work) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) _exit(work() ? 0 : 1);
  int status = 0;
  waitpid(child, &status, 0);
  return status == 0;
}

bool RunAll(std::size_t count) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("ic-bench-{}", getpid());
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  {
    std::ofstream out(folder / "interconnect.yaml");
    WriteObjects(count, out);
  }
  bool ok = true;
  for (const auto work : {&Bench::ReadYaml, &Bench::Validate, &Bench::PlanNew, &Bench::PlanNothing}) {
    ok = ok && RunApart([&] { return (Bench(count, folder).*work)(); });
  }
  std::filesystem::remove_all(folder);
  return ok;
}

int Main(int argc, char** argv) {
  std::vector<std::size_t> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::strtoul(argv[i], nullptr, 10));
  if (counts.empty()) counts = {10, 1000, 100000};
  fmt::print("{:<20} {:>8} {:>10} {:>14} {:>12}\n", "what", "objects", "ms", "us an object", "peak MiB");
  for (const std::size_t count : counts) {
    if (!RunAll(count)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace ic

int main(int argc, char** argv) { return ic::Main(argc, argv); }
