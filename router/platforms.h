// The platforms that have a template here, and how far their configurations are proved.
#ifndef ROUTER_PLATFORMS_H_
#define ROUTER_PLATFORMS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ic::router {

// What stands behind a template. tests/router does the first two.
enum class Proof : std::uint8_t {
  kSession,  // sessions come up with it, against a second speaker
  kGolden,   // it is compared with texts that were written by the vendor's manual: no machine here reads it
};

struct Platform {
  std::string_view name;       // "frr", as users type it and as its template is called
  std::string_view title;      // "FRRouting"
  std::string_view extension;  // of files, without the point
  Proof proof;
  // Characters that a BGP key cannot have in this platform's configuration as the template writes it; none has white
  // space or control characters.
  std::string_view no_key_has;
  // What the template cannot say and leaves to a person, a sentence; empty: nothing.
  std::string_view leaves = {};
  // Whether two sessions with one address of the cloud's can stand in one configuration, told apart by the router's own
  // addresses. Not: a session is its neighbor's address, and a second one would overwrite the first.
  bool shares_neighbors = false;
};

// In the order in which they are documented.
const std::vector<Platform>& Platforms();

// Null if there is none of that name.
const Platform* FindPlatform(std::string_view name);

// The longest key that TCP's MD5 option takes on Linux and most routers.
inline constexpr std::size_t kLongestKey = 80;

}  // namespace ic::router

#endif  // ROUTER_PLATFORMS_H_
