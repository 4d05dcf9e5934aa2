"""One configuration over all clouds (examples/three-clouds), with one provider process and all simulators."""

import json

import clouds
import terraform


def test_the_same_link_into_three_clouds(world, new_workspace):
    ws = new_workspace(clouds.environment(world.addresses) | {"TF_VAR_bgp_key": "three-Clouds-1"})
    all_clouds = {name: cloud(simulator=world) for name, cloud in clouds.CLOUDS.items()}
    for path in (terraform.ROOT / "examples/three-clouds").rglob("*.tf"):
        ws.write(path.read_text(), name=str(path.relative_to(terraform.ROOT / "examples/three-clouds")), header=False)
    ws.write(json.dumps({"clouds": {name: cloud.link() for name, cloud in all_clouds.items()}}), name="terraform.tfvars.json")
    ws.run("get")
    ws.apply()
    for parallelism in (1, 20):
        assert not ws.plan(f"-parallelism={parallelism}", expect=0).changes
    world.reset_calls()
    ws.plan(expect=0)
    calls = world.control("GET", "/calls")
    assert set(calls) == set(clouds.CLOUDS) and all(sum(of.values()) <= 8 for of in calls.values()), calls
    for name, cloud in all_clouds.items():
        cloud.rename(ws.state()[f'module.link["{name}"].interconnect_virtual_interface.private']["id"], "oops")
    shown = ws.plan(expect=2)
    assert set(shown.changes) == {f'module.link["{name}"].interconnect_virtual_interface.private'
                                  for name in clouds.NAMES}, str(shown)
    assert set(shown.changes.values()) == {"update"}
    ws.apply()
    assert not ws.plan(expect=0).changes
    assert not ws.files_with("three-Clouds-1")
    ws.destroy()
    assert not ws.state()
