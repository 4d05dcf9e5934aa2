"""What a case of the data-driven list is (cases.py)."""

import dataclasses
from typing import Callable


@dataclasses.dataclass(frozen=True)
class Case:
    cloud: str
    name: str
    address: str  # of the resource that the case is about
    hcl: str
    seed: Callable = lambda cloud: {}  # cloud → what the names in the configuration stand for
    # What somebody changes at the cloud: function (cloud, state attributes) and the attribute that must show it.
    drift: Callable | None = None
    drift_shows: str = "update"  # or "create", when the object itself was taken away
    # Text replacements in `hcl`, and what the simulator must then hold of the object.
    update: tuple = ()
    follows: tuple = ()  # addresses of what is updated with it: it takes values from there
    # (old text, new text, words the plan's reason must have)
    replace: tuple = ()
    # State attributes → import id.
    import_id: Callable = lambda a: f"{a['cloud']}/{a['region']}/{a['id']}"
    # Lines that an importing configuration leaves out, because import answers them otherwise, and text replacements.
    not_imported: tuple = ("on_destroy",)
    import_edits: tuple = ()
    # The call that makes the object: test_interruptions.py loses its answer, and kills the provider before it comes.
    create: str = ""
