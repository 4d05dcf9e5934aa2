#include "cli/output/graph/graphviz.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ic::cli {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

// Files instead of pipes: neither side can wait for the other.
StatusOr<File> Temporary() {
  File file(std::tmpfile());
  if (file == nullptr) return UnavailableError("no temporary file can be made");
  return file;
}

Status Spawn(const std::string& program, int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  std::string name = program;
  std::string format = "-Tsvg";
  char* const arguments[] = {name.data(), format.data(), nullptr};
  pid_t child = -1;
  const int error = posix_spawnp(&child, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) {
    return NotFoundError(
        fmt::format("SVG is drawn by Graphviz's '{}', which is not installed: install the package "
                    "graphviz, or take --format dot or mermaid",
                    program));
  }
  if (error != 0) return InternalError(fmt::format("'{}' cannot be started", program));
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return InternalError(fmt::format("'{}' got lost", program));
  }
  const bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return good ? OkStatus() : InternalError(fmt::format("'{}' failed; what it said is above", program));
}

}  // namespace

StatusOr<std::string> DrawSvg(std::string_view dot, const std::string& program) {
  IC_ASSIGN_OR_RETURN(const File in, Temporary());
  IC_ASSIGN_OR_RETURN(const File out, Temporary());
  if (std::fwrite(dot.data(), 1, dot.size(), in.get()) != dot.size() || std::fflush(in.get()) != 0) {
    return UnavailableError("a temporary file cannot be written");
  }
  std::rewind(in.get());
  IC_RETURN_IF_ERROR(Spawn(program, fileno(in.get()), fileno(out.get())));
  std::rewind(out.get());
  std::string svg;
  std::vector<char> buffer(65536);
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), out.get())) {
    svg.append(buffer.data(), count);
  }
  return svg;
}

}  // namespace ic::cli
