// An attribute and the vendor's API, member by member: which member tells it, which one a create takes, which one a
// change takes, and in what form. Data only; adapters/common/kinds/rows.h applies it to answers and calls.
//
// What no row can do (a session, a tag, a move to another port) has `by_hand` with the reason, and kinds/ does it: a
// step of that path changes it. rows_check.h holds that no attribute is forgotten.
#ifndef ADAPTERS_COMMON_TABLES_ATTRIBUTE_ROWS_H_
#define ADAPTERS_COMMON_TABLES_ATTRIBUTE_ROWS_H_

#include <cstdint>
#include <string_view>

namespace ic {

// How the API writes the value. Reading is lenient: a number or a flag may come as its text, and what has another form
// is not told.
enum class Form : std::uint8_t {
  kText,       // "dc1-aws"; an empty one is none
  kInteger,    // 125
  kPositive,   // likewise; 0 is none
  kFlag,       // true
  kBandwidth,  // "1Gbps"; read as the cloud spells it, written as the vocabulary does
  kRate,       // "1.2Gbps"; likewise, but written in the largest unit that it reaches, with decimals
  kMegabits,   // 1000, of `1Gbps`; 0 is none
  kAsn,        // 65000, of `65000`; 0 is none
  kPrefixes,   // [{"cidr": "198.51.100.0/24"}]; an empty list is none
};

// What it means that an answer leaves a member out.
enum class Told : std::uint8_t {
  kClears,  // there is no such value
  kStays,   // nothing: the value stays what it was. The member comes late, or only from newer regions
};

// What a change sends of a value that is no longer set.
enum class Clears : std::uint8_t {
  kNothing,    // nothing: the object keeps what it has
  kEmptyText,  // an empty text where it is written so, which removes it; nothing for a value that is left out
  kLeftOut,    // an empty text for both
};

struct AttributeRow {
  std::string_view path;         // "name", "aws.site_link"; kind_tables.h fills it in
  std::string_view read = {};    // member of an answer; empty: not told, or read by hand
  std::string_view create = {};  // member of the create; empty: not taken there, or written by hand
  std::string_view modify = {};  // member of the change; empty: there is no such change, or it is made by hand
  Form form = Form::kText;
  Told told = Told::kClears;
  Clears clears = Clears::kNothing;
  std::string_view together = {};  // rows of one name travel in one call; empty: each in a call of its own
  std::string_view usual = {};     // what the object has where an answer leaves the member out: a text, "true", "false"
  std::string_view by_hand = {};   // why no row can do what the members above leave open
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_ATTRIBUTE_ROWS_H_
