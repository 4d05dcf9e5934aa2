"""States as the clouds' own providers write them: an object that is there, and what its provider would have of it."""

import dataclasses
import json
from typing import Callable

NAME = "x"  # of every resource here


@dataclasses.dataclass(frozen=True)
class Source:
    """A resource type of another provider, and what it becomes."""
    type: str
    provider: str  # "hashicorp/aws"
    kind: str  # "connection"
    # (cloud, make) → the configuration that somebody would write here for one resource `x`; `make(hcl)` makes what it
    # stands on with this provider and returns its attributes.
    hcl: Callable
    # What the other provider's state has of it: (cloud, the attributes that our state has of it) → attributes.
    attributes: Callable
    version: int = 0  # of the type's schema
    key: str = ""  # the attribute that has a key
    # The state tells all that the configuration says and where the object is, so that nothing is to do without a refresh either.
    whole: bool = True
    # Text of the configuration that whoever takes the object over does not write: another account decides it.
    theirs: str = ""
    spelled: tuple = ()  # attributes here that keep the old state's spelling, which is another than an import's

    @property
    def old(self):
        return f"{self.type}.{NAME}"

    @property
    def new(self):
        return f"interconnect_{self.kind}.{NAME}"

    def __str__(self):
        return self.type if self.version == 0 else f"{self.type}-{self.version}"


@dataclasses.dataclass(frozen=True)
class Refused:
    """What cannot become an object here, with words of what is to be done instead."""
    type: str
    provider: str
    kind: str
    attributes: dict
    words: tuple


@dataclasses.dataclass(frozen=True)
class Beside:
    """An object of the same provider that `interconnect migrate` meets beside the others, and takes nothing of."""
    type: str
    attributes: dict
    outcome: str  # "left" or "refused"
    words: str  # of why, or of the blocks to write


def state_file(provider, type_, *objects, version=0):
    """A state of Terraform with one object, or with several that `count` made."""
    keys = [{}] if len(objects) == 1 else [{"index_key": number} for number in range(len(objects))]
    return json.dumps({
        "version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "e0b65011-45cd-3d74-8521-a5bb8f32fbaf",
        "outputs": {}, "check_results": None,
        "resources": [{"mode": "managed", "type": type_, "name": NAME,
                       "provider": f'provider["registry.terraform.io/{provider}"]',
                       "instances": [key | {"schema_version": version, "attributes": attributes, "sensitive_attributes": [],
                                            "private": "bnVsbA=="} for key, attributes in zip(keys, objects)]}]})


def moved_block(source):
    return f"moved {{\n  from = {source.old if isinstance(source, Source) else f'{source.type}.{NAME}'}\n" \
           f"  to   = interconnect_{source.kind}.{NAME}\n}}\n"
