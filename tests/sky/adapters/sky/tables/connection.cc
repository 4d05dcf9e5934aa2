// Links, attribute by attribute: members in the API, what is allowed, what a change costs.
#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

constexpr Source kManual = {"Sky Links manual, \"Links\"", "2026-11-28", ""};

}  // namespace

KindTables ConnectionTables() {
  KindTables tables("sky", Kind::kConnection, "everything on the link", kManual);
  tables.At("name")
      .Members({.read = "name", .create = "name", .modify = "name"})
      .Allows({.allowed = Length{1, 40},
               .summary = "Link name has a wrong length",
               .remedy = "Choose a name of 1 to 40 characters.",
               .source = kManual,
               .id = "name_length"})
      .InPlace(kManual);
  tables.At("location")
      .Members({.read = "site", .create = "site"})
      .Allows({.allowed = OneOf{{"cumulus", "stratus"}},
               .summary = "No such site",
               .remedy = "Sky Links has the sites cumulus and stratus.",
               .source = kManual})
      .Replaces("a link cannot move to another site", kManual);
  tables.At("bandwidth")
      .Members({.read = "speed", .create = "speed", .form = Form::kBandwidth})
      .Allows({.allowed = OneOf{{"1Gbps", "10Gbps"}},
               .summary = "No link of this speed",
               .remedy = "Links have 1 or 10 Gbps.",
               .source = kManual})
      .Replaces("the speed of a link is fixed when it is ordered", kManual);
  return tables;
}

}  // namespace ic::sky
