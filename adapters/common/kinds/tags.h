// Tags: the user's, and the marks that Interconnect keeps among them for itself.
#ifndef ADAPTERS_COMMON_KINDS_TAGS_H_
#define ADAPTERS_COMMON_KINDS_TAGS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "schema/value/value.h"

namespace ic {

// Tags that Interconnect keeps on objects for itself (kReservedTagPrefix). They are never shown in `tags`.
inline constexpr std::string_view kMarkTag = "interconnect:mark";
inline constexpr std::string_view kOwnerTag = "interconnect:owner";
inline constexpr std::string_view kGroupTag = "interconnect:group";

// Marks as written with an object; empty ones are not.
struct Marks {
  std::string mark;
  std::string owner;
  std::string group;
  std::string nonce = {};  // in the tag of the mark, behind it
  bool no_owner = false;   // as what is desired: an owner that is there goes
};

// What an object's `tags` member (a list of {"key", "value"}) says, taken apart. Tags of the vendor itself, which begin
// with `vendor_prefix` (empty: it has none), belong to neither.
struct TagSplit {
  std::map<std::string, std::string> user;
  Marks marks;
};
TagSplit SplitTags(const nlohmann::json& object, std::string_view vendor_prefix);

// The value of the tag `interconnect:mark`, there and back: the mark, and behind a dot the nonce.
std::string MarkText(const Marks& marks);
void ReadMarkText(std::string_view text, Marks& marks);

// True if that member holds `mark`, with whatever nonce; false if that is empty. For looking through many objects for
// one.
bool HasMark(const nlohmann::json& object, std::string_view mark);
// The marks that it holds, for which HasMark is true.
std::vector<std::string> MarksIn(const nlohmann::json& object);

// The `tags` member of a create: the user's tags and the marks. Empty array if there are none: then the member has to
// be left out, because the API takes no empty list.
nlohmann::json TagList(const Value& user_tags, const Marks& marks);
nlohmann::json TagList(const std::map<std::string, std::string>& tags);

// The user's tags as the vocabulary has them. None: an empty map if `prior` is one, else null, so that `tags = {}` and
// no `tags` both stay as the user wrote them.
Value TagsValue(const std::map<std::string, std::string>& user, const Value& prior);

// What has to be sent to get from the tags on `live` to `desired`. Of the tags that are not desired only those are
// removed that `prior` knows as ours.
struct TagChange {
  std::map<std::string, std::string> set;  // added or overwritten
  std::vector<std::string> removed;        // keys
};
TagChange ChangeOfTags(const TagSplit& live, const Value& prior_tags, const Value& desired_tags,
                       const Marks& desired_marks);

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_TAGS_H_
