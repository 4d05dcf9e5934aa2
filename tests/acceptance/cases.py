"""Desired states, as data: each is taken through its whole life by test_lifecycle.py.

A case says what to write, what somebody might change behind Terraform's back, what changes in place, what replaces and
why, and under which id it is imported. Names in double angle brackets (<<vgw>>) stand for objects that `seed` put into
the cloud. Another cloud joins with entries of its own.
"""

import cases_huawei
from case import Case

AWS_PORT = """
resource "interconnect_connection" "port" {
  cloud      = "aws"
  name       = "port"
  location   = "EqDC2"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}
"""

AWS_PRIVATE = AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud         = "aws"
  name          = "prod"
  connection_id = interconnect_connection.port.id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
  tags          = { team = "net", stage = "prod" }
}
"""

ALIBABA_PORT = """
resource "interconnect_connection" "port" {
  cloud      = "alibaba"
  name       = "port"
  location   = "ap-cn-hangzhou-yh-B"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
  alibaba    = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }
}
"""

ALIBABA_ROUTER = ALIBABA_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud            = "alibaba"
  name             = "prod"
  connection_id    = interconnect_connection.port.id
  vlan             = 125
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
  tags             = { team = "net", stage = "prod" }
}
"""

CASES = [
    Case("aws", "connection", "interconnect_connection.dc1", """
resource "interconnect_connection" "dc1" {
  cloud      = "aws"
  name       = "dc1-aws"
  location   = "EqDC2"
  bandwidth  = "1G"
  on_destroy = "delete"
  tags       = { team = "net" }
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], connectionName="renamed-by-hand"),
         update=((('"dc1-aws"', '"dc1"'), ('team = "net"', 'team = "core", cost = "42"')),
                 {"connectionName": "dc1"}),
         replace=('"1G"', '"10Gbps"', ("bandwidth",)),
         create="CreateConnection"),
    Case("aws", "private_interface", "interconnect_virtual_interface.vif", AWS_PRIVATE,
         drift=lambda cloud, a: cloud.edit(a["id"], virtualInterfaceName="renamed-by-hand"),
         update=((('"prod"\n', '"prod-1"\n'), ("vlan          = 125", "vlan          = 125\n  mtu = 9001")),
                 {"virtualInterfaceName": "prod-1", "mtu": 9001}),
         replace=("= 125", "= 126", ("vlan",)),
         create="CreatePrivateVirtualInterface"),
    Case("aws", "flat_rate_connection", "interconnect_connection.flat", """
resource "interconnect_connection" "flat" {
  cloud      = "aws"
  name       = "flat"
  location   = "EqDC2"
  bandwidth  = "10Gbps"
  on_destroy = "delete"
  aws        = { billing_mode = "FlatRateTier1" }
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], billingMode="PayAsYouGo"),
         update=((('"FlatRateTier1"', '"FlatRateTier2"'),), {"billingMode": "FlatRateTier2"}),
         replace=('"10Gbps"', '"1Gbps"', ("bandwidth",))),
    Case("aws", "limited_interface", "interconnect_virtual_interface.vif", AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud         = "aws"
  name          = "limited"
  connection_id = interconnect_connection.port.id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
  aws           = { rate_limit = "0.5Gbps", prefix_allocation_ipv4 = 300 }
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], rateLimit="100Mbps"),
         update=((('"0.5Gbps"', '"1000Mbps"'), ("= 300", "= 0")), {"rateLimit": "1Gbps", "prefixPoolAllocatedCountIpv4": 0}),
         replace=("= 125", "= 126", ("vlan",))),
    Case("aws", "private_interface_with_addresses", "interconnect_virtual_interface.vif", AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud            = "aws"
  name             = "prod"
  connection_id    = interconnect_connection.port.id
  vlan             = 125
  gateway_id       = "vgw-f9eb0c90"
  customer_asn     = "1.10"
  mtu              = 1500
  cloud_address    = "169.254.255.1/30"
  customer_address = "169.254.255.2/30"
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], mtu=9001),
         update=((('"prod"', '"prod-2"'),), {"virtualInterfaceName": "prod-2"}),
         replace=('"169.254.255.1/30"\n  customer_address = "169.254.255.2/30"',
                  '"169.254.255.5/30"\n  customer_address = "169.254.255.6/30"', ("cloud_address",))),
    Case("aws", "ipv6_interface", "interconnect_virtual_interface.vif", AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud          = "aws"
  name           = "six"
  connection_id  = interconnect_connection.port.id
  vlan           = 6
  gateway_id     = "vgw-f9eb0c90"
  address_family = "ipv6"
  customer_asn   = "4200000000"
}
""",
         update=((("tags", "tags"), ('"six"', '"six-1"')), {"virtualInterfaceName": "six-1"}),
         replace=('"4200000000"', '"4200000001"', ("customer_asn",))),
    Case("aws", "transit_interface", "interconnect_virtual_interface.vif", AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud         = "aws"
  name          = "transit"
  connection_id = interconnect_connection.port.id
  type          = "transit"
  vlan          = 200
  mtu           = 8500
  gateway_id    = "<<dxgw>>"
  customer_asn  = "65000"
}
""",
         seed=lambda cloud: {"dxgw": cloud.seed("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)},
         drift=lambda cloud, a: cloud.edit(a["id"], mtu=1500),
         update=((("= 8500", "= 1500"), ("vlan          = 200", "vlan          = 200\n  aws = { site_link = true }")),
                 {"mtu": 1500, "siteLinkEnabled": True}),
         replace=('"transit"\n  vlan          = 200', '"private"\n  vlan          = 201', ("type",)),
         create="CreateTransitVirtualInterface"),
    Case("aws", "public_interface", "interconnect_virtual_interface.vif", AWS_PORT + """
resource "interconnect_virtual_interface" "vif" {
  cloud             = "aws"
  name              = "public"
  connection_id     = interconnect_connection.port.id
  type              = "public"
  vlan              = 300
  customer_asn      = "65000"
  cloud_address     = "203.0.113.1/30"
  customer_address  = "203.0.113.2/30"
  customer_prefixes = ["198.51.100.0/24", "192.0.2.0/24"]
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], virtualInterfaceName="renamed-by-hand"),
         update=((('"public"\n  connection', '"public-1"\n  connection'),), {"virtualInterfaceName": "public-1"}),
         replace=(', "192.0.2.0/24"', "", ("customer_prefixes",)),
         create="CreatePublicVirtualInterface"),
    Case("aws", "peer_of_the_other_family", "interconnect_bgp_peer.six", AWS_PRIVATE + """
resource "interconnect_bgp_peer" "six" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  address_family       = "ipv6"
  customer_asn         = "64600"
}
""",
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         replace=('"64600"', '"64601"', ("customer_asn",)),
         create="CreateBGPPeer"),
    Case("aws", "lowered_group", "interconnect_bgp_peer.six", AWS_PRIVATE + """
resource "interconnect_bgp_group" "core" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  name                 = "core"
  address_family       = "ipv6"
  customer_asn         = "64600"
}

resource "interconnect_bgp_peer" "six" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  bgp_group_id         = interconnect_bgp_group.core.id
}
""",
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         replace=('"64600"', '"64601"', ("customer_asn",)), import_edits=(("bgp_group_id         = interconnect_bgp_group.core.id",
                        'address_family       = "ipv6"\n  customer_asn         = "64600"'),)),
    Case("aws", "advertised_prefix", "interconnect_bgp_cidr.lan", """
resource "interconnect_bgp_cidr" "lan" {
  cloud         = "aws"
  advertised_by = "<<association>>"
  cidr          = "10.0.0.0/16"
}
""",
         seed=lambda cloud: {"association": cloud.seed("association", directConnectGatewayId=cloud.seed(
             "direct_connect_gateway", directConnectGatewayName="hub"))},
         drift=lambda cloud, a: cloud.edit(a["advertised_by"], allowedPrefixesToDirectConnectGateway=[]),
         drift_shows="create",
         replace=('"10.0.0.0/16"', '"10.1.0.0/16"', ("cidr",)),
         import_id=lambda a: f"aws/us-east-1/{a['advertised_by']}/{a['cidr']}",
         create="UpdateDirectConnectGatewayAssociation"),
    Case("alibaba", "connection", "interconnect_connection.dc1", """
resource "interconnect_connection" "dc1" {
  cloud      = "alibaba"
  name       = "dc1-alibaba"
  location   = "ap-cn-hangzhou-yh-B"
  bandwidth  = "1G"
  on_destroy = "delete"
  tags       = { team = "net" }
  alibaba    = { line_operator = "CT", port_type = "10GBase-LR", enabled = true }
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], Name="renamed-by-hand"),
         update=((('"dc1-alibaba"', '"dc1"'), ('team = "net"', 'team = "core", cost = "42"'), ('"1G"', '"2Gbps"'),
                  ('line_operator = "CT"', 'line_operator = "CU", circuit_code = "longtel001"')),
                 {"Name": "dc1", "Bandwidth": 2000, "LineOperator": "CU", "CircuitCode": "longtel001"}),
         replace=('"ap-cn-hangzhou-yh-B"', '"ap-cn-hangzhou-xs-C"', ("location",)),
         create="CreatePhysicalConnection"),
    Case("alibaba", "hosted_connection", "interconnect_connection.offered", """
resource "interconnect_connection" "offered" {
  cloud      = "alibaba"
  adopt      = "<<offered>>"
  name       = "from-a-partner"
  on_destroy = "delete"
}
""",
         seed=lambda cloud: {"offered": cloud.seed("hosted_connection", Name="from-a-partner")},
         drift=lambda cloud, a: cloud.edit(a["id"], Name="renamed-by-hand"),
         update=((('"from-a-partner"', '"hosted"'),), {"Name": "hosted", "VpconnStatus": "Confirmed"})),
    Case("alibaba", "router_with_static_routes", "interconnect_virtual_interface.vif",
         ALIBABA_ROUTER.replace("  vlan  ", '  route_mode       = "static"\n  vlan  '),
         drift=lambda cloud, a: cloud.edit(a["id"], Bandwidth=200, Name="renamed-by-hand"),
         update=((('"prod"\n', '"prod-1"\n'), ("= 125", "= 126"), ('"10.0.0.1/30"', '"10.0.0.5/30"'),
                  ('"10.0.0.2/30"', '"10.0.0.6/30"')),
                 {"Name": "prod-1", "VlanId": 126, "LocalGatewayIp": "10.0.0.5", "PeerGatewayIp": "10.0.0.6"})),
    Case("alibaba", "router_with_session", "interconnect_virtual_interface.vif", ALIBABA_ROUTER.replace(
        "  vlan  ", '  customer_asn     = "65000"\n  bfd = { enabled = true, min_transmit_interval = 300 }\n  vlan  '),
         drift=lambda cloud, a: cloud.remove(cloud.there("bgpPeers")[0]["BgpPeerId"]),
         update=((('"65000"', '"1.10"'), ("= 300", "= 400"), ('"10.0.0.2/30"', '"10.0.0.3/29"'),
                  ('"10.0.0.1/30"', '"10.0.0.1/29"')),
                 {"MinTxInterval": 400, "PeerGatewayIp": "10.0.0.3", "PeeringSubnetMask": "255.255.255.248"}),
         create="CreateVirtualBorderRouter"),
    Case("alibaba", "peer_without_a_group", "interconnect_bgp_peer.loop", ALIBABA_ROUTER + """
resource "interconnect_bgp_peer" "loop" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  customer_asn         = "64600"
  customer_address     = "192.168.7.1/32"
  bfd                  = { enabled = true }
  alibaba              = { bfd_hops = 3 }
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], EnableBfd=False),
         update=((('"64600"', '"64601"'), ('"192.168.7.1/32"', '"192.168.7.2/32"'), ("bfd_hops = 3", "bfd_hops = 4")),
                 {"PeerIpAddress": "192.168.7.2", "BfdMultiHop": 4, "PeerAsn": "64601"}),
         create="CreateBgpPeer"),
    Case("alibaba", "ipv6_peer", "interconnect_bgp_peer.six", ALIBABA_ROUTER.replace(
        "  vlan  ", '  customer_asn     = "65000"\n  vlan  ') + """
resource "interconnect_bgp_peer" "six" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  address_family       = "ipv6"
  customer_asn         = "64600"
  cloud_address        = "2408:4004:cc::1/56"
  customer_address     = "2408:4004:cc::2/56"
}
""",
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         update=((('"2408:4004:cc::1/56"', '"2408:4004:dd::1/64"'), ('"2408:4004:cc::2/56"', '"2408:4004:dd::2/64"')),
                 {"PeerIpAddress": "2408:4004:dd::2"})),
    Case("alibaba", "group", "interconnect_bgp_group.core", ALIBABA_ROUTER + """
resource "interconnect_bgp_group" "core" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  name                 = "core"
  customer_asn         = "64600"
  description          = "the core routers"
}

resource "interconnect_bgp_peer" "a" {
  cloud        = "alibaba"
  bgp_group_id = interconnect_bgp_group.core.id
}

resource "interconnect_bgp_peer" "b" {
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.core.id
  customer_address = "192.168.7.1/32"
}
""",
         drift=lambda cloud, a: cloud.edit(a["id"], PeerAsn=64999),
         update=((('"64600"', '"64601"'), ('"core"\n', '"core.1"\n'), ('"the core routers"', '"both core routers"')),
                 {"PeerAsn": "64601", "Name": "core.1", "Description": "both core routers"}),
         follows=("interconnect_bgp_peer.a", "interconnect_bgp_peer.b"), create="CreateBgpGroup"),
    Case("alibaba", "advertised_prefix", "interconnect_bgp_cidr.lan", ALIBABA_ROUTER + """
resource "interconnect_bgp_cidr" "lan" {
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.vif.id
  cidr          = "10.10.0.0/16"
}
""",
         drift=lambda cloud, a: cloud.remove(a["id"]), drift_shows="create",
         replace=('"10.10.0.0/16"', '"10.11.0.0/16"', ("cidr",)),
         create="AddBgpNetwork"),
    Case("alibaba", "advertised_ipv6_prefix", "interconnect_bgp_cidr.lan6", ALIBABA_ROUTER + """
resource "interconnect_bgp_peer" "six" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.vif.id
  customer_asn         = "64600"
  cloud_address        = "2408:4004:cc::1/64"
  customer_address     = "2408:4004:cc::2/64"
}

resource "interconnect_bgp_cidr" "lan6" {
  cloud         = "alibaba"
  advertised_by = interconnect_bgp_peer.six.virtual_interface_id
  cidr          = "2408:4004:aa::/48"
}
""",
         replace=('"2408:4004:aa::/48"', '"2408:4004:bb::/48"', ("cidr",))),
]

CASES += cases_huawei.CASES
