#include "adapters/alibaba/kinds/listing_source.h"

#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/entry_name.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kNetworkName = "interconnectName";  // a member that no answer has
constexpr std::size_t kPage = 50;

struct Spec {
  std::string operation;
  std::string_view id_member;
  Parameters always;
  // The parameters that ask for one object.
  Parameters (*by_id)(const std::string& id);
  std::string_view filter = {};  // the key of the filter that takes several; empty: there is none
};

// How many values a filter takes (VPC API reference, DescribeVirtualBorderRouters, 2025).
constexpr std::size_t kFilterValues = 5;

Parameters Filter(std::string_view key, const std::vector<std::string>& ids) {
  Parameters parameters = {{"Filter.1.Key", std::string(key)}};
  for (std::size_t i = 0; i < ids.size(); ++i) parameters.insert({fmt::format("Filter.1.Value.{}", i + 1), ids[i]});
  return parameters;
}

ListingSource SourceOf(const Spec& spec, const std::string& region, ApiClient& client) {
  ListingSource source;
  source.id_member = spec.id_member;
  source.page = kPage;
  source.all = [spec, region, &client](std::stop_token stop) {
    return client.List({.operation = spec.operation, .members = spec.always}, region, std::move(stop));
  };
  source.one = [spec, region, &client](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
    Parameters parameters = spec.by_id(id);
    parameters.insert(spec.always.begin(), spec.always.end());
    StatusOr<nlohmann::json> list =
        client.List({.operation = spec.operation, .members = parameters}, region, std::move(stop));
    if (!list.ok()) {
      if (SaysGone(list.status())) return Object();
      return list.status();
    }
    for (nlohmann::json& element : list.value()) {
      // A filter the service did not understand must not make a stranger's object ours.
      if (TextOf(element, spec.id_member) == id) return std::make_shared<const nlohmann::json>(std::move(element));
    }
    return Object();
  };
  if (spec.filter.empty()) return source;
  source.some = [spec, region, &client](const std::vector<std::string>& ids, std::stop_token stop) {
    Parameters parameters = Filter(spec.filter, ids);
    parameters.insert(spec.always.begin(), spec.always.end());
    return client.List({.operation = spec.operation, .members = parameters}, region, std::move(stop));
  };
  source.together = kFilterValues;
  return source;
}

}  // namespace

ListingSource ConnectionSource(const std::string& region, ApiClient& client) {
  return SourceOf({"DescribePhysicalConnections",
                   "PhysicalConnectionId",
                   {},
                   [](const std::string& id) { return Filter("PhysicalConnectionId", {id}); },
                   "PhysicalConnectionId"},
                  region, client);
}

ListingSource InterfaceSource(const std::string& region, ApiClient& client) {
  return SourceOf({"DescribeVirtualBorderRouters",
                   "VbrId",
                   {{"IncludeCrossAccountVbr", "true"}},
                   [](const std::string& id) { return Filter("VbrId", {id}); },
                   "VbrId"},
                  region, client);
}

ListingSource GroupSource(const std::string& region, ApiClient& client) {
  return SourceOf({"DescribeBgpGroups",
                   "BgpGroupId",
                   {},
                   [](const std::string& id) {
                     return Parameters{{"BgpGroupId", id}};
                   }},
                  region, client);
}

ListingSource PeerSource(const std::string& region, ApiClient& client) {
  return SourceOf({"DescribeBgpPeers",
                   "BgpPeerId",
                   {},
                   [](const std::string& id) {
                     return Parameters{{"BgpPeerId", id}};
                   }},
                  region, client);
}

ListingSource RouterSource(const std::string& region, ApiClient& client) {
  return SourceOf({"DescribeExpressConnectRouter",
                   "EcrId",
                   {},
                   [](const std::string& id) {
                     return Parameters{{"EcrId", id}};
                   }},
                  region, client);
}

ListingSource NetworkSource(const std::string& region, ApiClient& client) {
  const auto list = [region, &client](const Parameters& parameters, std::stop_token stop) -> StatusOr<nlohmann::json> {
    IC_ASSIGN_OR_RETURN(nlohmann::json all, client.List({.operation = "DescribeBgpNetworks", .members = parameters},
                                                        region, std::move(stop)));
    for (nlohmann::json& element : all) {
      const EntryName name{TextOf(element, "RouterId"), CanonicalPrefix(TextOf(element, "DstCidrBlock"))};
      // Without one of them nobody can tell it.
      element[std::string(kNetworkName)] = name.parent.empty() || name.cidr.empty() ? "" : name.Text();
    }
    return all;
  };
  ListingSource source;
  source.id_member = kNetworkName;
  source.page = kPage;
  source.all = [list](std::stop_token stop) { return list({}, std::move(stop)); };
  source.one = [list](const std::string& name, std::stop_token stop) -> StatusOr<Object> {
    StatusOr<nlohmann::json> own = list({{"RouterId", EntryName::Parse(name).parent}}, std::move(stop));
    if (!own.ok()) {
      if (SaysGone(own.status())) return Object();
      return own.status();
    }
    for (nlohmann::json& element : *own) {
      if (TextOf(element, kNetworkName) == name) return std::make_shared<const nlohmann::json>(std::move(element));
    }
    return Object();
  };
  return source;
}

}  // namespace ic::alibaba
