// Diagnostics in each format, against files of testdata.
#include "cli/output/format/diagnostics.h"

#include <gmock/gmock.h>

#include "cli/output/testing/golden.h"
#include "cli/output/testing/samples.h"

namespace ic::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(DiagnosticsTextTest, ErrorsComeFirstWithPlacesAndWrappedDetails) {
  ExpectGolden("diagnostics.txt", DiagnosticsText(SampleDiagnostics(), {}));
  ExpectGolden("diagnostics-60.txt", DiagnosticsText(SampleDiagnostics(), {.width = 60}));
  ExpectGolden("diagnostics-color.txt", DiagnosticsText(SampleDiagnostics(), {.color = true}));
  EXPECT_EQ(DiagnosticsText({}, {}), "");
}

TEST(DiagnosticsTextTest, NothingOfACloudDrivesTheTerminal) {
  const std::string text = DiagnosticsText(SampleDiagnostics(), {});
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, HasSubstr("\\x1b[2Jgone\uFFFD"));
}

TEST(DiagnosticsJsonTest, Documented) {
  ExpectGolden("diagnostics.json", DiagnosticsJson(SampleDiagnostics()));
  ExpectGolden("diagnostics-none.json", DiagnosticsJson({}));
}

TEST(SarifTest, OneRuleASummary) {
  ExpectGolden("diagnostics.sarif", DiagnosticsSarif(SampleDiagnostics(), "1.2.3"));
  ExpectGolden("diagnostics-none.sarif", DiagnosticsSarif({}, "1.2.3"));
}

}  // namespace
}  // namespace ic::cli
