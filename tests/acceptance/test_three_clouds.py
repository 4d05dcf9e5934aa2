"""One configuration over three clouds (examples/three-clouds), with one provider process and all three simulators."""

import json

import pytest

import clouds
import sim
import terraform

LOOPBACK = "127.0.0.1:0"


@pytest.fixture
def world():
    if reason := next(filter(None, map(clouds.why_not, clouds.CLOUDS)), None):
        pytest.skip(reason)
    others = [word for name in clouds.CLOUDS if name != "aws" for word in (f"--{name}", LOOPBACK)]
    with sim.Simulator(*others) as simulator:
        yield simulator


def create(world, cloud, type_, **members):
    return world.control("POST", "/create", {"cloud": cloud, "type": type_, "members": members})["id"]


def environment(world):
    shell = world.aws_environment()
    del shell["AWS_ENDPOINT_URL"], shell["AWS_DEFAULT_REGION"]
    return shell | {
        "HW_ACCESS_KEY": sim.HUAWEI_KEY, "HW_SECRET_KEY": sim.HUAWEI_SECRET, "HW_AUTH_URL": world.addresses["huawei"],
        "HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4": world.addresses["huawei"],
        "ALIBABA_CLOUD_ACCESS_KEY_ID": sim.ALIBABA_KEY, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": sim.ALIBABA_SECRET,
        "ALIBABA_CLOUD_ENDPOINT_VPC": world.addresses["alibaba"], "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
        "TF_VAR_bgp_key": "three-Clouds-1"}


def links(world):
    gateway = create(world, "huawei", "virtual_gateway", local_ep_group=["10.2.0.0/16"])
    return {
        "aws": {"location": "EqDC2", "bandwidth": "1Gbps", "vlan": 125, "gateway_id": "vgw-f9eb0c90",
                "advertised_by": create(world, "aws", "association"), "advertised": ["10.1.0.0/16"]},
        "huawei": {"adopt": create(world, "huawei", "direct_connect", name="line"), "vlan": 125, "gateway_id": gateway,
                   "rate": "200Mbps", "prefixes": ["192.168.52.0/24"], "advertised_by": gateway,
                   "addresses": {"cloud": "10.9.0.1/30", "customer": "10.9.0.2/30"},
                   "addresses_v6": {"cloud": "2407:c080::1/64", "customer": "2407:c080::2/64"},
                   "advertised": ["10.3.0.0/16"]},
        "alibaba": {"location": "ap-cn-hangzhou-yh-B", "bandwidth": "1Gbps", "vlan": 125,
                    "port": {"line_operator": "CT", "port_type": "10GBase-LR", "enabled": True},
                    "addresses": {"cloud": "10.8.0.1/30", "customer": "10.8.0.2/30"},
                    "addresses_v6": {"cloud": "2408:4004:cc::1/64", "customer": "2408:4004:cc::2/64"},
                    "advertised": ["10.4.0.0/16"]}}


def drifted(world):
    """Somebody renames the interface of every cloud."""
    objects = world.control("GET", "/objects")
    edits = [("aws", objects["aws"]["virtualInterfaces"][0]["virtualInterfaceId"], {"virtualInterfaceName": "oops"}),
             ("huawei", objects["huawei"]["virtual_interfaces"][0]["id"], {"name": "oops"}),
             ("alibaba", objects["alibaba"]["virtualBorderRouters"][0]["VbrId"], {"Name": "oops"})]
    for cloud, id_, members in edits:
        world.control("POST", "/edit", {"cloud": cloud, "id": id_, "set": members})


def test_the_same_link_into_three_clouds(world, new_workspace):
    ws = new_workspace(environment(world))
    for path in (terraform.ROOT / "examples/three-clouds").rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(terraform.ROOT / "examples/three-clouds")), header=False)
    ws.write(json.dumps({"clouds": links(world)}), name="terraform.tfvars.json")
    ws.run("get")
    ws.apply()
    for parallelism in (1, 20):
        assert not ws.plan(f"-parallelism={parallelism}", expect=0).changes
    world.reset_calls()
    ws.plan(expect=0)
    calls = world.control("GET", "/calls")
    assert set(calls) == set(clouds.CLOUDS) and all(sum(of.values()) <= 8 for of in calls.values()), calls
    drifted(world)
    shown = ws.plan(expect=2)
    assert set(shown.changes) == {f'module.link["{name}"].interconnect_virtual_interface.private'
                                  for name in clouds.CLOUDS}, str(shown)
    assert set(shown.changes.values()) == {"update"}
    ws.apply()
    assert not ws.plan(expect=0).changes
    assert not ws.files_with("three-Clouds-1")
    ws.destroy()
    assert not ws.state()
