// Streams: standard input, output and error, as parameters. Results go to standard output; questions, progress, logs
// and what went wrong outside of a result to standard error.
#ifndef CLI_PROCESS_STREAMS_H_
#define CLI_PROCESS_STREAMS_H_

#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

namespace ic::cli {

class Streams {
 public:
  // The streams outlive it.
  Streams(std::istream& in, std::ostream& out, std::ostream& err) : in_(in), out_(out), err_(err) {}

  // From now on nothing that is written holds one of these: where machinery that shows no key fails to, or a cloud
  // repeats one in an error. Not what is too short, or only digits: it would be found everywhere.
  void Hide(const std::set<std::string>& secrets);
  // For text that goes elsewhere.
  std::string WithoutHidden(std::string text) const;

  void Print(std::string_view text);
  // At once, in one piece, without any secret that the process knows (base/redact.h); from any thread.
  void Say(std::string_view text);
  // A line without its end; nullopt at the end of the input.
  std::optional<std::string> ReadLine();
  // False if not all of the output could be written (disk full, nobody reads).
  bool Flush();

 private:
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  std::mutex mutex_;  // of err_
  mutable std::mutex hidden_mutex_;
  std::set<std::string> hidden_;  // in every spelling that is written
};

}  // namespace ic::cli

#endif  // CLI_PROCESS_STREAMS_H_
