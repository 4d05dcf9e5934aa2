// What an exception that escaped from a provider is called in messages.
#ifndef PROVIDER_PROTOCOL_EXCEPTIONS_H_
#define PROVIDER_PROTOCOL_EXCEPTIONS_H_

#include <exception>
#include <string>

namespace ic::protocol {

// The type's name, "std::out_of_range". Never what(): libraries put the data they choked on into it, and that may be a
// secret.
std::string ExceptionName(const std::exception& exception);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_EXCEPTIONS_H_
