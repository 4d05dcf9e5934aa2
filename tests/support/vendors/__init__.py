"""The clouds of this build, for tests, benchmarks and scripts: one module here for each name in cmake/Vendors.cmake.

What a module has is in cloud.py. Whoever works on all clouds takes them from CLOUDS, and names none.
"""

import importlib
import pathlib
import re

from sim import Simulator
from vendors.cloud import SimulatedCloud

ROOT = pathlib.Path(__file__).resolve().parents[3]


def listed(cmake=ROOT / "cmake" / "Vendors.cmake"):
    """The names in the list that also makes the build, in its order."""
    return re.search(r"^set\(IC_VENDORS ([^)]+)\)", cmake.read_text(), re.MULTILINE).group(1).split()


def load(name):
    """The class of a cloud. An error says what the module lacks."""
    where = f"tests/support/vendors/{name}.py"
    try:
        module = importlib.import_module(f"vendors.{name}")
    except ModuleNotFoundError as error:
        raise ImportError(f"{where} is missing (or imports what is): {error}; cmake/Vendors.cmake names {name}, and "
                          "docs/adding-a-cloud.md says what the file holds") from None
    cloud = getattr(module, "Cloud", None)
    if cloud is None or not issubclass(cloud, SimulatedCloud):
        raise ImportError(f"{where} has no class Cloud derived from SimulatedCloud")
    if lacking := cloud.lacking():
        raise ImportError(f"{where}: class Cloud lacks {', '.join(lacking)} (tests/support/vendors/cloud.py says what they are)")
    return cloud


NAMES = listed()
CLOUDS = {name: load(name) for name in NAMES}


def world(*flags):
    """One simulator of all clouds; `with` starts and ends it. Its `cloud` is the first of the list."""
    return Simulator(*flags, cloud=NAMES[0], others=NAMES[1:])


def environment(addresses):
    """The shell of a person who works with all of them. `addresses`: the simulator's, by cloud."""
    shell = {}
    for name, cloud in CLOUDS.items():
        shell |= cloud.shell(addresses[name])
    return shell
