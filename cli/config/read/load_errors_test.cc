// Every error of a configuration, with its exact place and text.
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "cli/config/read/load.h"
#include "cli/config/testing/load_fixture.h"

namespace ic::cli {
namespace {

class LoadErrorsTest : public LoadFixture {
 protected:
  struct Case {
    std::string_view yaml;
    std::string_view said;
  };
  void Check(const std::vector<Case>& cases, std::string_view before = "") {
    for (const Case& each : cases)
      EXPECT_EQ(Said(std::string(before) + std::string(each.yaml)), each.said) << each.yaml;
  }
};

// The first line of the tests about objects; what follows begins at line 2.
constexpr std::string_view kPorts = "connection: {dc1: {cloud: aws}, dc2: {cloud: huawei}}\n";

TEST_F(LoadErrorsTest, Owners) {
  const std::string told = "net.yaml:1:8: Not the name of an owner: `owner` cannot be that: ";
  for (const std::string& bad : {std::string("\"\""), std::string("\" a\""), std::string("\"a\\nb\""),
                                 std::string(300, 'x'), std::string("M\u00fcnchen")}) {
    const std::string said = Said("owner: " + bad + "\n");
    EXPECT_EQ(said.substr(0, told.size()), told) << bad;
  }
  EXPECT_EQ(Said("owner: Net-Team/prod_1\n").find("owner"), std::string::npos);
}

TEST_F(LoadErrorsTest, SyntaxAndStructure) {
  Check({
      {R"(a: b: c
)",
       R"(net.yaml:1:5: Invalid YAML: The parser says: illegal map value. A `: ` inside a value needs quotes around the value.
)"},
      {R"(a:
	- b
)",
       R"(net.yaml:2:2: Invalid YAML: The parser says: illegal block entry. Line 2 is indented with a tab, in column 1: lists and maps are indented with spaces only.
)"},
      {"connection:\n\tc:\n\t\tcloud: aws\n",
       "net.yaml:2:3: Invalid YAML: The parser says: illegal map value. Line 2 is indented with a tab, in column 1: "
       "lists and maps are indented with spaces only.\n"},
      {"connection:\n  c:\n    cloud: aws\n  \t  location: x\n",
       "net.yaml:4:3: Invalid YAML: The parser says: illegal tab when looking for indentation. Line 4 is indented with "
       "a "
       "tab, in column 3: lists and maps are indented with spaces only.\n"},
      {"connection:\n  c:\n    cloud:aws\n    location: x\n",
       "net.yaml:4:13: Invalid YAML: The parser says: illegal map value. In line 3 a space is missing after "
       "`cloud:`.\n"},
      {"connection:\n  c:\n    cloud: a\n    location:x\n    name: y\n",
       "net.yaml:5:9: Invalid YAML: The parser says: illegal map value. In line 4 a space is missing after "
       "`location:`.\n"},
      {R"(a: *nope
)",
       R"(net.yaml:1:4: Invalid YAML: The parser says: the referenced anchor is not defined.
)"},
      {R"(owner: "abc
connection: {}
)",
       R"(net.yaml:1:8: Invalid YAML: The quote " that begins here is not closed before the end of the file.
)"},
      {R"(a: 'it''s
)",
       R"(net.yaml:1:4: Invalid YAML: The quote ' that begins here is not closed before the end of the file.
)"},
      {R"(a: [1
b: 2
)",
       R"(net.yaml:2:2: Invalid YAML: The parser says: end of sequence flow not found.
)"},
      {R"(a: &x [*x]
)",
       R"(net.yaml:1:8: Invalid YAML: The alias stands inside its own anchor: it would have no end.
)"},
      {R"(owner: a
---
owner: b
)",
       R"(net.yaml:2:1: Invalid YAML: The file holds several documents (`---`). Write one, or a file for each.
)"},
      {R"([]{}
)",
       R"(net.yaml:1:3: Invalid YAML: The document is over before this: a bracket or a quote is closed too early.
)"},
      {R"(a: @x
)",
       R"(net.yaml:1:4: Invalid YAML: The parser says: unknown token. A value that begins with one of @ ` % needs quotes.
)"},
      {R"(- a
)",
       R"(net.yaml:1:1: Wrong type: A configuration is a map with sections such as `clouds` and `connection`, and this is a list.
)"},
      {R"(a: !foo b
)",
       R"(net.yaml:1:1: Unknown section: "a" is no section of a configuration. A section of your own, for anchors, begins with `x-`.
net.yaml:1:4: Unknown tag: The tag `!foo` means nothing here. Leave it out.
)"},
      {R"([a]: b
)",
       R"(net.yaml:1:1: Invalid key: A key must be a word. Write it out; put it in quotes if YAML takes it for something else.
)"},
      {R"(~: b
)",
       R"(net.yaml:1:1: Invalid key: A key must be a word. Write it out; put it in quotes if YAML takes it for something else.
)"},
      {R"(a: 1
]
)",
       R"(net.yaml:2:1: Invalid YAML: The parser says: illegal flow end.
)"},
      {R"(connection: {a: {cloud: aws}, a: {cloud: aws}}
)",
       R"(net.yaml:1:31: Duplicate key: The key `a` is already written at 1:14. Only one can hold: remove the other.
)"},
      {R"(x-a: &a {}
x-b: {<<: *a, <<: *a}
x-c: {<<: 5}
)",
       R"(net.yaml:2:15: Duplicate key: The key `<<` is already written at 2:7. To merge several maps write a list: `<<: [*a, *b]`.
net.yaml:3:11: Invalid merge: `<<` merges a map, or each map of a list: `<<: *name` or `<<: [*a, *b]`.
)"},
      {R"("é": {é: 1, é: 2}
)",
       R"(net.yaml:1:1: Unknown section: "é" is no section of a configuration. A section of your own, for anchors, begins with `x-`.
net.yaml:1:13: Duplicate key: The key `é` is already written at 1:7. Only one can hold: remove the other.
)"},
  });
}

TEST_F(LoadErrorsTest, WhatMustBeWrittenOut) {
  environment_ = {{"E", "aws"}};
  Check({
      {R"(clouds: {a: {cloud: "${env:E}"}}
connection: {c: {cloud: "${env:E}"}}
)",
       R"(net.yaml:1:21: Must be written out: `cloud` says which settings there are, and is read before anything is looked up: write out one of aws, huawei and alibaba.
net.yaml:2:25: Must be written out: `cloud` says which fields there are, and is read before anything is looked up: write out the name of an entry of `clouds`.
)"},
  });
}

TEST_F(LoadErrorsTest, TwoObjectsCannotMoveToOneName) {
  Check({
      {R"(connection: {c: {cloud: aws}}
moved: {connection: {a: c, b: c}}
)",
       R"(net.yaml:2:28: Moved twice: connection.a and connection.b cannot both be connection.c now: of two objects one would be lost.
)"},
      {R"(connection: {c: {cloud: aws}}
moved: {connection: {a: b, b: c}}
)",
       ""},
  });
}

TEST_F(LoadErrorsTest, EveryMistakeInAnIgnoreIsSaid) {
  Check({
      {R"(drift: {ignore: [{address: "*", raeson: x, colour: y, until: tomorrow}]}
)",
       R"(net.yaml:1:33: Unknown field: An entry of `drift.ignore` has no field "raeson". Did you mean `reason`?
net.yaml:1:44: Unknown field: An entry of `drift.ignore` has no field "colour". It has: address, field, reason and until.
net.yaml:1:62: Invalid date: `until` is the last day the entry holds, such as 2026-12-31.
)"},
  });
}

TEST_F(LoadErrorsTest, ALinkThatLeadsNowhereIsNotLeftOut) {
  Write("net/a.yaml", "owner: o\n");
  std::filesystem::create_directory(Path("net/folder.yaml"));
  EXPECT_EQ(Said(Load({Path("net")})), "");
  std::filesystem::create_symlink(Path("nothing"), Path("net/b.yaml"));
  std::filesystem::create_symlink("c.yml", Path("net/c.yml"));
  EXPECT_EQ(Said(Load({Path("net")})),
            "File not readable: net/b.yaml: No such file or directory.\n"
            "File not readable: net/c.yml: Too many levels of symbolic links.\n");
}

TEST_F(LoadErrorsTest, FindingsComeInTheOrderInWhichTheFilesAreRead) {
  Write("z.yaml", "one: 1\n");
  Write("a.yaml", "two: 2\nthree: 3\n");
  const LoadedSet loaded = Load({Path("z.yaml"), Path("a.yaml")});
  ASSERT_EQ(loaded.diagnostics.size(), 3u);
  EXPECT_TRUE(loaded.diagnostics[0].file.ends_with("z.yaml"));
  EXPECT_EQ(loaded.diagnostics[1].line, 1u);
  EXPECT_EQ(loaded.diagnostics[2].line, 2u);
}

TEST_F(LoadErrorsTest, ParentInAnotherRegion) {
  constexpr std::string_view kRegions = R"(clouds: {aws: {region: us-east-1}}
connection:
  here: {cloud: aws}
  there: {cloud: aws, region: us-west-2}
  unsaid: {cloud: huawei}
  later: {cloud: aws, region: "${env:REGION}"}
)";
  environment_ = {{"REGION", "us-west-2"}};
  Check(
      {
          {R"(virtual_interface:
  same: {connection: here, region: us-east-1}
  inherits: {connection: there}
  repeats: {connection: there, region: us-west-2}
  unknown: {connection: unsaid, region: cn-north-4}
  elsewhere: {connection_id: dxcon-1, cloud: aws, region: eu-west-1}
  looked_up: {connection: later, region: us-west-2}
)",
           ""},
          {R"(virtual_interface:
  a: {connection: here, region: eu-west-1}
  b: {connection: there, region: us-east-1}
  c: {connection: later, region: us-east-1}
bgp_peer:
  d: {virtual_interface: a}
  e: {virtual_interface: a, region: us-east-1}
)",
           R"(net.yaml:8:33: Parent in another region: virtual_interface.a is in the region "eu-west-1", and connection.here is in "us-east-1". An object lives where its parent does.
net.yaml:9:34: Parent in another region: virtual_interface.b is in the region "us-east-1", and connection.there is in "us-west-2". An object lives where its parent does.
net.yaml:10:34: Parent in another region: virtual_interface.c is in the region "us-east-1", and connection.later is in "us-west-2". An object lives where its parent does.
net.yaml:13:37: Parent in another region: bgp_peer.e is in the region "us-east-1", and virtual_interface.a is in "eu-west-1". An object lives where its parent does.
)"},
          {R"(virtual_interface: {v: {connection: here}, w: {connection: there}}
bgp_group: {g: {virtual_interface: v}}
bgp_peer:
  p: {virtual_interface: w, bgp_group: g}
)",
           R"(net.yaml:10:40: Parent in another region: bgp_peer.p is in the region "us-west-2", and bgp_group.g is in "us-east-1". An object lives where its parent does.
)"},
      },
      kRegions);
}

TEST_F(LoadErrorsTest, Sections) {
  Check({
      {R"(connektion: {}
foo: 1
version: 2
)",
       R"(net.yaml:1:1: Unknown section: "connektion" is no section of a configuration. Did you mean `connection`? A section of your own, for anchors, begins with `x-`.
net.yaml:2:1: Unknown section: "foo" is no section of a configuration. A section of your own, for anchors, begins with `x-`.
net.yaml:3:10: Unknown version: This program reads version 1 of the format. Write `version: 1`, or use a newer one.
)"},
      {R"(connection: [a]
clouds: 5
limits: [a]
owner: [a]
)",
       R"(net.yaml:1:13: Wrong type: `connection` takes a map from names to objects, and this is a list.
net.yaml:2:9: Wrong type: `clouds` takes a map, and this is text.
net.yaml:3:9: Wrong type: `limits` takes a map, and this is a list.
net.yaml:4:8: Wrong type: `owner` takes text, and this is a list.
)"},
      {R"(connection: {1a: {cloud: aws}, "a b": {cloud: aws}}
)",
       R"(net.yaml:1:14: Invalid name: "1a" cannot name a connection: a name begins with a letter or `_` and goes on with letters, digits, `_`, `-` and `.`, 128 characters at most.
net.yaml:1:32: Invalid name: "a b" cannot name a connection: a name begins with a letter or `_` and goes on with letters, digits, `_`, `-` and `.`, 128 characters at most.
)"},
      {R"(allow_disruption: dc1
)",
       R"(net.yaml:1:19: Wrong type: `allow_disruption` takes a list, such as `[one, two]`, and this is text.
)"},
      {R"(limits: {aws.virtual_interface.vlann: 5, aws.virtual_interface.transit: many, aws.virtual_interface.vlan: 3}
)",
       R"(net.yaml:1:10: Unknown limit: There is no limit "aws.virtual_interface.vlann". Did you mean "aws.virtual_interface.transit"?
net.yaml:1:73: Wrong type: `limits["aws.virtual_interface.transit"]` takes a whole number in decimal digits, and "many" is none.
net.yaml:1:79: Limit cannot be raised: The cloud does not raise "aws.virtual_interface.vlan" for anybody. Remove it.
)"},
  });
}

TEST_F(LoadErrorsTest, Clouds) {
  Check({
      {R"(clouds: {"a/b": {cloud: aws}}
)",
       R"(net.yaml:1:10: Invalid name: "a/b" cannot name an entry of `clouds`: a name begins with a letter or `_` and goes on with letters, digits, `_`, `-` and `.`, 128 characters at most.
)"},
      {R"(clouds: {aws: {regoin: x, max_retries: many, assume_role: {role: x}}, prod: {region: x}, p2: {cloud: awss}, p3: 5}
)",
       R"(net.yaml:1:16: Unknown field: The entry `aws` of `clouds` (AWS Direct Connect) has no field "regoin". Did you mean `region`?
net.yaml:1:40: Wrong type: `clouds["aws"].max_retries` takes a whole number in decimal digits, and "many" is none.
net.yaml:1:60: Unknown field: `clouds["aws"].assume_role` has no field "role". It has: role_arn, session_name, external_id and duration.
net.yaml:1:71: Unknown cloud: The entry `prod` of `clouds` needs `cloud:` with one of aws, huawei or alibaba.
net.yaml:1:102: Unknown cloud: The entry `p2` of `clouds` needs `cloud:` with one of aws, huawei or alibaba; "awss" is none. Did you mean `aws`?
net.yaml:1:113: Wrong type: `clouds.p3` takes a map, and this is text.
)"},
      {R"(clouds: {prod: {region: x}, part: {cloud: aws}}
connection: {a: {cloud: prod}, b: {cloud: awz}, c: {cloud: [a]}, d: , e: 5, f: {}}
)",
       R"(net.yaml:1:10: Unknown cloud: The entry `prod` of `clouds` needs `cloud:` with one of aws, huawei or alibaba.
net.yaml:2:43: Unknown cloud: "awz" is no entry of `clouds`. There are: part, prod, aws, huawei and alibaba. Did you mean `aws`?
net.yaml:2:60: Wrong type: `cloud` takes the name of an entry of `clouds`, and this is a list.
net.yaml:2:66: Missing cloud: connection.d needs `cloud:` with an entry of `clouds` (part, prod, aws, huawei and alibaba).
net.yaml:2:74: Wrong type: connection.e takes a map of its fields, and this is text.
net.yaml:2:77: Missing cloud: connection.f needs `cloud:` with an entry of `clouds` (part, prod, aws, huawei and alibaba).
)"},
      {R"(clouds: {huawei: {cloud: x}}
)",
       R"(net.yaml:1:26: Unknown cloud: The entry `huawei` of `clouds` needs `cloud:` with one of aws, huawei or alibaba; "x" is none.
)"},
  });
}

TEST_F(LoadErrorsTest, Moves) {
  Check({
      {R"(moved: {connektion: {a: b}, bgp_peer: {a: b, c: 5d, e: [f]}}
)",
       R"(net.yaml:1:9: Unknown kind: `moved` holds the kinds connection, virtual_interface, bgp_peer, bgp_group and bgp_cidr, and "connektion" is none of them. Did you mean `connection`?
net.yaml:1:40: Unknown object: `moved` leads to bgp_peer.b, which is not in the configuration. The configuration has no bgp_peer at all.
net.yaml:1:49: Invalid name: "5d" cannot be the name of an object.
net.yaml:1:56: Wrong type: `moved.bgp_peer.e` takes text, and this is a list.
)"},
      {R"(moved: {connection: {a: b, b: a, c: d}}
connection: {c: {cloud: aws}}
)",
       R"(net.yaml:1:22: Cycle: `moved` leads from connection.a back to itself.
net.yaml:1:28: Cycle: `moved` leads from connection.b back to itself.
net.yaml:1:34: Object still there: connection.c was moved to connection.d, and is written at net.yaml:2:14 as well. Rename it there, or remove it from `moved`.
)"},
  });
}

TEST_F(LoadErrorsTest, Ignores) {
  Check({
      {R"(drift: {ignor: []}
)",
       R"(net.yaml:1:9: Unknown field: `drift` has no field "ignor". It has: ignore.
)"},
      {R"(drift: {ignore: {}}
)",
       R"(net.yaml:1:17: Wrong type: `drift.ignore` takes a list of maps, and this is a map.
)"},
      {R"(drift:
  ignore:
    - 5
    - {address: x, reason: y}
    - {address: '*'}
    - {reason: a}
    - {address: '*', reason: a, until: 2026-02-30}
    - {address: connection.x, reason: y}
    - {address: '*', reason: y, field: vlann}
    - {address: '*', reason: y, field: aws.vlan}
    - {adress: x}
    - {address: bgp_peer aws/r/x, reason: z, field: tags}
)",
       R"(net.yaml:3:7: Wrong type: An entry of `drift.ignore` is a map with address, field, reason and until, and this is text.
net.yaml:4:7: Invalid address: "x" is no address. Write KIND.NAME, such as `virtual_interface.prod`, `*` for every object, or what a drift report calls an unmanaged object.
net.yaml:5:7: Missing field: An entry of `drift.ignore` needs `reason`: why the drift may stay.
net.yaml:6:7: Missing field: An entry of `drift.ignore` needs `address`: an object such as `virtual_interface.prod`, or `*` for all.
net.yaml:7:40: Invalid date: `until` is the last day the entry holds, such as 2026-12-31.
net.yaml:8:7: Unknown object: `drift.ignore` names connection.x, which is not in the configuration. The configuration has no connection at all.
net.yaml:9:7: Unknown field: "vlann" is no field of any kind. Did you mean `vlan`?
net.yaml:10:7: Unknown field: `aws` has no field "vlan".
net.yaml:11:8: Unknown field: An entry of `drift.ignore` has no field "adress". Did you mean `address`?
net.yaml:12:7: Unknown field: "tags" is no field of bgp_peer.
)"},
  });
}

TEST_F(LoadErrorsTest, References) {
  Check(
      {
          {R"(virtual_interface:
  a: {connection: dc11}
  b: {connection: a}
  c: {connection: connection.dc1}
  d: {connection: dc1, connection_id: x}
  e: {connection: dc1, cloud: huawei}
  f: {connection_id: dc1, cloud: aws}
  g: {connection: [dc1]}
  h: {connection: }
  i: {}
)",
           R"(net.yaml:3:19: Unknown object: `connection` refers to the connection "dc11", which is not in the configuration. Did you mean `dc1`? The id of one that is managed elsewhere goes into `connection_id`.
net.yaml:4:19: Unknown object: `connection` refers to the connection "a", which is not in the configuration. There is a virtual_interface of that name. The id of one that is managed elsewhere goes into `connection_id`.
net.yaml:5:19: Unknown object: `connection` refers to the connection "connection.dc1", which is not in the configuration. Write the name alone: `dc1`. The id of one that is managed elsewhere goes into `connection_id`.
net.yaml:6:39: Reference given twice: `connection` and `connection_id` say the same: write one of them.
net.yaml:7:19: Parent in another cloud: virtual_interface.e is in the entry `huawei` of `clouds`, and connection.dc1 is in `aws`. An object lives where its parent does.
net.yaml:8:22: warning: Name where an id belongs: `connection_id` takes the id of the cloud. For the connection "dc1" of this configuration write `connection: dc1`.
net.yaml:9:19: Wrong type: `connection` takes text, and this is a list.
net.yaml:10:7: Missing value: `connection` holds a null where text is meant. If the word itself is meant, put it in quotes.
net.yaml:11:3: Missing cloud: virtual_interface.i needs `cloud:` with an entry of `clouds` (aws, huawei and alibaba), or `connection:` with the name of its parent, whose cloud it takes.
)"},
          {R"(bgp_group:
  g1: {virtual_interface: v1}
virtual_interface: {v1: {connection: dc1}, v2: {connection: dc2}}
bgp_peer:
  p: {virtual_interface: v2, bgp_group: g1}
)",
           R"(net.yaml:6:41: Parent in another cloud: bgp_peer.p is in the entry `huawei` of `clouds`, and bgp_group.g1 is in `aws`. An object lives where its parent does.
)"},
      },
      kPorts);
}

TEST_F(LoadErrorsTest, Fields) {
  Check(
      {
          {R"(virtual_interface:
  a: {connection: dc1, vlann: 5, id: x, site_link: true, route_limit: 5, priority: x, lag_id: x, huawei: {}}
  b: {connection: dc1, aws: {site_lnk: true, gateway_type: x}}
)",
           R"(net.yaml:3:24: Unknown field: A virtual_interface has no field "vlann". Did you mean `vlan`?
net.yaml:3:34: Computed field: `id` is told by the cloud and cannot be set. Remove it.
net.yaml:3:41: Unknown field: A virtual_interface has no field "site_link". Only AWS Direct Connect has it: write it inside `aws:`.
net.yaml:3:58: Unknown field: A virtual_interface has no field "route_limit". It is a field of bgp_peer (inside `alibaba:`) and bgp_group (inside `alibaba:`).
net.yaml:3:74: Unknown field: A virtual_interface has no field "priority". Only Huawei Cloud Direct Connect has it, and the object is in aws.
net.yaml:3:87: Unknown field: A virtual_interface has no field "lag_id". It is a field of connection (inside `aws:`).
net.yaml:3:98: Unknown field: A virtual_interface has no field "huawei". The object is in aws: what only another cloud has is refused there.
net.yaml:4:30: Unknown field: `aws` has no field "site_lnk". Did you mean `site_link`?
net.yaml:4:46: Unknown field: `aws` has no field "gateway_type". It has: site_link, owner_account, rate_limit, prefix_allocation_ipv4 and prefix_allocation_ipv6.
)"},
          {R"(bgp_peer:
  p: {virtual_interface_id: a, cloud: aws, aws: {x: 1}, cidr: x, timeouts: {create: 5, destroy: 6}}
  q: {virtual_interface_id: a, cloud: huawi, alibaba: {bfd_hops: 1}, bfd_hops: 1}
)",
           R"(net.yaml:3:44: Unknown field: A bgp_peer has no field "aws". AWS Direct Connect has nothing of its own there.
net.yaml:3:57: Unknown field: A bgp_peer has no field "cidr". It is a field of bgp_cidr.
net.yaml:3:88: Unknown field: `timeouts` has no field "destroy". It has: create, read, update and delete.
net.yaml:4:39: Unknown cloud: "huawi" is no entry of `clouds`. There are: aws, huawei and alibaba. Did you mean `huawei`?
net.yaml:4:70: Unknown field: A bgp_peer has no field "bfd_hops". Only Alibaba Cloud Express Connect has it: write it inside `alibaba:`.
)"},
      },
      kPorts);
}

TEST_F(LoadErrorsTest, Types) {
  Check(
      {
          {R"(virtual_interface:
  a: {connection: dc1, vlan: "5", mtu: 1e3, type: null, name: true, gateway_id: ~, bandwidth: [a]}
)",
           R"(net.yaml:3:30: Wrong type: `vlan` takes a whole number: write 5 without quotes.
net.yaml:3:40: Wrong type: `mtu` takes a whole number in decimal digits, and "1e3" is none.
net.yaml:3:45: Missing value: `type` has no value. Write one, or leave the field out; if the word null itself is meant, put it in quotes.
net.yaml:3:63: Wrong type: `name` takes text, and YAML reads this word as a truth value. If the word is meant, put it in quotes.
net.yaml:3:69: Missing value: `gateway_id` has no value. Write one, or leave the field out; if the word null itself is meant, put it in quotes.
net.yaml:3:95: Wrong type: `bandwidth` takes text, and this is a list.
)"},
          {R"(virtual_interface:
  a: {connection: dc1, customer_prefixes: 10.0.0.0/8, tags: [a], bfd: {enabled: yes}, aws: {site_link: True}, timeouts: 5m}
)",
           R"(net.yaml:3:43: Wrong type: `customer_prefixes` takes a list, such as `[one, two]`, and this is text.
net.yaml:3:61: Wrong type: `tags` takes a map, such as `{name: value}`, and this is a list.
net.yaml:3:81: Wrong type: `bfd.enabled` takes true or false. The words yes, no, on and off are plain text here: write true.
net.yaml:3:104: Wrong type: `aws.site_link` takes true or false: write true, in small letters and without quotes.
net.yaml:3:121: Wrong type: `timeouts` takes a map of its fields, and this is text.
)"},
          {R"(virtual_interface:
  b: {connection: dc1, vlan: 0125, mtu: 99999999999999999999, customer_prefixes: [a, null, [b], true]}
)",
           R"(net.yaml:3:30: Wrong type: `vlan` takes a whole number in decimal digits, and "0125" is none.
net.yaml:3:41: Wrong type: `mtu` takes a whole number in decimal digits, and "99999999999999999999" is none.
net.yaml:3:86: Missing value: `customer_prefixes` holds a null where text is meant. If the word itself is meant, put it in quotes.
net.yaml:3:92: Wrong type: `customer_prefixes` takes text, and this is a list.
net.yaml:3:97: Wrong type: `customer_prefixes` takes text, and YAML reads this word as a truth value. If the word is meant, put it in quotes.
)"},
          {R"(virtual_interface:
  b: {connection: dc1, tags: {a: true, b: null, c: {}}, bfd: {enabled: "true", min_transmit_interval: x}, aws: {site_link: 1}, name: no}
)",
           R"(net.yaml:3:34: Wrong type: `tags["a"]` takes text, and YAML reads this word as a truth value. If the word is meant, put it in quotes.
net.yaml:3:40: Missing value: `tags["b"]` holds a null where text is meant. If the word itself is meant, put it in quotes.
net.yaml:3:52: Wrong type: `tags["c"]` takes text, and this is a map.
net.yaml:3:72: Wrong type: `bfd.enabled` takes true or false: write true, in small letters and without quotes.
net.yaml:3:103: Wrong type: `bfd.min_transmit_interval` takes a whole number in decimal digits, and "x" is none.
net.yaml:3:124: Wrong type: `aws.site_link` takes true or false, and "1" is neither.
)"},
      },
      kPorts);
}

TEST_F(LoadErrorsTest, ContradictionsNameBothPlaces) {
  Write("a.yaml", R"(owner: one
clouds: {prod: {cloud: aws, profile: x, access_key: k1}}
limits: {aws.virtual_interface.transit: 50}
moved: {connection: {old: dc1}}
connection: {dc1: {cloud: prod}}
)");
  Write("b.yaml", R"(owner: two
clouds: {prod: {cloud: aws, profile: x, access_key: k2}}
limits: {aws.virtual_interface.transit: 51}
moved: {connection: {old: dc2}}
connection: {dc1: {cloud: prod}, dc2: {cloud: prod}}
)");
  Write("c.yaml", "clouds: {prod: {cloud: huawei}}\n");
  EXPECT_EQ(Said(Load({Path("a.yaml"), Path("b.yaml"), Path("c.yaml")})),
            R"(b.yaml:1:8: Contradiction: `owner` is already given at a.yaml:1:8, with another value. Only one can hold.
b.yaml:2:53: Contradiction: `access_key` of the entry `prod` is already given at a.yaml:2:41, with another value. Only one can hold.
b.yaml:3:41: Contradiction: The limit `aws.virtual_interface.transit` is already given at a.yaml:3:10, with another value. Only one can hold.
b.yaml:4:27: Contradiction: The new name of connection.old is already given at a.yaml:4:22, with another value. Only one can hold.
b.yaml:5:14: Duplicate object: connection.dc1 is already written at a.yaml:5:14. Names of a kind are unique over all files.
c.yaml:1:24: Contradiction: The cloud of the entry `prod` is already given at a.yaml:2:10, with another value. Only one can hold.
)");
}

TEST_F(LoadErrorsTest, FilesThatCannotBeRead) {
  std::filesystem::create_directories(Path("empty"));
  EXPECT_EQ(Said(Load({Path("none.yaml"), Path("empty")})),
            R"(No configuration: none.yaml: there is no such file or folder.
No configuration: empty: the folder holds no file whose name ends in .yaml or .yml.
)");
}

TEST_F(LoadErrorsTest, WhatABrokenFileMayHoldIsNotMissed) {
  Write("a.yaml", "connection: {dc1: \n");
  Write("b.yaml", "virtual_interface: {v: {connection: dc1}}\nmoved: {connection: {old: dc1}}\n");
  EXPECT_EQ(Said(Load({Path("a.yaml"), Path("b.yaml")})),
            "a.yaml:2:1: Invalid YAML: The parser says: end of map flow not found.\n");
}

TEST_F(LoadErrorsTest, AreNotWithoutEnd) {
  std::string yaml = "connection:\n";
  for (int i = 0; i < 1500; ++i) yaml += fmt::format("  c{}: {{cloud: aws, nonsense: 1}}\n", i);
  const LoadedSet loaded = LoadText(yaml);
  ASSERT_EQ(loaded.diagnostics.size(), 1001u);
  EXPECT_EQ(loaded.diagnostics.back().diagnostic.detail, "500 more were found and are not listed.");
}

TEST_F(LoadErrorsTest, OfWhatAnAliasRepeatsAreSaidOnce) {
  EXPECT_EQ(Said("x-a: &a {cloud: aws, location: [x]}\nconnection: {a: *a, b: {<<: *a}}\n"),
            "net.yaml:1:32: Wrong type: `location` takes text, and this is a list.\n");
}

TEST_F(LoadErrorsTest, PointAtTheObjectAndTheAttribute) {
  const LoadedSet loaded = LoadText("connection: {dc1: {cloud: aws, aws: {request_macsec: 5}, bandwith: 1G}}\n");
  ASSERT_EQ(loaded.diagnostics.size(), 2u);
  EXPECT_EQ(loaded.diagnostics[0].address, (Address{Kind::kConnection, "dc1"}));
  EXPECT_EQ(loaded.diagnostics[0].diagnostic.path.ToString(), "aws.request_macsec");
  EXPECT_EQ(loaded.diagnostics[1].diagnostic.path.ToString(), "bandwith");
}

}  // namespace
}  // namespace ic::cli
