// Checks a request against the service model, as the service's front end does before the service sees it.
#ifndef SIMULATORS_AWS_WIRE_MODEL_H_
#define SIMULATORS_AWS_WIRE_MODEL_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"

namespace ic::sim::aws {

// The model in the notation that model_table.cc describes.
extern const char kModelTable[];

class Model {
 public:
  // The model of Direct Connect. Reads the table once.
  static const Model& Get();

  explicit Model(std::string_view table);

  bool HasOperation(std::string_view operation) const { return operations_.contains(std::string(operation)); }

  // SerializationException for a member of the wrong JSON type, ValidationException for one that is missing, not of
  // its enum, too long, too short, of other characters, or (unless `lenient`) not in the model at all.
  // `input` must hold no nulls.
  Status Check(std::string_view operation, const nlohmann::json& input, bool lenient) const;

 private:
  struct Member {
    std::string name;
    std::string type;
    bool required = false;
  };
  struct Text {
    std::size_t min = 0;
    std::size_t max = 0;
    bool tag_characters = false;
  };
  struct List {
    std::string element;
    std::size_t min = 0;
  };
  using Members = std::vector<Member>;

  void Read(const std::vector<std::string>& words);
  Status CheckMembers(const Members& members, const nlohmann::json& value, const std::string& path, bool lenient) const;
  Status CheckValue(const std::string& type, const nlohmann::json& value, const std::string& path, bool lenient) const;
  Status CheckList(const List& list, const nlohmann::json& value, const std::string& path, bool lenient) const;
  Status CheckText(const std::string& type, const nlohmann::json& value, const std::string& path) const;

  std::map<std::string, std::vector<std::string>> enums_;
  std::map<std::string, Text> texts_;
  std::map<std::string, List> lists_;
  std::map<std::string, Members> structs_;
  std::map<std::string, Members> operations_;
};

// `value` without members that are null, at any depth: the service takes null for absent.
nlohmann::json WithoutNulls(const nlohmann::json& value);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WIRE_MODEL_H_
