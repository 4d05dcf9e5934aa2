#include "tests/clouds/clouds.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "adapters/all/all.h"
#include "base/text.h"
#include "simulators/all/vendors.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation {
namespace {

using Json = nlohmann::json;

constexpr auto kRoundTrip = std::chrono::milliseconds(20);

// Addresses that no socket listens on: who is meant is all they say.
const std::map<std::string, std::string>& Addresses() {
  static const std::map<std::string, std::string> kAddresses = [] {
    std::map<std::string, std::string> addresses;
    for (const SimulatedVendor* vendor : AllVendors()) {
      addresses[std::string(vendor->name)] = fmt::format("http://127.0.0.1:{}", 1 + addresses.size());
    }
    return addresses;
  }();
  return kAddresses;
}

std::optional<std::string> CloudAt(std::string_view url) {
  for (const auto& [cloud, address] : Addresses()) {
    if (url.starts_with(address)) return cloud;
  }
  return std::nullopt;
}

const std::map<std::string, sim::Fault::Kind>& Faults() {
  using Kind = sim::Fault::Kind;
  static const std::map<std::string, Kind> kFaults = {{"fails", Kind::kFail},
                                                      {"throttled", Kind::kThrottle},
                                                      {"lost_answer", Kind::kLoseResponse},
                                                      {"cut_before", Kind::kCloseBefore},
                                                      {"garbage", Kind::kGarbage}};
  return kFaults;
}

sim::HttpRequest Received(const HttpRequest& sent) {
  sim::HttpRequest request;
  request.method = sent.method;
  std::string_view rest = sent.url;
  rest.remove_prefix(std::min(rest.size(), rest.find('/', rest.find("://") + 3)));
  const std::size_t question = rest.find('?');
  request.path = rest.empty() ? "/" : rest.substr(0, question);
  if (question != std::string_view::npos) request.query = rest.substr(question + 1);
  for (const auto& [name, value] : sent.headers) request.headers.emplace_back(ToLowerAscii(name), Trim(value));
  if (!request.Header("host")) request.headers.emplace_back("host", HostOfUrl(sent.url));
  request.body = sent.body;
  return request;
}

Status Failed(const HttpRequest& request, Status status, bool ambiguous) {
  return status.WithRemote({.operation = request.operation, .ambiguous = ambiguous});
}

}  // namespace

const std::vector<std::string>& Mishaps() {
  static const std::vector<std::string> kMishaps = {"lost_answer", "dies_before", "dies_after", "fails",
                                                    "throttled",   "cut_before",  "garbage",    "timeout",
                                                    "unreachable", "broken",      "meddle",     "stopped"};
  return kMishaps;
}

Clouds::Clouds(std::uint64_t seed, bool lifecycle) {
  const sim::CloudContext context{
      .options = {.seed = seed, .lifecycle = lifecycle}, .simulated = simulated_, .wall = clock_};
  for (const sim::Vendor& vendor : sim::AllVendors()) AddCloud(vendor.name, vendor.make(context));
}

void Clouds::AddCloud(const std::string& name, std::unique_ptr<sim::Cloud> cloud) {
  Simulated& simulated = clouds_[name];
  simulated.cloud = std::move(cloud);
  simulated.front = std::make_unique<sim::Front>(name, *simulated.cloud, log_, faults_, clock_, pace_);
}

Value Clouds::Settings(const std::string& cloud) {
  const SimulatedVendor& vendor = VendorNamed(cloud);
  Value settings = Value::Object({{"region", Value::String(vendor.region)}});
  for (const std::string_view setting : vendor.endpoints) settings.Put(setting, Value::String(Addresses().at(cloud)));
  return settings;
}

std::map<std::string, std::string> Clouds::Environment() {
  std::map<std::string, std::string> environment;
  for (const SimulatedVendor* vendor : AllVendors()) {
    environment.insert(vendor->environment.begin(), vendor->environment.end());
  }
  return environment;
}

void Clouds::Restart() {
  armed_.clear();
  lasting_.clear();
  dead_ = false;
}

StatusOr<HttpResponse> Clouds::Send(const HttpRequest& request, std::stop_token stop) {
  const std::size_t number = calls_++;
  if (dead_) return Failed(request, CancelledError("The process is dead."), true);
  if (stop.stop_requested()) return Failed(request, CancelledError("Stopped."), false);
  clock_.Advance(kRoundTrip);
  std::string mishap = lasting_;
  if (const auto found = armed_.find(number); found != armed_.end()) mishap = found->second;
  if (mishap == "meddle" && meddle) meddle(number);
  if (mishap == "stopped" && stop_run) stop_run();
  if (stop.stop_requested() && !request.mutating) return Failed(request, CancelledError("Stopped."), true);
  if (mishap == "unreachable" || mishap == "broken") lasting_ = mishap;
  return Exchange(request, mishap, std::move(stop));
}

StatusOr<HttpResponse> Clouds::Exchange(const HttpRequest& request, const std::string& mishap, std::stop_token stop) {
  if (mishap == "unreachable") return Failed(request, UnavailableError("Connection refused."), false);
  if (mishap == "dies_before" || mishap == "dies_after") {
    if (mishap == "dies_after") (void)Carry(request, std::move(stop));
    dead_ = true;
    return Failed(request, CancelledError("The process dies."), true);
  }
  if (mishap == "timeout") {
    (void)Carry(request, std::move(stop));
    clock_.Advance(request.timeout);
    return Failed(request, DeadlineExceededError("Timed out."), true);
  }
  const auto fault = Faults().find(mishap == "broken" ? "fails" : mishap);
  const std::optional<std::string> cloud = CloudAt(request.url);
  if (fault != Faults().end() && cloud) {
    faults_.Add({.cloud = *cloud,
                 .operation = "*",
                 .kind = fault->second,
                 .error = {.code = "InternalFailure", .message = "injected fault", .http_status = 500}});
  }
  return Carry(request, std::move(stop));
}

StatusOr<HttpResponse> Clouds::Carry(const HttpRequest& request, std::stop_token stop) {
  const std::optional<std::string> cloud = CloudAt(request.url);
  if (!cloud) return Failed(request, UnavailableError("There is nobody at " + RedactUrl(request.url) + "."), false);
  if (request.mutating) before_change();
  sim::HttpResponse answer = clouds_.at(*cloud).front->Handle(Received(request), stop);
  if (request.mutating) after_change(request);
  if (answer.cut) return Failed(request, UnavailableError("The connection was cut."), true);
  HttpResponse response{answer.status, std::move(answer.headers), std::move(answer.body)};
  answered(request, response);
  return response;
}

std::string Clouds::Create(const std::string& cloud, const std::string& type, Json members) {
  const auto created =
      clouds_.at(cloud).cloud->Create({{"cloud", cloud}, {"type", type}, {"members", std::move(members)}});
  if (!created.ok()) throw std::logic_error(std::string(created.status().message()));
  return created->at("id").get<std::string>();
}

void Clouds::Edit(const std::string& cloud, const std::string& id, Json members) {
  const auto edited = clouds_.at(cloud).cloud->Edit({{"cloud", cloud}, {"id", id}, {"set", std::move(members)}});
  if (!edited.ok()) throw std::logic_error(std::string(edited.status().message()));
}

void Clouds::Remove(const std::string& cloud, const std::string& id) {
  const auto edited = clouds_.at(cloud).cloud->Edit({{"cloud", cloud}, {"id", id}, {"op", "delete"}});
  if (!edited.ok()) throw std::logic_error(std::string(edited.status().message()));
}

const std::vector<const VendorTraits*>& CloudsFactory::traits() const { return AllAdapters().traits(); }

StatusOr<std::unique_ptr<Adapter>> CloudsFactory::Make(std::string_view cloud, const AdapterOptions& options) const {
  AdapterOptions here = options;
  here.transport = clouds_;
  return AllAdapters().Make(cloud, here);
}

std::map<std::string, Thing> ThingsIn(Clouds& clouds) {
  Things things;
  for (const SimulatedVendor* vendor : AllVendors()) {
    const std::string name(vendor->name);
    things.Of(name);
    vendor->flatten(clouds.Objects(name), things);
  }
  return things.Take();
}

}  // namespace ic::simulation
