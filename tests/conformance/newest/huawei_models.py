"""The operations of Huawei Cloud's newest SDK, each with the members of its request and of its answer."""

import re

import huaweicloudsdkdc.v3 as dc

PACKAGE = "huaweicloudsdkdc"


def read():
    for name in sorted(vars(dc)):
        if not name.endswith("Request") or not hasattr(dc, name[:-7] + "Response"):
            continue
        seen = set()
        yield name[:-7], [members(one, seen) for one in (name, name[:-7] + "Response")]


def members(name, seen):
    inner = re.fullmatch(r"list\[(.*)\]", name)
    model = getattr(dc, inner.group(1) if inner else name, None)
    if model is None or model in seen or not getattr(model, "openapi_types", None):
        return []
    seen.add(model)
    # What a path or a query holds has no name of its own in the source; a body and what is in it has.
    outer = name.endswith("Request")
    found = [] if outer else [(model.__name__, model.attribute_map[one]) for one in model.openapi_types]
    return found + [one for member in model.openapi_types.values() for one in members(member, seen)]
