"""Where connections can be ordered, by both front doors: the same places, and codes that a connection takes."""

import json


def test_both_doors_tell_the_same_places(ws, cloud, new_repository):
    ws.write(f'data "interconnect_locations" "all" {{ cloud = "{cloud.name}" }}')
    ws.apply()
    held = ws.state()["data.interconnect_locations.all"]["locations"]
    repository = new_repository(cloud.environment())
    changing = cloud.objects()
    told = json.loads(repository.run("locations", "--cloud", cloud.name, "--json").out)["locations"]
    assert told and [{name: one[name] for name in held[0]} for one in told] == held
    text = repository.run("locations", "--cloud", cloud.name).out.splitlines()
    assert len(text) == len(told) + 1 and all(one["code"] in line for one, line in zip(told, text[1:], strict=True))
    assert cloud.objects() == changing
