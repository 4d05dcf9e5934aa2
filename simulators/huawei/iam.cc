#include "simulators/huawei/iam.h"

#include <array>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/wire/accounts.h"
#include "simulators/huawei/wire/encoding.h"
#include "simulators/huawei/wire/error.h"
#include "simulators/huawei/wire/federation.h"
#include "simulators/server/digest.h"

namespace ic::sim::huawei {
namespace {

constexpr Duration kTokenLifetime = std::chrono::hours(24);
constexpr std::int64_t kLeastKeySeconds = 900;
constexpr std::int64_t kMostKeySeconds = 86400;
constexpr std::string_view kMetadataToken = "simulator-metadata-token";
constexpr std::string_view kMachineRegion = "cn-north-4";

struct IamRoute {
  std::string_view method;
  std::string_view path;
  std::string_view operation;
};

constexpr std::array<IamRoute, 11> kRoutes = {{
    {"POST", "/v3/auth/tokens", "KeystoneCreateUserTokenByPassword"},
    {"GET", "/v3/projects", "KeystoneListProjects"},
    {"POST", "/v3/projects", "KeystoneCreateProject"},
    {"GET", "/v3/auth/projects", "KeystoneListAuthProjects"},
    {"GET", "/v3/auth/domains", "KeystoneListAuthDomains"},
    {"GET", "/v3/auth/catalog", "KeystoneListCatalog"},
    {"GET", "/v3/regions", "KeystoneListRegions"},
    {"POST", "/v3.0/OS-CREDENTIAL/securitytokens", "CreateTemporaryAccessKey"},
    {"PUT", "/meta-data/latest/api/token", "metadata:token"},
    {"GET", "/openstack/latest/securitykey", "metadata:securitykey"},
    {"GET", "/openstack/latest/meta_data.json", "metadata:meta_data"},
}};

const IamRoute* FindRoute(const HttpRequest& request) {
  std::string_view path = request.path;
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  for (const IamRoute& route : kRoutes) {
    if (route.path == path && route.method == request.method) return &route;
  }
  return nullptr;
}

HttpResponse Respond(int status, const Json& body) {
  return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = body.dump()};
}

// The member at that path of names; null if it is not there.
Json At(const Json& body, std::initializer_list<const char*> names) {
  Json found = body;
  for (const char* name : names) {
    if (!found.is_object() || !found.contains(name)) return {};
    found = Json(found[name]);
  }
  return found;
}

std::string TextAt(const Json& body, std::initializer_list<const char*> names) {
  const Json found = At(body, names);
  return found.is_string() ? found.get<std::string>() : "";
}

bool UsesMethod(const Json& body, std::string_view method) {
  for (const Json& one : At(body, {"auth", "identity", "methods"})) {
    if (one == method) return true;
  }
  return false;
}

Json ProjectJson(const Project& project) {
  return {{"id", project.id},
          {"name", project.region},
          {"domain_id", project.account},
          {"parent_id", project.account},
          {"is_domain", false},
          {"enabled", true},
          {"description", ""},
          {"links", {{"self", "/v3/projects/" + project.id}}}};
}

Json ListProjects(const Query& query, const Identity& who) {
  std::string name;
  for (const auto& [key, value] : query) {
    if (key == "name") name = value;
  }
  Json projects = Json::array();
  for (const std::string_view region : Regions()) {
    const auto project = ProjectIn(who.account, region);
    if (project && (name.empty() || name == region)) projects.push_back(ProjectJson(*project));
  }
  return {{"projects", std::move(projects)},
          {"links", {{"self", "/v3/projects"}, {"previous", nullptr}, {"next", nullptr}}}};
}

Json ListDomains(const Identity& who) {
  const Account* account = FindAccount(who.account);
  const Json domain{{"id", account->id}, {"name", account->name}, {"enabled", true}, {"description", ""}};
  return {{"domains", Json::array({domain})}, {"links", {{"self", "/v3/auth/domains"}}}};
}

Json ListRegions() {
  Json regions = Json::array();
  for (const std::string_view id : Regions()) {
    regions.push_back({{"id", id}, {"type", "public"}, {"locales", {{"en-us", id}}}, {"parent_region_id", nullptr}});
  }
  return {{"regions", std::move(regions)}, {"links", {{"self", "/v3/regions"}}}};
}

// Direct Connect of every region, at the address that was asked; with the older version's path, as the service has it.
Json Catalog(const HttpRequest& request) {
  const std::string url = fmt::format("http://{}/v2.0", request.Header("host").value_or("localhost"));
  Json endpoints = Json::array();
  for (const std::string_view region : Regions()) {
    endpoints.push_back({{"id", Sha256Hex(region).substr(0, 32)},
                         {"interface", "public"},
                         {"region", region},
                         {"region_id", region},
                         {"url", url}});
  }
  return Json::array({{{"id", Sha256Hex("dcaas").substr(0, 32)},
                       {"name", "dcaas"},
                       {"type", "dcaas"},
                       {"endpoints", std::move(endpoints)}}});
}

// The account of a right name and password; null otherwise.
const Account* Login(const Json& body) {
  const std::string user = TextAt(body, {"auth", "identity", "password", "user", "name"});
  const std::string password = TextAt(body, {"auth", "identity", "password", "user", "password"});
  std::string domain = TextAt(body, {"auth", "identity", "password", "user", "domain", "name"});
  if (domain.empty()) domain = TextAt(body, {"auth", "identity", "password", "user", "domain", "id"});
  const Account* account = FindAccount(domain);
  return account != nullptr && account->user == user && account->password == password ? account : nullptr;
}

// The project that the scope names; nullopt if it names none; an error if it names one that is not there.
StatusOr<std::optional<Project>> Scope(const Json& body, const Account& account) {
  const std::string id = TextAt(body, {"auth", "scope", "project", "id"});
  const std::string name = TextAt(body, {"auth", "scope", "project", "name"});
  if (id.empty() && name.empty()) return std::optional<Project>();
  std::optional<Project> project = id.empty() ? ProjectIn(account.id, name) : FindProject(id);
  if (!project || project->account != account.id) {
    return IamError(401, "The project does not exist or is not one of the user's.");
  }
  return project;
}

}  // namespace

bool Iam::Serves(const HttpRequest& request) {
  return FindRoute(request) != nullptr || IsIdTokenPath(request) || IsProtocolPath(request);
}

std::string Iam::OperationOf(const HttpRequest& request) {
  if (IsIdTokenPath(request)) return "CreateTokenWithIdToken";
  if (IsProtocolPath(request)) return "CreateUnscopedTokenWithIdToken";
  return std::string(FindRoute(request)->operation);
}

StatusOr<HttpResponse> Iam::Carry(const HttpRequest& request, std::string& account) {
  const std::string operation = OperationOf(request);
  if (operation.starts_with("metadata:")) return Metadata(request, operation);
  if (operation == "KeystoneCreateUserTokenByPassword") return CreateToken(request, account);
  if (operation.ends_with("TokenWithIdToken")) return CreateFederatedToken(request, account);
  const bool key = operation == "CreateTemporaryAccessKey";
  IC_ASSIGN_OR_RETURN(const Identity who, key ? KeyOwner(request) : credentials_.Authenticate(request));
  account = who.account;
  if (key) return CreateKey(request, who);
  if (operation == "KeystoneListRegions") return Respond(200, ListRegions());
  if (operation == "KeystoneListAuthDomains") return Respond(200, ListDomains(who));
  if (operation == "KeystoneListCatalog") {
    return Respond(200, Json{{"catalog", Catalog(request)}, {"links", {{"self", "/v3/auth/catalog"}}}});
  }
  if (operation == "KeystoneCreateProject") {
    return IamError(403, "You are not authorized to perform the requested action: every region has its project.");
  }
  return Respond(200, ListProjects(ParseQuery(request.query), who));
}

StatusOr<HttpResponse> Iam::CreateToken(const HttpRequest& request, std::string& account) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return IamError(400, "The request body is not a JSON object.");
  if (!UsesMethod(body, "password")) return IamError(400, "auth.identity.methods must contain password.");
  const Account* who = Login(body);
  if (who == nullptr) return IamError(401, "The username or password is wrong.");
  account = who->id;
  IC_ASSIGN_OR_RETURN(const std::optional<Project> project, Scope(body, *who));
  Json described{{"methods", Json::array({"password"})},
                 {"user",
                  {{"id", Sha256Hex(who->user).substr(0, 32)},
                   {"name", who->user},
                   {"domain", {{"id", who->id}, {"name", who->name}}}}}};
  if (!project) described["domain"] = {{"id", who->id}, {"name", who->name}};
  return TokenAnswer(201, account, project ? project->id : "", std::move(described));
}

// A token for who is described, and the rest of its description.
HttpResponse Iam::TokenAnswer(int status, const std::string& account, const std::string& project, Json described) {
  const std::string token = credentials_.IssueToken(account, project, kTokenLifetime);
  described["expires_at"] = Timestamp(wall_.Now() + kTokenLifetime);
  described["issued_at"] = Timestamp(wall_.Now());
  described["catalog"] = Json::array();
  described["roles"] = Json::array();
  if (const auto scope = FindProject(project)) {
    const Account* owner = FindAccount(scope->account);
    described["project"] = {
        {"id", scope->id}, {"name", scope->region}, {"domain", {{"id", owner->id}, {"name", owner->name}}}};
  }
  HttpResponse response = Respond(status, Json{{"token", std::move(described)}});
  response.headers.emplace_back("X-Subject-Token", token);
  return response;
}

StatusOr<HttpResponse> Iam::CreateFederatedToken(const HttpRequest& request, std::string& account) {
  IC_ASSIGN_OR_RETURN(const FederatedUser user, CheckIdToken(request));
  account = user.account;
  const Account* owner = FindAccount(account);
  IC_ASSIGN_OR_RETURN(const std::optional<Project> project, Scope(Json::parse(request.body, nullptr, false), *owner));
  const Json domain{{"id", owner->id}, {"name", owner->name}};
  const Json federation{
      {"identity_provider", {{"id", user.provider}}}, {"protocol", {{"id", "oidc"}}}, {"groups", Json::array()}};
  return TokenAnswer(201, account, project ? project->id : "",
                     {{"methods", Json::array({"mapped"})},
                      {"user",
                       {{"id", Sha256Hex(user.name).substr(0, 32)},
                        {"name", user.name},
                        {"domain", domain},
                        {"OS-FEDERATION", federation}}}});
}

// Who asks for a key: by signature or X-Auth-Token, or by the token that the body exchanges.
StatusOr<Identity> Iam::KeyOwner(const HttpRequest& request) {
  if (!request.Header("authorization") && !request.Header("x-auth-token")) {
    const Json body = Json::parse(request.body, nullptr, false);
    const std::string token = TextAt(body, {"auth", "identity", "token", "id"});
    if (UsesMethod(body, "token") && !token.empty()) return credentials_.CheckToken(token);
  }
  return credentials_.Authenticate(request);
}

Json Iam::KeyJson(const std::string& account, Duration lifetime) {
  const Credential key = credentials_.IssueKey(account, lifetime);
  return {{"credential",
           {{"access", key.access_key},
            {"secret", key.secret},
            {"securitytoken", key.token},
            {"expires_at", Timestamp(*key.expires)}}}};
}

// By token: the caller's own account. By agency: the account that trusts the caller, named by `domain_name`.
StatusOr<HttpResponse> Iam::CreateKey(const HttpRequest& request, const Identity& who) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return IamError(400, "The request body is not a JSON object.");
  const bool agency = UsesMethod(body, "assume_role");
  if (!agency && !UsesMethod(body, "token")) {
    return IamError(400, "auth.identity.methods must contain token or assume_role.");
  }
  const char* part = agency ? "assume_role" : "token";
  std::string account = who.account;
  if (agency) {
    std::string domain = TextAt(body, {"auth", "identity", part, "domain_name"});
    if (domain.empty()) domain = TextAt(body, {"auth", "identity", part, "domain_id"});
    const std::string name = TextAt(body, {"auth", "identity", part, "agency_name"});
    const Account* trusting = FindAccount(domain);
    if (trusting == nullptr || name.empty()) return IamError(404, "The agency or its account does not exist.");
    if (name.find("denied") != std::string::npos) return IamError(403, "The agency does not trust you.");
    account = trusting->id;
  }
  const Json wanted = At(body, {"auth", "identity", part, "duration_seconds"});
  std::int64_t seconds = kLeastKeySeconds;
  if (wanted.is_number_integer()) seconds = wanted.get<std::int64_t>();
  if (wanted.is_string()) {
    const auto text = wanted.get<std::string>();
    if (std::from_chars(text.data(), text.data() + text.size(), seconds).ec != std::errc()) seconds = 0;
  }
  if (seconds < kLeastKeySeconds || seconds > kMostKeySeconds) {
    return IamError(400, fmt::format("duration_seconds must be from {} to {}.", kLeastKeySeconds, kMostKeySeconds));
  }
  return Respond(201, KeyJson(account, std::chrono::seconds(seconds)));
}

// A machine of the customer's with an agency. Its session token is optional, as on machines that do not enforce it;
// one that is sent must be right.
StatusOr<HttpResponse> Iam::Metadata(const HttpRequest& request, const std::string& operation) {
  if (operation == "metadata:token") {
    if (!request.Header("x-metadata-token-ttl-seconds"))
      return IamError(400, "X-Metadata-Token-Ttl-Seconds is missing");
    return HttpResponse{
        .status = 200, .headers = {{"Content-Type", "text/plain"}}, .body = std::string(kMetadataToken)};
  }
  if (request.Header("x-metadata-token").value_or(std::string(kMetadataToken)) != kMetadataToken) {
    return IamError(401, "X-Metadata-Token is wrong");
  }
  const std::string account(Accounts()[0].id);
  if (operation == "metadata:securitykey") return Respond(200, KeyJson(account, std::chrono::hours(1)));
  return Respond(200, Json{{"region_id", kMachineRegion}, {"project_id", ProjectIn(account, kMachineRegion)->id}});
}

}  // namespace ic::sim::huawei
