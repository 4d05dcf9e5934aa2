// The private folder that holds the plugin's socket. One a process; it is gone when the process ends in any way that
// lets it act (an ordinary end, a signal, a crash), and a later plugin sweeps what SIGKILL left.
#ifndef PROVIDER_TRANSPORT_SOCKET_FOLDER_H_
#define PROVIDER_TRANSPORT_SOCKET_FOLDER_H_

#include <string>
#include <vector>

#include "base/status.h"

namespace ic::transport {

// The longest path a Unix socket address holds.
inline constexpr std::size_t kMaxSocketPath = 107;

// Makes `<base>/ic-XXXXXX` (mode 0700) in the first of `bases` that can take it and returns the path for the socket in
// it. A base is passed over if it is relative, too long for a socket address, not writable, or holds a character that
// the handshake line cannot carry. Fails (kFailedPrecondition) naming each base and its reason if none is left.
StatusOr<std::string> MakeSocketFolder(const std::vector<std::string>& bases);

// Removes the socket and its folder; without effect if there is none, or in a forked child. Async-signal-safe.
void RemoveSocketFolder() noexcept;

// Removes folders under `base` whose plugin is dead, and no others: a file in each says whose it is. A living plugin
// holds a lock on its folder, which works across process namespaces that share /tmp. Looks at no more than a few
// thousand entries; failures are passed over in silence.
void SweepStaleSocketFolders(const std::string& base);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_SOCKET_FOLDER_H_
