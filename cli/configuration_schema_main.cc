// Writes docs/configuration.schema.json to standard output (script/generate).
#include <cstdio>
#include <string>

#include "adapters/all/all.h"
#include "cli/config/vocabulary/schema.h"

int main() {
  const std::string text = ic::cli::ConfigurationSchema(ic::AllAdapters());
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
