"""Keys that are made up and read back while Terraform runs: the cloud has them, and nothing that Terraform keeps has."""

import pytest

from pieces import link, write_only

pytestmark = pytest.mark.needs("has_interfaces")
MADE = """
ephemeral "interconnect_generated_key" "made" {{
  cloud = "{cloud}"
}}
"""
READ = """
ephemeral "interconnect_bgp_key" "live" {{
  cloud                = "{cloud}"
  virtual_interface_id = interconnect_virtual_interface.vif.id
}}
"""
MADE_KEY, LIVE_KEY = "ephemeral.interconnect_generated_key.made.key", "ephemeral.interconnect_bgp_key.live.key"


def live_key(cloud, family="ipv4"):
    return cloud.sessions(cloud.interface_ids()[0])[family].get(cloud.session_key) or ""


def test_a_key_that_is_made_up_is_in_the_cloud_and_in_no_file(ws, cloud):
    text = MADE.format(cloud=cloud.name) + link(cloud, write_only(MADE_KEY, 1))
    ws.write(text)
    ws.plan("-out=made.tfplan", expect=2)
    ws.apply("made.tfplan")
    first = live_key(cloud)
    assert len(first) >= 8 and first.isalnum()
    assert ws.plan(expect=0).changes == {}
    ws.apply()
    assert live_key(cloud) == first, "another key each time is no reason to change the session's"
    assert not ws.files_with(first)
    assert first not in ws.run("show", "-json").out + ws.run("show", "-json", "made.tfplan").out


def test_the_key_in_force_is_told_and_kept_nowhere(ws, cloud):
    key = "Live0key1x"
    made = link(cloud, write_only("var.key", 1)) + 'variable "key" {\n  type = string\n  ephemeral = true\n}\n'
    ws.write(made)
    ws.apply(env={"TF_VAR_key": key})
    ws.write(made + READ.format(cloud=cloud.name) + cloud.second_session("vif", write_only(LIVE_KEY, 1)))
    ws.plan("-out=read.tfplan", expect=2, env={"TF_VAR_key": key})
    ws.apply("read.tfplan", env={"TF_VAR_key": key})
    assert live_key(cloud) == key == live_key(cloud, "ipv6")
    assert not ws.files_with(key)
    assert key not in ws.run("show", "-json").out + ws.run("show", "-json", "read.tfplan").out


@pytest.mark.parametrize("more, word", (("length = 5", "length"), ("length = 500", "length")))
def test_a_length_that_no_cloud_takes_is_refused(ws, cloud, more, word):
    ws.write(MADE.format(cloud=cloud.name).replace("}", f"  {more}\n}}", 1))
    assert ws.validate(expect=1).find(word, severity="error")
