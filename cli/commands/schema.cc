// interconnect schema: the JSON Schema of the configuration format.
#include "cli/config/vocabulary/schema.h"

#include "cli/commands/commands.h"

namespace ic::cli {

void AddSchema(Program& program) {
  program.Add({.name = "schema",
               .sentence = "Print the JSON Schema of the configuration, for editors",
               .examples = {"interconnect schema > interconnect.schema.json",
                            "echo '# yaml-language-server: $schema=interconnect.schema.json' >> interconnect.yaml"}},
              [&program] {
                program.host().streams->Print(ConfigurationSchema(*program.host().factory));
                return ExitCode::kDone;
              });
}

}  // namespace ic::cli
