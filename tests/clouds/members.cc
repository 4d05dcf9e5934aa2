#include "tests/clouds/members.h"

#include <utility>

#include "adapters/contract/fields.h"

namespace ic::simulation {
namespace {

std::string_view WhatOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return "connection";
    case Kind::kVirtualInterface:
      return "interface";
    case Kind::kBgpGroup:
      return "group";
    case Kind::kBgpPeer:
      return "peer";
    case Kind::kBgpCidr:
      return "prefix";
  }
  return "";
}

}  // namespace

std::vector<FieldMembers> MembersOf(const std::vector<KindTables>& tables, std::vector<FieldMembers> by_hand) {
  std::vector<FieldMembers> all = std::move(by_hand);
  for (const KindTables& of_kind : tables) {
    const std::string_view what = WhatOf(of_kind.kind);
    for (const AttributeRow& row : of_kind.rows) {
      all.push_back({of_kind.kind, row.path, what, {row.read, row.create, row.modify}});
    }
    for (const std::string_view path : {field::kTags, field::kRedundancyGroup, field::kMarksChanged}) {
      all.push_back({of_kind.kind, path, what, {"tags", "Tags"}});
    }
  }
  return all;
}

}  // namespace ic::simulation
