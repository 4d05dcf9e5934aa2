#include "adapters/contract/import_id.h"

#include <cstddef>

#include <fmt/format.h>

namespace ic {

std::optional<ImportId> ParseImportId(std::string_view text) {
  const std::size_t first = text.find('/');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('/', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  ImportId id{.cloud = std::string(text.substr(0, first)),
              .region = std::string(text.substr(first + 1, second - first - 1)),
              .id = std::string(text.substr(second + 1))};
  if (id.cloud.empty() || id.region.empty() || id.id.empty()) return std::nullopt;
  return id;
}

std::string FormatImportId(const ImportId& id) { return fmt::format("{}/{}/{}", id.cloud, id.region, id.id); }

}  // namespace ic
