"""Drives the real terraform against a build of the provider.

A Workspace is one working directory with its own configuration, state and command line settings; workspaces share
nothing, so that tests run in parallel. Every command is run with -json where terraform has it, and what it said is
parsed: tests compare diagnostics and planned changes, never screen text.
"""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEWEST = ROOT / "tests/support/newest_terraform/terraform"
SOURCE = "multicloud/interconnect"
HEADER = 'terraform {\n  required_providers { interconnect = { source = "%s" } }\n}\n' % SOURCE
# What a person's shell may hold and a test must not see.
FOREIGN = ("AWS_", "HW_", "HUAWEICLOUD_", "ALIBABA_", "ALICLOUD_", "ALIBABACLOUD_", "TF_", "HTTP_PROXY", "HTTPS_PROXY",
           "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")


def bin_dir():
    return pathlib.Path(os.environ.get("IC_BIN_DIR", ROOT / "build/release/bin")).resolve()


def why_not():
    """Why terraform tests cannot run here, or None."""
    if shutil.which("terraform") is None:
        return "terraform is not on the PATH"
    for program in ("terraform-provider-interconnect", "interconnect-sim"):
        if not (bin_dir() / program).exists():
            return f"{program} is not built (looked in {bin_dir()}; set IC_BIN_DIR)"
    return None


def version_of(program):
    """(1, 11), or None if it does not start."""
    try:
        told = subprocess.run([program, "version", "-json"], capture_output=True, text=True, check=True,
                              env=os.environ | {"CHECKPOINT_DISABLE": "1"}).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in json.loads(told)["terraform_version"].split(".")[:2])


def at_least(*version):
    """A Terraform of that version or a newer one: that of the PATH, or the one that is installed beside the tests; None if
    neither is."""
    return next((program for program in ("terraform", str(NEWEST)) if (version_of(program) or (0,)) >= version), None)


@dataclasses.dataclass
class Diagnostic:
    severity: str
    summary: str
    detail: str
    address: str
    line: str  # the source line it points at, stripped

    @classmethod
    def of(cls, raw):
        snippet = raw.get("snippet") or {}
        return cls(raw["severity"], raw["summary"], raw.get("detail", ""), raw.get("address", ""),
                   (snippet.get("code") or "").strip())

    def __str__(self):
        return f"{self.severity}: {self.address}: {self.summary}: {self.detail} [{self.line}]"


class Result:
    """What one command did: exit code, parsed messages, and the text of both streams."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err
        self.messages, self.diagnostics, self.changes, self.drift = [], [], {}, {}
        self._parse()

    def _parse(self):
        for line in self.out.splitlines():
            if not line.startswith("{"):
                continue
            try:
                message = json.loads(line)
            except ValueError:
                continue
            self.messages.append(message)
            kind = message.get("type")
            if kind == "diagnostic":
                self.diagnostics.append(Diagnostic.of(message["diagnostic"]))
            elif kind == "planned_change":
                change = message["change"]
                self.changes[change["resource"]["addr"]] = change["action"]
            elif kind == "resource_drift":
                change = message["change"]
                self.drift[change["resource"]["addr"]] = change["action"]

    @property
    def errors(self):
        return [d for d in self.diagnostics if d.severity == "error"]

    @property
    def warnings(self):
        # The reminder that development overrides are in effect is not about the configuration.
        return [d for d in self.diagnostics if d.severity == "warning" and "development overrides" not in d.summary]

    def find(self, *words, severity=None):
        """The diagnostics that have all these words, in any of their texts."""
        return [d for d in self.diagnostics
                if severity in (None, d.severity) and all(word.lower() in str(d).lower() for word in words)]

    def __str__(self):
        said = "\n".join(str(d) for d in self.diagnostics) or (self.out[-3000:] + self.err[-3000:])
        return f"terraform {' '.join(self.arguments)}: exit {self.code}\nchanges: {self.changes}\n{said}"


class Workspace:
    """`program`: "terraform" of the PATH, or another one's path."""

    def __init__(self, environment=None, folder=None, program="terraform"):
        self._own = folder is None
        self.program = program
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="ic-tf-"))
        self.cli_config = self.folder / "terraform.rc"
        self._install({SOURCE: bin_dir()})
        clean = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
        self.environment = clean | {
            "HOME": str(self.folder), "TF_CLI_CONFIG_FILE": str(self.cli_config), "TF_IN_AUTOMATION": "1",
            "CHECKPOINT_DISABLE": "1", "TF_INPUT": "0",
            # The rest of a create that was killed is not waited for here: unit tests count those waits.
            "INTERCONNECT_CREATE_PATIENCE": "0s"} | (environment or {})

    def _install(self, folders):
        overrides = "".join(f'    "{source}" = "{folder}"\n' for source, folder in folders.items())
        self.cli_config.write_text("provider_installation {\n  dev_overrides {\n%s  }\n  direct {}\n}\n" % overrides)

    def stands_in_for(self, *sources):
        """Terraform wants the program of every provider that a state names; of one whose objects move it asks the schema
        alone, and any plugin will do: this one, under that name."""
        folders = {source: self.folder / "stand-ins" / source for source in sources}
        for source, folder in folders.items():
            folder.mkdir(parents=True)
            (folder / f"terraform-provider-{source.rpartition('/')[2]}").symlink_to(bin_dir() / "terraform-provider-interconnect")
        self._install({SOURCE: bin_dir()} | folders)

    def close(self):
        if self._own:
            shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, text, name="main.tf", header=True):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((HEADER if header and name == "main.tf" else "") + text)

    def start(self, *arguments, env=None):
        """Starts a command in a process group of its own and returns the Popen."""
        return subprocess.Popen([self.program, *arguments], cwd=self.folder, env=self.environment | (env or {}),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                start_new_session=True)

    def finish(self, process, arguments=(), timeout=180):
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            raise AssertionError(f"terraform {' '.join(arguments)} did not end in {timeout} s\n{out}\n{err}") from None
        return Result(arguments, process.returncode, out, err)

    def run(self, *arguments, env=None, timeout=180):
        return self.finish(self.start(*arguments, env=env), arguments, timeout)

    # The commands, in machine-readable form. `expect` is the exit code; None lets any pass.

    def validate(self, expect=0):
        result = self.run("validate", "-json", "-no-color")
        answer = json.loads(result.out)
        result.diagnostics = [Diagnostic.of(d) for d in answer["diagnostics"]]
        return self._checked(result, expect)

    def plan(self, *options, expect=None, env=None):
        return self._checked(self.run("plan", "-json", "-detailed-exitcode", *options, env=env), expect)

    def apply(self, *options, expect=0, env=None):
        return self._checked(self.run("apply", "-json", "-auto-approve", *options, env=env), expect)

    def resume(self):
        """Applies after a create was killed. Terraform knows nothing of it then: what no mark shows to be this
        configuration's is imported, as the error says, and applied again."""
        for _ in range(5):
            result = self.apply(expect=None)
            named = [(d.address, re.search(r'id = "([^"]+)"', d.detail)[1]) for d in result.errors
                     if d.summary == "Object exists already"]
            if not named:
                return self._checked(result, 0)
            for address, import_id in named:
                imported = self.run("import", "-no-color", address, import_id)
                assert imported.code == 0, str(imported)
        raise AssertionError(str(result))

    def destroy(self, *options, expect=0):
        return self._checked(self.run("destroy", "-json", "-auto-approve", *options), expect)

    def _checked(self, result, expect):
        assert expect is None or result.code == expect, f"expected exit {expect}\n{result}"
        return result

    def show(self, *options):
        result = self.run("show", "-json", *options)
        assert result.code == 0, str(result)
        return json.loads(result.out)

    def state(self):
        """Address → attributes, from the state file itself: what is stored, without starting the provider."""
        path = self.folder / "terraform.tfstate"
        if not path.exists():
            return {}
        found = {}
        for resource in json.loads(path.read_text())["resources"]:
            base = f"{resource['type']}.{resource['name']}"
            base = f"{resource['module']}.{base}" if resource.get("module") else base
            base = f"data.{base}" if resource["mode"] == "data" else base
            for instance in resource["instances"]:
                key = instance.get("index_key")
                suffix = "" if key is None else f"[{json.dumps(key)}]"
                found[base + suffix] = instance["attributes"] | {"(status)": instance.get("status")}
        return found

    def files_with(self, word):
        """The files of the workspace that hold `word`, apart from the configuration itself."""
        return [str(path.relative_to(self.folder)) for path in self.folder.rglob("*")
                if path.is_file() and path.suffix not in (".tf", ".tfvars") and word.encode() in path.read_bytes()]
