"""terraform init from a mirror and an apply over every cloud, where there is nothing but Terraform and certificates: what its
own image is."""

import shutil
import zipfile

import pytest

import network as around
import shell
import terraform
import vendors

VERSION = "0.1.0"
NAME = "terraform-provider-interconnect"


@pytest.fixture
def image(machine, network):
    if reason := terraform.why_not():
        pytest.skip(reason)
    machine.add("/bin/terraform", shutil.which("terraform"))
    machine.write(shell.PLACES[0], network.authority.certificates)
    return machine


def mirror(machine, packed):
    """A filesystem mirror in either layout that Terraform takes."""
    folder = machine.path / "mirror/registry.terraform.io" / terraform.SOURCE
    program = terraform.bin_dir() / NAME
    if packed:
        folder.mkdir(parents=True)
        with zipfile.ZipFile(folder / f"{NAME}_{VERSION}_linux_amd64.zip", "w") as archive:
            info = zipfile.ZipInfo(f"{NAME}_v{VERSION}")
            info.external_attr = 0o755 << 16
            archive.writestr(info, program.read_bytes())
    else:
        inside = f"/{folder.relative_to(machine.path)}/{VERSION}/linux_amd64/{NAME}_v{VERSION}"
        machine.add(inside, program)
    machine.write("/home/terraform.rc", """provider_installation {
  filesystem_mirror { path = "/mirror" }
}
""")


def configuration(simulator):
    """A connection of each cloud that can order one, with an interface; their HCL is the clouds' own."""
    text = terraform.HEADER + 'provider "interconnect" {}\n'
    for name, kind in vendors.CLOUDS.items():
        cloud = kind(simulator=simulator)
        hcl, port = cloud.port("dc1_" + name)
        text += hcl + cloud.interface("prod_" + name, port)
    return text


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "unpacked"])
def test_init_and_apply(image, network, simulator, packed):
    mirror(image, packed)
    image.write("/home/main.tf", configuration(simulator))
    env = shell.proxied(network) | {"TF_CLI_CONFIG_FILE": "/home/terraform.rc", "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
    image.run("/bin/terraform", "init", "-input=false", env=env)
    assert f'version = "{VERSION}"' in (image.path / "home/.terraform.lock.hcl").read_text()
    if not packed:
        image.run("/bin/terraform", "validate", env=env)
        return
    image.run("/bin/terraform", "apply", "-auto-approve", "-input=false", "-no-color", env=env)
    plan = image.run("/bin/terraform", "plan", "-detailed-exitcode", "-input=false", "-no-color", env=env, expect=None)
    assert plan.returncode == 0, plan.stdout[-3000:]
    assert {target.rsplit(":", 1)[0] for target in network.connected} == {f"{name}.{around.DOMAIN}" for name in vendors.NAMES}
