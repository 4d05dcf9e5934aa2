// Streams: standard input, output and error, as parameters. Results go to standard output; questions, progress, logs
// and what went wrong outside of a result to standard error. All of it passes one gate (Shown), whatever made it:
// behind it no text commands a terminal or the runner of a job, and none holds a value that is hidden.
#ifndef CLI_PROCESS_STREAMS_H_
#define CLI_PROCESS_STREAMS_H_

#include <array>
#include <functional>
#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ic::cli {

class Streams {
 public:
  // The streams outlive it.
  Streams(std::istream& in, std::ostream& out, std::ostream& err) : in_(in), out_(out), err_(err) {}

  // From now on nothing that is written holds one of these, in whatever spelling and wherever lines are broken: where
  // machinery that shows no key fails to, or a cloud repeats one in an error. Not what is too short (6 characters), or
  // only digits: it would be found everywhere.
  void Hide(const std::set<std::string>& secrets);

  // The gate, for text that goes elsewhere: a report.
  std::string Shown(std::string_view text) const;

  void Print(std::string_view text);
  // Likewise, but for what is hidden byte by byte: scripts of ours, and configurations of routers, which are made of
  // values that were made harmless and may be anything else that a template says.
  void PrintExactly(std::string_view text);
  // At once, in one piece, without any secret that the process knows (base/redact.h); from any thread. What is drawn
  // again may begin with its erasure (`CSI n F`, `CSI J`).
  void Say(std::string_view text);
  // A line without its end; nullopt at the end of the input.
  std::optional<std::string> ReadLine();
  // False if not all of the output could be written (disk full, nobody reads).
  bool Flush();

 private:
  std::string WithoutHidden(std::string text) const;

  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  std::mutex mutex_;  // of err_
  mutable std::mutex hidden_mutex_;
  // In every spelling that is written; of two that one begins the longer goes first.
  std::set<std::string, std::greater<>> hidden_;
  std::array<std::vector<const std::string*>, 256>
      hidden_at_;  // likewise, by their first bytes: one pass finds them all
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_STREAMS_H_
