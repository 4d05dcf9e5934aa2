// Session: one run's configuration, state and engine environment, from the common options.
#ifndef CLI_PROCESS_SESSION_H_
#define CLI_PROCESS_SESSION_H_

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "cli/config/read/load.h"
#include "cli/output/format/text.h"
#include "cli/process/exit_code.h"
#include "cli/process/host.h"
#include "cli/process/options.h"
#include "cli/process/waiting.h"
#include "reconcile/run/set/environment.h"
#include "reconcile/state/store.h"

namespace ic::cli {

class Session {
 public:
  // `files`: what to read in place of -f; empty: as the options say.
  Session(Host& host, const CommonOptions& common, std::vector<std::string> files = {});

  Host& host() const { return host_; }
  const Appearance& look() const { return look_; }
  TextStyle style() const { return {.color = look_.color, .width = look_.width}; }
  EngineEnvironment engine() const;
  RunEnvironment run(StateStore& state, std::stop_token stop = {}) const;

  const Trust& trust() const { return common_.trust; }

  // Speaks while it lives, if this is a whole process. `doing`: "planning".
  std::unique_ptr<Waiting> Wait(std::string_view doing, WhenStopped when_stopped = WhenStopped::kEnds) const;

  // As given, or the default.
  const std::vector<std::string>& files() const { return files_; }
  LoadedSet Load(bool resolve_secrets = true) const;
  // Where no key is needed, an environment without them will do.
  LoadedSet LoadWithoutKeys() const;
  // Likewise, for its accounts and limits: without a configuration accounts have no settings, and that is no error.
  LoadedSet LoadForAccounts() const;
  // Of these paths, likewise.
  LoadedSet LoadWithoutKeys(const std::vector<std::string>& paths) const;

  // What OpenState (reconcile/state/store.h) is given. May hold a password: not for messages. Of an untrusted
  // configuration only one that was named is opened: what lies beside it may have come with it.
  std::string StatePlace() const;
  // Made if it does not exist.
  StatusOr<std::unique_ptr<StateStore>> OpenState() const;
  // kNotFound if it does not exist.
  StatusOr<std::unique_ptr<StateStore>> OpenExistingState() const;
  // An empty one in memory where none exists: for what changes nothing. No lock can be had on it.
  StatusOr<std::unique_ptr<StateStore>> OpenStateToRead() const;
  LockHolder Holder(std::string_view command) const;

 private:
  LoadedSet LoadThem(const std::vector<std::string>& paths, bool resolve_secrets, bool resolve_keys) const;
  // By whoever runs this; empty: by nobody.
  std::string NamedState() const;
  StatusOr<std::unique_ptr<StateStore>> Open(bool create) const;

  Host& host_;
  const CommonOptions& common_;
  std::vector<std::string> files_;
  Appearance look_;
  Logger logger_;
  std::shared_ptr<LastTrouble> trouble_ = std::make_shared<LastTrouble>();
};

// An error of a run as a whole.
LocatedDiagnostic ErrorOf(std::string_view summary, std::string_view detail);

// Says them on standard error; the exit code is theirs.
ExitCode ShowDiagnostics(const Session& session, const std::vector<LocatedDiagnostic>& diagnostics);

// Says on standard error what kept a command from giving a result; for `return Fail(…)`.
ExitCode Fail(Host& host, std::string_view message);
ExitCode Fail(Host& host, const Status& status);

}  // namespace ic::cli

#endif  // CLI_PROCESS_SESSION_H_
