#include "tests/behaviour/specimens.h"

#include <algorithm>

namespace ic::behaviour {

void PrintTo(const Specimen& specimen, std::ostream* out) { *out << specimen.cloud << "/" << specimen.name; }

const std::vector<Specimen>& Specimens() {
  static const std::vector<Specimen> kSpecimens = [] {
    std::vector<Specimen> all;
    for (const auto& specimens : {AwsSpecimens(), HuaweiSpecimens(), AlibabaSpecimens()}) {
      all.insert(all.end(), specimens.begin(), specimens.end());
    }
    return all;
  }();
  return kSpecimens;
}

const Specimen& Find(const std::string& cloud, const std::string& name) {
  return *std::ranges::find_if(Specimens(),
                               [&](const Specimen& one) { return one.cloud == cloud && one.name == name; });
}

}  // namespace ic::behaviour
