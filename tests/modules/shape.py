"""What a shape is, and what is there of it."""

import dataclasses
import pathlib
import re
import typing

import vendors

FOLDER = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Change:
    """One change, at both front doors."""

    variables: dict  # HCL: variables that are another now
    planned: dict  # address → action, as Terraform plans it
    edits: tuple  # YAML: (old, new), …
    steps: dict  # address → action, as the command line plans it
    allow: tuple = ()  # YAML: addresses that have to be acknowledged


@dataclasses.dataclass
class Shape:
    """A configuration: <name>/*.tf with its modules, <name>/interconnect.yaml."""

    name: str
    seed: typing.Callable  # world → {variable: value}: what others manage. YAML takes them as ${env:VARIABLE}
    made: dict  # list of the simulator → how many objects of it are this configuration's
    change: Change
    variables: dict = dataclasses.field(default_factory=dict)  # HCL: further variables
    # What an import does not find as it is written, and the plan after it puts right without a call: addresses, as Terraform has
    # them, and address → action, as the command line plans it.
    imported_otherwise: tuple = ()
    after_import: dict = dataclasses.field(default_factory=dict)
    ends: tuple = ()  # of what `seed` made: what the destruction ends too
    ending: dict = dataclasses.field(default_factory=dict)  # HCL: variables without which it is not destroyed
    may_go_down: tuple = ()  # YAML: redundancy groups that are acknowledged for that

    def files(self):
        """Path below the folder → text, of HCL."""
        folder = FOLDER / self.name
        return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.tf"))}

    def yaml(self):
        """File → text."""
        return {path.name: path.read_text() for path in sorted((FOLDER / self.name).glob("*.yaml"))}


def live(world):
    """(list, id) of every object of every cloud that is there, sessions and prefixes included."""
    found = set()
    for cloud, lists in world.control("GET", "/objects").items():
        for name, items in lists.items():
            if isinstance(items, list) and name != "gateways":
                for item in filter(is_live, items):
                    found.add((f"{cloud}.{name}", identity(item)))
                    found |= {(f"{cloud}.{inner}", identity(part)) for inner in ("bgpPeers", "vif_peers")
                              for part in filter(is_live, item.get(inner, []))}
                    for inner in ("allowedPrefixesToDirectConnectGateway", "local_ep_group", "local_ep_group_ipv6"):
                        found |= {(f"{cloud}.prefixes", f"{identity(item)} {prefix_of(one)}") for one in item.get(inner) or []}
    return found


def prefix_of(one):
    return one["cidr"] if isinstance(one, dict) else one


def identity(item):
    """Its own id, as each cloud calls it."""
    if "DstCidrBlock" in item and "RouteEntryId" not in item:
        return f"{item.get('RouterId')} {item['DstCidrBlock']}"
    for member in ("id", "bgpPeerId", "virtualInterfaceId", "connectionId", "lagId", "directConnectGatewayId", "associationId", "VbrId",
                   "PhysicalConnectionId", "BgpPeerId", "BgpGroupId", "RouteEntryId"):
        if member in item and not (member == "connectionId" and "lagName" in item):
            return str(item[member])
    return str(sorted(item.items()))


def is_live(item):
    states = [text for member, text in item.items() if re.search(r"stat(e|us)$", member, re.IGNORECASE) and isinstance(text, str)]
    return not any(state.lower() in ("deleted", "deleting", "rejected", "pending_delete", "terminated", "canceled") for state in states)


def changing_calls(world):
    """(cloud, operation) of every call since the last reset that changed something."""
    calls = world.control("GET", "/calls")
    return [(name, operation) for name, cloud in vendors.CLOUDS.items() for operation in calls.get(name, {})
            if not cloud.changes_nothing(operation)]


def counted(objects):
    """List → number."""
    counts = {}
    for name, _ in objects:
        counts[name] = counts.get(name, 0) + 1
    return counts
