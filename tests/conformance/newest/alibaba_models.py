"""The operations of Alibaba Cloud's newest SDK, each with the members of its request and of its answer."""

import inspect
import re
import typing

from alibabacloud_vpc20160428.client import Client
from darabonba.model import DaraModel

PACKAGE = "alibabacloud-vpc20160428"
# Of the hundreds of operations of the VPC API those that are about private links.
LINKS = re.compile(r"PhysicalConnection|VirtualBorder|Vbr|Vpconn|Bgp(Group|Peer|Network)|ExpressConnect|AccessPoint|"
                   r"ExpressCloud|TrafficQos|Bfd|RouterInterface")  # fmt: skip


def members(model, seen):
    if typing.get_origin(model) is list:
        return members(typing.get_args(model)[0], seen)
    if not (inspect.isclass(model) and issubclass(model, DaraModel)) or model in seen:
        return []
    seen.add(model)
    hints = typing.get_type_hints(model.__init__)
    # The wire's names are in the source of to_map, in the order of the members.
    wire = re.findall(r"result\['(\w+)'\] =", inspect.getsource(model.to_map))
    return [(model.__name__, name) for name in wire] + [one for hint in hints.values() for one in members(hint, seen)]


def read():
    for method in sorted(name for name in vars(Client) if name.endswith("_with_options")):
        hints = typing.get_type_hints(getattr(Client, method))
        name = hints["request"].__name__.removesuffix("Request").removesuffix("Shrink") if "request" in hints else ""
        if not LINKS.search(name):
            continue
        body = typing.get_type_hints(hints["return"].__init__).get("body")
        seen = set()
        yield name, [members(hints["request"], seen), members(body, seen)]
