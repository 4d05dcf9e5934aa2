// Writes docs/limits.md to standard output (script/generate).
#include <cstdio>
#include <string>

#include "adapters/all/all.h"
#include "adapters/contract/limits/limits_text.h"

int main() {
  const std::string text = ic::RenderLimitsMarkdown(ic::AllAdapters().traits());
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
