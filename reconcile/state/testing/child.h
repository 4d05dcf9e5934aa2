// A child process of a test, which is killed as a run can be.
#ifndef RECONCILE_STATE_TESTING_CHILD_H_
#define RECONCILE_STATE_TESTING_CHILD_H_

#include <functional>
#include <string>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ic {

class Child {
 public:
  // `body` runs in the child, which ends with what it returns; it tells the parent of things by Say.
  explicit Child(const std::function<int(int pipe)>& body) {
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) return;
    pid_ = fork();
    if (pid_ == 0) {
      close(ends[0]);
      _exit(body(ends[1]));
    }
    close(ends[1]);
    pipe_ = ends[0];
  }
  ~Child() {
    if (pid_ > 0) Kill();
    if (pipe_ >= 0) close(pipe_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  static void Say(int pipe, char what) {
    if (write(pipe, &what, 1) != 1) _exit(99);
  }
  // The next thing it says; 0 if it has ended.
  char Hear() const {
    char what = 0;
    return read(pipe_, &what, 1) == 1 ? what : '\0';
  }
  // All that it has said and not been heard yet; waits for its end.
  std::string HearAll() const {
    std::string all;
    for (char what = Hear(); what != '\0'; what = Hear()) all += what;
    return all;
  }
  int pid() const { return pid_; }

  // As `kill -9` does.
  void Kill() {
    kill(pid_, SIGKILL);
    Join();
  }
  // What it ended with; -1 if it was killed.
  int Join() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
  int pipe_ = -1;
};

}  // namespace ic

#endif  // RECONCILE_STATE_TESTING_CHILD_H_
