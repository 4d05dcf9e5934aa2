// Objects: the maps of the five kinds, read into DesiredObjects. Names are collected from all files first, because
// references may point anywhere.
#ifndef CLI_CONFIG_READ_OBJECTS_H_
#define CLI_CONFIG_READ_OBJECTS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/config/read/report.h"
#include "cli/config/read/sections.h"
#include "cli/config/read/sources.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/yaml/yaml_tree.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

class Objects {
 public:
  struct ObjectSources {
    Sources& values;
    Sources& keys;  // of sensitive fields
  };
  // `later`: where it is noted that a key which need not be known is not there; null: that is an error.
  Objects(const Vocabulary& vocabulary, ObjectSources sources, Sections& sections, Report& report, Report* later)
      : vocabulary_(vocabulary),
        sources_(sources.values),
        keys_(sources.keys),
        sections_(sections),
        report_(report),
        later_(later) {}

  // Notes the objects of one top-level map. The trees behind it outlive the call of Read.
  void Collect(Kind kind, const Yaml& map);
  // Reads all of them into the set, sorted. `complete`: no file is missing, so that what is not found is not there.
  void Read(bool complete, DesiredSet& set);

  const Places& places() const { return places_; }

 private:
  enum class State { kNew, kOpen, kDone };
  struct Raw {
    Yaml key;
    Yaml body;
    State state = State::kNew;
    const Account* account = nullptr;  // null: not known, and said why
    Value region;                      // its own or its parent's; null: neither wrote one
    DesiredObject object;
    bool has_key_version = false;  // its write-only key is compared by that alone
  };

  void ReadOne(std::size_t index);
  std::optional<std::size_t> Resolve(Raw& raw, const Key& key, const Yaml& value);
  void TakeCloud(Raw& raw, const Yaml& value);
  void TakeParent(Raw& raw, const Raw& parent, const Yaml& at, bool has_cloud);
  // The parents, and where each is referred to.
  using Parents = std::vector<std::pair<const Raw*, Yaml>>;
  // Null: the cloud's tools say which, or it is known only later.
  static Value RegionOf(const Raw& raw);
  void CheckRegions(const Raw& raw, const Parents& parents, const std::vector<Yaml::Entry>& entries);
  void NoCloud(const Raw& raw);
  static void TakeName(const Raw& raw, Value::Fields& config);
  void ReadFields(Raw& raw, const std::vector<Yaml::Entry>& entries);
  void ReadKey(Raw& raw, const Yaml::Entry& entry, const VendorTraits* traits, Value::Fields& config);
  bool CheckReferenceForm(const Raw& raw, const Key& key, const Yaml::Entry& entry, const VendorTraits* traits);
  Subject About(const Raw& raw, std::string_view field) const {
    return {raw.object.address, field.empty() ? AttributePath() : AttributePath(field)};
  }

  const Vocabulary& vocabulary_;
  Sources& sources_;
  Sources& keys_;
  Sections& sections_;
  Report& report_;
  Report* later_;
  bool complete_ = true;
  std::vector<Raw> raws_;
  Places places_;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_OBJECTS_H_
