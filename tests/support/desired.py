"""The same desired state for the other front door: a Terraform configuration as YAML.

Terraform itself reads the configuration (`terraform show -json` of a plan has its expressions), so that no second
reader of HCL is needed and both front doors are given what was really written.
"""

import json
import re

REFERENCE = re.compile(r"^interconnect_(\w+?)\.([\w-]+)\.(id|virtual_interface_id)$")


def yaml_of(configuration):
    """YAML (JSON is YAML) of `configuration`, the part of that name in Terraform's JSON of a plan."""
    kinds = {}
    resources = configuration["root_module"].get("resources", [])
    expressions = {r["address"]: r.get("expressions", {}) for r in resources}
    for resource in resources:
        if resource["mode"] != "managed" or not resource["type"].startswith("interconnect_"):
            continue
        fields = {}
        for name, expression in resource.get("expressions", {}).items():
            key, value = field_of(name, expression, expressions)
            fields[key] = value
        kinds.setdefault(resource["type"].removeprefix("interconnect_"), {})[resource["name"]] = fields
    return json.dumps(kinds, indent=2)


def field_of(name, expression, expressions):
    if "constant_value" in expression:
        return name, expression["constant_value"]
    references = [REFERENCE.match(text) for text in expression.get("references", [])]
    references = [match for match in references if match]
    assert len(references) == 1, f"{name}: {expression} is no plain reference"
    kind, target, attribute = references[0].groups()
    if attribute != "id":  # through a child to its parent, for the order: here the parent itself is named
        return field_of(attribute, expressions[f"interconnect_{kind}.{target}"][attribute], expressions)
    assert name in (f"{kind}_id", "advertised_by"), f"{name} refers to a {kind}"
    return kind, target
