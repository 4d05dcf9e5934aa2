// Files of `render`: which links are in which, as routers, and how they are written.
#ifndef CLI_COMMANDS_RENDER_FILES_H_
#define CLI_COMMANDS_RENDER_FILES_H_

#include <string>
#include <vector>

#include "base/status.h"
#include "cli/process/session.h"
#include "schema/value/value.h"

namespace ic::cli {

struct RenderArguments {
  std::vector<std::string> addresses;
  std::string platform;
  std::string templates;
  std::string site;
  std::string from = "live";
  std::vector<std::string> ports;
  std::vector<std::string> preferred;
  std::string router_id;
  std::string out;
  std::string per = "link";
  bool keys = false;
  bool model = false;
};

// A file: a router with its links.
struct RouterFile {
  std::string name;
  std::vector<Value> links;
};

// One for standard output and for a router; with --out else one a link or a site.
std::vector<RouterFile> FilesOf(const RenderArguments& options, const std::vector<Value>& links);

// The models of these, in their order. Which links are preferred is decided over all of them: a pair may end at two
// routers. An error names the file.
StatusOr<std::vector<Value>> RoutersOf(const RenderArguments& options, const std::vector<Value>& links,
                                       const std::vector<RouterFile>& files);

// Names in options that are of no link at all, as an error in words; empty: there are none.
std::string UnknownName(const RenderArguments& options, const std::vector<Value>& links);

struct WrittenFile {
  std::string path;
  std::string text;
};

// Into the folder of --out, which is made. With keys none that others may read, and nothing is written then.
Status WriteThem(const Session& session, const RenderArguments& options, const std::vector<WrittenFile>& files);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_RENDER_FILES_H_
