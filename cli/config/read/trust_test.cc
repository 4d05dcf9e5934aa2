// What a configuration that is not trusted may have read, called and shown: every field of every entry of `clouds` and
// of every kind, from the field lists, with every hostile value.
#include "cli/config/read/trust.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/limits/pattern_match.h"
#include "cli/config/read/load.h"
#include "cli/config/read/sources.h"
#include "cli/config/testing/load_fixture.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kSecret = "hidden-value-of-the-job";

// A field where it is written, with the lines above it.
struct Written {
  std::string above;
  std::string indent;
  const Field* field = nullptr;
  std::string name;

  std::string With(const std::string& value) const {
    const bool list = field->type == FieldType::kStringList || field->type == FieldType::kStringSet;
    const bool map = field->type == FieldType::kStringMap;
    return above + indent + name + ": " +
           (list  ? "[\"" + value + "\"]"
            : map ? "{a: \"" + value + "\"}"
                  : "\"" + value + "\"") +
           "\n";
  }
};

void AddFields(const std::vector<Field>& fields, const std::string& above, const std::string& indent,
               const VendorTraits* clouds_of, std::vector<Written>& all) {
  for (const Field& field : fields) {
    if (field.presence == Presence::kComputed) continue;
    const std::string name = clouds_of == nullptr ? field.name : AccountKey(*clouds_of, field);
    if (field.type == FieldType::kObject) {
      AddFields(field.fields, above + indent + name + ":\n", indent + "  ", nullptr, all);
    } else {
      all.push_back({above, indent, &field, name});
    }
  }
}

std::vector<Written> SettingsOf(const VendorTraits& traits) {
  std::vector<Written> all;
  AddFields(traits.provider_fields, "clouds:\n  it:\n    cloud: " + std::string(traits.cloud) + "\n", "    ", &traits,
            all);
  return all;
}

class TrustTest : public LoadFixture {
 protected:
  void SetUp() override {
    LoadFixture::SetUp();
    Write("../" + Outside(), kSecret);
    Write(".git/config", kSecret);
    Write("beside", kSecret);
    std::filesystem::create_symlink("/proc/self/environ", Path("link"));
    std::filesystem::create_symlink("/", Path("root"));
    std::filesystem::create_symlink(".git", Path("git"));
    environment_ = {{"SECRET", kSecret}, {"ALLOWED", kSecret}, {"PLAIN", "eu-west-1"}};
    trust_.untrusted = true;
    trust_.allowed_variables = {"ALLOWED"};
    trust_.shown_variables = {"PLAIN"};
  }
  void TearDown() override {
    std::filesystem::remove(Path("../" + Outside()));
    LoadFixture::TearDown();
  }
  std::string Outside() const { return std::filesystem::path(folder_).filename().string() + "-outside"; }

  LoadedSet Untrusted(std::string_view yaml, bool resolve = true) const {
    Write("net.yaml", yaml);
    return LoadConfiguration(
        {Path("net.yaml")},
        {.factory = &AllAdapters(), .environment = environment_, .resolve_secrets = resolve, .trust = trust_});
  }
  // Refused at this line, whether values are looked up or not, and without a word of what they are.
  void ExpectRefused(const std::string& yaml) const {
    for (const bool resolve : {true, false}) {
      const LoadedSet loaded = Untrusted(yaml, resolve);
      const std::string said = Said(loaded);
      const auto lines = std::count(yaml.begin(), yaml.end(), '\n');
      EXPECT_THAT(said, HasSubstr("net.yaml:" + std::to_string(lines) + ":")) << yaml;
      EXPECT_THAT(said, HasSubstr(std::string(kNotUntrusted) + ": ")) << yaml;
      EXPECT_THAT(said, Not(HasSubstr(kSecret))) << yaml;
      EXPECT_THAT(loaded.secrets, IsEmpty()) << yaml;
    }
  }
  std::vector<std::string> ForbiddenSources() const {
    return {"${env:SECRET}",
            "x${env:SECRET}y",
            "${env:PATH}",
            "${file:/proc/self/environ}",
            "${file:../" + Outside() + "}",
            "${file:.git/config}",
            "${file:git/config}",
            "${file:link}",
            "${file:root/etc/hostname}",
            "${file:./../.git/config}",
            "${file:/dev/zero}",
            "${file:.}"};
  }

  Trust trust_;
};

TEST_F(TrustTest, EverySettingRefusesSourcesThatNobodyAllowed) {
  std::size_t tried = 0;  // a quarter of the sources each, in turn: an access key is asked about all
  for (const std::string& source : ForbiddenSources()) {
    ExpectRefused("clouds:\n  aws:\n    access_key: \"" + source + "\"\n");
    ExpectRefused("clouds:\n  aws:\n    region: \"" + source + "\"\n");
  }
  for (const VendorTraits* traits : AllAdapters().traits()) {
    const std::vector<Written> settings = SettingsOf(*traits);
    ASSERT_GE(settings.size(), 10U);
    for (const Written& one : settings) {
      const std::vector<std::string> sources = ForbiddenSources();
      for (std::size_t i = tried % 4; i < sources.size(); i += 4) ExpectRefused(one.With(sources[i]));
      ++tried;
    }
  }
}

TEST_F(TrustTest, EveryFieldOfEveryKindDoesSo) {
  std::size_t tried = 0;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    for (const Kind kind : kAllKinds) {
      std::vector<Written> fields;
      const std::vector<Field> all = AllFields(*traits, kind);
      AddFields(all, std::string(KindName(kind)) + ":\n  it:\n    cloud: " + std::string(traits->cloud) + "\n", "    ",
                nullptr, fields);
      for (const Written& one : fields) {
        if (one.name == field::kCloud || one.name == field::kAuthKeyWo || one.name == field::kAuthKeyWoVersion ||
            one.above.find("    timeouts:") != std::string::npos) {
          continue;  // not of this format, or refused as `Must be written out`
        }
        // One of them each, in turn: what a source may be does not depend on the field.
        const std::vector<std::string> sources = ForbiddenSources();
        ExpectRefused(one.With(sources[tried % sources.size()]));
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 100U);
}

TEST_F(TrustTest, WhatIsAllowedGoesIntoFieldsThatAreNeverShown) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    for (const Written& one : SettingsOf(*traits)) {
      for (const char* source : {"${env:ALLOWED}", "${file:beside}"}) {
        if (!one.field->sensitive) {
          ExpectRefused(one.With(source));
          continue;
        }
        const LoadedSet loaded = Untrusted(one.With(source));
        EXPECT_EQ(Said(loaded), "") << one.With(source);
        EXPECT_EQ(loaded.secrets.count(kSecret), 1U);
      }
    }
  }
  EXPECT_EQ(Said(Untrusted("clouds: {aws: {region: \"${env:PLAIN}\"}}\n")), "");
  EXPECT_THAT(Untrusted("clouds: {aws: {region: \"${env:PLAIN}\"}}\n").secrets, IsEmpty());
}

TEST_F(TrustTest, NoSettingNamesAFileOfTheMachine) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    std::size_t files = 0;
    for (const Written& one : SettingsOf(*traits)) {
      const bool named = one.name.find("file") != std::string::npos && one.name != "profile";
      const bool file = named || one.name.find("bundle") != std::string::npos;
      EXPECT_EQ(one.field->touches == Touch::kFile, file) << traits->cloud << " " << one.name;
      if (!file) continue;
      ++files;
      for (const char* path : {"/etc/passwd", "beside", "~/.aws/config", "/proc/self/environ", "${env:PLAIN}", ""}) {
        ExpectRefused(one.With(path));
      }
    }
    EXPECT_GE(files, 2U) << traits->cloud;
  }
}

TEST_F(TrustTest, NoSettingLetsPassWhatIsRefusedOtherwise) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    std::size_t rails = 0;
    for (const Written& one : SettingsOf(*traits)) {
      EXPECT_EQ(one.field->touches == Touch::kRail, one.name.starts_with("allow_")) << traits->cloud << " " << one.name;
      if (one.field->touches != Touch::kRail) continue;
      ++rails;
      const std::string begin = one.above + one.indent + one.name + ": ";
      ExpectRefused(begin + "true\n");
      EXPECT_EQ(Said(Untrusted(begin + "false\n")), "") << one.name;
    }
    EXPECT_GE(rails, 1U) << traits->cloud;
  }
}

// An address of each vendor's own, for each region that a text can be.
std::vector<std::pair<std::string_view, std::string>> OwnAddresses() {
  return {{"aws", "https://directconnect.eu-west-1.amazonaws.com"},
          {"aws", "https://sts-fips.us-gov-east-1.amazonaws.com"},
          {"aws", "https://sts.amazonaws.com/"},
          {"aws", "https://directconnect.cn-north-1.amazonaws.com.cn"},
          {"alibaba", "https://vpc.cn-hangzhou.aliyuncs.com"},
          {"alibaba", "sts.aliyuncs.com"},
          {"huawei", "https://dcaas.cn-north-4.myhuaweicloud.com:443/"},
          {"huawei", "https://iam.eu-de.otc.t-systems.com/v3"},
          {"huawei", "https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3"},
          {"huawei", "https://dcaas.eu-ch2.sc.otc.t-systems.com"},
          {"huawei", "https://dcaas.ru-moscow-1.hc.cloud.ru"},
          {"huawei", "https://iam.ru-moscow-1.hc.sbercloud.ru/v3"}};
}

TEST_F(TrustTest, CallsGoToTheVendorsOwnOrWhereTheListSays) {
  for (const auto& [cloud, address] : OwnAddresses()) {
    const std::string begin = "clouds:\n  it:\n    cloud: " + std::string(cloud) + "\n    endpoint: ";
    EXPECT_EQ(Said(Untrusted(begin + address + "\n")), "") << address;
    const std::size_t host = address.find("://") == std::string::npos ? 0 : address.find("://") + 3;
    const std::size_t dot = address.find('.');
    std::vector<std::string> hostile = {"http://127.0.0.1:1", "https://evil.example", "https://evil.example/" + address,
                                        "https://[::1]/",     "file:///etc/passwd",   "https://169.254.169.254/"};
    std::string bare = address.substr(host);
    while (bare.ends_with('/')) bare.pop_back();
    hostile.push_back("https://" + bare + ".evil.example");
    hostile.push_back("https://" + bare + "@evil.example");
    hostile.push_back("https://" + bare + "\\\\@evil.example");
    hostile.push_back("https://evil.example?" + bare);
    hostile.push_back("https://evil.example#" + bare);
    hostile.push_back("http://" + bare);
    hostile.push_back("https://evil-" + bare);
    hostile.push_back("https://evil." + bare);
    hostile.push_back("https://" + bare.substr(0, bare.find('.')) + ".s3" + bare.substr(bare.find('.')));
    hostile.push_back("https://" + bare.substr(0, bare.find('.')) + ".oss-cn-hangzhou.aliyuncs.com");
    hostile.push_back("https://" + bare.substr(0, bare.find('.')) + ".s3-us-west-2.amazonaws.com");
    hostile.push_back("https://" + bare.substr(0, bare.find('.')) + ".obs.myhuaweicloud.com");
    hostile.push_back("https://" + bare.substr(0, bare.find('.')) + "x" + address.substr(dot));
    for (const std::string& url : hostile) {
      ExpectRefused(begin + "\"" + url + "\"\n");
      trust_.endpoints = {ComparableHost(url)};
      const std::string quoted = begin + "\"" + url + "\"\n";
      if (url.find('\\') == std::string::npos) {
        EXPECT_EQ(Said(Untrusted(quoted)), "") << url;
      }
      trust_.endpoints = {};
    }
  }
}

TEST_F(TrustTest, EveryAddressOfASettingIsChecked) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    std::size_t hosts = 0;
    for (const Written& one : SettingsOf(*traits)) {
      const bool host =
          one.name.ends_with("endpoint") || (traits->cloud == "huawei" && one.field->name == field::kCloud);
      EXPECT_EQ(one.field->touches == Touch::kHost, host) << traits->cloud << " " << one.name;
      if (!host) continue;
      ++hosts;
      for (const char* url :
           {"http://127.0.0.1:1", "https://evil.example", "evil.example", "myhuaweicloud.com.evil.example"}) {
        ExpectRefused(one.With(url));
      }
    }
    EXPECT_GE(hosts, 2U) << traits->cloud;
    for (const std::string_view regex : traits->own_hosts) EXPECT_EQ(PatternFlaw({.regex = regex}), "") << regex;
  }
  EXPECT_EQ(Said(Untrusted("clouds: {huawei: {huawei_cloud: myhuaweicloud.eu}}\n")).find(kNotUntrusted),
            std::string::npos);
}

TEST_F(TrustTest, NoFileIsReadThatALinkOfTheFolderLeadsTo) {
  Write("../" + Outside() + ".yaml", "connection: {hidden-value-of-the-job: 5}\n");
  std::filesystem::create_symlink("../" + Outside() + ".yaml", Path("z.yaml"));
  std::filesystem::create_symlink("/proc/self/environ", Path("y.yaml"));
  Write("net.yaml", "");
  const LoadOptions options = {.factory = &AllAdapters(), .trust = trust_};
  for (const std::vector<std::string>& paths :
       {std::vector<std::string>{folder_}, {Path("y.yaml"), Path("z.yaml")}, {folder_ + "/."}}) {
    const std::string said = Said(LoadConfiguration(paths, options));
    EXPECT_THAT(said, HasSubstr("y.yaml: it is not below the configuration's folder"));
    EXPECT_THAT(said, HasSubstr("z.yaml: it is not below the configuration's folder"));
    EXPECT_THAT(said, Not(HasSubstr(kSecret)));
  }
  std::filesystem::remove(Path("../" + Outside() + ".yaml"));
}

// Every way to type a folder that is a link of the repository's, or lies behind one.
TEST_F(TrustTest, NoFolderIsReadThatALinkOfTheRepositoryLeadsTo) {
  namespace fs = std::filesystem;
  fs::create_directories(Path("checkout/.git"));
  fs::create_directories(Path("checkout/inside/links"));
  fs::create_directories(Path("elsewhere/links"));
  Write("elsewhere/links/a.yaml", "connection: {hidden-value-of-the-job: 5}\n");
  Write("checkout/inside/links/a.yaml", "x-a: 1\n");
  fs::create_directory_symlink("../elsewhere/links", Path("checkout/links"));
  fs::create_directory_symlink("../elsewhere", Path("checkout/far"));
  fs::create_directory_symlink("inside", Path("checkout/near"));
  fs::create_directory_symlink("elsewhere/links", Path("bare"));
  fs::create_directory_symlink("checkout", Path("workspace"));  // as the job set it up
  fs::remove_all(Path(".git"));
  for (const char* begin : {"checkout/", "checkout/../checkout/", "./checkout/", "workspace/", "checkout/inside/../"}) {
    for (const char* end : {"links", "links/", "links/.", "far/links", "near/../links", "far/../elsewhere/links"}) {
      const std::string folder = Path(std::string(begin) + end);
      EXPECT_NE(ProblemOfUntrustedFolder(folder), "") << folder;
      const std::string said = Said(LoadConfiguration({folder}, {.factory = &AllAdapters(), .trust = trust_}));
      EXPECT_THAT(said, HasSubstr(std::string(kNotUntrusted))) << folder;
      EXPECT_THAT(said, Not(HasSubstr(kSecret))) << folder;
    }
    for (const char* end : {"", "inside/links", "near/links", "near/links/", "inside/../near/links"}) {
      EXPECT_EQ(ProblemOfUntrustedFolder(Path(std::string(begin) + end)), "") << begin << end;
    }
  }
  EXPECT_NE(ProblemOfUntrustedFolder(Path("bare")), "");
  EXPECT_EQ(ProblemOfUntrustedFolder(Path("elsewhere/links")), "");
}

TEST_F(TrustTest, NothingIsWrittenWhereALinkOfTheRepositoryLeads) {
  namespace fs = std::filesystem;
  fs::create_directories(Path("checkout/out"));
  fs::create_directories(Path("checkout/.git"));
  fs::create_directories(Path("elsewhere"));
  fs::create_symlink("../beside", Path("checkout/file"));
  fs::create_symlink("../none", Path("checkout/dangling"));
  fs::create_symlink("out", Path("checkout/own"));
  fs::create_directory_symlink("../elsewhere", Path("checkout/far"));
  for (const char* file : {"file", "dangling", "own", "far/new", "out/../file"}) {
    EXPECT_NE(ProblemOfUntrustedTarget(Path("checkout/" + std::string(file))), "") << file;
  }
  for (const char* file :
       {"checkout/new", "checkout/out/new", "checkout/own/new", "elsewhere/new", "none/new", "new"}) {
    EXPECT_EQ(ProblemOfUntrustedTarget(Path(file)), "") << file;
  }
}

TEST_F(TrustTest, AConfigurationThatIsTrustedIsReadAsEver) {
  trust_.untrusted = false;
  const LoadedSet loaded = Untrusted(
      "clouds: {aws: {region: \"${env:PLAIN}\", secret_key: \"${env:SECRET}\", endpoint: \"http://127.0.0.1:1\", "
      "shared_config_files: [/etc/none]}}\n");
  EXPECT_EQ(Said(loaded), "");
  EXPECT_EQ(loaded.secrets, (std::set<std::string>{kSecret}));
}

}  // namespace
}  // namespace ic::cli
