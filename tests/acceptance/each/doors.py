"""Both front doors as one thing: the same configuration, and what each makes of it."""

import dataclasses

import desired
from pieces import provider

NAMES = ("terraform", "command line")


@dataclasses.dataclass
class Said:
    what: str  # "nothing", "changes" or "refused"
    text: str

    def __contains__(self, words):
        return words.lower() in " ".join(self.text.lower().split())

    def expect(self, what):
        assert self.what == what, f"expected {what}\n{self.text}"
        return self


class Terraform:
    names_disruption = "allow_disruption"  # the way out of a refusal of the redundancy guard

    def __init__(self, cloud, new_workspace, new_repository):
        self.ws, self.text = new_workspace(cloud.environment()), ""
        self.folder = self.ws.folder

    def write(self, text):
        self.text = text

    def plan(self, disruption=(), replacement=(), replace=(), more=()):
        self._set(disruption, replacement)
        result = self.ws.plan(*(f"-replace=interconnect_{address}" for address in replace), *more, expect=None)
        return Said({0: "nothing", 1: "refused", 2: "changes"}[result.code], str(result))

    def apply(self, disruption=(), replacement=(), replace=(), more=()):
        self._set(disruption, replacement)
        result = self.ws.apply(*(f"-replace=interconnect_{address}" for address in replace), *more, expect=None)
        return Said("changes" if result.code == 0 else "refused", str(result))

    def save(self):
        return self.plan(more=("-out=saved",))

    def apply_saved(self):
        result = self.ws.run("apply", "-json", "saved")
        return Said("changes" if result.code == 0 else "refused", str(result))

    def _set(self, disruption, replacement):
        lists = (("allow_disruption", disruption), ("allow_replacement", replacement))
        lines = [f'{name} = [{", ".join(f"{chr(34)}{one}{chr(34)}" for one in values)}]' for name, values in lists if values]
        self.ws.write((provider("\n  ".join(lines)) if lines else "") + self.text)


class CommandLine:
    """Circuits and sessions that a plan takes away or interrupts are acknowledged, as whoever reads its refusals would."""

    names_disruption = "--allow-disruption"

    def __init__(self, cloud, new_workspace, new_repository):
        self.reader, self.repository = new_workspace(cloud.environment()), new_repository(cloud.environment())
        self.folder = self.repository.folder

    def write(self, text):
        self.reader.write(text)
        (self.reader.folder / "convert.tfplan").unlink(missing_ok=True)  # what validation refuses makes none
        self.reader.plan("-out=convert.tfplan")
        self.repository.write(desired.yaml_of(self.reader.show("convert.tfplan")["configuration"]))

    def plan(self, disruption=(), replacement=(), replace=(), more=()):
        words = self._words(disruption, replace, more)
        result = self.repository.run("plan", "--json", *words, expect=None)
        if result.code == 3:
            result = self.repository.run("plan", "--json", *words, *self._allowed(result), expect=None)
        return Said({0: "nothing", 2: "changes"}.get(result.code, "refused"), str(result))

    def apply(self, disruption=(), replacement=(), replace=(), more=()):
        words = self._words(disruption, replace, more)
        planned = self.repository.run("plan", "--json", *words, expect=None)
        allowed = self._allowed(planned) if planned.code == 3 else []
        result = self.repository.run("apply", "--yes", *words, *allowed, expect=None)
        return Said("changes" if result.code == 0 else "refused", str(result))

    def save(self):
        planned = self.repository.run("plan", "--json", expect=None)
        allowed = self._allowed(planned) if planned.code == 3 else []
        result = self.repository.run("plan", "--out", "saved.plan", *allowed, expect=None)
        return Said({0: "nothing", 2: "changes"}.get(result.code, "refused"), str(result))

    def apply_saved(self):
        result = self.repository.run("apply", "--yes", "saved.plan", expect=None)
        return Said("changes" if result.code == 0 else "refused", str(result))

    @staticmethod
    def _words(disruption, replace, more):
        return [*(word for group in disruption for word in ("--allow-disruption", group)),
                *(word for address in replace for word in ("--replace", address)), *more]

    @staticmethod
    def _allowed(result):
        """The words of the ways out that name an object. That of the redundancy guard is another option."""
        return [word for refusal in result.json()["refusals"] for word in (refusal["allow"] or "").split()]


DOORS = dict(zip(NAMES, (Terraform, CommandLine), strict=True))
