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

// The value of the map's key, or none.
std::optional<Yaml> ValueOf(const std::vector<Yaml::Entry>& entries, std::string_view key);

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
    bool adopts = false;           // an id, or what a name stands for
  };
  // A name in place of an id, at the root or inside an object field.
  struct Named {
    const ReferenceField* reference;
    Yaml::Entry entry;
  };

  // The parents, and where each is referred to.
  using Parents = std::vector<std::pair<const Raw*, Yaml>>;

  void ReadOne(std::size_t index);
  // What the object names of `vocabulary`, in the order it is written.
  static std::vector<Named> NamesIn(const KindVocabulary& vocabulary, const std::vector<Yaml::Entry>& entries);
  std::optional<std::size_t> Resolve(const Raw& raw, const ReferenceField& reference, const Yaml& value);
  void TakeCloud(Raw& raw, const Yaml& value);
  void TakeNamed(Raw& raw, const Named& named, bool has_cloud, Parents& parents);
  // False: the object is not where the parent is, and may be.
  bool TakeParent(Raw& raw, const Raw& parent, const Yaml& at, bool has_cloud);
  void CheckAccounts(const Raw& raw, const Raw& target, const Named& named);
  // Null: the cloud's tools say which, or it is known only later.
  static Value RegionOf(const Raw& raw);
  void CheckRegions(const Raw& raw, const Parents& parents, const std::vector<Yaml::Entry>& entries);
  void NoCloud(const Raw& raw);
  void ReadFields(Raw& raw, const std::vector<Yaml::Entry>& entries);
  void CheckNames(Raw& raw, const std::vector<Named>& names, const std::vector<Yaml::Entry>& entries);
  void CheckIds(const Raw& raw, const KindVocabulary& vocabulary, const std::vector<Yaml::Entry>& entries);
  void ReadKey(Raw& raw, const Yaml::Entry& entry, const VendorTraits* traits, Value::Fields& config);
  bool CheckReferenceForm(const Raw& raw, const Key& key, const Yaml::Entry& entry, const VendorTraits* traits);
  // `field`: a name, a path inside an object field, or empty.
  Subject About(const Raw& raw, std::string_view field) const;

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
