#include "reconcile/run/set/unread_clouds.h"

#include <fmt/format.h>

namespace ic::run {

void Unread::Add(const std::string& account, std::string_view what, const Status& status) {
  Diagnostics diagnostics;
  diagnostics.AddStatus({}, fmt::format("{} failed", what), status);
  for (const Diagnostic& error : diagnostics.items()) Add(account, error);
}

void Unread::Add(const std::string& account, const Diagnostic& error) {
  reasons_[account][error.detail].insert(error.summary);
}

std::vector<UnreadCloud> Unread::Clouds() const {
  constexpr std::size_t kShown = 3;  // one fault of a cloud comes back from every call
  std::vector<UnreadCloud> clouds;
  for (const auto& [account, reasons] : reasons_) {
    std::string why;
    std::size_t shown = 0;
    for (const auto& [cause, failed] : reasons) {
      if (shown++ == kShown) break;
      const std::string more =
          failed.size() == 1 ? "" : fmt::format(" (and {} more, for the same reason)", failed.size() - 1);
      why += fmt::format("{}{}{}: {}", why.empty() ? "" : " ", *failed.begin(), more, cause);
    }
    if (reasons.size() > kShown) why += fmt::format(" (And {} more.)", reasons.size() - kShown);
    clouds.push_back({account, std::move(why)});
  }
  return clouds;
}

}  // namespace ic::run
