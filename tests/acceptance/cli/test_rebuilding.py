"""A state that was lost is rebuilt by one import, on all three clouds; and what was imported is not taken away."""

import clouds

OURS = ["connection.dc1-aws", "connection.dc1-alibaba"] + [
    f"{kind}.{name}" for cloud in ("aws", "huawei", "alibaba")
    for kind, name in (("virtual_interface", cloud), ("bgp_peer", f"{cloud}-v6"))] + ["bgp_group.alibaba"]


def environment(world):
    return clouds.environment(world.addresses) | {"BGP_KEY": "three-Clouds-1"}


def make(world, cloud, type_, **members):
    return world.control("POST", "/create", {"cloud": cloud, "type": type_, "members": members})["id"]


def configuration(world):
    line = make(world, "huawei", "direct_connect", name="line")
    gateway = make(world, "huawei", "virtual_gateway", local_ep_group=["10.2.0.0/16"])
    association = make(world, "aws", "association")
    return f"""
owner: net-team/prod
clouds:
  aws: {{region: us-east-1}}
  huawei: {{region: cn-north-4}}
  alibaba: {{region: cn-hangzhou}}
connection:
  dc1-aws: {{cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}}
  dc1-huawei: {{cloud: huawei, adopt: {line}}}
  dc1-alibaba:
    {{cloud: alibaba, location: ap-cn-hangzhou-yh-B, bandwidth: 1Gbps, on_destroy: delete,
     alibaba: {{line_operator: CT, port_type: 10GBase-LR, enabled: true}}}}
virtual_interface:
  aws:
    {{connection: dc1-aws, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000, auth_key: "${{env:BGP_KEY}}",
     timeouts: {{create: 1h}}}}
  huawei:
    {{connection: dc1-huawei, vlan: 125, gateway_id: {gateway}, bandwidth: 200Mbps, customer_asn: 65000,
     cloud_address: 10.9.0.1/30, customer_address: 10.9.0.2/30, customer_prefixes: [192.168.52.0/24]}}
  alibaba:
    {{connection: dc1-alibaba, vlan: 125, customer_asn: 65000, cloud_address: 10.8.0.1/30, customer_address: 10.8.0.2/30}}
bgp_group:
  aws: {{virtual_interface: aws, address_family: ipv6, customer_asn: 64600}}
  alibaba: {{virtual_interface: alibaba, customer_asn: 64700}}
bgp_peer:
  aws-v6: {{virtual_interface: aws, bgp_group: aws}}
  huawei-v6:
    {{virtual_interface: huawei, address_family: ipv6, customer_asn: 64600, cloud_address: "2001:db8::1/64",
     customer_address: "2001:db8::2/64"}}
  alibaba-v6:
    {{virtual_interface: alibaba, address_family: ipv6, customer_asn: 64600, cloud_address: "2408:4004:cc::1/64",
     customer_address: "2408:4004:cc::2/64"}}
bgp_cidr:
  aws: {{cloud: aws, advertised_by: {association}, cidr: 10.1.0.0/16}}
  huawei: {{cloud: huawei, advertised_by: {gateway}, cidr: 10.3.0.0/16}}
  alibaba: {{virtual_interface: alibaba, cidr: 10.4.0.0/16}}
"""


def changes(world):
    return [c["operation"] for c in world.call_log() if not clouds.CLOUDS[c["cloud"]].changes_nothing(c["operation"])]


def test_a_lost_state_is_rebuilt_by_one_import(world, new_repository):
    repository = new_repository(environment(world))
    repository.write(configuration(world))
    repository.apply()
    (repository.folder / "interconnect.state.db").unlink()
    world.reset_calls()
    key = repository.environment.pop("BGP_KEY")  # neither an import nor a destruction needs it
    # Huawei's gateway had a prefix before: it is the only one with a new name.
    said = repository.run("import", "--all", "--write", "found.yaml").err
    assert "Imported bgp_group.aws (lowered/ipv6/64600)" in said and said.count("Imported ") == 15, said
    both = ("-f", "interconnect.yaml", "-f", "found.yaml")
    repository.environment["BGP_KEY"] = key
    assert repository.run("plan", "--json", *both, expect=0).json()["summary"]["unchanged"] == 15
    assert changes(world) == []

    # What is ours goes, once that is acknowledged; what is not is only forgotten.
    allow = [word for address in OURS for word in ("--allow", address)]
    del repository.environment["BGP_KEY"]
    repository.run("destroy", "--yes", *both, *allow)
    assert "UpdateDirectConnectGatewayAssociation" not in changes(world)
    assert "UpdateVirtualGateway" not in changes(world)
    left = world.control("GET", "/objects")
    assert all(v["virtualInterfaceState"] in clouds.CLOUDS["aws"].gone for v in left["aws"]["virtualInterfaces"])
    assert left["huawei"]["virtual_interfaces"] == []
    assert sorted(left["huawei"]["virtual_gateways"][0]["local_ep_group"]) == ["10.2.0.0/16", "10.3.0.0/16"]
    assert len(left["huawei"]["direct_connects"]) == 1


def test_what_others_made_is_not_destroyed(world, new_repository):
    owner = new_repository(environment(world))
    owner.write(configuration(world))
    owner.apply()
    guest = new_repository(environment(world))
    guest.write("clouds: {aws: {region: us-east-1}, huawei: {region: cn-north-4}, alibaba: {region: cn-hangzhou}}\n")
    world.reset_calls()
    guest.run("import", "--all", "--write", "found.yaml")
    guest.run("destroy", "--yes", "-f", "interconnect.yaml", "-f", "found.yaml")
    assert changes(world) == []
    assert owner.plan(expect=0)["steps"] == []
