"""An import that names an object as its cloud does, by the bare id or by a resource name, says how it is written here: through both doors."""

import pytest

import siblings


@pytest.fixture
def ids(cloud, new_repository):
    is_ = siblings.Pieces(cloud)
    maker = new_repository(cloud.environment())
    maker.write(siblings.yaml_of({"connection": {"port": is_.port()}, "virtual_interface": {"vif": is_.interface(1)}}))
    maker.apply()
    (interface,) = cloud.interfaces()
    return {"connection": interface[cloud.interface_place[0]], "virtual_interface": interface[cloud.interface_id]}


@pytest.mark.needs("has_interfaces")
@pytest.mark.parametrize("kind", ("connection", "virtual_interface"))
def test_the_right_form_is_said(cloud, ids, kind, new_repository, ws):
    repository = new_repository(cloud.environment())
    ws.write(f'resource "interconnect_{kind}" "it" {{\n  cloud = "{cloud.name}"\n}}\n')
    texts = {ids[kind]: f"{cloud.name}/<region>/{ids[kind]}"}
    if kind in cloud.resource_names:
        texts[cloud.resource_names[kind].format(region=cloud.region) + ids[kind]] = f"{cloud.name}/{cloud.region}/{ids[kind]}"
    for text, right in texts.items():
        refused = repository.run("import", f"{kind}.it", text, expect=1)
        said = "".join((refused.out + refused.err).split())
        assert right in said, str(refused)
        refused = ws.run("import", "-no-color", f"interconnect_{kind}.it", text)
        assert refused.code == 1 and right in "".join((refused.out + refused.err).replace("│", "").split()), refused.out + refused.err


@pytest.mark.needs("has_interfaces")
def test_what_looks_like_nothing_known_gets_the_form_alone(cloud, new_repository):
    repository = new_repository(cloud.environment())
    for text in ("port", "a/b", "arn:aws:s3:::bucket/dxcon", "::::", "", "/", "//"):
        refused = repository.run("import", "connection.it", text, expect=1)
        said = "".join((refused.out + refused.err).split())
        assert "<cloud>/<region>/<thecloud'sid>." in said or not text, str(refused)
