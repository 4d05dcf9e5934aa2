#include "adapters/wire/certificates.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Environment With(std::map<std::string, std::string> variables) {
  return {.variables = std::move(variables), .read_file = {}};
}

class CertificatesTest : public ::testing::Test {
 protected:
  CertificatesTest() { std::filesystem::create_directories(root_); }
  ~CertificatesTest() override { std::filesystem::remove_all(root_); }

  void Write(const std::string& path, const std::string& text = "-----BEGIN CERTIFICATE-----\n") const {
    std::filesystem::create_directories(std::filesystem::path(root_ + path).parent_path());
    std::ofstream(root_ + path) << text;
  }
  StatusOr<Certificates> Find(std::map<std::string, std::string> variables = {}) const {
    return FindCertificates("", With(std::move(variables)), root_);
  }

  const std::string root_ = ::testing::TempDir() + "ic_certificates_" + std::to_string(getpid());
};

// One distribution after the other: a machine has what its own keeps, and no other's.
TEST_F(CertificatesTest, EachDistributionsPlace) {
  for (const char* place :
       {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"}) {
    std::filesystem::remove_all(root_);
    Write(place);
    const auto found = Find();
    ASSERT_TRUE(found.ok()) << place << ": " << found.status().ToString();
    EXPECT_EQ(found->file, root_ + place);
    EXPECT_EQ(found->folder, "");
    EXPECT_EQ(found->named_by, "");
  }
}

TEST_F(CertificatesTest, AFolderOfHashedNames) {
  Write("/etc/ssl/certs/README", "no certificate");
  EXPECT_FALSE(Find().ok());
  Write("/etc/ssl/certs/5ed36f99.0");
  const auto found = Find();
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->folder, root_ + "/etc/ssl/certs");
  EXPECT_EQ(found->file, "");
}

TEST_F(CertificatesTest, AnEmptyFileIsNone) {
  Write("/etc/ssl/certs/ca-certificates.crt", "");
  Write("/etc/ssl/cert.pem");
  ASSERT_TRUE(Find().ok());
  EXPECT_EQ(Find()->file, root_ + "/etc/ssl/cert.pem");
}

TEST_F(CertificatesTest, WhatIsNamedReplacesTheMachines) {
  Write("/etc/ssl/cert.pem");
  struct Case {
    std::map<std::string, std::string> variables;
    std::string file, folder, named_by;
  };
  const std::vector<Case> cases = {
      {{{"CURL_CA_BUNDLE", "/a.pem"}, {"SSL_CERT_FILE", "/b.pem"}, {"SSL_CERT_DIR", "/c"}},
       "/a.pem",
       "",
       "CURL_CA_BUNDLE"},
      {{{"SSL_CERT_FILE", "/b.pem"}}, "/b.pem", "", "SSL_CERT_FILE"},
      {{{"SSL_CERT_DIR", "/c:/d"}}, "", "/c:/d", "SSL_CERT_DIR"},
      {{{"SSL_CERT_FILE", "/b.pem"}, {"SSL_CERT_DIR", "/c"}}, "/b.pem", "/c", "SSL_CERT_FILE and SSL_CERT_DIR"},
      {{{"SSL_CERT_FILE", ""}, {"CURL_CA_BUNDLE", ""}}, root_ + "/etc/ssl/cert.pem", "", ""},
  };
  for (const Case& each : cases) {
    const auto found = Find(each.variables);
    ASSERT_TRUE(found.ok()) << each.named_by;
    EXPECT_EQ(found->file, each.file);
    EXPECT_EQ(found->folder, each.folder);
    EXPECT_EQ(found->named_by, each.named_by);
  }
  const auto set = FindCertificates("/mine.pem", With({{"CURL_CA_BUNDLE", "/a.pem"}}), root_);
  ASSERT_TRUE(set.ok());
  EXPECT_EQ(set->file, "/mine.pem");
  EXPECT_EQ(set->named_by, "the CA bundle setting");
}

// Who may write what is trusted decides who is believed; and a pipe would be waited for.
TEST_F(CertificatesTest, WhatIsNamedIsOurs) {
  Write("/good.pem");
  Write("/anybody.pem");
  Write("/hashes/5ed36f99.0");
  Write("/everybody/5ed36f99.0");
  ASSERT_EQ(chmod((root_ + "/anybody.pem").c_str(), 0666), 0);
  ASSERT_EQ(chmod((root_ + "/everybody").c_str(), 01777), 0);
  ASSERT_EQ(mkfifo((root_ + "/pipe").c_str(), 0600), 0);
  struct Case {
    std::string file, folder, bad;
  };
  for (const Case& each :
       {Case{"/good.pem", "/hashes", ""}, Case{"/anybody.pem", "/hashes", "/anybody.pem"}, Case{"/pipe", "", "/pipe"},
        Case{"/good.pem", "/everybody", "/everybody"}, Case{"", "/hashes:" + root_ + "/everybody", "/everybody"}}) {
    std::vector<std::pair<std::string, StatusOr<Certificates>>> ways;
    const std::string file = each.file.empty() ? "" : root_ + each.file;
    const std::string folder = each.folder.empty() ? "" : root_ + each.folder;
    ways.emplace_back("SSL_CERT_FILE", Find({{"SSL_CERT_FILE", file}, {"SSL_CERT_DIR", folder}}));
    if (folder.empty()) {
      ways.emplace_back("CURL_CA_BUNDLE", Find({{"CURL_CA_BUNDLE", file}}));
      ways.emplace_back("the CA bundle setting", FindCertificates(file, With({}), root_));
    }
    for (const auto& [way, found] : ways) {
      EXPECT_EQ(found.ok(), each.bad.empty()) << way << " " << each.file << " " << each.folder;
      if (found.ok()) continue;
      EXPECT_EQ(found.status().code(), StatusCode::kFailedPrecondition);
      EXPECT_THAT(found.status().message(), AllOf(HasSubstr(root_ + each.bad), HasSubstr("named by "))) << way;
    }
  }
}

TEST_F(CertificatesTest, NoneSaysWhereItLooked) {
  const auto none = Find();
  EXPECT_EQ(none.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(none.status().message(),
              AllOf(HasSubstr("/etc/ssl/certs/ca-certificates.crt"), HasSubstr("/etc/pki/tls/certs/ca-bundle.crt"),
                    HasSubstr("/etc/ssl/cert.pem"), HasSubstr("SSL_CERT_FILE"), HasSubstr("ca-certificates")));
}

}  // namespace
}  // namespace ic
