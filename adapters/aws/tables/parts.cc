#include "adapters/aws/tables/parts.h"

#include <fmt/format.h>

namespace ic::aws {
namespace {

constexpr std::string_view kKeyLetters = "[!-~]*";
// Everything but the ASCII characters that no tag may have: letters of all alphabets pass.
constexpr std::string_view kTagLetters = R"([^!"#$%&'()*,;<>?\[\\\]^`{|}~\x00-\x1f\x7f]*)";
constexpr std::string_view kTagWords = "letters, digits, spaces and the characters _ . : / = + - @";
constexpr std::string_view kTagRemedy = "Leave out the other characters.";

// AWS allocates them itself.
LimitRow Ipv6AddressRow(std::string_view id) {
  return {.allowed = Unsupported{"it allocates both addresses of an IPv6 session itself, out of a /125.",
                                 /*cloud_chooses=*/true},
          .summary = "IPv6 address cannot be chosen",
          .remedy = "Leave it out; the address can be read after the session is created.",
          .source = kPeersPage,
          .id = id,
          .when_field = "address_family",
          .when_values = {"ipv6"}};
}

void AllowKey(AttributeBlock block, std::string_view length_id) {
  constexpr std::string_view kRemedy = "Choose another key, or leave it out: AWS then generates one.";
  block
      .Allows({.allowed = Length{6, 80},
               .summary = "BGP key has a wrong length",
               .remedy = kRemedy,
               .source = kSchemas,
               .id = length_id})
      .Allows({.allowed = Pattern{kKeyLetters, "printable ASCII characters without spaces", "0xC_ukbCerl6EYA0exampl",
                                  "with a space"},
               .summary = "BGP key has characters that are not allowed",
               .remedy = kRemedy,
               .source = kSchemas});
}

}  // namespace

LimitRow InterfaceIdRow() {
  return {.allowed = Pattern{"dxvif-[a-z0-9]{8,21}|arn:.*", "dxvif- and 8 to 21 lower-case letters and digits",
                             "dxvif-fg1vuj3d", "dxcon-fg1vuj3d"},
          .summary = "Not the id of a virtual interface",
          .remedy = kIdRemedy,
          .source = Older(kSchemas, "so far they have 8; those of connections grew to 21")};
}

LimitRow CustomerAsnRow() {
  return {.allowed = AsnRange{1, 4294967294},
          .summary = "ASN out of range",
          .remedy = "Use your own ASN, or a private one: 64512 to 65534 or 4200000000 to 4294967294.",
          .source = Older(kLongAsnPage, "the guide of 2018 says 1 to 65534, that of 2023 1 to 2147483647")};
}

LimitRow CloudAsnRow() {
  return {.allowed = Unsupported{"the ASN of AWS's side is that of the gateway, and 7224 on a public interface.",
                                 /*cloud_chooses=*/true},
          .summary = "ASN of the cloud cannot be set",
          .remedy = "Leave cloud_asn out, and choose the ASN when the gateway is created.",
          .source = kApi};
}

void AddArn(KindTables& tables, std::string_view of) {
  tables.At("aws.arn")
      .Own({.presence = Presence::kComputed,
            .description = fmt::format("ARN of the {}, for policies and for what names it by its ARN.", of)})
      .ByHand("made of the region, the owner and the id");
}

void AddJumboFrames(KindTables& tables, std::string_view of, std::string_view note) {
  tables.At("aws.jumbo_frame_capable")
      .Own({.type = FieldType::kBool,
            .presence = Presence::kComputed,
            .description = fmt::format("Whether the {} can carry jumbo frames; {}", of, note)})
      .Members({.read = "jumboFrameCapable", .form = Form::kFlag, .told = Told::kStays});
}

void AddTags(KindTables& tables) {
  tables.At("tags")
      .ByHand("calls of their own: TagResource, UntagResource")
      .Allows({.allowed = Count{0, 47},
               .summary = "Too many tags",
               .remedy = "AWS takes 50 tags an object, and up to three are kept for Interconnect's own. Use fewer.",
               .source = Older(kOwnMarks, "AWS alone allows 50")})
      .Allows({.allowed = Length{1, 128},
               .summary = "Tag key has a wrong length",
               .remedy = "Use keys of 1 to 128 characters.",
               .source = kApi,
               .id = "tag_key_length",
               .keys = true})
      .Allows({.allowed = Pattern{kTagLetters, kTagWords, "cost-center", "cost,center"},
               .summary = "Tag key has characters that are not allowed",
               .remedy = kTagRemedy,
               .source = kApi,
               .id = "tag_key",
               .keys = true})
      .Allows(
          {.allowed =
               Pattern{"(?s:.*)",
                       "keys that begin neither with aws:, which AWS keeps for itself, nor with interconnect:, which "
                       "Interconnect does",
                       "team", "interconnect:mark", "[aA][wW][sS]:|interconnect:"},
           .summary = "Tag key is reserved",
           .remedy = "Choose another key.",
           .source = kTagsPage,
           .id = "tag_key_reserved",
           .keys = true})
      .Allows({.allowed = Length{0, 256},
               .summary = "Tag value too long",
               .remedy = "Use values of at most 256 characters.",
               .source = Older(kApi, "the user guide of 2023 says 265, a slip"),
               .id = "tag_value_length"})
      .Allows({.allowed = Pattern{kTagLetters, kTagWords, "Platform Team", "a|b"},
               .summary = "Tag value has characters that are not allowed",
               .remedy = kTagRemedy,
               .source = kApi,
               .id = "tag_value"})
      .InPlace(kApi);
  AddRedundancyGroup(tables, 256, "It is kept as the value of a tag: use at most 256 characters.", kApi,
                     {kTagLetters, kTagWords, "Platform Team", "a|b"});
}

void AddSession(KindTables& tables, std::string_view fixed) {
  constexpr std::string_view kByHand =
      "part of the session: what there is of one is found, made and replaced as a whole";
  tables.At("address_family").ByHand(kByHand);
  tables.At("customer_asn").ByHand(kByHand).Allows(CustomerAsnRow()).Replaces(fixed, kApi);
  tables.At("cloud_address").ByHand(kByHand).Allows(Ipv6AddressRow("cloud_address.ipv6")).Replaces(fixed, kApi);
  tables.At("customer_address").ByHand(kByHand).Allows(Ipv6AddressRow("customer_address.ipv6")).Replaces(fixed, kApi);
  AllowKey(tables.At("auth_key").ByHand(kByHand), "auth_key_length");
  if (tables.kind == Kind::kVirtualInterface) {
    tables.At("auth_key").Refused(fixed, kApi);
  } else {
    tables.At("auth_key").Replaces(fixed, kApi);
  }
  AllowKey(tables.At("auth_key_wo"), "auth_key_wo_length");
  tables.At("bfd").Allows(
      {.allowed =
           Unsupported{"its side always runs BFD, with 300 ms and a multiplier of 3 at least, and no call changes "
                       "that."},
       .summary = "BFD cannot be set",
       .remedy = "Leave bfd out and configure it on your router: it takes effect then, at the slower pace of the two.",
       .source = kBgpPage});
}

}  // namespace ic::aws
