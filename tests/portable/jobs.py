"""Runs the jobs of examples/ci as their services would: each step's shell fragment in an environment of its own, in order. What a step
takes from a catalogue of the service (checkout, artifacts) is done here by hand."""

import os
import pathlib
import re
import shutil
import subprocess

import yaml

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples/ci"


def expanded(text, values):
    """`${{ expression }}` by its value; one that no test gave is an error."""
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: values[match[1]], str(text))


class Service:
    """A repository (its files by path), what it keeps for jobs, and the programs of an image that are not there in tests."""

    def __init__(self, folder, repository, version):
        self.folder, self.repository, self.version = pathlib.Path(folder), repository, version
        self.kept = self.folder / "kept"  # artifacts
        self.stubs = self.folder / "stubs"  # programs of the runner that tests do without; each notes what it was told
        self.said = []
        for made in (self.kept, self.stubs):
            made.mkdir(parents=True)

    def stub(self, name, body=""):
        path = self.stubs / name
        path.write_text(f'#!/bin/sh\necho "$@" >>{self.stubs}/{name}.said\n{body}\n')
        path.chmod(0o755)

    def told(self, name):
        path = self.stubs / f"{name}.said"
        return path.read_text() if path.exists() else ""

    def checkout(self, into, changes=None):
        """The repository with the jobs' scripts in ci/, as the README says to lay it out."""
        for name, text in {**self.repository, **(changes or {})}.items():
            path = into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for script in EXAMPLES.glob("*.sh"):
            (into / "ci").mkdir(exist_ok=True)
            shutil.copy(script, into / "ci" / script.name)

    def shell(self, fragment, where, environment):
        """As the services start it: stops at the first command that fails. Returns its exit code."""
        clean = {"PATH": f"{self.stubs}:{environment.pop('+PATH', '')}:{os.environ['PATH']}", "HOME": str(where)}
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", fragment.replace("1.0.0", self.version)], cwd=where, env=clean | environment,
                              capture_output=True, text=True, check=False, timeout=180)
        self.said.append(done.stdout + done.stderr)
        return done.returncode


class GitHub(Service):
    """`values`: what expressions stand for. `proposed`: files that a pull request changes."""

    def job(self, workflow, name, values, environment, proposed=None):
        """Runs a job in a new folder; returns that folder and whether every step passed. Steps behind one that failed run only if they say so."""
        text = yaml.safe_load((EXAMPLES / "github" / workflow).read_text())
        job = text["jobs"][name]
        work = self.folder / f"{name}-{len(self.said)}"
        work.mkdir()
        passed, variables = True, {**environment, "GITHUB_PATH": str(work / ".path"), "GITHUB_STEP_SUMMARY": str(work / ".summary"), "HOME": str(work)}
        for given in (text.get("env", {}), job.get("env", {})):
            variables |= {key: expanded(value, values) for key, value in given.items()}
        for step in job["steps"]:
            if not passed and step.get("if") != "always()":
                continue
            passed = self._step(step, work, variables, values, proposed) and passed
        return work, passed

    def _step(self, step, work, variables, values, proposed):
        if "uses" in step:
            return self._catalogue(step["uses"], {key: expanded(value, values) for key, value in step.get("with", {}).items()}, work, proposed)
        paths = work / ".path"
        here = variables | {key: expanded(value, values) for key, value in step.get("env", {}).items()}
        here["+PATH"] = ":".join(paths.read_text().split()) if paths.exists() else ""
        return self.shell(expanded(step["run"], values), work / step.get("working-directory", "."), here) == 0

    def _catalogue(self, uses, given, work, proposed):
        name = uses.split("@")[0]
        if name == "actions/checkout":
            self.checkout(work / given.get("path", "."), proposed if given.get("path") == "proposed" else None)
        elif name == "actions/upload-artifact":
            for path in given["path"].split():
                if not (work / path).exists():
                    return False
                shutil.copy(work / path, self.kept)
        elif name == "actions/download-artifact":
            shutil.copytree(self.kept, work / given["path"], dirs_exist_ok=True)
        elif name == "github/codeql-action/upload-sarif":
            return (work / given["sarif_file"]).exists()
        else:
            raise AssertionError(f"a step of the catalogue that this does not know: {uses}")
        return True


class GitLab(Service):
    def _propose(self, work):
        """The checkout of a merge request has scripts of its own, which are not to be run; git has those of the default branch."""
        kept = self.folder / "default-branch"
        self.checkout(kept)
        self.stub("git", f'case "$1" in archive) tar -c -C {kept} ci ;; esac')
        for script in (work / "ci").iterdir():
            script.write_text("#!/bin/sh\necho a script of the merge request ran\nexit 99\n")

    def job(self, name, environment, proposed=None):
        """Runs a job with what it extends; returns its folder and whether its script passed. Its artifacts are kept for jobs that need them."""
        text = yaml.safe_load((EXAMPLES / "gitlab-ci.yml").read_text())
        job, base = text[name], text[text[name]["extends"]]
        work = self.folder / f"{name}-{len(self.said)}"
        work.mkdir()
        self.checkout(work, proposed)
        if name == "plan":
            self._propose(work)
        for needed in job.get("needs", []):
            shutil.copytree(self.kept / needed, work, dirs_exist_ok=True)
        variables = dict(environment)
        for given in (base.get("variables", {}), job.get("variables", {})):
            variables |= {key: re.sub(r"^\$(\w+)$", lambda match: environment[match[1]], value) for key, value in given.items()}
        variables |= {"JOBS": str(work / "jobs"), "CI_DEFAULT_BRANCH": "main"}
        variables["PREFIX"] = str(work / "prefix")  # an image is the job's own; this machine is not
        variables["+PATH"] = str(work / "prefix/bin")
        passed = self.shell("\n".join(job.get("before_script", base["before_script"]) + job["script"]), work, variables) == 0
        for path in job["artifacts"]["paths"]:
            for kept in [work / path] if (work / path).is_file() else (work / path).rglob("*"):
                target = self.kept / name / kept.relative_to(work)
                target.parent.mkdir(parents=True, exist_ok=True)
                if kept.is_file():
                    shutil.copy(kept, target)
        return work, passed
