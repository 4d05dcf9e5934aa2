// The fuzzer's starting inputs. IC_FUZZ_SEEDS names the folder to write them to; without it they are only checked.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "cli/config/testing/load_fixture.h"
#include "cli/config/testing/random_set.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

class FuzzSeedsTest : public LoadFixture {};

TEST_F(FuzzSeedsTest, AreWellFormed) {
  std::vector<std::string> seeds = {R"(version: 1
clouds: {sky: {region: r, files: [a, "b"]}, b: {cloud: sky}}
owner: o
moved: {connection: {x: c}}
drift: {ignore: [{address: "*", field: tags.a, reason: r, until: 2026-12-31}]}
x-a: &a {cloud: sky}
connection: {c: {<<: *a, sky: {height: 5, blue: true}, tags: {a: "$${"}}}
virtual_interface: {v: {connection: c, vlan: 5, customer_asn: 1.10, bfd: {enabled: true}}}
bgp_cidr: {d: {virtual_interface: v, cidr: 10.0.0.0/8}}
)"};
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    seeds.push_back(WriteYaml(AllAdapters(), RandomSet(seed).Make(), true));
    EXPECT_EQ(Said(LoadText(seeds.back())), "");
  }
  const char* folder = std::getenv("IC_FUZZ_SEEDS");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    std::ofstream(std::string(folder) + "/" + std::to_string(i) + ".yaml", std::ios::binary) << seeds[i];
  }
}

}  // namespace
}  // namespace ic::cli
