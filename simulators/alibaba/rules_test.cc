// Rules that need no service around them: addresses, inputs, the table of parameters, names, keys, the wire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/testing/fake_clock.h"
#include "simulators/alibaba/operations/operation.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/alibaba/wire/model.h"
#include "simulators/alibaba/wire/wire.h"
#include "simulators/alibaba/world/address.h"

namespace ic::sim::alibaba {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Code(const Status& status) { return status.ok() ? "" : status.remote()->code; }

TEST(Address, MasksAndSubnets) {
  EXPECT_EQ(MaskLength("255.255.255.252"), 30);
  EXPECT_EQ(MaskLength("255.255.255.0"), 24);
  EXPECT_FALSE(MaskLength("255.0.255.0"));
  EXPECT_FALSE(MaskLength("ffff::"));
  EXPECT_TRUE(SameSubnet(*ParseAddress("10.0.0.1"), *ParseAddress("10.0.0.2"), 30));
  EXPECT_FALSE(SameSubnet(*ParseAddress("10.0.0.1"), *ParseAddress("10.0.0.5"), 30));
  EXPECT_FALSE(SameSubnet(*ParseAddress("10.0.0.1"), *ParseAddress("::1"), 0));
}

TEST(Address, Prefixes) {
  EXPECT_EQ(FormatPrefix(*ParsePrefix("2001:DB8:0::/48")), "2001:db8::/48");
  EXPECT_EQ(FormatPrefix(*ParsePrefix("10.1.2.3")), "10.1.2.3/32");
  EXPECT_TRUE(HasNoHostBits(*ParsePrefix("10.1.0.0/16")));
  EXPECT_FALSE(HasNoHostBits(*ParsePrefix("10.1.0.1/16")));
  EXPECT_FALSE(ParsePrefix("10.1.0.0/33"));
  EXPECT_FALSE(ParsePrefix("10.1.0/24"));
  EXPECT_FALSE(ParseAddress(std::string_view("10.1.2.3\0x", 10)));
}

TEST(Input, ListsAreInTheOrderOfTheirNumbers) {
  const Input in(
      {{"Tag.10.Key", "j"}, {"Tag.2.Key", "b"}, {"Tag.2.Value", "2"}, {"Id.2", "y"}, {"Id.10", "z"}, {"Idx", "0"}});
  EXPECT_THAT(in.List("Id"), ElementsAre("y", "z"));
  const auto tags = in.Structures("Tag");
  ASSERT_EQ(tags.size(), 2u);
  EXPECT_EQ(tags[0].Text("Key"), "b");
  EXPECT_EQ(tags[0].Text("Value"), "2");
  EXPECT_FALSE(tags[1].Has("Value"));
}

TEST(Model, RequiredTypesAndSpelling) {
  const auto check = [](Parameters parameters, bool lenient = false) {
    return Code(CheckInput("CreateBgpGroup", Input(std::move(parameters)), lenient));
  };
  EXPECT_EQ(check({{"RegionId", "cn-hangzhou"}, {"RouterId", "vbr-1"}, {"PeerAsn", "65000"}, {"Format", "JSON"}}), "");
  EXPECT_EQ(check({{"RegionId", "cn-hangzhou"}, {"RouterId", "vbr-1"}}), "MissingParameter");
  EXPECT_EQ(check({{"RegionId", "cn-hangzhou"}, {"RouterId", ""}, {"PeerAsn", "65000"}}), "MissingParameter");
  EXPECT_EQ(check({{"RouterId", "vbr-1"}, {"PeerAsn", "65000"}}), "MissingParameter");
  EXPECT_EQ(check({{"RegionId", "r"}, {"RouterId", "v"}, {"PeerAsn", "1.10"}}), "IllegalParam.PeerAsn");
  EXPECT_EQ(check({{"RegionId", "r"}, {"RouterId", "v"}, {"PeerAsn", "1"}, {"IsFakeAsn", "True"}}), "");
  EXPECT_EQ(check({{"RegionId", "r"}, {"RouterId", "v"}, {"PeerAsn", "1"}, {"IsFakeAsn", "yes"}}),
            "IllegalParam.IsFakeAsn");
  EXPECT_EQ(check({{"RegionId", "r"}, {"RouterId", "v"}, {"PeerAsn", "1"}, {"peerAsn", "1"}}), "UnknownParameter");
  EXPECT_EQ(check({{"RegionId", "r"}, {"RouterId", "v"}, {"PeerAsn", "1"}, {"peerAsn", "1"}}, true), "");
  EXPECT_EQ(Code(CheckInput(
                "TagResourcesForExpressConnect",
                Input({{"RegionId", "r"}, {"ResourceType", "t"}, {"ResourceId.1", "i"}, {"Tag.1.Key", "k"}}), false)),
            "");
}

TEST(Model, EveryOperationIsOnceInTheTable) {
  std::set<std::string_view> names;
  for (const OperationModel& model : OperationTable()) EXPECT_TRUE(names.insert(model.name).second) << model.name;
  std::set<std::string_view> run;
  for (const auto part :
       {CircuitOperations(), CircuitChangeOperations(), LoaOperations(), HostedOperations(), RouterOperations(),
        RouterChangeOperations(), GroupOperations(), PeerOperations(), NetworkOperations(), AssociationOperations(),
        RouteOperations(), TagOperations(), CatalogueOperations()}) {
    for (const Operation& operation : part) run.insert(operation.name);
  }
  EXPECT_EQ(names, run);
}

TEST(Names, Rules) {
  EXPECT_TRUE(GoodName("dc1-ali_cloud.2"));
  EXPECT_TRUE(GoodName("专线1"));
  EXPECT_TRUE(GoodName(std::string(128, 'a')));
  for (const std::string& bad : {std::string("a"), std::string(129, 'a'), std::string("1ab"), std::string("-ab"),
                                 std::string("a b"), std::string("http://ab"), std::string()}) {
    EXPECT_FALSE(GoodName(bad)) << bad;
  }
  EXPECT_TRUE(GoodDescription("a line, with words"));
  EXPECT_FALSE(GoodDescription("https://a"));
  EXPECT_FALSE(GoodDescription(std::string(257, 'a')));
}

TEST(Wire, XmlRepeatsTheElementsOfLists) {
  const nlohmann::json body{{"Groups", {{"Group", {{{"Asn", 1}}, {{"Asn", 2}}}}}}, {"Name", "a<b&\"c\""}};
  EXPECT_EQ(ToXml("R", body),
            "<?xml version='1.0' encoding='UTF-8'?><R><Groups><Group><Asn>1</Asn></Group><Group><Asn>2</Asn></Group>"
            "</Groups><Name>a&lt;b&amp;&quot;c&quot;</Name></R>");
}

TEST(Wire, TheFormatDecidesTheAnswer) {
  const auto xml = [](std::string query, HttpHeaders headers = {}) {
    return ReadRequest({.method = "GET", .path = "/", .query = std::move(query), .headers = std::move(headers)}).xml;
  };
  EXPECT_TRUE(xml("Action=A&Version=V"));
  EXPECT_FALSE(xml("Action=A&Version=V&Format=json"));
  EXPECT_FALSE(xml("", {{"x-acs-action", "A"}, {"x-acs-version", "V"}}));
}

// Signed by hand with the published key; what is tested is the bookkeeping around the signature.
struct Signed {
  HttpRequest request;
  Parameters parameters;
};
Signed SignedRequest(const std::string& key, const std::string& secret, const std::string& token,
                     const std::string& nonce) {
  HttpRequest request{.method = "GET", .path = "/"};
  request.query =
      "Action=DescribeBgpGroups&Version=2016-04-28&Format=JSON&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&"
      "Timestamp=2026-01-01T00:00:00Z&AccessKeyId=" +
      key + "&SignatureNonce=" + nonce + (token.empty() ? "" : "&SecurityToken=" + token);
  Parameters parameters = ReadParameters(request);
  parameters["Signature"] = Sign(request, parameters, {}, secret);
  return {request, parameters};
}

TEST(Credentials, KeysTokensAndNonces) {
  FakeClock clock;  // 2026-01-01T00:00:00Z
  Credentials credentials(1);
  const auto code = [&](const std::string& key, const std::string& secret, const std::string& token,
                        const std::string& nonce) {
    const Signed one = SignedRequest(key, secret, token, nonce);
    return Code(credentials.Authenticate(one.request, one.parameters, clock.Now()).status());
  };
  EXPECT_EQ(code("LTAISIMULATOR0000001", "simulator-secret-1", "", "n1"), "");
  EXPECT_EQ(code("LTAISIMULATOR0000001", "simulator-secret-1", "", "n1"), "SignatureNonceUsed");
  EXPECT_EQ(code("LTAISIMULATOR0000001", "wrong", "", "n2"), "SignatureDoesNotMatch");
  EXPECT_EQ(code("LTAISIMULATOR0000001", "simulator-secret-1", "", "n2"), "") << "a refused call uses up no nonce";
  EXPECT_EQ(code("LTAI0", "simulator-secret-1", "", "n3"), "InvalidAccessKeyId.NotFound");
  const std::string temporary = "simulator-temporary-secret-1";
  EXPECT_EQ(code("STS.SIMULATOR0000001", temporary, "simulator-security-token-1", "n4"), "");
  EXPECT_EQ(code("STS.SIMULATOR0000001", temporary, "", "n5"), "InvalidAccessKeyId.NotFound");
  EXPECT_EQ(code("STS.SIMULATOR0000001", temporary, "x", "n6"), "InvalidSecurityToken.MismatchWithAccessKey");
  EXPECT_EQ(code("STS.SIMULATOR0000002", "simulator-temporary-secret-2", "simulator-security-token-2", "n7"),
            "InvalidSecurityToken.Expired");
  clock.Advance(kNonceWindow);
  EXPECT_EQ(code("LTAISIMULATOR0000001", "simulator-secret-1", "", "n1"), "InvalidTimeStamp.Expired");
}

}  // namespace
}  // namespace ic::sim::alibaba
