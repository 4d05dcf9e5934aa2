// Import ids: `<cloud>/<region>/<id>`, as every front door takes and prints them.
#ifndef ADAPTERS_CONTRACT_IMPORT_ID_H_
#define ADAPTERS_CONTRACT_IMPORT_ID_H_

#include <optional>
#include <string>
#include <string_view>

namespace ic {

struct ImportId {
  std::string cloud;
  std::string region;
  std::string id;  // the cloud's own, or the natural key where it has none, which has slashes of its own
};

// Nullopt: it has not all three. Whether there is such a cloud, and what an id of it looks like, is not looked at.
std::optional<ImportId> ParseImportId(std::string_view text);

// ParseImportId reads it again, if `cloud` and `region` have no slash and nothing is empty.
std::string FormatImportId(const ImportId& id);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_IMPORT_ID_H_
