"""A folder in which terraform runs with the provider that was built."""

import os
import pathlib
import subprocess
import time

BIN = pathlib.Path(os.environ["IC_BIN_DIR"]).resolve()
HEADER = 'terraform {\n  required_providers { interconnect = { source = "multicloud/interconnect" } }\n}\n'


class Workspace:
    """A folder with one configuration and the environment terraform runs in."""

    def __init__(self, folder, text, environment):
        self.folder = folder
        folder.mkdir(parents=True)
        (folder / "main.tf").write_text(text)
        (folder / "cli.tfrc").write_text(
            'provider_installation {\n  dev_overrides {\n    "multicloud/interconnect" = "%s"\n'
            '    "example.com/lab/protocolprobe" = "%s"\n  }\n  direct {}\n}\n' % (BIN, BIN / "testing"))
        self.environment = {**os.environ, **environment, "TF_CLI_CONFIG_FILE": str(folder / "cli.tfrc"),
                            "CHECKPOINT_DISABLE": "1"}

    def run(self, *arguments):
        """Seconds that it took; raises with what terraform said if it failed."""
        begin = time.perf_counter()
        result = subprocess.run(["terraform", *arguments], cwd=self.folder, env=self.environment, capture_output=True,
                                text=True)
        if result.returncode != 0:
            raise RuntimeError(f"terraform {' '.join(arguments)}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}")
        return time.perf_counter() - begin
