#include "simulators/alibaba/world/access_points.h"

#include <algorithm>

namespace ic::sim::alibaba {
namespace {

constexpr AccessPoint kAccessPoints[] = {
    {"ap-cn-hangzhou-yh-B", "Hangzhou-Yuhang-B", "cn-hangzhou", "Other"},
    {"ap-cn-hangzhou-xs-C", "Hangzhou-Xiaoshan-C", "cn-hangzhou", "Other"},
    {"ap-cn-shanghai-pd-A", "Shanghai-Pudong-A", "cn-shanghai", "CT"},
    {"ap-cn-shanghai-jd-B", "Shanghai-Jiading-B", "cn-shanghai", "Other"},
    {"ap-cn-beijing-ft-A", "Beijing-Fengtai-A", "cn-beijing", "CU"},
    {"ap-cn-beijing-dx-B", "Beijing-Daxing-B", "cn-beijing", "Other"},
    {"ap-cn-shenzhen-ft-A", "Shenzhen-Futian-A", "cn-shenzhen", "CT"},
    {"ap-cn-hongkong-fo-A", "Hongkong-Fotan-A", "cn-hongkong", "Equinix"},
    {"ap-sg-singpore-jl-A", "Singapore-Jurong-A", "ap-southeast-1", "Equinix"},
    {"ap-sg-singpore-ta-B", "Singapore-Tampines-B", "ap-southeast-1", "Other"},
    {"ap-de-frankfurt-A", "Frankfurt-A", "eu-central-1", "Equinix"},
    {"ap-us-ashburn-A", "Ashburn-A", "us-east-1", "Equinix"},
};

constexpr std::string_view kRegions[] = {
    "cn-hangzhou",    "cn-shanghai",    "cn-beijing",     "cn-shenzhen",    "cn-qingdao",     "cn-zhangjiakou",
    "cn-huhehaote",   "cn-wulanchabu",  "cn-chengdu",     "cn-heyuan",      "cn-guangzhou",   "cn-nanjing",
    "cn-fuzhou",      "cn-hongkong",    "cn-wuhan-lr",    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
    "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ap-northeast-1", "ap-northeast-2", "ap-south-1",
    "us-west-1",      "us-east-1",      "na-south-1",     "eu-central-1",   "eu-west-1",      "me-east-1",
    "me-central-1"};

}  // namespace

std::span<const AccessPoint> AccessPoints() { return kAccessPoints; }

const AccessPoint* FindAccessPoint(std::string_view id) {
  for (const AccessPoint& point : kAccessPoints) {
    if (point.id == id) return &point;
  }
  return nullptr;
}

std::span<const std::string_view> Regions() { return kRegions; }

bool KnownRegion(std::string_view region) {
  return std::find(std::begin(kRegions), std::end(kRegions), region) != std::end(kRegions);
}

}  // namespace ic::sim::alibaba
