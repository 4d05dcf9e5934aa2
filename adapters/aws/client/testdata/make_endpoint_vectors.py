#!/usr/bin/env python3
"""Writes endpoint_vectors.json: where botocore's own endpoint rules send each service, region and variant.

endpoints_test.cc holds the C++ side to it. Needs botocore; run it again when a new version knows new partitions.
"""

import json
import pathlib

import botocore
import botocore.session
from botocore.endpoint_provider import EndpointProvider

SERVICES = ("directconnect", "sts", "sso", "service-quotas")
EXTRA_REGIONS = ("us-future-9", "xx-unknown-1", "cn-north-9", "us-gov-north-1", "us-iso-east-9", "moon")


def resolve(provider, region, fips, dualstack, endpoint=None):
    parameters = {"Region": region, "UseFIPS": fips, "UseDualStack": dualstack}
    if endpoint:
        parameters["Endpoint"] = endpoint
    try:
        return {"url": provider.resolve_endpoint(**parameters).url}
    except Exception as error:  # the rules' own error
        return {"error": str(error)}


def main():
    session = botocore.session.Session()
    loader = session.get_component("data_loader")
    partitions = loader.load_data("partitions")
    regions = sorted(r for p in partitions["partitions"] for r in p["regions"] if not r.endswith("-global"))
    regions += EXTRA_REGIONS
    cases = []
    for service in SERVICES:
        provider = EndpointProvider(loader.load_service_model(service, "endpoint-rule-set-1"), partitions)
        for region in regions:
            for fips in (False, True):
                for dualstack in (False, True):
                    case = {"service": service, "region": region, "fips": fips, "dualstack": dualstack}
                    cases.append(case | resolve(provider, region, fips, dualstack))
    provider = EndpointProvider(loader.load_service_model("directconnect", "endpoint-rule-set-1"), partitions)
    for endpoint in ("http://127.0.0.1:18099", "https://vpce-0a1b.directconnect.us-east-1.vpce.amazonaws.com"):
        for fips in (False, True):
            for dualstack in (False, True):
                case = {"service": "directconnect", "region": "us-east-1", "fips": fips, "dualstack": dualstack,
                        "endpoint": endpoint}
                cases.append(case | resolve(provider, "us-east-1", fips, dualstack, endpoint))
    names = {p["id"]: sorted(r for r in p["regions"] if not r.endswith("-global")) for p in partitions["partitions"]}
    out = {"made_by": f"botocore {botocore.__version__}", "partitions": names, "cases": cases}
    text = json.dumps(out, indent=None, separators=(",", ":")).replace('},{"service"', '},\n{"service"')
    pathlib.Path(__file__).with_name("endpoint_vectors.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
