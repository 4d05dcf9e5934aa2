// Percent-encoding, and the parameters of queries and forms.
#ifndef SIMULATORS_SERVER_URL_H_
#define SIMULATORS_SERVER_URL_H_

#include <map>
#include <string>
#include <string_view>

namespace ic::sim {

// "%41" and "+" become "A" and " "; a '%' that begins no escape stays.
std::string PercentDecode(std::string_view text);

// Everything but A-Z a-z 0-9 - _ . ~ becomes %XX in upper case (RFC 3986).
std::string PercentEncode(std::string_view text);

// "a=1&b=x%20y", decoded. A part without '=' has an empty value; of equal names the last one counts.
std::map<std::string, std::string> ReadForm(std::string_view text);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_URL_H_
