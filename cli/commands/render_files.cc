#include "cli/commands/render_files.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "cli/commands/overwriting.h"
#include "cli/output/format/text.h"
#include "cli/process/files.h"
#include "router/link.h"

namespace ic::cli {
namespace {

// `[ADDRESS=]NAME`, as given.
router::RouterOptions RouterOptionsOf(const RenderArguments& options, const std::string& name) {
  router::RouterOptions made;
  made.name = name;
  made.router_id = options.router_id;
  made.preferred = options.preferred;
  for (const std::string& port : options.ports) {
    const std::size_t equals = port.find('=');
    if (equals == std::string::npos) {
      made.port = port;
    } else {
      made.ports[port.substr(0, equals)] = port.substr(equals + 1);
    }
  }
  return made;
}

bool IsAmong(const std::vector<Value>& links, const std::string& name) {
  return std::ranges::any_of(links, [&](const Value& link) { return router::IsCalled(link, name); });
}

// A file that others may read keeps its mode when it is written anew.
Status CheckPrivate(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || (status.st_mode & 077) == 0) return OkStatus();
  return FailedPreconditionError(
      fmt::format("{} exists and others may read it: remove it first, and it is made for you alone", path));
}

std::string FileNameOf(const RenderArguments& options, const Value& link) {
  std::string name = TextField(link, "name");
  if (options.per == "site") {
    name = TextField(link, field::kLocation);
    if (name.empty()) name = TextField(link, field::kConnectionId);
  }
  return router::SafeName(name);
}

}  // namespace

std::vector<RouterFile> FilesOf(const RenderArguments& options, const std::vector<Value>& links) {
  if (options.out.empty() || options.per == "router") return {{options.site.empty() ? "router" : options.site, links}};
  std::vector<RouterFile> files;
  for (const Value& link : links) {
    std::string name = FileNameOf(options, link);
    const auto same = std::ranges::find(files, name, &RouterFile::name);
    if (same != files.end() && options.per == "site") {
      same->links.push_back(link);
      continue;
    }
    while (std::ranges::find(files, name, &RouterFile::name) != files.end()) name += "-2";
    files.push_back({name, {link}});
  }
  return files;
}

StatusOr<std::vector<Value>> RoutersOf(const RenderArguments& options, const std::vector<Value>& links,
                                       const std::vector<RouterFile>& files) {
  std::vector<Value> routers;
  for (const RouterFile& file : files) {
    router::RouterOptions made = RouterOptionsOf(options, file.name);
    std::erase_if(made.ports, [&](const auto& port) { return !IsAmong(file.links, port.first); });
    made.decided_groups = router::GroupsOf(links, options.preferred);
    auto router = router::RouterOf(file.links, made);
    if (!router.ok()) return router.status().Annotate(file.name);
    routers.push_back(*std::move(router));
  }
  return routers;
}

std::string UnknownName(const RenderArguments& options, const std::vector<Value>& links) {
  const router::RouterOptions all = RouterOptionsOf(options, "");
  std::vector<std::string> names = all.preferred;
  for (const auto& [name, port] : all.ports) names.push_back(name);
  for (const std::string& name : names) {
    if (!IsAmong(links, name)) return fmt::format("'{}' names no link that is rendered", OneLine(name));
  }
  return "";
}

Status WriteThem(const Session& session, const RenderArguments& options, const std::vector<WrittenFile>& files) {
  for (const WrittenFile& file : files) {
    const std::string problem = UntrustedTargetProblem(session, {"--out", file.path});
    if (!problem.empty()) return PermissionDeniedError(problem);
  }
  IC_RETURN_IF_ERROR(MakeFolders(options.out));
  if (options.keys) {
    for (const WrittenFile& file : files) IC_RETURN_IF_ERROR(CheckPrivate(file.path));
  }
  for (const WrittenFile& file : files) {
    IC_RETURN_IF_ERROR(
        WriteFileAtomically(file.path, file.text, options.keys ? Privacy::kOwnerOnly : Privacy::kShared));
    session.host().streams->Say(fmt::format("Wrote {}\n", OneLine(file.path)));
  }
  return OkStatus();
}

}  // namespace ic::cli
