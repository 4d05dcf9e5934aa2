#include "provider/resources/value_functions.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/import_id.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic {
namespace {

using terraform::FunctionAnswer;
using terraform::Parameter;
using terraform::Signature;
using Arguments = std::vector<Value>;

// What IEEE 802.1Q leaves for use; a cloud may take fewer, which its limits say.
constexpr std::int64_t kFirstVlan = 1;
constexpr std::int64_t kLastVlan = 4094;

class ValueFunction : public terraform::Function {
 public:
  ValueFunction(Signature signature, std::function<FunctionAnswer(const Arguments&)> call)
      : signature_(std::move(signature)), call_(std::move(call)) {}

  const Signature& signature() const override { return signature_; }
  FunctionAnswer Call(const Arguments& arguments) override { return call_(arguments); }

 private:
  Signature signature_;
  std::function<FunctionAnswer(const Arguments&)> call_;
};

FunctionAnswer WrongArgument(std::size_t argument, std::string why) {
  return {.result = {}, .error = std::move(why), .argument = argument};
}

FunctionAnswer Answer(Value result) { return {.result = std::move(result), .error = {}}; }

Signature AsnSignature(std::string_view notation, std::string_view more) {
  return {.parameters = {{"asn", Type::String(),
                          "The number, in either notation. In quotes: without them `1.10` is a number and arrives as "
                          "`1.1`."}},
          .summary = fmt::format("An AS number in {} notation.", notation),
          .description =
              fmt::format("An AS number in {} notation (RFC 5396), whichever it is written in. {}", notation, more)};
}

FunctionAnswer WriteAsn(const Arguments& arguments, std::string (*write)(std::uint32_t)) {
  const auto asn = ParseAsn(arguments[0].AsString());
  if (!asn.ok()) return WrongArgument(0, asn.status().message());
  return Answer(Value::String(write(*asn)));
}

Signature LinkAddressesSignature() {
  return {.parameters = {{"cidr", Type::String(),
                          "The link's prefix, as `169.254.255.0/30` or `2001:db8::/125`: the network, with room for "
                          "two addresses."}},
          .result = Type::Object({{"cloud_address", Type::String()},
                                  {"customer_address", Type::String()},
                                  {"netmask", Type::String()},
                                  {"prefix_length", Type::Number()}}),
          .summary = "Both ends of a link's prefix.",
          .description =
              "Both ends of a link's prefix, with its length behind each, as `cloud_address` and `customer_address` "
              "take them: the cloud has the first address of the prefix and the customer the second. `netmask` is the "
              "mask in dotted notation, null for IPv6. Which prefixes a cloud takes is a limit of that cloud, which "
              "is checked where the addresses are used."};
}

// The first two addresses that hosts may have; of a prefix of two, both (RFC 3021, RFC 6164).
FunctionAnswer LinkAddresses(const Arguments& arguments) {
  const auto cidr = Cidr::Parse(arguments[0].AsString());
  if (!cidr.ok()) return WrongArgument(0, cidr.status().message());
  const IpAddress& network = cidr->address();
  const int bits = network.bits();
  const int length = cidr->length();
  if (cidr->has_host_bits()) {
    return WrongArgument(0, fmt::format("{} is one address of a prefix: write the prefix, {}", cidr->ToString(),
                                        cidr->Prefix().ToString()));
  }
  if (length == bits) {
    return WrongArgument(0, fmt::format("{} has one address, and a link has two ends: take a /{} or a shorter one",
                                        cidr->ToString(), bits - 1));
  }
  const bool only_two = length == bits - 1;
  const IpAddress second = network.Last(bits - 1);  // its last bit set
  const Cidr cloud = Cidr::Of(only_two ? network : second, length);
  const Cidr customer = Cidr::Of(only_two ? second : network.Last(bits - 2).First(bits - 1), length);
  Value netmask;
  if (cidr->family() == AddressFamily::kIpv4) {
    netmask = Value::String(IpAddress().Last(0).First(length).ToString());
  }
  return Answer(Value::Object({{"cloud_address", Value::String(cloud.ToString())},
                               {"customer_address", Value::String(customer.ToString())},
                               {"netmask", netmask},
                               {"prefix_length", Value::Int(length)}}));
}

std::string CloudNames(const AdapterFactory& factory, std::string_view conjunction = "and") {
  std::vector<std::string> names;
  for (const VendorTraits* traits : factory.traits()) names.emplace_back(traits->cloud);
  return JoinWords(names, conjunction);
}

bool IsCloud(const AdapterFactory& factory, std::string_view name) {
  for (const VendorTraits* traits : factory.traits()) {
    if (traits->cloud == name) return true;
  }
  return false;
}

Signature ImportIdSignature(const AdapterFactory& factory) {
  return {.parameters = {{"cloud", Type::String(), fmt::format("The cloud: {}.", CloudNames(factory, "or"))},
                         {"region", Type::String(), "The region that the object is in."},
                         {"id", Type::String(),
                          "The cloud's own id; of what has none what stands for it, as the page of each resource "
                          "shows."}},
          .summary = "The id that imports an object.",
          .description =
              "The id by which `import` blocks and `interconnect import` take an object over: "
              "`<cloud>/<region>/<id>`."};
}

FunctionAnswer MakeImportId(const AdapterFactory& factory, const Arguments& arguments) {
  const ImportId id{arguments[0].AsString(), arguments[1].AsString(), arguments[2].AsString()};
  if (!IsCloud(factory, id.cloud)) {
    return WrongArgument(0, fmt::format("there is no cloud \"{}\"; there are {}", id.cloud, CloudNames(factory)));
  }
  if (id.region.empty()) return WrongArgument(1, "it is empty: name the region that the object is in");
  if (id.region.find('/') != std::string::npos) {
    return WrongArgument(1, fmt::format("\"{}\" has a slash, and no region has one", id.region));
  }
  if (id.id.empty()) return WrongArgument(2, "it is empty: an object that has no id yet cannot be imported");
  return Answer(Value::String(FormatImportId(id)));
}

Signature ParseIdSignature() {
  return {.parameters = {{"import_id", Type::String(), "As `interconnect show`, `import_id` and `import` have it."}},
          .result = Type::Object({{"cloud", Type::String()}, {"id", Type::String()}, {"region", Type::String()}}),
          .summary = "The parts of an import id.",
          .description =
              "The parts of an import id, `<cloud>/<region>/<id>`: `cloud`, `region` and `id`. An id may "
              "have slashes of its own, as that of a prefix has."};
}

FunctionAnswer ParseId(const AdapterFactory& factory, const Arguments& arguments) {
  const std::string& text = arguments[0].AsString();
  const auto id = ParseImportId(text);
  if (!id) return WrongArgument(0, fmt::format("\"{}\" is no import id: it has the form <cloud>/<region>/<id>", text));
  if (!IsCloud(factory, id->cloud)) {
    return WrongArgument(0, fmt::format("\"{}\" begins with \"{}\", and there is no such cloud; there are {}", text,
                                        id->cloud, CloudNames(factory)));
  }
  return Answer(Value::Object(
      {{"cloud", Value::String(id->cloud)}, {"id", Value::String(id->id)}, {"region", Value::String(id->region)}}));
}

Signature VlanFreeSignature() {
  return {.parameters = {{"used", Type::Set(Type::Number()),
                          "VLANs that are taken. Null among them stands for an interface without one."},
                         {"range", Type::String(), "Where to look: `100-199`, both ends with it, within 1 and 4094."}},
          .result = Type::Number(),
          .summary = "The lowest VLAN of a range that is not taken.",
          .description =
              "The lowest VLAN of a range that is not taken. Give it what your configuration says of other interfaces: "
              "of what a cloud has now, the interface that is made with the answer is a part a moment later, and the "
              "next plan would get another answer. Which VLANs a cloud takes is a limit of that cloud."};
}

std::optional<std::int64_t> VlanOf(std::string_view text) {
  const auto number = Number::Parse(text);
  if (text.find_first_not_of("0123456789") != std::string_view::npos || !number.ok()) return std::nullopt;
  return number->ToInt64();
}

FunctionAnswer VlanFree(const Arguments& arguments) {
  std::set<std::int64_t> used;
  for (const Value& element : arguments[0].elements()) {
    if (element.is_null()) continue;
    const auto vlan = element.AsNumber().ToInt64();
    if (!vlan) return WrongArgument(0, fmt::format("{} is no VLAN: one is a whole number", element.ToString()));
    used.insert(*vlan);
  }
  const std::string& range = arguments[1].AsString();
  const std::size_t dash = range.find('-');
  const auto first = VlanOf(std::string_view(range).substr(0, dash));
  const auto last = dash == std::string::npos ? first : VlanOf(std::string_view(range).substr(dash + 1));
  if (!first || !last || *first > *last || *first < kFirstVlan || *last > kLastVlan) {
    return WrongArgument(1, fmt::format("\"{}\" is no range of VLANs: write it as \"100-199\", the lower one first, "
                                        "within {} and {}",
                                        range, kFirstVlan, kLastVlan));
  }
  for (std::int64_t vlan = *first; vlan <= *last; ++vlan) {
    if (!used.contains(vlan)) return Answer(Value::Int(vlan));
  }
  return WrongArgument(1, fmt::format("every VLAN of {} is taken: give up one, or name a wider range", range));
}

}  // namespace

std::map<std::string, std::unique_ptr<terraform::Function>> ValueFunctions(const AdapterFactory& factory) {
  std::map<std::string, std::unique_ptr<terraform::Function>> functions;
  const auto add = [&functions](std::string name, Signature signature,
                                std::function<FunctionAnswer(const Arguments&)> call) {
    functions.emplace(std::move(name), std::make_unique<ValueFunction>(std::move(signature), std::move(call)));
  };
  add("asn_plain", AsnSignature("asplain", "`64086.59904` is `4200000000`."),
      [](const Arguments& arguments) { return WriteAsn(arguments, FormatAsn); });
  add("asn_dot", AsnSignature("asdot", "`4200000000` is `64086.59904`; below 65536 both are the same."),
      [](const Arguments& arguments) { return WriteAsn(arguments, FormatAsdot); });
  add("link_addresses", LinkAddressesSignature(), LinkAddresses);
  add("import_id", ImportIdSignature(factory),
      [&factory](const Arguments& arguments) { return MakeImportId(factory, arguments); });
  add("parse_id", ParseIdSignature(), [&factory](const Arguments& arguments) { return ParseId(factory, arguments); });
  add("vlan_free", VlanFreeSignature(), VlanFree);
  return functions;
}

}  // namespace ic
