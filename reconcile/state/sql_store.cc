#include "reconcile/state/sql_store.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/harmless.h"
#include "base/text.h"
#include "base/time_text.h"
#include "reconcile/state/migrations.h"
#include "reconcile/state/rows.h"

namespace ic {
namespace {

constexpr int kRunsKept = 1000;
constexpr std::size_t kRowsPerStatement = 500;  // below every engine's limit of parameters

// `count` parameters from `$<first>` on, each between `before` and `after`, with commas.
std::string Placeholders(std::size_t first, std::size_t count, std::string_view before, std::string_view after) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    list += fmt::format("{}{}${}{}", i == 0 ? "" : ", ", before, first + i, after);
  }
  return list;
}

}  // namespace

StatusOr<StateInfo> SqlStore::Info() {
  const std::lock_guard lock(database_mutex_);
  StateInfo info;
  IC_RETURN_IF_ERROR(database_->Query("SELECT lineage, serial, schema_version FROM meta", {}, [&](SqlRow row) {
    info.lineage = row[0];
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), info.serial);
    std::from_chars(row[2].data(), row[2].data() + row[2].size(), info.schema_version);
    return OkStatus();
  }));
  return info;
}

StatusOr<std::vector<StateObject>> SqlStore::Load() {
  std::array<std::vector<StateObject>, kAllKinds.size()> by_kind;
  {
    const std::lock_guard lock(database_mutex_);
    IC_RETURN_IF_ERROR(database_->Query(kSelectObjects, {}, [&](SqlRow row) -> Status {
      IC_ASSIGN_OR_RETURN(StateObject object, ObjectOfRow(row, database_->name()));
      by_kind[static_cast<std::size_t>(object.address.kind)].push_back(std::move(object));
      return OkStatus();
    }));
  }
  // SQLite has them in the order of their addresses' bytes. PostgreSQL sorts by the language it was set up for.
  const auto before = [](const StateObject& a, const StateObject& b) { return a.address < b.address; };
  std::vector<StateObject> objects;
  objects.reserve(std::accumulate(by_kind.begin(), by_kind.end(), std::size_t{0},
                                  [](std::size_t count, const auto& some) { return count + some.size(); }));
  for (std::vector<StateObject>& some : by_kind) {
    if (!std::is_sorted(some.begin(), some.end(), before)) std::sort(some.begin(), some.end(), before);
    std::move(some.begin(), some.end(), std::back_inserter(objects));
    some = {};
  }
  return objects;
}

StatusOr<std::map<Address, std::string>> SqlStore::Begun() {
  const std::lock_guard lock(database_mutex_);
  std::map<Address, std::string> begun;
  IC_RETURN_IF_ERROR(database_->Query("SELECT address, record FROM begun", {}, [&](SqlRow row) -> Status {
    const std::optional<Address> address = ParseAddress(row[0]);
    if (!address) {
      return InvalidArgumentError(
          fmt::format("{} has an address that is none: {}", name(), SpelledOut(row[0], Breaks::kSpelledOut)));
    }
    begun.emplace(*address, row[1]);
    return OkStatus();
  }));
  return begun;
}

StatusOr<std::vector<StateRun>> SqlStore::Runs() {
  const std::lock_guard lock(database_mutex_);
  std::vector<StateRun> runs;
  const auto add = [&](SqlRow row) -> Status {
    StateRun run{.who = std::string(row[1]), .command = std::string(row[2])};
    std::from_chars(row[0].data(), row[0].data() + row[0].size(), run.number);
    std::from_chars(row[3].data(), row[3].data() + row[3].size(), run.pid);
    const std::optional<Time> started = ParseIsoTime(row[4]);
    run.finished = ParseIsoTime(row[5]);
    if (!started || (!row[5].empty() && !run.finished)) {
      return InvalidArgumentError(fmt::format("{}: run {} has no time", database_->name(), row[0]));
    }
    run.started = *started;
    runs.push_back(std::move(run));
    return OkStatus();
  };
  IC_RETURN_IF_ERROR(
      database_->Query("SELECT id, who, command, pid, started, finished FROM runs ORDER BY id DESC", {}, add));
  return runs;
}

Status SqlStore::Lock(const LockHolder& holder) {
  const std::lock_guard lock(database_mutex_);
  if (!run_.empty()) return FailedPreconditionError(fmt::format("{} is locked by this run already", name()));
  IC_ASSIGN_OR_RETURN(const bool locked, database_->TryLock());
  if (!locked) return LockedError(*database_, "is locked");
  Status begun = BeginRun(holder);
  if (!begun.ok()) {
    run_.clear();
    database_->Unlock();
  }
  return begun;
}

Status SqlStore::BeginRun(const LockHolder& holder) {
  const std::string version = std::to_string(schema_version_);
  const std::string who = ToValidUtf8(holder.who);
  const std::string command = ToValidUtf8(holder.command);
  const std::string pid = std::to_string(holder.pid);
  const std::string now = IsoTime(clock_->Now());
  return InTransaction(*database_, [&]() -> Status {
    IC_ASSIGN_OR_RETURN(const std::int64_t changed,
                        database_->Execute("UPDATE meta SET run = run + 1 WHERE schema_version = $1", {version}));
    if (changed != 1) {
      return FailedPreconditionError(fmt::format(
          "{} was migrated by a newer interconnect meanwhile; this one knows schema version {}", name(), version));
    }
    IC_RETURN_IF_ERROR(database_->Query("SELECT run FROM meta", {}, [&](SqlRow row) {
      run_ = row[0];
      return OkStatus();
    }));
    begun_.clear();
    IC_RETURN_IF_ERROR(database_->Query("SELECT address FROM begun", {}, [&](SqlRow row) {
      begun_.emplace(row[0]);
      return OkStatus();
    }));
    IC_RETURN_IF_ERROR(database_
                           ->Execute("INSERT INTO runs (id, who, command, pid, started) VALUES ($1, $2, $3, $4, $5)",
                                     {run_, who, command, pid, now})
                           .status());
    const std::string kept = std::to_string(kRunsKept);
    return database_->Execute("DELETE FROM runs WHERE id <= (SELECT run FROM meta) - $1", {kept}).status();
  });
}

void SqlStore::Unlock() {
  const std::lock_guard lock(database_mutex_);
  if (run_.empty()) return;
  const std::string now = IsoTime(clock_->Now());
  // A run without an end looks like one that was killed: no reason to fail.
  static_cast<void>(InTransaction(*database_, [&] {
    return database_->Execute("UPDATE runs SET finished = $1 WHERE id = $2", {now, run_}).status();
  }));
  run_.clear();
  database_->Unlock();
}

Status SqlStore::Put(const StateObject& object) {
  IC_RETURN_IF_ERROR(CheckObject(object));
  return Write([&](Status&) { return PutRow(object); });
}

Status SqlStore::PutAll(const std::vector<StateObject>& objects) {
  for (const StateObject& object : objects) IC_RETURN_IF_ERROR(CheckObject(object));
  return Write([&](Status&) -> Status {
    for (const StateObject& object : objects) IC_RETURN_IF_ERROR(PutRow(object));
    return OkStatus();
  });
}

Status SqlStore::Remove(const Address& address) {
  return Write([&](Status&) {
    const std::string text = address.ToString();
    return database_->Execute("DELETE FROM objects WHERE address = $1", {text}).status();
  });
}

Status SqlStore::Rename(const Address& from, const Address& to) {
  if (from.kind != to.kind || !IsValidName(to.name)) {
    return InvalidArgumentError(fmt::format("{} cannot be renamed to {}", from.ToString(), to.ToString()));
  }
  return Write([&](Status& refused) { return RenameRow(from.ToString(), to.ToString(), refused); });
}

Status SqlStore::Begin(const Address& address, const std::string& record) {
  return Write([&](Status&) {
    const std::string text = address.ToString();
    begun_.insert(text);
    return database_
        ->Execute(
            "INSERT INTO begun (address, record) VALUES ($1, $2) ON CONFLICT (address) DO UPDATE SET"
            " record = excluded.record",
            {text, record})
        .status();
  });
}

Status SqlStore::End(const Address& address) {
  return Write([&](Status&) { return EndRow(address.ToString()); });
}

Status SqlStore::EndRow(const std::string& address) {
  return database_->Execute("DELETE FROM begun WHERE address = $1", {address}).status();
}

// Each waits for itself alone: were all told of each commit, those of the next one would wake only to wait again.
Status SqlStore::Write(std::function<Status(Status&)> run) {
  Change change{.run = std::move(run)};
  std::unique_lock queue_lock(queue_mutex_);
  queue_.push_back(&change);
  const bool leads = !std::exchange(committing_, true);
  queue_lock.unlock();
  if (!leads && change.Await() == Turn::kDone) return change.result;
  queue_lock.lock();
  const std::vector<Change*> changes = std::exchange(queue_, {});
  queue_lock.unlock();
  CommitQueue(changes);
  queue_lock.lock();
  committing_ = !queue_.empty();
  Change* const next = committing_ ? queue_.front() : nullptr;
  queue_lock.unlock();
  if (next != nullptr) next->Take(Turn::kLeads);
  for (Change* each : changes) {
    if (each != &change) each->Take(Turn::kDone);
  }
  return change.result;
}

SqlStore::Turn SqlStore::Change::Await() {
  std::unique_lock lock(mutex);
  turned.wait(lock, [this] { return turn != Turn::kWaits; });
  return turn;
}

// Told with the lock held: whoever waits ends this object as soon as it knows.
void SqlStore::Change::Take(Turn its) {
  const std::lock_guard lock(mutex);
  turn = its;
  turned.notify_one();
}

void SqlStore::CommitQueue(const std::vector<Change*>& changes) {
  const std::lock_guard lock(database_mutex_);
  if (CommitTogether(changes).ok() || changes.size() == 1) return;
  // One that fails must not fail the others.
  for (Change* change : changes) static_cast<void>(CommitTogether({change}));
}

// The result of each change is set; returned is what the transaction failed at.
Status SqlStore::CommitTogether(const std::vector<Change*>& changes) {
  Status status = FailedPreconditionError(fmt::format("{} is not locked by this run: nothing is written", name()));
  if (!run_.empty()) {
    status = InTransaction(*database_, [&]() -> Status {
      for (Change* change : changes) {
        change->result = OkStatus();
        IC_RETURN_IF_ERROR(change->run(change->result));
      }
      const std::string count = std::to_string(changes.size());
      IC_ASSIGN_OR_RETURN(const std::int64_t changed,
                          database_->Execute("UPDATE meta SET serial = serial + $1 WHERE run = $2", {count, run_}));
      if (changed == 1) return OkStatus();
      // The lock's file was deleted, or a proxy gave the session to another.
      return FailedPreconditionError(
          fmt::format("the lock of {} was lost: another run has taken it; nothing is written any more", name()));
    });
  }
  if (!status.ok()) {
    for (Change* change : changes) change->result = status;
  }
  return status;
}

Status SqlStore::PutRow(const StateObject& object) {
  const std::string address = object.address.ToString();
  const std::string depends_on = DependenciesText(object.depends_on);
  const std::string updated = IsoTime(clock_->Now());
  if (begun_.contains(address)) IC_RETURN_IF_ERROR(EndRow(address));
  return database_
      ->Execute(kPutObject, {address, object.account, object.cloud, object.region, object.id, object.attributes,
                             object.facts, object.keyed ? "1" : "0", depends_on, updated})
      .status();
}

StatusOr<bool> SqlStore::HasRow(const std::string& address) {
  bool found = false;
  IC_RETURN_IF_ERROR(database_->Query("SELECT address FROM objects WHERE address = $1", {address}, [&](SqlRow) {
    found = true;
    return OkStatus();
  }));
  return found;
}

Status SqlStore::RenameRow(const std::string& from, const std::string& to, Status& refused) {
  IC_ASSIGN_OR_RETURN(const bool is_there, HasRow(from));
  if (!is_there) {
    refused = NotFoundError(fmt::format("{} has no object {}", name(), from));
    return OkStatus();
  }
  if (from == to) return OkStatus();
  IC_ASSIGN_OR_RETURN(const bool taken, HasRow(to));
  if (taken) {
    refused = AlreadyExistsError(fmt::format("{} has an object {} already; {} keeps its address", name(), to, from));
    return OkStatus();
  }
  IC_RETURN_IF_ERROR(database_->Execute("UPDATE objects SET address = $1 WHERE address = $2", {to, from}).status());
  return RenameDependencies(from, to);
}

Status SqlStore::RenameDependencies(const std::string& from, const std::string& to) {
  // As JSON an address is itself in quotation marks: nothing in a name needs an escape.
  const std::string old_text = fmt::format("\"{}\"", from);
  const std::string new_text = fmt::format("\"{}\"", to);
  return database_
      ->Execute("UPDATE objects SET depends_on = REPLACE(depends_on, $1, $2) WHERE depends_on LIKE '%' || $1 || '%'",
                {old_text, new_text})
      .status();
}

StatusOr<std::map<std::string, Time>> SqlStore::SeenSince(const std::set<std::string>& ids, Time now, Others others) {
  const std::lock_guard lock(database_mutex_);
  std::map<std::string, Time> times;
  std::vector<std::string> gone;
  const auto read = [&]() -> Status {
    times.clear();
    gone.clear();
    return database_->Query("SELECT id, seen_since FROM findings", {}, [&](SqlRow row) -> Status {
      std::string id(row[0]);
      const std::optional<Time> since = ParseIsoTime(row[1]);
      if (!since) {
        return InvalidArgumentError(
            fmt::format("{}: finding {} has no time", name(), SpelledOut(id, Breaks::kSpelledOut)));
      }
      if (ids.contains(id)) {
        times.emplace(std::move(id), *since);
      } else if (others == Others::kForgotten) {
        gone.push_back(std::move(id));
      }
      return OkStatus();
    });
  };
  std::vector<std::string_view> fresh;
  const auto add_fresh = [&] {
    fresh.clear();
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(fresh),
                 [&](std::string_view id) { return !times.contains(std::string(id)); });
    for (const std::string_view id : fresh) times.emplace(id, std::chrono::floor<std::chrono::seconds>(now));
  };
  const Status noted = InTransaction(*database_, [&]() -> Status {
    IC_RETURN_IF_ERROR(read());
    add_fresh();
    IC_RETURN_IF_ERROR(InsertFindings(fresh, IsoTime(now)));
    return DeleteFindings({gone.begin(), gone.end()});
  });
  if (noted.code() == StatusCode::kPermissionDenied) {  // it may only be read: what is new is new again next time
    IC_RETURN_IF_ERROR(read());
    add_fresh();
  } else if (!noted.ok()) {
    return noted;
  }
  return times;
}

Status SqlStore::InsertFindings(const std::vector<std::string_view>& ids, std::string_view seen) {
  for (std::size_t begin = 0; begin < ids.size(); begin += kRowsPerStatement) {
    const std::size_t count = std::min(kRowsPerStatement, ids.size() - begin);
    SqlParameters parameters = {seen};
    const std::span some = std::span(ids).subspan(begin, count);
    parameters.insert(parameters.end(), some.begin(), some.end());
    const std::string sql = "INSERT INTO findings (seen_since, id) VALUES " + Placeholders(2, count, "($1, ", ")");
    IC_RETURN_IF_ERROR(database_->Execute(sql, parameters).status());
  }
  return OkStatus();
}

Status SqlStore::DeleteFindings(const std::vector<std::string_view>& ids) {
  for (std::size_t begin = 0; begin < ids.size(); begin += kRowsPerStatement) {
    const std::size_t count = std::min(kRowsPerStatement, ids.size() - begin);
    const std::span some = std::span(ids).subspan(begin, count);
    const SqlParameters parameters(some.begin(), some.end());
    const std::string sql = "DELETE FROM findings WHERE id IN (" + Placeholders(1, count, "", "") + ")";
    IC_RETURN_IF_ERROR(database_->Execute(sql, parameters).status());
  }
  return OkStatus();
}

}  // namespace ic
