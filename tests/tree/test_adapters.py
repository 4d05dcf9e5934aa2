"""What stands before an adapter passes every question on: one that it does not know would be answered by the default of
the interface, which is that nothing is there."""

import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUESTIONS = re.findall(r"virtual .*?\b(\w+)\(", (ROOT / "adapters/contract/adapter.h").read_text())


def test_the_interface_was_read():
    assert {"Read", "Limits", "Gateways", "DefaultTimeout"} <= set(QUESTIONS)


@pytest.mark.parametrize("question", [name for name in QUESTIONS if name != "Adapter"])
def test_tagging_adapter_passes_on(question):
    text = (ROOT / "reconcile/ledger/tagging_adapter.h").read_text()
    assert re.search(rf"\b{question}\([^)]*\)\s*(const )?override", text), question
