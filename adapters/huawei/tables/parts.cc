#include "adapters/huawei/tables/parts.h"

#include <utility>

namespace ic::huawei {
namespace {

// Everything but the ASCII characters that no name may have: letters of all alphabets pass.
constexpr std::string_view kNameLetters = R"([^\x00-\x2c\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]*)";
constexpr std::string_view kKeyLetters = R"([A-Za-z0-9~`!,.:;\-_?"(){}\[\]/@#$%^&*+|\\=]*)";
constexpr std::string_view kTagKeyLetters = R"([^!"#$%&'()*,/;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kTagValueLetters = R"([^!"#$%&'()*,;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kTagValueWords = "letters, digits, spaces and the characters _ . : / = + - @";
constexpr std::string_view kIdRemedy = "Take the id from the console, its other tool, or a reference to its id.";
constexpr std::string_view kByHand = "part of the session: what there is of one is found, made and replaced as a whole";

Source NamePage() { return Older(kNames, "the user guide of 2022 allows ASCII letters only, and 1 to 64 characters"); }

void AllowKey(AttributeBlock block, std::string_view length_id) {
  constexpr std::string_view kRemedy =
      "Choose a key of 8 to 255 characters out of letters, digits and ~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=.";
  block
      .Allows({.allowed = Length{8, 255},
               .summary = "BGP key has a wrong length",
               .remedy = kRemedy,
               .source = Older(kPeerPage, "version 2 of the API says 0 to 255 characters"),
               .id = length_id})
      .Allows({.allowed = Pattern{kKeyLetters, "letters, digits and the characters ~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=",
                                  "0xC_ukbCerl6EYA0exampl", "with a space"},
               .summary = "BGP key has characters that are not allowed",
               .remedy = kRemedy,
               .source = kPeerPage});
}

}  // namespace

LimitRow UuidRow(std::string_view words, std::string_view summary) {
  return {.allowed = Pattern{"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", words,
                             "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60", "vgw-f9eb0c90"},
          .summary = summary,
          .remedy = kIdRemedy,
          .source = kApi};
}

LimitRow InterfaceIdRow() {
  return UuidRow("the id of a virtual interface, a UUID", "Not the id of a virtual interface");
}

LimitRow ProjectIdRow() {
  return {.allowed = Pattern{"[0-9a-f]{32}", "a project id of 32 hexadecimal digits",
                             "0123456789abcdef0123456789abcdef", "my-project"},
          .summary = "Not a project id",
          .remedy = "Ask the other tenant for the id of its project in this region.",
          .source = kApi};
}

LimitRow CustomerAsnRow() {
  return {.allowed = AsnRange{1, 4294967295},
          .summary = "ASN out of range",
          .remedy = "Use your own ASN, or a private one other than the gateway's.",
          .source = kApi};
}

LimitRow CloudAsnRow(std::string_view reason) {
  return {.allowed = Unsupported{reason, /*cloud_chooses=*/true},
          .summary = "ASN of the cloud cannot be set",
          .remedy = "Leave cloud_asn out, and choose the ASN when the gateway is created.",
          .source = kApi};
}

Field OpenField(std::string description, FieldType type) {
  return {.type = type, .presence = Presence::kOptionalComputed, .description = std::move(description)};
}

Field ToldField(std::string description) {
  return {.presence = Presence::kComputed, .description = std::move(description)};
}

void AllowName(AttributeBlock block) {
  block
      .Allows({.allowed = Length{1, 64},
               .summary = "Name has a wrong length",
               .remedy = "Choose a name of 1 to 64 characters.",
               .source = NamePage(),
               .id = "name_length"})
      .Allows({.allowed = Pattern{kNameLetters, "letters, digits and the characters _ - .", "dc1-prod", "dc1 prod"},
               .summary = "Name has characters that are not allowed",
               .remedy = "Leave out the other characters.",
               .source = NamePage()});
}

void AllowDescription(AttributeBlock block) {
  block
      .Allows({.allowed = Length{0, 128},
               .summary = "Description too long",
               .remedy = "Use at most 128 characters.",
               .source = kApi,
               .id = "description_length"})
      .Allows({.allowed = Pattern{"[^<>]*", "any characters but < and >", "primary", "<primary>"},
               .summary = "Description has characters that are not allowed",
               .remedy = "Leave out < and >.",
               .source = kClient});
}

void AddTags(KindTables& tables, std::int64_t most, Source why) {
  tables.At("tags")
      .ByHand("calls of their own: BatchTag…")
      .Allows({.allowed = Count{0, most}, .summary = "Too many tags", .remedy = "Use fewer.", .source = why})
      .Allows({.allowed = Length{1, 128},
               .summary = "Tag key has a wrong length",
               .remedy = "Use keys of 1 to 128 characters.",
               .source = Older(kTagsPage, "an older schema says 36, as the page's own words still do"),
               .id = "tag_key_length",
               .keys = true})
      .Allows({.allowed = Pattern{kTagKeyLetters, "letters, digits, spaces and the characters _ . : = + - @",
                                  "cost-center", "cost/center"},
               .summary = "Tag key has characters that are not allowed",
               .remedy = "Leave out the other characters.",
               .source = kTagsPage,
               .id = "tag_key",
               .keys = true})
      .Allows({.allowed = Pattern{R"([^ ](.*[^ ])?)", "keys that neither begin nor end with a space", "team", " team"},
               .summary = "Tag key begins or ends with a space",
               .remedy = "Leave out the space.",
               .source = kTagsPage,
               .id = "tag_key_edges",
               .keys = true})
      .Allows({.allowed =
                   Pattern{"(?s:.*)",
                           "keys that begin neither with _sys_, which Huawei keeps for itself, nor with interconnect:, "
                           "which Interconnect does",
                           "team", "_sys_enterprise", "_sys_|interconnect:"},
               .summary = "Tag key is reserved",
               .remedy = "Choose another key.",
               .source = kTagsPage,
               .id = "tag_key_reserved",
               .keys = true})
      .Allows({.allowed = Length{0, 255},
               .summary = "Tag value too long",
               .remedy = "Use values of at most 255 characters.",
               .source = Older(kTagsPage, "an older schema says 43, as the page's own words still do"),
               .id = "tag_value_length"})
      .Allows({.allowed = Pattern{kTagValueLetters, kTagValueWords, "Platform Team", "a|b"},
               .summary = "Tag value has characters that are not allowed",
               .remedy = "Leave out the other characters.",
               .source = kTagsPage,
               .id = "tag_value"})
      .InPlace(kApi);
  // A connection has no mark, and its group is the state's alone.
  if (tables.kind != Kind::kVirtualInterface) return;
  AddRedundancyGroup(tables, 255, "It is kept as the value of a tag: use at most 255 characters.", kTagsPage,
                     {kTagValueLetters, kTagValueWords, "Platform Team", "a|b"});
}

void AddSession(KindTables& tables, std::string_view fixed) {
  tables.At("address_family").ByHand(kByHand);
  tables.At("customer_asn").ByHand(kByHand).Allows(CustomerAsnRow()).Replaces(fixed, kApi);
  tables.At("cloud_address").ByHand(kByHand).Replaces(fixed, kApi);
  tables.At("customer_address").ByHand(kByHand).Replaces(fixed, kApi);
  tables.At("customer_prefixes")
      .ByHand("members of the session's peer, which has a call of its own")
      .Allows({.allowed = Count{0, 50},
               .summary = "Too many prefixes",
               .remedy = "Summarise prefixes, or spread them over several interfaces.",
               .source = kQuotasPage,
               .adjustable = true})
      .InPlace(kApi);
  AllowKey(tables.At("auth_key").ByHand(kByHand), "auth_key_length");
  if (tables.kind == Kind::kVirtualInterface) {
    tables.At("auth_key").Refused(fixed, kApi);
  } else {
    tables.At("auth_key").Replaces(fixed, kApi);
  }
  AllowKey(tables.At("auth_key_wo"), "auth_key_wo_length");
}

}  // namespace ic::huawei
