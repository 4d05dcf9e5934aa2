#include "reconcile/testing/fake_cloud.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "adapters/contract/mark.h"
#include "reconcile/object/object.h"
#include "reconcile/testing/fake_values.h"

namespace ic::reconcile {
namespace {

class FakeAdapter : public Adapter {
 public:
  FakeAdapter(FakeWorld& world, const VendorTraits& traits, AdapterOptions options)
      : world_(world), traits_(traits), options_(std::move(options)) {}

  const VendorTraits& traits() const override { return traits_; }

  StatusOr<std::string> DefaultRegion() override {
    const std::string configured = Text(options_.config, "region");
    if (!configured.empty()) return configured;
    if (world_.default_region.empty()) return InvalidArgumentError("No region is set.");
    return world_.default_region;
  }

  StatusOr<Caller> WhoCalls(const std::string& /*region*/, std::stop_token /*stop*/) override {
    const std::string account = Text(options_.config, "account");
    if (world_.who) return world_.who(account);
    return Caller{.owner = account.empty() ? "own" : account};
  }

  StatusOr<ToldLimits> Limits(const std::string& /*region*/, std::stop_token /*stop*/) override {
    if (!world_.limits) return ToldLimits();
    const std::lock_guard lock(world_.mutex);
    world_.calls.push_back({Cloud(), "Limits", Kind::kConnection, "", Freshness::kLive, {}});
    return world_.limits();
  }

  StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "Read", request.kind, request.id, request.freshness, {}}, stop));
    const FakeObject* object = Find(request.kind, request.region, request.id);
    if (object == nullptr) return std::optional<Observed>();
    return std::optional(Observe(request.id, *object, request.prior));
  }

  StatusOr<AccountRole> RoleIn(Kind kind, const std::string& region, const std::string& id,
                               std::stop_token stop) override {
    return world_.role ? world_.role(id) : Adapter::RoleIn(kind, region, id, std::move(stop));
  }

  StatusOr<bool> IsOffered(Kind kind, const std::string& region, const std::string& id,
                           std::stop_token /*stop*/) override {
    const std::lock_guard lock(world_.mutex);
    const FakeObject* object = Find(kind, region, id);
    return object != nullptr && object->offered && (object->visible_to.empty() || object->visible_to == Account());
  }

  StatusOr<Rooms> RoomsOn(const std::string& /*region*/, const std::string& id, Freshness /*freshness*/,
                          std::stop_token /*stop*/) override {
    return world_.rooms ? world_.rooms(id) : Rooms();
  }

  Status Decline(Kind kind, const std::string& region, const std::string& id, Duration /*timeout*/,
                 std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "Decline", kind, id, Freshness::kLive, {}}, stop));
    if (options_.read_only) return PermissionDeniedError("read-only");
    const FakeObject* object = Find(kind, region, id);
    if (object == nullptr || !object->offered) return FailedPreconditionError("It is no offer.");
    world_.objects.erase(id);
    return OkStatus();
  }

  StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region, Freshness freshness,
                                       std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "List", kind, "", freshness, {}}, stop));
    std::vector<Observed> list;
    for (const auto& [id, object] : world_.objects) {
      if (object.kind == kind && Sees(object) && object.region == region) {
        list.push_back(Observe(id, object, Value::Null()));
      }
    }
    return list;
  }

  StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest& request, std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "FindCandidates", request.kind, "", request.freshness, {}}, stop));
    std::vector<Candidate> candidates;
    for (const auto& [id, object] : world_.objects) {
      if (object.kind != request.kind || !Sees(object) || object.region != request.region) continue;
      const bool marked = !request.mark.empty() && object.mark == request.mark;
      const std::string same = NaturalKey(request.kind, request.desired);
      const bool in_the_way = !same.empty() && same == NaturalKey(object.kind, object.attributes);
      if (!marked && !in_the_way) continue;
      const bool other = marked && object.owner != OwnerAsMarked(request.owner);
      candidates.push_back({Observe(id, object, Value::Null()), marked, Identical(request, object),
                            in_the_way ? same : "the same mark",
                            object.allocated ? "another account allocated it"
                            : other          ? "its owner is another"
                                             : "",
                            !request.secrets.auth_key.value_or("").empty() && object.key == request.secrets.auth_key});
    }
    return candidates;
  }

  Status Check(const CreateRequest& request, std::stop_token stop) override {
    return world_.refuses ? world_.refuses(request) : Adapter::Check(request, std::move(stop));
  }

  ChangeResult Create(const CreateRequest& request, std::stop_token stop) override {
    std::unique_lock lock(world_.mutex);
    const FakeCall call{Cloud(), "Create", request.kind, Text(request.desired, field::kAdopt), Freshness::kLive, {}};
    Fault fault = Fault::kNone;
    if (const Status status = Enter(call, stop, &fault); !status.ok()) return {status};
    if (options_.read_only) return {PermissionDeniedError("read-only")};
    if (const Status refused = Check(request, stop); !refused.ok()) return {refused};
    const std::string adopt = Text(request.desired, field::kAdopt);
    if (adopt.empty() && !Free(request)) return {FailedPreconditionError("It is taken.")};
    Lend(lock, world_.during, call);
    const std::string id = adopt.empty() ? Insert(request) : adopt;
    if (!adopt.empty()) world_.objects.at(id).offered = false;
    if (!adopt.empty()) world_.objects.at(id).group = Text(request.desired, field::kRedundancyGroup);
    Lend(lock, world_.unanswered);
    return Leave(fault, "Create", id);
  }

  ChangeResult Settle(Kind kind, const std::string& /*region*/, const std::string& id, const Value& /*desired*/,
                      Duration /*timeout*/, std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    Fault fault = Fault::kNone;
    if (const Status status = Enter({Cloud(), "Settle", kind, id, Freshness::kLive, {}}, stop, &fault); !status.ok()) {
      return {status};
    }
    return Leave(fault, "Settle", id);
  }

  ChangeResult Update(const UpdateRequest& request, std::stop_token stop) override {
    std::unique_lock lock(world_.mutex);
    const FakeCall call{Cloud(), "Update", request.kind, request.id, Freshness::kLive, request.changed};
    Fault fault = Fault::kNone;
    if (const Status status = Enter(call, stop, &fault); !status.ok()) return {status};
    if (!world_.objects.contains(request.id)) return {NotFoundError("It is gone.")};
    Lend(lock, world_.during, call);
    FakeObject& object = world_.objects.at(request.id);
    const std::vector<Field> fields = AllFields(traits_, request.kind);
    const Value wanted = Canonicalised(traits_, fields, request.desired);
    const Value number = object.attributes.Get(field::kCustomerAsn);
    for (const std::string& path : request.changed) {
      if (path == field::kAuthKey) object.key = request.secrets.auth_key.value_or("");
      if (path == field::kRedundancyGroup) object.group = Text(request.desired, path);
      const bool marks = path == field::kRedundancyGroup || path == field::kTags;
      if (marks && !request.owner.empty()) object.owner = OwnerAsMarked(request.owner);
      if (marks && request.takes_owner_off) object.owner.clear();
      if (marks && !request.mark.empty()) object.mark = request.mark;
      if (marks && !request.nonce.empty()) object.nonce = request.nonce;
      for (const Leaf& leaf : Leaves(fields)) {
        if (leaf.path == path) PutAt(object.attributes, leaf, ValueAt(wanted, leaf));
      }
    }
    if (object.attributes.Get(field::kTags).is_null() && FindField(fields, field::kTags) != nullptr) {
      object.attributes.Put(field::kTags, Value::Map({}));
    }
    FillIn(traits_, request.kind, 77, object.attributes);
    if (request.kind == Kind::kBgpGroup)
      RenumberMembers(request.id, number, object.attributes.Get(field::kCustomerAsn));
    return Leave(fault, "Update", request.id);
  }

  Status CheckDelete(const DeleteRequest& request, const Goes& /*goes*/, std::stop_token /*stop*/) override {
    return world_.keeps ? world_.keeps(Account(), request) : OkStatus();
  }

  ChangeResult Delete(const DeleteRequest& request, std::stop_token stop) override {
    std::unique_lock lock(world_.mutex);
    const FakeCall call{Cloud(), "Delete", request.kind, request.id, Freshness::kLive, {}};
    Fault fault = Fault::kNone;
    if (const Status status = Enter(call, stop, &fault); !status.ok()) return {status};
    if (HasChildren(request.id)) return {FailedPreconditionError("Other objects stand on it.")};
    Lend(lock, world_.during, call);
    world_.objects.erase(request.id);
    return Leave(fault, "Delete", request.id);
  }

  StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region, const std::vector<std::string>& ids,
                                            std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "CheckHealth", kind, "", Freshness::kLive, {}}, stop));
    std::vector<Health> list;
    for (const auto& [id, object] : world_.objects) {
      if (object.kind != kind || object.region != region || !Sees(object)) continue;
      if (!ids.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) continue;
      Health health{kind, id, region, Text(object.attributes, field::kName), object.health, "word", object.group, {}};
      for (const std::string& family : SessionsOf(id, object)) {
        const auto own = object.sessions.find(family);
        Health::Session session{family, "", own == object.sessions.end() ? object.health : own->second};
        if (family == Text(object.attributes, field::kAddressFamily)) {
          session.customer_address = Text(object.attributes, field::kCustomerAddress);
        }
        health.sessions.push_back(std::move(session));
      }
      for (const auto& [family, state] : object.more_sessions) health.sessions.push_back({family, "", state});
      if (const auto own = object.health_told_to.find(Account()); own != object.health_told_to.end()) {
        health.state = own->second;
      }
      if (object.sessions_told_to.value_or(Account()) != Account()) health.sessions.clear();
      list.push_back(std::move(health));
    }
    return list;
  }

  StatusOr<std::optional<Routes>> RoutesOf(const std::string& /*region*/, const std::string& interface,
                                           std::stop_token stop) override {
    const std::lock_guard lock(world_.mutex);
    IC_RETURN_IF_ERROR(Enter({Cloud(), "RoutesOf", Kind::kVirtualInterface, interface, Freshness::kLive, {}}, stop));
    if (!world_.routes) return std::optional<Routes>();
    return std::optional(world_.routes(interface));
  }

  StatusOr<std::string> AdvertisingGateway(const std::string& /*region*/, const std::string& /*prefix*/,
                                           std::stop_token /*stop*/) override {
    return world_.advertising_gateway;
  }

  StatusOr<std::vector<Location>> Locations(const std::string& region, std::stop_token /*stop*/) override {
    if (world_.locations) return world_.locations(region);
    std::vector<Location> locations;
    for (const char* code : {"L1", "L2", "L3", "L4", "L5"}) locations.push_back({code, "Place", region, {}, {}});
    return locations;
  }

  StatusOr<Letter> LetterOf(const std::string& region, const std::string& connection, const std::string& provider,
                            std::stop_token stop) override {
    if (!world_.letter) return Adapter::LetterOf(region, connection, provider, std::move(stop));
    return world_.letter(connection, provider);
  }

  Duration DefaultTimeout(Kind /*kind*/) const override { return std::chrono::minutes(10); }

  StatusOr<std::vector<Observed>> Gateways(const std::string& /*region*/, Freshness /*freshness*/,
                                           std::stop_token /*stop*/) override {
    const std::lock_guard lock(world_.mutex);
    return world_.gateways;
  }

 private:
  std::string Cloud() const { return std::string(traits_.cloud); }
  std::string Account() const { return Text(options_.config, "account"); }

  bool Sees(const FakeObject& object) const {
    if (object.cloud != Cloud()) return false;
    return object.account == Account() || (!object.visible_to.empty() && object.visible_to == Account());
  }

  // Records the call and decides its fate. The world is locked.
  Status Enter(FakeCall call, const std::stop_token& stop, Fault* fault = nullptr) {
    const std::size_t number = world_.calls.size();
    call.account = Account();
    world_.calls.push_back(call);
    number_ = number;
    if (stop.stop_requested()) return CancelledError("Stopped.");
    if (world_.dies_at) {
      if (number > *world_.dies_at) return CancelledError("Dead.");
      if (number == *world_.dies_at && !(world_.dies_after && fault != nullptr)) return CancelledError("Dies.");
    }
    if (world_.denies) IC_RETURN_IF_ERROR(world_.denies(call));
    const Fault chosen = world_.fault ? world_.fault(number, call) : Fault::kNone;
    if (fault != nullptr) *fault = chosen;
    if (chosen == Fault::kFailBefore) return UnavailableError("Refused by the fault.");
    if (chosen == Fault::kLostRequest) return Lost(call.operation);
    if (fault == nullptr && chosen != Fault::kNone) return UnavailableError("Failed by the fault.");
    return OkStatus();
  }

  static Status Lost(const std::string& operation) {
    return UnavailableError("No answer.").WithRemote({operation, "", "", 0, true});
  }

  ChangeResult Leave(Fault fault, const std::string& operation, const std::string& id) {
    ChangeResult result;
    if (world_.dies_at && number_ >= *world_.dies_at) {
      result.status = CancelledError("Dies after.");
      return result;
    }
    if (fault == Fault::kLostAnswer) {
      result.status = Lost(operation);
      return result;
    }
    if (fault == Fault::kFailAfter) result.status = DeadlineExceededError("Not finished.");
    if (fault == Fault::kRefuseAfter) result.status = FailedPreconditionError("Not with that MTU.");
    result.id = id;
    const auto object = world_.objects.find(id);
    if (object == world_.objects.end()) return result;
    const Observed observed = Observe(id, object->second, Value::Null());
    // Adapters show how far a change got; what was just made may not be shown yet.
    if (fault != Fault::kFailAfter || operation == "Update") result.attributes = observed.attributes;
    result.sessions = observed.sessions;
    return result;
  }

  // Lets others in while the change is under way.
  template <typename... Arguments>
  void Lend(std::unique_lock<std::mutex>& lock, const std::function<void(const Arguments&...)>& others,
            const Arguments&... arguments) {
    if (!others) return;
    const std::size_t number = number_;
    lock.unlock();
    others(arguments...);
    lock.lock();
    number_ = number;
  }

  const FakeObject* Find(Kind kind, const std::string& region, const std::string& id) const {
    const auto found = world_.objects.find(id);
    const bool same = found != world_.objects.end() && found->second.kind == kind && found->second.region == region &&
                      Sees(found->second);
    return same ? &found->second : nullptr;
  }

  Observed Observe(const std::string& id, const FakeObject& object, const Value& prior) const {
    Observed observed{id, object.region, object.attributes, object.mark, object.group, HasChildren(id), {}};
    const bool is_host = !object.visible_to.empty() && object.visible_to != Account();
    if (world_.group_is_guests && is_host) observed.redundancy_group.clear();
    observed.attributes.Put(field::kId, Value::String(id));
    const std::vector<Field> fields = AllFields(traits_, object.kind);
    for (const Leaf& leaf : Leaves(fields)) {
      if (leaf.field->untold) PutAt(observed.attributes, leaf, ValueAt(prior, leaf));
    }
    if (!prior.Get(field::kAuthKey).is_null()) {
      observed.attributes.Put(field::kAuthKey, object.key.empty() ? Value::Null() : Value::String(object.key));
    }
    observed.sessions = SessionsOf(id, object);
    observed.owner = object.owner;
    observed.nonce = object.nonce;
    observed.offered = object.offered;
    observed.trouble = object.trouble;
    observed.trouble_asked = object.trouble_asked;
    return observed;
  }

  // Sessions that have the number of their group, and none of their own, have it on.
  void RenumberMembers(const std::string& group, const Value& before, const Value& after) {
    for (auto& [id, object] : world_.objects) {
      Value& attributes = object.attributes;
      const bool member = object.kind == Kind::kBgpPeer && Text(attributes, field::kBgpGroupId) == group;
      if (member && attributes.Get(field::kCustomerAsn) == before) attributes.Put(field::kCustomerAsn, after);
    }
  }

  bool HasChildren(const std::string& id) const {
    return std::any_of(world_.objects.begin(), world_.objects.end(), [&id](const auto& entry) {
      const Value& attributes = entry.second.attributes;
      return Text(attributes, field::kConnectionId) == id || Text(attributes, field::kVirtualInterfaceId) == id;
    });
  }

  std::vector<std::string> SessionsOf(const std::string& id, const FakeObject& object) const {
    std::vector<std::string> families;
    if (object.kind != Kind::kVirtualInterface) return families;
    if (!object.attributes.Get(field::kCustomerAsn).is_null()) {
      families.push_back(Text(object.attributes, field::kAddressFamily));
    }
    for (const auto& [other_id, other] : world_.objects) {
      if (other.kind == Kind::kBgpPeer && Text(other.attributes, field::kVirtualInterfaceId) == id) {
        families.push_back(Text(other.attributes, field::kAddressFamily));
      }
    }
    std::sort(families.begin(), families.end());
    return families;
  }

  // What only one object of the kind may have.
  static std::string NaturalKey(Kind kind, const Value& object) {
    switch (kind) {
      case Kind::kVirtualInterface:
        return fmt::format("VLAN {} on {}", object.Get(field::kVlan).ToString(), Text(object, field::kConnectionId));
      case Kind::kBgpPeer:
        return fmt::format("{} session of {}", Text(object, field::kAddressFamily),
                           Text(object, field::kVirtualInterfaceId));
      case Kind::kBgpGroup:
        return fmt::format("group {} of {}", Text(object, field::kName), Text(object, field::kVirtualInterfaceId));
      case Kind::kBgpCidr:
        return fmt::format("{} of {}", Text(object, field::kCidr), Text(object, field::kAdvertisedBy));
      case Kind::kConnection:
        return "";
    }
    return "";
  }

  bool Free(const CreateRequest& request) const {
    const std::string key = NaturalKey(request.kind, request.desired);
    const Value& name = request.desired.Get(field::kName);
    for (const auto& [id, object] : world_.objects) {
      if (object.kind != request.kind || !Sees(object) || object.region != request.region) continue;
      if (!key.empty() && key == NaturalKey(object.kind, object.attributes)) return false;
    }
    return name.is_null() || name.is_known();
  }

  bool Identical(const CreateRequest& request, const FakeObject& object) const {
    const std::vector<Field> fields = AllFields(traits_, request.kind);
    for (const Leaf& leaf : Leaves(fields)) {
      const Change* row = FindChange(traits_, request.kind, leaf.path, object.attributes);
      const Value& wanted = ValueAt(request.desired, leaf);
      if (row == nullptr || row->on_change == OnChange::kInPlace || wanted.is_null()) continue;
      if (!Equivalent(*leaf.field, wanted, ValueAt(object.attributes, leaf))) return false;
    }
    return true;
  }

  std::string Insert(const CreateRequest& request) {
    std::string id = request.kind == Kind::kBgpCidr ? fmt::format("{}/{}", Text(request.desired, field::kAdvertisedBy),
                                                                  Text(request.desired, field::kCidr))
                                                    : world_.NewId(request.kind);
    FakeObject object{request.kind, Cloud(), request.region, {}, {}, {}, {}, Account()};
    object.attributes = Canonicalised(traits_, AllFields(traits_, request.kind), request.desired);
    FillIn(traits_, request.kind, world_.objects.size() + 1, object.attributes);
    object.key = request.secrets.auth_key.value_or("generated-" + id);
    object.mark = request.mark;
    object.owner = OwnerAsMarked(request.owner);
    object.nonce = request.nonce;
    object.group = Text(request.desired, field::kRedundancyGroup);
    world_.objects[id] = std::move(object);
    return id;
  }

  FakeWorld& world_;
  const VendorTraits& traits_;
  const AdapterOptions options_;
  std::size_t number_ = 0;  // of the call that holds the world
};

}  // namespace

std::string FakeWorld::NewId(Kind kind) {
  return fmt::format("{}-{:04}", kind == Kind::kConnection ? "con" : KindName(kind), next_id_++);
}

std::string FakeWorld::Plant(Kind kind, std::string_view cloud, const Value& attributes, std::string account) {
  const VendorTraits& traits = cloud == "sky" ? SkyTraits() : cloud == "fen" ? FenTraits() : RockTraits();
  const std::string id = NewId(kind);
  FakeObject object{kind, std::string(cloud), default_region, {}, {}, {}, {}, std::move(account)};
  object.attributes = Canonicalised(traits, AllFields(traits, kind), attributes);
  object.group = Text(attributes, field::kRedundancyGroup);
  FillIn(traits, kind, objects.size() + 1, object.attributes);
  objects[id] = std::move(object);
  return id;
}

FakeFactory::FakeFactory(FakeWorld& world, const std::vector<const VendorTraits*>& more)
    : world_(world), traits_{&SkyTraits(), &RockTraits()} {
  traits_.insert(traits_.end(), more.begin(), more.end());
}

StatusOr<std::unique_ptr<Adapter>> FakeFactory::Make(std::string_view cloud, const AdapterOptions& options) const {
  for (const VendorTraits* traits : traits_) {
    if (traits->cloud == cloud) {
      return std::unique_ptr<Adapter>(std::make_unique<FakeAdapter>(world_, *traits, options));
    }
  }
  return InvalidArgumentError(fmt::format("No cloud \"{}\".", cloud));
}

}  // namespace ic::reconcile
