#include "adapters/alibaba/tables/parts.h"

#include <utility>

#include <fmt/format.h>

namespace ic::alibaba {
namespace {

// A letter of any alphabet first (every byte beyond ASCII is part of one), then letters, digits, "_" and "-".
constexpr std::string_view kName = R"([^\x00-@\[-`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*)";

constexpr std::string_view kWebAddress = "https?://";
constexpr std::string_view kDescription = R"([^\x00-@\[-`{-\x7f](?s:.*))";

// Of tags the values are held to what the keys are.
constexpr std::string_view kAnything = "(?s:.*)";
constexpr std::string_view kNoValue = "aliyun|acs:|(?s:.*)https?://";
constexpr std::string_view kValueWords = "texts without http:// and https://, which begin neither with aliyun nor acs:";

LimitRow IdRow(std::string_view regex, std::string_view words, std::string_view example, std::string_view wrong,
               std::string_view summary, Source source) {
  return {.allowed = Pattern{regex, words, example, wrong}, .summary = summary, .remedy = kIdRemedy, .source = source};
}

}  // namespace

LimitRow ConnectionIdRow() {
  return IdRow("pc-[a-z0-9]+", "pc- and lower-case letters and digits", "pc-bp1ctxy813985gkuk0001",
               "vbr-bp1ctxy813985gkuk0001", "Not the id of a physical connection", kApi);
}

LimitRow InterfaceIdRow(Source source, std::string_view wrong) {
  return IdRow("vbr-[a-z0-9]+", "vbr- and lower-case letters and digits", "vbr-bp1ctxy813985gkuk0001", wrong,
               "Not the id of a virtual border router", source);
}

LimitRow CustomerAsnRow() {
  return {.allowed = AsnRange{1, 4294967294},
          .summary = "ASN out of range",
          .remedy = "Use your own ASN, or a private one; the last number there is is reserved (RFC 7300).",
          .source = kBgpPage};
}

LimitRow PrefixesRow() {
  return {.allowed = Count{0, 110},
          .summary = "Too many prefixes",
          .remedy = "What comes beyond is dropped. Summarise prefixes, or ask for a higher quota.",
          .source = Older(kBgpPage, "the guide of 2018 says 100"),
          .adjustable = true};
}

LimitRow HopsRow() {
  return {.allowed = Range{1, 255},
          .summary = "BFD hops out of range",
          .remedy = "Use 1 on a direct line, 255 otherwise.",
          .source = kModel};
}

LimitRow RouteLimitRow() {
  return {.allowed = Range{1, 110},
          .summary = "Route limit out of range",
          .remedy = "Choose a number in that range; for more routes, summarise them, or ask for a higher quota.",
          .source = Older(kGroupPage, "the guide of 2018 says 100"),
          .adjustable = true};
}

Field OwnField(std::string description, FieldType type) {
  return {.type = type, .presence = Presence::kOptionalComputed, .description = std::move(description)};
}

void AllowName(AttributeBlock block, std::string_view length_summary, std::string_view summary,
               std::string_view example, std::string_view wrong, Source source, std::string_view older) {
  block
      .Allows({.allowed = Length{2, 128},
               .summary = length_summary,
               .remedy = "Choose a name of 2 to 128 characters.",
               .source = source,
               .id = "name_length"})
      .Allows({.allowed = Pattern{kName, "a letter, then letters, digits, _ and -", example, wrong, "https?://"},
               .summary = summary,
               .remedy = "Begin with a letter, and leave out the others.",
               .source = Older(source, older)});
}

Field ToldField(std::string description) {
  return {.presence = Presence::kComputed, .description = std::move(description)};
}

void AllowDescription(AttributeBlock block, Source source) {
  block
      .Allows({.allowed = Length{2, 256},
               .summary = "Description has a wrong length",
               .remedy = "Write 2 to 256 characters.",
               .source = source,
               .id = "description_length"})
      .Allows({.allowed = Pattern{kDescription, "a text that begins with a letter, and not with http:// or https://",
                                  "the core routers", "http://wiki/core", kWebAddress},
               .summary = "Description is not allowed",
               .remedy = "Begin it with a letter.",
               .source = source});
}

void AddDescription(KindTables& tables, std::string_view noun, Source source) {
  AllowDescription(tables.At("alibaba.description")
                       .Own(FreeText(fmt::format("Free text about the {}, for people.", noun)))
                       .Members({.read = "Description",
                                 .create = "Description",
                                 .modify = "Description",
                                 .clears = Clears::kEmptyText,
                                 .together = kModify})
                       .InPlace(source),
                   source);
}

void AddResourceGroup(KindTables& tables, std::string_view noun) {
  Field field =
      OwnField(fmt::format("Id of the resource group that the {} is in. Left out, it stays as it is; made "
                           "without one it is in the account's default group.",
                           noun));
  field.cosmetic = true;
  tables.At("alibaba.resource_group_id")
      .Own(std::move(field))
      .Members({.read = "ResourceGroupId",
                .create = "ResourceGroupId",
                .told = Told::kStays,
                .by_hand = "a move to another group is a call of its own: ChangeResourceGroup"})
      .Allows({.allowed =
                   Pattern{"rg-[a-z0-9]+", "rg- and lower-case letters and digits", "rg-acfmxazb4ph6aiy", "production"},
               .summary = "Not the id of a resource group",
               .remedy = kIdRemedy,
               .source = kModel})
      .InPlace(kModel);
}

void AddTags(KindTables& tables, Source cost) {
  tables.At("tags")
      .ByHand("calls of their own: TagResources, UntagResources")
      .Allows({.allowed = Count{0, 17},
               .summary = "Too many tags",
               .remedy = "Alibaba Cloud takes 20 tags an object, and up to three are kept for Interconnect's own. Use "
                         "fewer.",
               .source = Older(kOwnMarks, "Alibaba Cloud alone allows 20")})
      .Allows({.allowed = Length{1, 128},
               .summary = "Tag key has a wrong length",
               .remedy = "Use keys of 1 to 128 characters.",
               .source = Older(kTagsPage, "other pages say 64"),
               .id = "tag_key_length",
               .keys = true})
      .Allows(
          {.allowed =
               Pattern{"(?s:.*)",
                       "keys that begin neither with aliyun or acs:, which Alibaba Cloud keeps for itself, nor with "
                       "interconnect:, which Interconnect does",
                       "team", "acs:team", "aliyun|acs:|interconnect:"},
           .summary = "Tag key is reserved",
           .remedy = "Choose another key.",
           .source = kTagsPage,
           .id = "tag_key_reserved",
           .keys = true})
      .Allows({.allowed = Pattern{"(?s:.*)", "keys without http:// and https://", "team", "see http://wiki",
                                  "(?s:.*)https?://"},
               .summary = "Tag key has an address in it",
               .remedy = "Write the key without it.",
               .source = kTagsPage,
               .id = "tag_key",
               .keys = true})
      .Allows({.allowed = Length{0, 128},
               .summary = "Tag value too long",
               .remedy = "Use values of at most 128 characters.",
               .source = kTagsPage,
               .id = "tag_value_length"})
      .Allows({.allowed = Pattern{kAnything, kValueWords, "Platform Team", "https://wiki/team", kNoValue},
               .summary = "Tag value is not allowed",
               .remedy = "Choose another value: an address without its https://, for example.",
               .source = kTagsPage,
               .id = "tag_value"})
      .InPlace(cost);
  AddRedundancyGroup(tables, 128, "It is kept as the value of a tag: use at most 128 characters.", kTagsPage,
                     {kAnything, kValueWords, "core", "acs:core", kNoValue});
}

}  // namespace ic::alibaba
