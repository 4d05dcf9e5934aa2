#include "adapters/wire/curl_transport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include "adapters/wire/certificates.h"
#include "adapters/wire/curl_library.h"
#include "adapters/wire/failed_transfer.h"
#include "base/redact.h"
#include "base/text.h"

namespace ic {
namespace {

// Keeps SIGPIPE away from this thread: a peer that hangs up must be an error, and the program's handlers are not ours.
class SigpipeGuard {
 public:
  SigpipeGuard() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  SigpipeGuard(const SigpipeGuard&) = delete;
  SigpipeGuard& operator=(const SigpipeGuard&) = delete;
  ~SigpipeGuard() {
    if (!was_pending_) {
      const timespec now{};
      sigtimedwait(&pipe_, nullptr, &now);
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_;
  sigset_t before_;
  bool was_pending_ = false;
};

// What the callbacks read and fill during one transfer.
struct Transfer {
  std::string_view unsent;  // of a mutating request's body
  HttpResponse response;
  std::size_t max_bytes = 0;
  bool too_large = false;
  bool request_left = false;  // the connection stood and the request began to leave
  bool tells_left = false;    // the library says so; older ones do not
  std::array<char, CURL_ERROR_SIZE> error{};
};

std::size_t OnBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t bytes = size * count;
  if (transfer.response.body.size() + bytes > transfer.max_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, bytes);
  return bytes;
}

std::size_t OnHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::string_view line = Trim({data, size * count});
  if (line.starts_with("HTTP/")) {
    transfer.response.headers.clear();  // an interim answer (1xx) came before
  } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
    transfer.response.headers.emplace_back(Trim(line.substr(0, colon)), Trim(line.substr(colon + 1)));
  }
  return size * count;
}

std::size_t OnUpload(char* buffer, std::size_t size, std::size_t count, void* user) {
  std::string_view& unsent = static_cast<Transfer*>(user)->unsent;
  const std::size_t bytes = unsent.copy(buffer, size * count);
  unsent.remove_prefix(bytes);
  return bytes;
}

int OnConnected(void* user, char*, char*, int, int) {
  static_cast<Transfer*>(user)->request_left = true;
  return 0;  // CURL_PREREQFUNC_OK, which older headers do not name
}

// One transfer at a time: a multi handle, because it can be woken from another thread and keeps its connections.
class Slot {
 public:
  explicit Slot(const CurlLibrary& curl) : curl_(curl), multi_(curl.multi_init()), easy_(curl.easy_init()) {}
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() {
    if (easy_ != nullptr) curl_.easy_cleanup(easy_);
    if (multi_ != nullptr) curl_.multi_cleanup(multi_);
  }

  bool usable() const { return multi_ != nullptr && easy_ != nullptr; }
  // `proxy_named_by`: what a failure says of a proxy (FailedTransfer).
  StatusOr<HttpResponse> Run(const HttpRequest& request, const Certificates& trusted, std::size_t max_bytes,
                             const std::string& proxy_named_by, std::stop_token stop);

 private:
  curl_slist* MakeHeaders(const HttpRequest& request) const;
  bool Configure(const HttpRequest& request, const Certificates& trusted, curl_slist* headers, Transfer& transfer);
  bool Trust(const Certificates& trusted);
  bool ConfigureBody(const HttpRequest& request, Transfer& transfer);
  bool SendOnce(const HttpRequest& request, Transfer& transfer);
  // Older libraries do not tell when the connection stood; the bytes they count include a proxy's CONNECT.
  bool HasLeft(const Transfer& transfer) const;
  // Drives the transfer to its end; false if it was stopped.
  bool Drive(const HttpRequest& request, const Transfer& transfer, std::stop_token stop, CURLcode& code);

  template <typename Value>
  bool Set(CURLoption option, Value value) {
    return curl_.easy_setopt(easy_, option, value) == CURLE_OK;
  }

  const CurlLibrary& curl_;
  CURLM* const multi_;
  CURL* const easy_;
};

curl_slist* Slot::MakeHeaders(const HttpRequest& request) const {
  // libcurl would wait a second for "100 Continue" before large bodies; and would guess a content type.
  curl_slist* list = curl_.slist_append(nullptr, "Expect:");
  if (FindHeader(request.headers, "content-type").empty()) list = curl_.slist_append(list, "Content-Type:");
  for (const auto& [name, value] : request.headers) {
    list = curl_.slist_append(list, fmt::format("{}{}{}", name, value.empty() ? ";" : ": ", value).c_str());
  }
  return list;
}

long Milliseconds(Duration duration) {
  const auto count = std::chrono::ceil<std::chrono::milliseconds>(duration).count();
  return static_cast<long>(std::max<std::int64_t>(count, 1));
}

bool Slot::ConfigureBody(const HttpRequest& request, Transfer& transfer) {
  if (request.mutating) return SendOnce(request, transfer);
  if (request.method == "GET" && request.body.empty()) return Set(CURLOPT_HTTPGET, 1L);
  return Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size())) &&
         Set(CURLOPT_POSTFIELDS, request.body.data()) && Set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

// libcurl sends a request again by itself if a connection that it kept is closed before an answer. It cannot if the
// body comes from a callback that does not rewind and a part of it is on its way; without a part of it the server has
// no request. Where there is no body only a new connection helps.
bool Slot::SendOnce(const HttpRequest& request, Transfer& transfer) {
  constexpr long kMostIdleSeconds = 15;  // less than load balancers wait, so that the case stays rare
  transfer.unsent = request.body;
  return Set(CURLOPT_POST, 1L) && Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size())) &&
         Set(CURLOPT_READFUNCTION, &OnUpload) && Set(CURLOPT_READDATA, &transfer) &&
         Set(CURLOPT_CUSTOMREQUEST, request.method.c_str()) &&
         (request.body.empty() ? Set(CURLOPT_FRESH_CONNECT, 1L) : Set(CURLOPT_MAXAGE_CONN, kMostIdleSeconds));
}

// Both are always said: a libcurl of a distribution would add its own folder to a file that is to replace it.
bool Slot::Trust(const Certificates& trusted) {
  const char* file = trusted.file.empty() ? nullptr : trusted.file.c_str();
  const char* folder = trusted.folder.empty() ? nullptr : trusted.folder.c_str();
  // The proxy's are the same; a library that cannot speak to a proxy by TLS refuses them.
  Set(CURLOPT_PROXY_CAINFO, file);
  Set(CURLOPT_PROXY_CAPATH, folder);
  return Set(CURLOPT_CAINFO, file) && Set(CURLOPT_CAPATH, folder);
}

bool Slot::Configure(const HttpRequest& request, const Certificates& trusted, curl_slist* headers, Transfer& transfer) {
  curl_.easy_reset(easy_);
  bool ok = Set(CURLOPT_URL, request.url.c_str()) && Set(CURLOPT_HTTPHEADER, headers);
  ok = ok && ConfigureBody(request, transfer) && Set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1}) &&
       Set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2}) && Set(CURLOPT_NOSIGNAL, 1L) &&
       Set(CURLOPT_FOLLOWLOCATION, 0L) && Set(CURLOPT_PATH_AS_IS, 1L) && Set(CURLOPT_TCP_KEEPALIVE, 1L) &&
       Set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) && Set(CURLOPT_TIMEOUT_MS, Milliseconds(request.timeout)) &&
       Set(CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(request.connect_timeout)) && Set(CURLOPT_WRITEFUNCTION, &OnBody) &&
       Set(CURLOPT_WRITEDATA, &transfer) && Set(CURLOPT_HEADERFUNCTION, &OnHeader) &&
       Set(CURLOPT_HEADERDATA, &transfer) && Set(CURLOPT_ERRORBUFFER, transfer.error.data());
  ok = ok && Trust(trusted);
  if (request.bypass_proxy) ok = ok && Set(CURLOPT_PROXY, "");
#if LIBCURL_VERSION_NUM >= 0x075700
  // Without it, leaving early waits for a name lookup that hangs. Not known to older libraries, which then wait.
  Set(CURLOPT_QUICK_EXIT, 1L);
#endif
  return ok;
}

bool Slot::HasLeft(const Transfer& transfer) const {
  if (transfer.tells_left) return transfer.request_left;
  long sent_bytes = 0;
  curl_.easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &sent_bytes);
  return sent_bytes > 0;
}

// What changes something is not cut short once it is on its way: nobody would know what it made.
bool Slot::Drive(const HttpRequest& request, const Transfer& transfer, std::stop_token stop, CURLcode& code) {
  const std::stop_callback wake(stop, [this] { curl_.multi_wakeup(multi_); });
  int running = 1;
  code = CURLE_OK;
  while (running > 0) {  // bounded by CURLOPT_TIMEOUT_MS
    if (stop.stop_requested() && !(request.mutating && HasLeft(transfer))) return false;
    if (curl_.multi_perform(multi_, &running) != CURLM_OK) code = CURLE_FAILED_INIT;
    if (code != CURLE_OK) return true;
    if (running > 0) curl_.multi_poll(multi_, nullptr, 0, 1000, nullptr);
  }
  int left = 0;
  while (const CURLMsg* message = curl_.multi_info_read(multi_, &left)) {
    if (message->msg == CURLMSG_DONE) code = message->data.result;
  }
  return true;
}

StatusOr<HttpResponse> Slot::Run(const HttpRequest& request, const Certificates& trusted, std::size_t max_bytes,
                                 const std::string& proxy_named_by, std::stop_token stop) {
  Transfer transfer;
  transfer.max_bytes = max_bytes;
  const std::unique_ptr<curl_slist, decltype(curl_.slist_free_all)> headers(MakeHeaders(request), curl_.slist_free_all);
  if (!Configure(request, trusted, headers.get(), transfer)) {
    return InternalError(fmt::format("libcurl refused the settings of a request to {}", RedactUrl(request.url)));
  }
#if LIBCURL_VERSION_NUM >= 0x075000
  transfer.tells_left = Set(CURLOPT_PREREQFUNCTION, &OnConnected) && Set(CURLOPT_PREREQDATA, &transfer);
#endif
  if (curl_.multi_add_handle(multi_, easy_) != CURLM_OK) return InternalError("libcurl could not start a transfer");
  CURLcode code = CURLE_OK;
  const bool finished = Drive(request, transfer, std::move(stop), code);
  long status = 0;
  FailedTransfer failed{.too_large = transfer.too_large, .proxy_named_by = proxy_named_by};
  const bool left = HasLeft(transfer);
  curl_.easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
  curl_.easy_getinfo(easy_, CURLINFO_HTTP_CONNECTCODE, &failed.proxy_answer);
  curl_.multi_remove_handle(multi_, easy_);
  if (finished && code == CURLE_OK) {
    transfer.response.status = static_cast<int>(status);
    return std::move(transfer.response);
  }
  RemoteError remote{.operation = request.operation};
  remote.ambiguous = left || code == CURLE_SEND_FAIL_REWIND;
  const std::string where = fmt::format("{} {}", request.method, RedactUrl(request.url));
  if (!finished) return CancelledError(fmt::format("{}: stopped", where)).WithRemote(std::move(remote));
  std::string reason = transfer.error[0] != '\0' ? transfer.error.data() : curl_.easy_strerror(code);
  if (code == CURLE_SEND_FAIL_REWIND) reason = "the connection was closed before an answer came";
  if (transfer.too_large) reason = fmt::format("the answer is larger than {} bytes", max_bytes);
  failed.code = code;
  return Status(CodeOf(failed), fmt::format("{}: {}{}", where, reason, AdviceFor(failed, trusted)))
      .WithRemote(std::move(remote));
}

class CurlTransport : public HttpTransport {
 public:
  // libcurl quotes a proxy's address that it cannot read, with the password in it.
  explicit CurlTransport(CurlOptions options) : options_(std::move(options)) {
    for (const char* name : {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"}) {
      KnowPasswordIn(options_.environment.Get(name));
    }
  }

  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override {
    IC_RETURN_IF_ERROR(Check(request));
    IC_ASSIGN_OR_RETURN(const CurlLibrary* curl, SharedCurlLibrary());
    IC_ASSIGN_OR_RETURN(const Certificates trusted, Trusted(request));
    std::unique_ptr<Slot> slot = Take(*curl);
    if (!slot->usable()) return FailedPreconditionError("libcurl gave no handle: out of memory");
    const SigpipeGuard no_sigpipe;
    const std::string proxy = request.bypass_proxy ? "" : ProxyVariable(options_.environment, request.url);
    StatusOr<HttpResponse> response = slot->Run(request, trusted, options_.max_response_bytes, proxy, stop);
    // A transfer that failed may leave its connection half used.
    if (response.ok()) GiveBack(std::move(slot));
    return response;
  }

 private:
  // What would let a value break out of its line or its place.
  static Status Check(const HttpRequest& request) {
    constexpr std::string_view kBreaks("\r\n\0", 3);
    if (HostOfUrl(request.url).empty() || request.url.find_first_of(kBreaks) != std::string::npos) {
      return InvalidArgumentError(fmt::format("{}: the endpoint must be an absolute http:// or https:// URL, got {}",
                                              request.operation, RedactUrl(request.url)));
    }
    for (const auto& [name, value] : request.headers) {
      if (name.find_first_of(kBreaks) == std::string::npos && value.find_first_of(kBreaks) == std::string::npos)
        continue;
      return InvalidArgumentError(fmt::format("{}: the value of header {} holds a line break", request.operation,
                                              name.substr(0, name.find('\r'))));
    }
    return OkStatus();
  }

  // Looked for once. What goes without TLS needs none.
  StatusOr<Certificates> Trusted(const HttpRequest& request) {
    std::call_once(looked_, [this] { trusted_ = FindCertificates(options_.ca_bundle, options_.environment); });
    if (!trusted_.ok() && !request.url.starts_with("https:")) return Certificates{};
    return trusted_;
  }

  // To make one takes its time, and others need not wait for that.
  std::unique_ptr<Slot> Take(const CurlLibrary& curl) {
    std::unique_ptr<Slot> slot = TakeIdle();
    return slot != nullptr ? std::move(slot) : std::make_unique<Slot>(curl);
  }

  std::unique_ptr<Slot> TakeIdle() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::unique_ptr<Slot> slot = std::move(idle_.back());  // the last used has the youngest connection
    idle_.pop_back();
    return slot;
  }

  // Ended without the lock, if there are enough.
  void GiveBack(std::unique_ptr<Slot> slot) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < options_.max_idle_connections) idle_.push_back(std::move(slot));
  }

  const CurlOptions options_;
  std::once_flag looked_;
  StatusOr<Certificates> trusted_ = Certificates{};
  std::mutex mutex_;
  std::vector<std::unique_ptr<Slot>> idle_;
};

}  // namespace

std::unique_ptr<HttpTransport> MakeCurlTransport(CurlOptions options) {
  return std::make_unique<CurlTransport>(std::move(options));
}

}  // namespace ic
