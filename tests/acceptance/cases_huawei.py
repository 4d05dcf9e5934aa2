"""The cases of Huawei Cloud (cases.py says what a case is)."""

from case import Case
from vendors.huawei import PARTNER_PROJECT, PROJECT


def line_and_gateway(cloud):
    return {"line": cloud.seed("direct_connect", name="dc1"),
            "vgw": cloud.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"], local_ep_group_ipv6=["2001:db8:aaaa::/48"])}


PRIVATE = """
resource "interconnect_virtual_interface" "vif" {
  cloud             = "huawei"
  name              = "prod"
  connection_id     = "<<line>>"
  vlan              = 125
  gateway_id        = "<<vgw>>"
  bandwidth         = "100Mbps"
  customer_asn      = "65000"
  cloud_address     = "169.254.64.1/30"
  customer_address  = "169.254.64.2/30"
  customer_prefixes = ["192.168.52.0/24"]
  tags              = { team = "net", stage = "prod" }
}
"""

SIX = """
resource "interconnect_bgp_peer" "six" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  address_family       = "ipv6"
  customer_asn         = "64600"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
}
"""

# The other family's routes, without a session.
STATIC_SIX = """
resource "interconnect_bgp_peer" "six" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  route_mode           = "static"
  address_family       = "ipv6"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
  customer_prefixes    = ["2001:db8:1::/48"]
}
"""

CASES = [
    Case("huawei", "adopted_connection", "interconnect_connection.dc1", """
resource "interconnect_connection" "dc1" {
  cloud = "huawei"
  adopt = "<<line>>"
  name  = "dc1-huawei"
  tags  = { team = "net" }
}
""",
         seed=lambda cloud: {"line": cloud.seed("direct_connect", name="ordered")},
         drift=lambda cloud, a: cloud.edit(a["id"], name="renamed-by-hand"),
         update=((('"dc1-huawei"', '"dc1"'), ('team = "net"', 'team = "core", cost = "42"'),
                  ('adopt =', 'huawei = { description = "primary" }\n  bandwidth = "2G"\n  adopt =')),
                 {"name": "dc1", "description": "primary", "bandwidth": 2000})),
    Case("huawei", "hosted_connection", "interconnect_connection.slice", """
resource "interconnect_connection" "slice" {
  cloud      = "huawei"
  name       = "slice"
  bandwidth  = "100Mbps"
  on_destroy = "delete"
  huawei = {
    hosting_id         = "<<operations>>"
    resource_tenant_id = "<<tenant>>"
    vlan               = 301
  }
}
""",
         seed=lambda cloud: {"operations": cloud.seed("operations_connect", tenant_id=PROJECT),
                             "tenant": PARTNER_PROJECT},
         drift=lambda cloud, a: cloud.edit(a["id"], name="renamed-by-hand"),
         update=((('"slice"\n  bandwidth  = "100Mbps"', '"slice-1"\n  bandwidth  = "0.2Gbps"'),),
                 {"name": "slice-1", "bandwidth": 200}),
         replace=("= 301", "= 302", ("vlan",)),
         create="CreateHostedDirectConnect"),
    Case("huawei", "private_interface", "interconnect_virtual_interface.vif", PRIVATE, seed=line_and_gateway,
         drift=lambda cloud, a: cloud.edit(a["id"], name="renamed-by-hand"),
         update=((('"prod"\n', '"prod-1"\n'), ('"100Mbps"', '"200Mbps"'),
                  ('"192.168.52.0/24"', '"192.168.52.0/24", "192.168.54.0/24"'),
                  ("vlan              = 125",
                   'vlan = 125\n  huawei = { priority = "low" }\n  bfd = { enabled = true, min_transmit_interval = 300 }')),
                 {"name": "prod-1", "bandwidth": 200, "priority": "low", "enable_bfd": True}),
         replace=("= 125", "= 126", ("vlan",)),
         create="CreateVirtualInterface"),
    Case("huawei", "static_interface", "interconnect_virtual_interface.vif", """
resource "interconnect_virtual_interface" "vif" {
  cloud             = "huawei"
  name              = "static"
  connection_id     = "<<line>>"
  vlan              = 7
  gateway_id        = "<<vgw>>"
  bandwidth         = "50Mbps"
  route_mode        = "static"
  cloud_address     = "169.254.64.5/30"
  customer_address  = "169.254.64.6/30"
  customer_prefixes = ["192.168.0.0/24", "192.168.1.0/24"]
  huawei            = { nqa = true }
}
""",
         seed=line_and_gateway,
         drift=lambda cloud, a: cloud.edit(a["id"], bandwidth=10),
         update=((("nqa = true", "nqa = false"), ("bandwidth  ", "bfd = { enabled = true }\n  bandwidth  "),
                  (', "192.168.1.0/24"', "")),
                 {"enable_nqa": False, "enable_bfd": True, "remote_ep_group": ["192.168.0.0/24"]}),
         replace=('"169.254.64.5/30"\n  customer_address  = "169.254.64.6/30"',
                  '"169.254.64.9/30"\n  customer_address  = "169.254.64.10/30"', ("cloud_address",))),
    Case("huawei", "ipv6_interface", "interconnect_virtual_interface.vif", """
resource "interconnect_virtual_interface" "vif" {
  cloud            = "huawei"
  name             = "six"
  connection_id    = "<<line>>"
  vlan             = 6
  gateway_id       = "<<vgw>>"
  bandwidth        = "1G"
  address_family   = "ipv6"
  customer_asn     = "64086.59904"
  cloud_address    = "FD00::1/64"
  customer_address = "fd00::2/64"
}
""",
         seed=line_and_gateway,
         drift=lambda cloud, a: cloud.edit(a["id"], description="by hand", name="other"),
         update=((('"six"', '"six-1"'),), {"name": "six-1"}),
         replace=('"64086.59904"', '"4200000001"', ("customer_asn",))),
    Case("huawei", "peer_of_the_other_family", "interconnect_bgp_peer.six", PRIVATE + SIX, seed=line_and_gateway,
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         update=((('"64600"', '"64600"\n  name = "v6"\n  description = "second"\n'
                   '  customer_prefixes = ["2001:db8:1::/48"]'),),
                 {"name": "v6", "description": "second", "remote_ep_group": ["2001:db8:1::/48"]}),
         replace=('"64600"', '"64601"', ("customer_asn",)),
         create="CreateVifPeer"),
    Case("huawei", "static_peer", "interconnect_bgp_peer.six", PRIVATE + STATIC_SIX, seed=line_and_gateway,
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         update=((('"2001:db8:1::/48"', '"2001:db8:2::/48"'),), {"remote_ep_group": ["2001:db8:2::/48"]}),
         replace=('"fd00::2/64"', '"fd00::3/64"', ("customer_address",)),
         create="CreateVifPeer"),
    Case("huawei", "lowered_group", "interconnect_bgp_peer.six", PRIVATE + """
resource "interconnect_bgp_group" "core" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  name                 = "core"
  address_family       = "ipv6"
  customer_asn         = "64600"
}

resource "interconnect_bgp_peer" "six" {
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  bgp_group_id         = interconnect_bgp_group.core.id
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
}
""",
         seed=line_and_gateway,
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         replace=('"64600"', '"64601"', ("customer_asn",)),
         import_edits=(("bgp_group_id         = interconnect_bgp_group.core.id",
                        'address_family       = "ipv6"\n  customer_asn         = "64600"'),)),
    Case("huawei", "advertised_prefix", "interconnect_bgp_cidr.lan", """
resource "interconnect_bgp_cidr" "lan" {
  cloud         = "huawei"
  advertised_by = "<<vgw>>"
  cidr          = "10.1.0.0/16"
}

resource "interconnect_bgp_cidr" "lan6" {
  cloud         = "huawei"
  advertised_by = "<<vgw>>"
  cidr          = "2001:db8:bbbb::/48"
}
""",
         seed=lambda cloud: {"vgw": line_and_gateway(cloud)["vgw"]},
         drift=lambda cloud, a: cloud.edit(a["advertised_by"], local_ep_group=["10.0.0.0/16"]), drift_shows="create",
         replace=('"10.1.0.0/16"', '"10.2.0.0/16"', ("cidr",)),
         import_id=lambda a: f"huawei/cn-north-4/{a['advertised_by']}/{a['cidr']}",
         create="UpdateVirtualGateway"),
]
