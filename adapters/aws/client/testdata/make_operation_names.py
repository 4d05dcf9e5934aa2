#!/usr/bin/env python3
"""Writes operation_names.json: the operations of botocore's service model, which operations_test.cc compares with."""

import json
import pathlib

import botocore
import botocore.session


def main():
    model = botocore.session.Session().get_service_model("directconnect")
    operations = {}
    for name in sorted(model.operation_names):
        output = model.operation_model(name).output_shape
        operations[name] = sorted(output.members) if output else []
    out = {"made_by": f"botocore {botocore.__version__}", "target_prefix": model.metadata["targetPrefix"],
           "json_version": model.metadata["jsonVersion"], "signing_name": model.signing_name,
           "outputs": operations}
    pathlib.Path(__file__).with_name("operation_names.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
