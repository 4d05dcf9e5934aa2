#include "cli/process/session.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/config/read/load.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/process/empty_state.h"
#include "cli/process/files.h"
#include "cli/process/log_lines.h"

namespace ic::cli {
namespace {

constexpr const char* kDefaultFile = "interconnect.yaml";
constexpr const char* kDefaultState = "interconnect.state.db";

// Beside the first file that is read, or in it if it is a folder.
std::string DefaultState(const std::string& first) {
  std::error_code error;
  const std::filesystem::path path(first);
  const bool folder = std::filesystem::is_directory(path, error);
  return ((folder ? path : path.parent_path()) / kDefaultState).string();
}

}  // namespace

Session::Session(Host& host, const CommonOptions& common, std::vector<std::string> files)
    : host_(host), common_(common), files_(std::move(files)) {
  if (files_.empty()) files_ = common.files;
  if (files_.empty()) files_ = {kDefaultFile};
  const LogLevel level = ParseLogLevel(common.log_level).value_or(LogLevel::kOff);
  look_ = AppearanceOf(host.terminal, host.environment, common.no_color, level != LogLevel::kOff);
  logger_ = LineLogger(level, *host.streams, *host.clock);
  if (level == LogLevel::kOff) {
    logger_ = Logger(LogLevel::kWarn, [trouble = trouble_](const LogRecord& record) { trouble->Note(record); });
  }
}

std::unique_ptr<Waiting> Session::Wait(std::string_view doing, WhenStopped when_stopped) const {
  auto waiting = std::make_unique<Waiting>(*host_.streams, *host_.clock, trouble_, doing, when_stopped);
  if (host_.whole_process) waiting->Start();
  return waiting;
}

EngineEnvironment Session::engine() const {
  return {.factory = host_.factory,
          .environment = host_.environment,
          .clock = host_.clock,
          .random = host_.random,
          .logger = logger_};
}

RunEnvironment Session::run(StateStore& state, std::stop_token stop) const {
  return {.engine = engine(), .state = &state, .parallelism = common_.parallelism, .stop = std::move(stop)};
}

LoadedSet Session::LoadThem(const std::vector<std::string>& paths, bool resolve_secrets, bool resolve_keys) const {
  LoadedSet loaded = LoadConfiguration(paths, {.factory = host_.factory,
                                               .environment = host_.environment,
                                               .resolve_secrets = resolve_secrets,
                                               .resolve_keys = resolve_keys,
                                               .keys_may_wait = true,
                                               .trust = common_.trust});
  host_.streams->Hide(loaded.secrets);
  return loaded;
}

LoadedSet Session::Load(bool resolve_secrets) const { return LoadThem(files_, resolve_secrets, /*resolve_keys=*/true); }

LoadedSet Session::LoadWithoutKeys() const { return LoadWithoutKeys(files_); }

LoadedSet Session::LoadForAccounts() const {
  return common_.files.empty() && !FileExists(files_.front()) ? LoadedSet{} : LoadWithoutKeys();
}

LoadedSet Session::LoadWithoutKeys(const std::vector<std::string>& paths) const {
  return LoadThem(paths, /*resolve_secrets=*/true, /*resolve_keys=*/false);
}

std::string Session::NamedState() const {
  if (!common_.state.empty()) return common_.state;
  const auto found = host_.environment.find("INTERCONNECT_STATE");
  return found == host_.environment.end() ? "" : found->second;
}

std::string Session::StatePlace() const {
  std::string named = NamedState();
  return named.empty() ? DefaultState(files_.front()) : named;
}

StatusOr<std::unique_ptr<StateStore>> Session::Open(bool create) const {
  if (common_.trust.untrusted && NamedState().empty()) {
    std::error_code error;
    const std::string beside = StatePlace();
    if (std::filesystem::exists(std::filesystem::symlink_status(beside, error))) {
      return PermissionDeniedError(
          fmt::format("{} lies beside a configuration that is not trusted and may have come with it, and a state says "
                      "what is ours and what it was. Name the state with --state or INTERCONNECT_STATE, be it this one",
                      beside));
    }
  }
  return ic::OpenState(StatePlace(), {.create = create, .clock = host_.clock, .random = host_.random});
}

StatusOr<std::unique_ptr<StateStore>> Session::OpenState() const { return Open(true); }

StatusOr<std::unique_ptr<StateStore>> Session::OpenExistingState() const { return Open(false); }

StatusOr<std::unique_ptr<StateStore>> Session::OpenStateToRead() const {
  auto state = Open(false);
  if (state.ok() || state.status().code() != StatusCode::kNotFound) return state;
  return std::unique_ptr<StateStore>(std::make_unique<EmptyState>());
}

LockHolder Session::Holder(std::string_view command) const {
  return {.who = host_.user, .command = std::string(command), .pid = getpid()};
}

LocatedDiagnostic ErrorOf(std::string_view summary, std::string_view detail) {
  LocatedDiagnostic located;
  Diagnostics made;  // as every text that is shown
  made.AddError({}, summary, detail);
  located.diagnostic = made.items().front();
  return located;
}

ExitCode ShowDiagnostics(const Session& session, const std::vector<LocatedDiagnostic>& diagnostics) {
  session.host().streams->Say(DiagnosticsText(diagnostics, {.width = session.look().width}));
  return ExitOfDiagnostics(diagnostics);
}

ExitCode Fail(Host& host, std::string_view message) {
  host.streams->Say(fmt::format("error: {}\n", Lines(message)));
  return ExitCode::kError;
}

ExitCode Fail(Host& host, const Status& status) { return Fail(host, status.message()); }

}  // namespace ic::cli
