import os
import shutil

import pytest

import terraform

SOURCE = "example.com/lab/protocolprobe"
HEADER = 'terraform {\n  required_providers { protocolprobe = { source = "%s" } }\n}\n' % SOURCE


def why_not():
    if shutil.which("terraform") is None:
        return "terraform is not on the PATH"
    if not (terraform.bin_dir() / "testing" / "terraform-provider-protocolprobe").exists():
        return f"terraform-provider-protocolprobe is not built (looked in {terraform.bin_dir()}/testing; set IC_BIN_DIR)"
    return None


class ProbeWorkspace(terraform.Workspace):
    """A workspace whose only provider is the probe."""

    def __init__(self):
        super().__init__()
        self.cli_config.write_text('provider_installation {\n  dev_overrides { "%s" = "%s" }\n  direct {}\n}\n'
                                   % (SOURCE, os.path.join(terraform.bin_dir(), "testing")))

    def write(self, text, name="main.tf"):
        super().write(HEADER + text, name, header=False)


@pytest.fixture
def probe():
    if reason := why_not():
        pytest.skip(reason)
    workspace = ProbeWorkspace()
    yield workspace
    workspace.close()
