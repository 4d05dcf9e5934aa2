"""A redundant pair on each cloud: two lines at two places, an interface on each, IPv4 and IPv6 on the first, all of one redundancy
group; as a repository of YAML, with what others have made before.
"""

import dataclasses

KEY = "Simulator-Key1"
ASN = 4200000000
YOURS = {"198.51.100.0/24", "2001:db8:f00::/48"}
CLOUDS_OWN = {"10.1.0.0/16", "2001:db8:c10d::/48"}


@dataclasses.dataclass
class Pair:
    yaml: str
    prefers_by: str  # how the cloud is told which link is preferred: "community" or "path"


def aws(cloud):
    gateway = cloud.seed("direct_connect_gateway", directConnectGatewayName="hub", amazonSideAsn=64512)
    association = cloud.seed("association", directConnectGatewayId=gateway)
    return Pair(f"""
owner: net/routers
clouds: {{aws: {{region: us-east-1}}}}
connection:
  one: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}
  two: {{cloud: aws, location: EqDA2, bandwidth: 1Gbps, on_destroy: delete}}
virtual_interface:
  one: &interface
    connection: one
    vlan: 101
    mtu: 8500
    gateway_id: {gateway}
    customer_asn: "{ASN}"
    customer_prefixes: [198.51.100.0/24]
    redundancy_group: pair
  two: {{<<: *interface, connection: two, vlan: 102}}
bgp_peer:
  one-v6: {{virtual_interface: one, address_family: ipv6, customer_asn: "{ASN}", customer_prefixes: ["2001:db8:f00::/48"]}}
bgp_cidr:
  four: {{cloud: aws, advertised_by: {association}, cidr: 10.1.0.0/16}}
  six: {{cloud: aws, advertised_by: {association}, cidr: "2001:db8:c10d::/48"}}
""", "community")


def huawei(cloud):
    gateway = cloud.seed("virtual_gateway", local_ep_group=["10.200.0.0/16"], bgp_asn=64513)
    lines = {name: cloud.seed("direct_connect", name=name, bandwidth=10000) for name in ("one", "two")}
    return Pair(f"""
owner: net/routers
clouds: {{huawei: {{region: cn-north-4}}}}
connection:
  one: {{cloud: huawei, adopt: {lines["one"]}}}
  two: {{cloud: huawei, adopt: {lines["two"]}}}
virtual_interface:
  one: &interface
    connection: one
    vlan: 101
    gateway_id: {gateway}
    bandwidth: 100Mbps
    customer_asn: "{ASN}"
    cloud_address: 10.9.0.1/30
    customer_address: 10.9.0.2/30
    customer_prefixes: [198.51.100.0/24]
    auth_key: "${{env:BGP_KEY}}"
    bfd: {{enabled: true, min_transmit_interval: 400, min_receive_interval: 400, detect_multiplier: 3}}
    redundancy_group: pair
  two: {{<<: *interface, connection: two, vlan: 102, cloud_address: 10.9.0.5/30, customer_address: 10.9.0.6/30}}
bgp_peer:
  one-v6:
    virtual_interface: one
    address_family: ipv6
    customer_asn: "{ASN}"
    cloud_address: "2001:db8:9::1/64"
    customer_address: "2001:db8:9::2/64"
    customer_prefixes: ["2001:db8:f00::/48"]
    auth_key: "${{env:BGP_KEY}}"
bgp_cidr:
  four: {{cloud: huawei, advertised_by: {gateway}, cidr: 10.1.0.0/16}}
  six: {{cloud: huawei, advertised_by: {gateway}, cidr: "2001:db8:c10d::/48"}}
""", "path")


def alibaba(cloud):
    return Pair(f"""
owner: net/routers
clouds: {{alibaba: {{region: cn-hangzhou}}}}
connection:
  one: &line
    cloud: alibaba
    location: ap-cn-hangzhou-yh-B
    bandwidth: 1Gbps
    on_destroy: delete
    alibaba: {{line_operator: CT, port_type: 10GBase-LR, enabled: true}}
  two: *line
virtual_interface:
  one: &interface
    connection: one
    vlan: 101
    customer_asn: "{ASN}"
    cloud_asn: "45104"
    cloud_address: 10.9.0.1/30
    customer_address: 10.9.0.2/30
    customer_prefixes: [198.51.100.0/24]
    auth_key: "${{env:BGP_KEY}}"
    bfd: {{enabled: true, min_transmit_interval: 400, min_receive_interval: 400, detect_multiplier: 3}}
    alibaba: {{bfd_hops: 1}}
    redundancy_group: pair
  two: {{<<: *interface, connection: two, vlan: 102, cloud_address: 10.9.0.5/30, customer_address: 10.9.0.6/30}}
bgp_peer:
  one-v6:
    virtual_interface: one
    address_family: ipv6
    customer_asn: "{ASN}"
    cloud_address: "2408:4004:cc::1/64"
    customer_address: "2408:4004:cc::2/64"
    customer_prefixes: ["2001:db8:f00::/48"]
    auth_key: "${{env:BGP_KEY}}"
bgp_cidr:
  one-four: {{virtual_interface: one, cidr: 10.1.0.0/16}}
  one-six: {{virtual_interface: one, cidr: "2001:db8:c10d::/48"}}
  two-four: {{virtual_interface: two, cidr: 10.1.0.0/16}}
""", "path")


PAIRS = {"aws": aws, "huawei": huawei, "alibaba": alibaba}
