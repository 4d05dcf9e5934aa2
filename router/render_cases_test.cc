// What a session or a route may never be told on any platform: each case on each of them, of each family.
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "router/link.h"
#include "router/platforms.h"
#include "router/render.h"
#include "router/templates.h"
#include "router/testing/samples.h"
#include "router/values.h"

namespace ic::router {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace ::ic::router::testing;  // NOLINT(google-build-using-namespace): the samples

constexpr std::string_view kFamilies[] = {"ipv4", "ipv6"};

StatusOr<std::string> RenderOn(const Value& router, std::string_view platform) {
  return Render({&router, platform, BuiltInTemplates().find(platform)->second, {}});
}

std::string Replaced(std::string text, const std::map<std::string, std::string>& words) {
  for (const auto& [word, by] : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
      text.replace(at, word.size(), by);
    }
  }
  return text;
}

// The first part of `text` from `from` to `to`; all of it if `from` is empty.
std::string Part(const std::string& text, const std::string& from, const std::string& to) {
  if (from.empty()) return text;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? std::string() : text.substr(at, text.find(to, at + from.size()) - at);
}

// How a platform says what a session accepts: where it is said, the words that refuse everything, and those that would
// accept something. NAME: the session; FAM: ip or ipv6; SIX: 6 or nothing; ANY: every prefix.
struct Refusal {
  std::string from, to, denies, accepts;
};

const std::map<std::string_view, Refusal>& Refusals() {
  static const Refusal kList = {"", "", "FAM prefix-list NAME-in seq 10 deny ANY", "prefix-list NAME-in seq 10 permit"};
  static const std::map<std::string_view, Refusal> kAll = {
      {"frr", kList},
      {"ios-xe", kList},
      {"nx-os", kList},
      {"bird", {"filter SYMBOL_in {", "\n}", "\n  reject;", "accept;"}},
      {"ios-xr", {"route-policy NAME-in\n", "end-policy", "  drop", "pass"}},
      {"junos", {"policy-statement NAME-in {", "policy-statement NAME-out", "then reject;", "accept;"}},
      {"junos-set", {"", "", "policy-statement NAME-in term rest then reject", "policy-statement NAME-in term known"}},
      {"eos", {"FAM prefix-list NAME-in\n", "!", "seq 10 deny ANY", "permit"}},
      {"vrp", {"", "", "ip FAM-prefix NAME-in index 10 deny ", "-prefix NAME-in index 10 permit"}},
      {"pan-os", {"", "", "import rules NAME-none action deny", "import rules NAME-in"}},
      {"vyos",
       {"", "", "policy prefix-listSIX NAME-in rule 10 action 'deny'",
        "prefix-listSIX NAME-in rule 10 action 'permit'"}},
      {"routeros", {"chain=NAME-in", "chain=NAME-out", "rule=\"reject\"", "accept"}},
  };
  return kAll;
}

std::map<std::string, std::string> WordsOf(std::string_view platform, std::string_view family) {
  const bool six = family == "ipv6";
  const std::string any = !six ? "0.0.0.0/0 le 32" : platform == "nx-os" ? "0::/0 le 128" : "::/0 le 128";
  return {{"NAME", "prod-" + std::string(family)},
          {"SYMBOL", "prod_" + std::string(family)},
          {"FAM", six ? "ipv6" : "ip"},
          {"SIX", six ? "6" : ""},
          {"ANY", any}};
}

// A link whose cloud advertises prefixes of the other family alone; `any`: nobody knows what it advertises.
Value RouterWithout(std::string_view family, bool preferred, bool any) {
  LinkInput link = KeyedLink();
  link.from_cloud.clear();
  if (!any) link.from_cloud.push_back(*Cidr::Parse(family == "ipv4" ? "2001:db8:c10d::/48" : "10.0.0.0/16"));
  RouterOptions options;
  if (preferred) options.preferred = {"virtual_interface.prod"};
  return RouterOf({LinkOf(link).value()}, options).value();
}

TEST(RenderCasesTest, WithoutAPrefixOfItsFamilyNothingIsAccepted) {
  for (const Platform& platform : Platforms()) {
    const auto refusal = Refusals().find(platform.name);
    ASSERT_NE(refusal, Refusals().end()) << platform.name;
    const auto& [from, to, denies, accepts] = refusal->second;
    for (const std::string_view family : kFamilies) {
      const auto words = WordsOf(platform.name, family);
      for (const bool preferred : {false, true}) {
        SCOPED_TRACE(std::string(platform.name) + " " + std::string(family));
        const std::string text = RenderOn(RouterWithout(family, preferred, false), platform.name).value();
        EXPECT_THAT(text, HasSubstr("nothing is accepted"));
        const std::string part = Part(text, Replaced(from, words), Replaced(to, words));
        EXPECT_THAT(part, HasSubstr(Replaced(denies, words)));
        EXPECT_THAT(part, Not(HasSubstr(Replaced(accepts, words))));
        const std::string open = RenderOn(RouterWithout(family, preferred, true), platform.name).value();
        EXPECT_THAT(open, Not(HasSubstr("nothing is accepted")));
        if (platform.name == "pan-os" || platform.name == "junos-set") {
          EXPECT_THAT(open, HasSubstr(Replaced(accepts, words)));
        }
      }
    }
  }
}

// How a platform binds static routes to BFD. OURS and THEIRS: the addresses; SIX: 6 or nothing; FAM: ip or ipv6.
const std::map<std::string_view, std::string>& Bindings() {
  static const std::map<std::string_view, std::string> kAll = {
      {"frr", " peer THEIRS local-address OURS interface eth0.300\n  profile still"},
      {"bird", "via THEIRS bfd;"},
      {"ios-xe", "FAM route static bfd eth0.300 THEIRS"},
      {"nx-os", "ip route static bfd eth0.300 THEIRS"},
      {"ios-xr", "THEIRS bfd fast-detect minimum-interval 250 multiplier 5"},
      {"junos", "bfd-liveness-detection"},
      {"junos-set", "bfd-liveness-detection minimum-interval 250"},
      {"eos", "THEIRS track bfd"},
      {"vrp", "eth0.300 THEIRS bfd enable"},
      {"pan-os", "-10 bfd profile still"},
      {"vyos", "next-hop THEIRS bfd profile 'still'"},
      {"routeros", "gateway=THEIRS check-gateway=bfd"},
  };
  return kAll;
}

Value StaticRouter(std::string_view family, bool bfd) {
  LinkInput link = StaticLink();
  if (family == "ipv6") {
    link.interface.Put("cloud_address", Text("2001:db8:98::1/64"));
    link.interface.Put("customer_address", Text("2001:db8:98::2/64"));
    link.from_cloud = {*Cidr::Parse("2001:db8:c10d::/48")};
  }
  if (bfd) link.interface.Put("bfd", TunedLink().interface.Get("bfd"));
  return RouterOf({LinkOf(link).value()}, {}).value();
}

TEST(RenderCasesTest, StaticRoutesAreWatchedWhereTheCloudRunsBfd) {
  for (const Platform& platform : Platforms()) {
    const auto binding = Bindings().find(platform.name);
    ASSERT_NE(binding, Bindings().end()) << platform.name;
    for (const std::string_view family : kFamilies) {
      SCOPED_TRACE(std::string(platform.name) + " " + std::string(family));
      const bool six = family == "ipv6";
      std::string words = binding->second;
      if (six && platform.name == "nx-os") words = "runs BFD beside them: bind it to THEIRS by hand";
      words = Replaced(words, {{"THEIRS", six ? "2001:db8:98::1" : "10.98.0.1"},
                               {"OURS", six ? "2001:db8:98::2" : "10.98.0.2"},
                               {"FAM", six ? "ipv6" : "ip"}});
      const std::string text = RenderOn(StaticRouter(family, true), platform.name).value();
      EXPECT_THAT(text, HasSubstr(words));
      EXPECT_THAT(text, HasSubstr("250"));  // the cloud's timer
      const std::string without = RenderOn(StaticRouter(family, false), platform.name).value();
      EXPECT_THAT(without, Not(HasSubstr("bfd")));
      EXPECT_THAT(without, Not(HasSubstr("BFD")));
    }
  }
}

PeerInput PeerBehind(std::string_view customer_address) {
  return {"bgp_peer.behind",
          ObjectOf({{"cloud_address", Text("10.99.0.1/29")},
                    {"customer_address", Text(customer_address)},
                    {"customer_asn", Text("64701")},
                    {"cloud_asn", Text("45104")}}),
          Value::Null(), KeyState::kNone};
}

void ExpectRefused(const Value& router, std::string_view platform, std::string_view other,
                   std::string_view what_to_do) {
  const auto text = RenderOn(router, platform);
  ASSERT_FALSE(text.ok()) << platform;
  EXPECT_EQ(text.status().code(), StatusCode::kFailedPrecondition);
  for (const std::string_view words :
       {std::string_view("virtual_interface.spare"), other, std::string_view("the neighbor 10.99.0.1"), what_to_do}) {
    EXPECT_THAT(text.status().message(), HasSubstr(std::string(words))) << platform;
  }
}

// On one link or on two: the second would take the place of the first, without a word.
TEST(RenderCasesTest, TwoSessionsWithOneNeighborAreNotOne) {
  LinkInput link = TunedLink();
  link.peers.push_back(PeerBehind("10.200.0.9/32"));
  LinkInput twin = TunedLink();
  twin.object = "virtual_interface.twin";
  twin.interface.Put("customer_address", Text("10.99.0.3/29"));
  RouterOptions options;
  options.ports["twin"] = "eth1";
  const Value one = RouterOf({LinkOf(link).value()}, {}).value();
  const Value two = RouterOf({LinkOf(TunedLink()).value(), LinkOf(twin).value()}, options).value();
  for (const Platform& platform : Platforms()) {
    if (!platform.shares_neighbors) {
      ExpectRefused(one, platform.name, "bgp_peer.behind", "a router each");
      ExpectRefused(two, platform.name, "virtual_interface.twin", "--per link");
      continue;
    }
    for (const Value* router : {&one, &two}) {
      const auto text = RenderOn(*router, platform.name);
      ASSERT_TRUE(text.ok()) << text.status().ToString();
      EXPECT_THAT(*text, HasSubstr("local 10.99.0.2 as"));
      EXPECT_THAT(*text, HasSubstr(router == &one ? "local 10.200.0.9 as" : "local 10.99.0.3 as"));
    }
  }
  EXPECT_TRUE(Render({&one, "own", "{{#links}}{{name}}{{/links}}", {}}).ok());
}

// Both addresses the same: no platform tells these apart.
TEST(RenderCasesTest, OneSessionTwiceIsRefusedEverywhere) {
  LinkInput link = TunedLink();
  link.peers.push_back(PeerBehind("10.99.0.2/29"));
  const Value router = RouterOf({LinkOf(link).value()}, {}).value();
  for (const Platform& platform : Platforms()) {
    ExpectRefused(router, platform.name, "bgp_peer.behind", "a router each");
  }
}

}  // namespace
}  // namespace ic::router
