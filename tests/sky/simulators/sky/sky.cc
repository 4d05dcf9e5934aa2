// The simulated Sky Links.
#include <memory>
#include <mutex>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/server/cloud.h"
#include "simulators/server/objects/table.h"

namespace ic::sim::sky {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kKey = "sky-simulator-key";
constexpr std::string_view kLinks = "/links";

struct Link {
  std::string id;
  std::string name;
  std::string site;
  std::string speed;
};

Json LinkJson(const Link& link) {
  return {{"id", link.id}, {"name", link.name}, {"site", link.site}, {"speed", link.speed}, {"state", "up"}};
}

HttpResponse Answer(int status, const Json& body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

// What the service refuses; empty if nothing.
std::string Wrong(const Json& in, bool creating) {
  const std::string name = in.value("name", "");
  if (name.empty() || name.size() > 40) return "a name has 1 to 40 characters";
  if (!creating) return "";
  const std::string site = in.value("site", ""), speed = in.value("speed", "");
  if (site != "cumulus" && site != "stratus") return "there is no such site";
  return speed == "1Gbps" || speed == "10Gbps" ? "" : "there is no such speed";
}

class Sky : public Cloud {
 public:
  std::string OperationOf(const HttpRequest& request) const override {
    const bool one = request.path.size() > kLinks.size();
    if (request.method == "GET") return one ? "GetLink" : "ListLinks";
    if (request.method == "POST") return "CreateLink";
    return request.method == "PATCH" ? "UpdateLink" : "DeleteLink";
  }

  CallResult Carry(const HttpRequest& request) override {
    CallResult result;
    if (request.Header("authorization").value_or("") != "Bearer " + std::string(kKey)) {
      return Refused(std::move(result), 401, "BadKey", "the key is wrong");
    }
    result.account = "sky";
    const std::lock_guard lock(mutex_);
    const Json in = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
    if (request.path == kLinks) return request.method == "POST" ? Make(in, std::move(result)) : List(std::move(result));
    result.target = request.path.substr(std::min(request.path.size(), kLinks.size() + 1));
    Link* link = links_.Find(result.target);
    if (link == nullptr) return Refused(std::move(result), 404, "NoLink", "there is no such link");
    if (request.method == "DELETE") {
      links_.RemoveIf([&](const Link& one) { return one.id == result.target; });
      result.response = Answer(200, Json::object());
      return result;
    }
    if (request.method == "PATCH") {
      if (const std::string wrong = Wrong(in, false); !wrong.empty()) {
        return Refused(std::move(result), 400, "BadLink", wrong);
      }
      link->name = in.value("name", "");
    }
    result.response = Answer(200, LinkJson(*link));
    return result;
  }

  HttpResponse ErrorAnswer(const InjectedError& error) override {
    return Answer(error.http_status, {{"code", error.code}, {"message", error.message}});
  }
  InjectedError Throttling() const override { return {"Busy", "too many calls", 429}; }

  Json Objects() override {
    const std::lock_guard lock(mutex_);
    Json links = Json::array();
    for (const auto& link : links_.items()) links.push_back(LinkJson(*link));
    return {{"links", links}};
  }
  StatusOr<Json> Create(const Json& request) override {
    const std::lock_guard lock(mutex_);
    return Json{{"id", Add(request.value("members", Json::object())).id}};
  }
  StatusOr<Json> Edit(const Json& request) override {
    const std::lock_guard lock(mutex_);
    Link* link = links_.Find(request.value("id", ""));
    if (link == nullptr) return NotFoundError("there is no such link");
    link->name = request.value("set", Json::object()).value("name", link->name);
    return Json{{"id", link->id}};
  }
  void Reset() override {
    const std::lock_guard lock(mutex_);
    links_ = {};
    number_ = 0;
  }

 private:
  CallResult Refused(CallResult result, int status, const std::string& code, const std::string& message) {
    result.error = code;
    result.response = Answer(status, {{"code", code}, {"message", message}});
    return result;
  }

  Link& Add(const Json& in) {
    return links_.Add({.id = fmt::format("link-{}", ++number_),
                       .name = in.value("name", ""),
                       .site = in.value("site", "cumulus"),
                       .speed = in.value("speed", "1Gbps")});
  }

  CallResult Make(const Json& in, CallResult result) {
    if (const std::string wrong = Wrong(in, true); !wrong.empty()) {
      return Refused(std::move(result), 400, "BadLink", wrong);
    }
    const Link& link = Add(in);
    result.target = link.id;
    result.response = Answer(201, LinkJson(link));
    return result;
  }

  CallResult List(CallResult result) {
    Json links = Json::array();
    for (const auto& link : links_.items()) links.push_back(LinkJson(*link));
    result.response = Answer(200, {{"links", links}});
    return result;
  }

  std::mutex mutex_;
  Table<Link> links_;
  int number_ = 0;
};

}  // namespace

std::unique_ptr<Cloud> MakeCloud(const CloudContext&) { return std::make_unique<Sky>(); }

}  // namespace ic::sim::sky
