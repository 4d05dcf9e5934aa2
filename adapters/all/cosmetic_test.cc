// What is for people only is cosmetic at every vendor: a name, a description, any free text, tags. A change of it by
// somebody else is no change of what carries traffic.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "adapters/all/all.h"
#include "adapters/contract/traits.h"

namespace ic {
namespace {

// A text that stays as it is where it is left out and is taken away by an empty one, and stands for no object.
bool IsFreeText(const Field& field) {
  const bool names_something = field.refers_to || field.mentions || field.name.ends_with("_id");
  return field.type == FieldType::kString && field.empty_is_value && !names_something;
}

bool IsForPeople(const Field& field) {
  return field.name == field::kName || field.name == field::kTags || field.name.ends_with("description") ||
         IsFreeText(field);
}

int CheckFields(const std::vector<Field>& fields, const std::string& around) {
  int free_texts = 0;
  for (const Field& field : fields) {
    free_texts += IsFreeText(field) ? 1 : 0;
    if (field.presence != Presence::kComputed && IsForPeople(field)) {
      EXPECT_TRUE(field.cosmetic) << around << field.name;
    }
    free_texts += CheckFields(field.fields, around + field.name + ".");
  }
  return free_texts;
}

TEST(CosmeticTest, WhatIsForPeopleOnlyIsCosmeticAtEveryVendor) {
  int free_texts = 0;
  for (const VendorTraits* traits : AllAdapters().traits()) {
    for (const Kind kind : kAllKinds) {
      free_texts +=
          CheckFields(AllFields(*traits, kind), std::string(traits->cloud) + " " + std::string(KindName(kind)) + " ");
    }
  }
  EXPECT_GT(free_texts, 0);
}

}  // namespace
}  // namespace ic
