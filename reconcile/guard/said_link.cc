#include "reconcile/guard/said_link.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "adapters/contract/path.h"

namespace ic::reconcile {
namespace {

// Null: of this family interfaces say nothing there.
const SaidLink* RowFor(const Call& call, const Value& session) {
  if (call.kind != Kind::kBgpPeer || call.traits->links.empty()) return nullptr;
  const std::string family = Text(session, field::kAddressFamily);
  const auto row = std::ranges::find(call.traits->links, family, &SaidLink::family);
  return row == call.traits->links.end() ? nullptr : &*row;
}

// As the run plans it; null: it does not.
Value InterfaceOf(const Call& call, const Value& session) {
  const std::string id = Text(session, field::kVirtualInterfaceId);
  if (id.empty()) return Value::Null();
  auto ledger = call.run.ledger.Open();
  if (HoldsStandIn(id)) {
    const auto named = ledger->CreatesNamed(call.account, Kind::kVirtualInterface, id);
    return named.size() == 1 ? named.front()->second.planned : Value::Null();
  }
  const Existing* entry = ledger->Find({call.account, Text(session, field::kRegion), Kind::kVirtualInterface, id});
  return entry != nullptr && entry->fate == Fate::kStays ? entry->planned : Value::Null();
}

}  // namespace

Value FollowedLink(const Call& call, const Value& prior) {
  const SaidLink* row = RowFor(call, prior);
  if (row == nullptr) return Value::Null();
  const std::string id = Text(prior, field::kVirtualInterfaceId);
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find({call.account, Text(prior, field::kRegion), Kind::kVirtualInterface, id});
  if (entry == nullptr || entry->fate != Fate::kStays) return Value::Null();
  const Value& was = ic::ValueAt(entry->before, row->customer_end);
  const Value& cloud = ic::ValueAt(entry->planned, row->cloud_end);
  const Value& customer = ic::ValueAt(entry->planned, row->customer_end);
  const Field* field = FindField(call.fields(), field::kCustomerAddress);
  if (!was.is_known() || !cloud.is_known() || !customer.is_known()) return Value::Null();
  if (Equivalent(*field, was, prior.Get(field::kCustomerAddress))) {
    return Value::Object(
        {{std::string(field::kCloudAddress), cloud}, {std::string(field::kCustomerAddress), customer}});
  }
  // One that ends elsewhere has the same cloud's end, and is moved by nobody: nothing to hold it against the others by.
  if (ic::ValueAt(entry->before, row->cloud_end) == cloud) return Value::Null();
  return Value::Object({{std::string(field::kCloudAddress), Value::Unknown()}});
}

Diagnostics CheckAgainstInterface(const Call& call, const Value& session) {
  Diagnostics diagnostics;
  const SaidLink* row = RowFor(call, session);
  const Value& own = session.Get(field::kCloudAddress);
  if (row == nullptr || own.kind() != Value::Kind::kString) return diagnostics;
  const Value interface = InterfaceOf(call, session);
  const Value& said = ic::ValueAt(interface, row->cloud_end);
  const bool off = ic::ValueAt(interface, row->on) == Value::Bool(false);
  const Field* field = FindField(call.fields(), field::kCloudAddress);
  if (!off && (!said.is_known() || Equivalent(*field, own, said))) return diagnostics;
  diagnostics.AddError(
      field::kCloudAddress, "BGP peer contradicts its interface",
      fmt::format("{} is {}, and {} has {} = {}, where its {} sessions end. Leave {} out to take the interface's, or "
                  "change it there.",
                  field::kCloudAddress, own.ToString(), Titled(Kind::kVirtualInterface, interface),
                  off ? row->on : row->cloud_end, off ? "false" : said.ToString(), row->family, field::kCloudAddress));
  return diagnostics;
}

}  // namespace ic::reconcile
