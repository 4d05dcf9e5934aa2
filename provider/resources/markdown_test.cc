#include "provider/resources/markdown.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using terraform::Attribute;
using terraform::NestedType;
using terraform::Nesting;
using ::testing::HasSubstr;
using ::testing::Not;

terraform::Schema PageSchema() {
  const Attribute state = {.name = "state", .type = Type::String(), .description = "How it is.", .computed = true};
  const Attribute sessions = {.name = "sessions",
                              .nested = NestedType{Nesting::kList, {state}},
                              .description = "What runs on it.",
                              .computed = true};
  const Attribute speed = {.name = "speed", .type = Type::Number(), .description = "How fast.", .required = true};
  const Attribute key = {.name = "key",
                         .type = Type::String(),
                         .description = "A secret.",
                         .optional = true,
                         .sensitive = true,
                         .write_only = true};
  return {.description = "A link.\nOf two ends.",
          .attributes = {
              {.name = "id", .type = Type::String(), .description = "Its id.", .computed = true},
              {.name = "old",
               .type = Type::Set(Type::String()),
               .description = "Former.",
               .optional = true,
               .deprecation = "Use `key`."},
              key,
              {.name = "name", .type = Type::String(), .description = "Its name.", .required = true},
              {.name = "ends",
               .nested = NestedType{Nesting::kSingle, {speed, sessions}},
               .description = "Both.",
               .optional = true,
               .computed = true},
          }};
}

TEST(MarkdownTest, APageHasFrontMatterAndAnOrderOfItsOwn) {
  EXPECT_EQ(RenderPage(PageSchema(), {.title = "interconnect_link",
                                      .what = "Resource",
                                      .examples = {"one {}\n", "two {}\n"},
                                      .import = "import {}\n",
                                      .import_commands = "terraform import a b\n"}),
            R"page(---
page_title: "interconnect_link (Resource)"
subcategory: ""
description: |-
  A link.
  Of two ends.
---

# interconnect_link (Resource)

A link.
Of two ends.

## Example Usage

```hcl
one {}
```

```hcl
two {}
```

## Schema

### Required

- `name` (string) Its name.

### Optional

- `old` (set of strings, deprecated) Former. Use `key`.
- `key` (string, sensitive, write-only) A secret.
- `ends` (object) Both. (see [below for nested schema](#nestedatt--ends))

### Read-Only

- `id` (string) Its id.

<a id="nestedatt--ends"></a>
### Nested Schema for `ends`

Required:

- `speed` (number) How fast.

Read-Only:

- `sessions` (list of objects) What runs on it. (see [below for nested schema](#nestedatt--ends--sessions))

<a id="nestedatt--ends--sessions"></a>
### Nested Schema for `ends.sessions`

Read-Only:

- `state` (string) How it is.

## Import

```hcl
import {}
```

```shell
terraform import a b
```
)page");
}

TEST(MarkdownTest, WhatThereIsNotHasNoSection) {
  const std::string page = RenderPage({.description = "Nothing."}, {.title = "interconnect", .what = "Provider"});
  EXPECT_THAT(page, Not(HasSubstr("Example")));
  EXPECT_THAT(page, Not(HasSubstr("Import")));
  EXPECT_THAT(page, Not(HasSubstr("###")));
}

}  // namespace
}  // namespace ic
