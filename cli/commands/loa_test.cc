// interconnect loa: a document in a file of one's own, or why there is none.
#include <string>

#include <sys/stat.h>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;

class LoaTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    world_.letter = [](const std::string& connection, const std::string& provider) -> StatusOr<Letter> {
      if (connection == "con-ordered") return FailedPreconditionError("it is not issued yet");
      if (connection == "con-away") return Letter{.address = "https://loa.example.com/1?signature=s"};
      return Letter{.content = std::string("%PDF-1\0", 7) + connection + provider, .media_type = "application/pdf"};
    };
  }
};

TEST_F(LoaTest, TheDocumentIsWrittenByteByByteForOneAlone) {
  const Ran ran = Run({"loa", "sky/east/con-1", "--provider", "Carrier", "--out", Path("letter.pdf")});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_EQ(Read("letter.pdf"), std::string("%PDF-1\0", 7) + "con-1Carrier");
  struct stat status {};
  ASSERT_EQ(::stat(Path("letter.pdf").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
  EXPECT_EQ(world_.MutatingCalls(), 0U);
}

TEST_F(LoaTest, AConnectionOfTheStateByItsName) {
  Write("connection:\n  dc1: {cloud: sky, region: east, location: L1, bandwidth: 1Gbps}\n");
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  const Ran ran = RunHere({"loa", "connection.dc1", "--out", Path("letter.pdf")});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(Read("letter.pdf"), HasSubstr("con-"));
  EXPECT_THAT(RunHere({"loa", "connection.dc2", "--out", Path("x")}).err, HasSubstr("the state has no connection.dc2"));
  EXPECT_THAT(RunHere({"loa", "virtual_interface.v", "--out", Path("x")}).err, HasSubstr("is no connection"));
  EXPECT_THAT(RunHere({"loa", "connection.dc1", "--out", Path("interconnect.yaml")}).err, HasSubstr("--out"));
}

TEST_F(LoaTest, WhereThereIsNoneNothingIsWritten) {
  for (const char* id : {"con-ordered", "con-away"}) {
    const Ran ran = Run({"loa", std::string("sky/east/") + id, "--out", Path("letter.pdf")});
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_EQ(Read("letter.pdf"), "");
  }
  EXPECT_THAT(Run({"loa", "sky/east/con-ordered", "--out", Path("x")}).err, HasSubstr("it is not issued yet"));
  EXPECT_THAT(Run({"loa", "sky/east/con-away", "--out", Path("x")}).out, HasSubstr("https://loa.example.com/1"));
  world_.letter = {};
  EXPECT_THAT(Run({"loa", "sky/east/con-1", "--out", Path("x")}).err, HasSubstr("no letter of authorization"));
  EXPECT_THAT(Run({"loa", "con-1", "--out", Path("x")}).err, HasSubstr("names no connection"));
}

}  // namespace
}  // namespace ic::cli
