// One object of each sort, for each vendor: what a case is run on.
#ifndef TESTS_BEHAVIOUR_SPECIMENS_H_
#define TESTS_BEHAVIOUR_SPECIMENS_H_

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/tables/stages.h"
#include "tests/behaviour/bench.h"

namespace ic::behaviour {

// A change in place: the new value of one or more fields, sent together.
struct Edit {
  std::vector<std::pair<std::string, Value>> values;
};

// Changes that every cloud takes of what has a name, and tags.
inline const Edit kRename = {{{"name", Value::String("renamed")}}};
inline const Edit kRetag = {{{"tags", Value::Map({{"team", Value::String("core")}, {"cost", Value::String("42")}})}}};
inline const Edit kUntag = {{{"tags", Value::Map({})}}};

struct Specimen {
  std::string cloud;
  std::string name;
  Kind kind;
  // Makes what the object stands on, and says what is wanted.
  std::function<Value(Bench&)> desired;
  std::vector<Edit> edits;
  std::string auth_key = {};  // empty: none
  // What the control address calls the object's state; empty: it has none of its own.
  std::string state_member = {};
  bool state_of_carrier = false;  // the state is that of what carries the object: the id before the '/'
  // Where states take time, whether somebody outside the API has to do something before it, or what it stands on, is
  // ready; so a create ends with the word that the next run goes on.
  bool waits_for_people = false;
  bool stands_on_waiting = false;
  // A field that cannot change in place and another value of it.
  std::pair<std::string, Value> fixed = {};
};

void PrintTo(const Specimen& specimen, std::ostream* out);

// A value that the account decides for which an object was made, as that account sets it.
struct TheirValue {
  std::string path;
  Value value;
  nlohmann::json members;  // of the control address
};

// An object that this account made for another one.
struct Offered {
  std::string name;
  Kind kind;
  std::function<Value(Bench&)> desired;
  nlohmann::json accepted;  // what its state is once the other account took it
  std::vector<TheirValue> theirs;
};

// An object that another account made for this one, which has not accepted it.
struct Offer {
  std::string name;
  Kind kind;
  // Has it offered, and says what takes it over: `adopt` and the name it has, and what the kind requires.
  std::function<Value(Bench&)> desired;
  nlohmann::json renamed;  // of the control address: whoever offers it gives it another name
};

// What somebody sets of an object beyond the vocabulary, and what its configuration has to have for that.
struct SetBeyond {
  nlohmann::json value;  // null: it comes with the specimen's key
  Edit with = {};
};

// Something about an object's surroundings, or between it and them, for which the cloud makes no such object.
struct Refused {
  std::string name;
  std::string specimen;
  std::function<void(Bench&, Value&)> spoil;  // changes what is wanted, or the world
  std::string path;                           // of the attribute that is to blame; empty: none is named
};

// Of Refused: what the interface is on becomes so, as the control address has it.
std::function<void(Bench&, Value&)> EditConnection(nlohmann::json members);

// A gateway that others made, and what a look-up tells of it (adapters/contract/lookup.h) beside its id.
struct SeededGateway {
  std::string type;  // of the control address
  nlohmann::json members;
  Value told;
  nlohmann::json ended;  // of the control address: it is being deleted
};

struct VendorSpecimens {
  const StateTable& (*states)();
  std::vector<Specimen> objects;
  // "<kind> <field>" of a change in place that no edit of them makes, and why.
  std::map<std::string, std::string> elsewhere = {};
  // The id of a quota that no specimen counts for, and what does.
  std::map<std::string, std::string, std::less<>> counted_elsewhere = {};
  // "<kind> <member>" of what its table knows beyond the vocabulary (VendorTraits::beyond), and what somebody sets it
  // to.
  std::map<std::string, SetBeyond> beyond = {};
  // Empty: the vendor's objects are all of one account, or nothing tells who decides.
  std::vector<Offered> offered = {};
  std::vector<Offer> offers = {};
  // What only reads tell of a create.
  std::vector<Refused> refused = {};
  // Fields that name what an object stands on, where an id that this account cannot see may still be one it may use:
  // then only the create tells.
  std::vector<std::string> unseen = {};
  std::vector<SeededGateway> gateways = {};
};

// Of every vendor of cmake/Vendors.cmake, by name; <vendor>_specimens.cc has a vendor's. The .cc is made from that
// list.
const std::map<std::string, VendorSpecimens>& SpecimensByVendor();
// All of them.
const std::vector<Specimen>& Specimens();
const Specimen& Find(const std::string& cloud, const std::string& name);

}  // namespace ic::behaviour

#endif  // TESTS_BEHAVIOUR_SPECIMENS_H_
