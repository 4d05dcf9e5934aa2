// A resource type of another provider, as data: which of its attributes is which field here and in what form, what is
// left behind and why, and what cannot become an object here. Who reads a foreign state goes by these rows alone
// (translate.h); the tests hold them against the schemas that the providers published.
#ifndef FOREIGN_SOURCE_TYPE_H_
#define FOREIGN_SOURCE_TYPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/kind.h"

namespace ic::foreign {

// How a value of a foreign state is written here. Whatever the form, null is none, and so is an empty text, list or
// map.
enum class Form : std::uint8_t {
  kText,       // as it is
  kWord,       // a word in lower case: "IPv4"
  kIs,         // whether it is Row::usual: "Enabled"; if not, none
  kFlag,       // a bool
  kSet,        // likewise; false is none
  kNumber,     // an integer, or the text of one
  kPositive,   // likewise; 0 is none
  kTuned,      // likewise; 0 and Row::usual are none
  kDigits,     // an integer, or the text of one, as text; 0 is none: AS numbers
  kMegabits,   // Mbit/s, as a number or its text, as a bandwidth; 0 is none
  kTags,       // a map of texts
  kPrefixes,   // a list or set of texts, as a set
  kTimeouts,   // an object of durations
  kWithMask,   // an IPv4 address; Row::beside has the mask of its link: "255.255.255.252"
  kWithLink,   // an IPv6 address; Row::beside has the prefix of its link
  kEntry,      // what advertises a prefix; Row::beside has the prefix: the id of an object without one of its own
  kArnRegion,  // an ARN: the region in it
};

// What becomes of an attribute.
enum class Fate : std::uint8_t {
  kTaken,    // it is a field here
  kTold,     // the cloud tells it, or it means nothing beyond the program that wrote it: left behind without a word
  kSetting,  // it told the other provider what to do, and is no field here: left behind, said where it was used
  kSecret,   // likewise, whatever it says
  kRefused,  // with another value than Row::usual the object is none that could be managed here
};

struct Row {
  std::string_view from;  // the attribute
  Fate fate = Fate::kTaken;
  std::string_view to = {};  // of what is taken: the path of the field, "vlan", "aws.site_link"
  Form form = Form::kText;
  std::string_view beside = {};  // another attribute that belongs to the value
  std::string_view usual = {};   // the value, as text, that says nothing (of Form::kIs: that is meant)
  std::string_view words = {};   // of a setting, or of what is refused: a whole sentence about it
};

// Of rows with one field the first that has a value counts: spellings of older and newer versions of the type.
inline Row Take(std::string_view from, std::string_view to, Form form = Form::kText, std::string_view beside = {}) {
  return {.from = from, .to = to, .form = form, .beside = beside};
}
inline Row Told(std::string_view from) { return {.from = from, .fate = Fate::kTold}; }
inline Row Secret(std::string_view from) { return {.from = from, .fate = Fate::kSecret}; }
inline Row Setting(std::string_view from, std::string_view words, std::string_view usual = {}) {
  return {.from = from, .fate = Fate::kSetting, .usual = usual, .words = words};
}

struct SourceType {
  std::string_view cloud;                    // the one its objects are in, as it is called here
  std::vector<std::string_view> providers;   // namespace and type: "hashicorp/aws"
  std::string_view type;                     // "aws_dx_connection"
  std::optional<Kind> kind = std::nullopt;   // what it becomes; none: `words` say what to write instead
  std::vector<std::int64_t> versions = {0};  // of its schema, all that a published provider had
  std::vector<std::pair<std::string_view, std::string_view>> fixed = {};  // path and text that the type itself says
  std::vector<Row> rows = {};
  std::string_view note = {};   // a warning about every object of the type; whole sentences
  std::string_view words = {};  // what to write where it becomes none, or not what is asked for; whole sentences
  // Likewise, the blocks of one object, by its attributes; null: there are none.
  std::string (*blocks)(const nlohmann::json& attributes) = nullptr;
  std::string_view source = {};  // the document of its schema, and the day it was read
};

}  // namespace ic::foreign

#endif  // FOREIGN_SOURCE_TYPE_H_
