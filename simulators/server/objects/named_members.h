// Members of a structure by name, as the control address sets and shows them: quotas, switches.
#ifndef SIMULATORS_SERVER_OBJECTS_NAMED_MEMBERS_H_
#define SIMULATORS_SERVER_OBJECTS_NAMED_MEMBERS_H_

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ic::sim {

template <typename Structure, typename T, std::size_t kCount>
using NamedMembers = std::array<std::pair<std::string_view, T Structure::*>, kCount>;

// Null if there is none of that name.
template <typename Structure, typename T, std::size_t kCount>
T* FindMember(const NamedMembers<Structure, T, kCount>& members, Structure& structure, std::string_view name) {
  for (const auto& [key, member] : members) {
    if (key == name) return &(structure.*member);
  }
  return nullptr;
}

template <typename Structure, typename T, std::size_t kCount>
std::map<std::string, T> MemberValues(const NamedMembers<Structure, T, kCount>& members, const Structure& structure) {
  std::map<std::string, T> values;
  for (const auto& [key, member] : members) values[std::string(key)] = structure.*member;
  return values;
}

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_NAMED_MEMBERS_H_
