#include "cli/migrate/pages.h"

#include <filesystem>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "cli/output/format/markdown.h"
#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

constexpr std::string_view kHead =
    "# The way there, and the way back\n"
    "\n"
    "Written by `interconnect migrate`. Nothing in any cloud was changed, and until the new configuration is changed "
    "nothing will be: it was\n"
    "planned in read-only mode, and there was nothing to do. `migration.json` has a row for every object.\n"
    "\n"
    "`back/` has copies of the old states. Such a state may hold keys of sessions in clear: the copies are readable by "
    "their owner alone, and\n"
    "git ignores them. Delete them when nobody goes back any more.\n";

// An address, or the name of a file.
std::string Code(std::string_view text) {
  return text.find('`') == std::string_view::npos ? fmt::format("`{}`", OneLine(text)) : MdCode(text);
}

// Old addresses, as a list.
std::string Gone(const std::vector<Sorted>& sorted, std::size_t state) {
  std::set<std::string> resources;
  for (const Sorted& one : sorted) {
    if (one.becomes == Becomes::kMoved && one.old.state == state) resources.insert(one.old.resource);
  }
  std::string text;
  for (const std::string& resource : resources) text += fmt::format("   - {}\n", Code(resource));
  return text;
}

std::string ThereInPlace(const std::vector<Sorted>& sorted) {
  return fmt::format(
      "\n## There\n\n"
      "In the folder of the old configuration, whose state goes on:\n\n"
      "1. Take out the `resource` blocks of what moves, and leave those of everything else:\n\n{}\n"
      "2. Copy `interconnect.tf` there, and `removed.tf` if there is one. Copy `providers.tf` too, or add what it says "
      "to the blocks that are\n"
      "   there: a configuration has one `required_providers`. The old provider keeps its entry, because the state "
      "names it.\n"
      "3. Where outputs and what stays refer to what has moved, refer to the new objects.\n"
      "4. `terraform init`, then `terraform plan -out=move.tfplan`: only moves and imports, 0 to add, 0 to change, 0 "
      "to destroy. If it says\n"
      "   anything else, stop.\n"
      "5. `terraform apply move.tfplan`, then `terraform plan`: empty.\n",
      Gone(sorted, 0));
}

std::string ThereInNewPlace(const std::vector<OldState>& states, const std::vector<Sorted>& sorted, bool hcl) {
  std::string text = "\n## There\n\n";
  text +=
      hcl ? "1. In this folder: `terraform init`, then `terraform plan -out=import.tfplan`: only imports, 0 to add, 0 "
            "to "
            "change, 0 to destroy. If\n   it says anything else, stop. `terraform apply import.tfplan`.\n"
          : "1. In this folder: `interconnect plan`: nothing to do. `interconnect.state.db` is the state; keep it out "
            "of version control.\n";
  text +=
      "2. Only then: in the folder of each old configuration put the file that is named below in the place of the "
      "`resource` blocks that it is\n"
      "   about, and `terraform apply`: those are forgotten, and none is destroyed (Terraform 1.7 and later; before, "
      "`terraform state rm`).\n"
      "   Until then two configurations have the same objects: change nothing.\n";
  for (std::size_t i = 0; i < states.size(); ++i) {
    const std::string gone = Gone(sorted, i);
    if (!gone.empty()) text += fmt::format("\n   {} ({}):\n\n{}", Code(RemovedPlace(i)), Code(states[i].file), gone);
  }
  return text;
}

std::string Back(const std::vector<OldState>& states, bool in_place) {
  std::string text =
      "\n## Back\n\n"
      "As long as nothing else was changed, in the folder of each old configuration:\n\n"
      "1. Put the old configuration back, as your version control has it.\n"
      "2. Put the old state back:\n\n";
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i].pushable) {
      text += fmt::format("   `terraform state push -force` and the path of {}\n", Code(CopyOf(states[i], i)));
    } else {
      text += fmt::format(
          "   {} was printed by `terraform show -json`, which cannot be pushed: run `terraform state pull > "
          "before.tfstate` before the\n   way there, and `terraform state push -force before.tfstate` now\n",
          Code(states[i].file));
    }
  }
  text += "3. `terraform plan`: as it was before.\n";
  text += in_place ? "4. Remove what was copied there.\n"
                   : "4. Remove this folder. Nothing was made by it, and what it took over is kept when it goes.\n";
  return text;
}

}  // namespace

std::string CopyOf(const OldState& state, std::size_t index) {
  return fmt::format("back/{}-{}", index + 1, std::filesystem::path(state.file).filename().string());
}

std::string RemovedPlace(std::size_t index) { return fmt::format("old-{}/removed.tf", index + 1); }

std::string BackPage(const std::vector<OldState>& states, const std::vector<Sorted>& sorted, bool hcl) {
  const bool in_place = hcl && states.size() == 1;
  std::string page(kHead);
  page += in_place ? ThereInPlace(sorted) : ThereInNewPlace(states, sorted, hcl);
  return page + Back(states, in_place);
}

}  // namespace ic::cli
