// JSON text for what the transport prints; a JSON library would cost more than these few lines at each start.
#ifndef PROVIDER_TRANSPORT_JSON_TEXT_H_
#define PROVIDER_TRANSPORT_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace ic::transport {

// `text` as a JSON string with its quotes, always one line of valid UTF-8: bytes that are none become U+FFFD.
std::string JsonQuote(std::string_view text);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_JSON_TEXT_H_
