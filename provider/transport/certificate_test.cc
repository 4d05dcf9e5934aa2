#include "provider/transport/certificate.h"

#include <fstream>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/transport/test_host.h"

namespace ic::transport {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ServerIdentity Make(Time now = RealClock().Now()) {
  StatusOr<ServerIdentity> identity = MakeServerIdentity(now);
  EXPECT_TRUE(identity.ok()) << identity.status().ToString();
  return identity.ok() ? identity.value() : ServerIdentity();
}

// The openssl program's opinion of the certificate that goes into the handshake line.
std::string Openssl(const ServerIdentity& identity, const std::string& arguments) {
  const TempFolder folder;
  const std::string file = (folder.path() / "pem").string();
  std::ofstream(file) << HandshakePem(identity.certificate_base64);
  return Shell("openssl " + arguments + " " + file + " < " + file);
}

TEST(CertificateTest, HasWhatTheHostChecks) {
  const std::string text = Openssl(Make(), "x509 -noout -text -in");
  EXPECT_THAT(text, HasSubstr("prime256v1"));
  EXPECT_THAT(text, HasSubstr("ecdsa-with-SHA256"));
  EXPECT_THAT(text, HasSubstr("DNS:localhost"));
  EXPECT_THAT(text, HasSubstr("TLS Web Server Authentication"));
  EXPECT_THAT(text, HasSubstr("Version: 3"));
}

TEST(CertificateTest, VerifiesAgainstItselfAsAServerNamedLocalhost) {
  const ServerIdentity identity = Make();
  const TempFolder folder;
  const std::string file = (folder.path() / "pem").string();
  std::ofstream(file) << HandshakePem(identity.certificate_base64);
  const std::string verify = "openssl verify -x509_strict -purpose sslserver -CAfile " + file + " -verify_hostname ";
  EXPECT_THAT(Shell(verify + "localhost " + file), HasSubstr("pem: OK"));
  EXPECT_THAT(Shell(verify + "example.com " + file), Not(HasSubstr("OK")));
}

TEST(CertificateTest, ValidFromFiveMinutesBeforeForTenYears) {
  const Time new_year{std::chrono::seconds(1767225600)};
  const std::string dates = Openssl(Make(new_year), "x509 -noout -dates -in");
  EXPECT_THAT(dates, HasSubstr("notBefore=Dec 31 23:55:00 2025 GMT"));
  EXPECT_THAT(dates, HasSubstr("notAfter=Dec 30 00:00:00 2035 GMT"));
}

TEST(CertificateTest, BothFormsAreTheSameCertificateAndTheKeyFits) {
  const ServerIdentity identity = Make();
  EXPECT_EQ(HandshakePem(identity.certificate_base64), identity.certificate_pem);
  const TempFolder folder;
  const std::string file = (folder.path() / "key").string();
  std::ofstream(file) << identity.key_pem;
  EXPECT_EQ(Shell("openssl pkey -pubout -in " + file), Openssl(identity, "x509 -noout -pubkey -in"));
}

TEST(CertificateTest, Base64IsOneLineWithoutPadding) {
  // Signatures differ in length by a byte or two, so that some of these would need padding.
  std::set<std::size_t> remainders;
  std::set<std::string> different;
  for (int i = 0; i < 40; ++i) {
    const std::string text = Make().certificate_base64;
    EXPECT_EQ(text.find_first_of("=\n\r "), std::string::npos);
    remainders.insert(text.size() % 4);
    different.insert(text);
  }
  EXPECT_GT(remainders.size(), 1u) << "no length needed padding: the test has shown nothing";
  EXPECT_EQ(different.size(), 40u);
}

TEST(CertificateTest, ChecksTheHostsCertificate) {
  EXPECT_TRUE(CheckCertificatePem(Make().certificate_pem).ok());
  EXPECT_FALSE(CheckCertificatePem("").ok());
  EXPECT_FALSE(CheckCertificatePem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").ok());
}

}  // namespace
}  // namespace ic::transport
