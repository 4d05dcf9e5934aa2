"""Huawei Cloud: BFD and NQA are tuned by the same members, and neither takes the other's numbers for its own."""

import pytest

from hcl_huawei import VIF, interface

OFF, BFD, NQA = "bfd = { enabled = false }", "bfd = { enabled = true }", "bfd = { enabled = false }"
DETECTIONS = {
    "none": (OFF, False, ""),
    "bfd": (BFD, False, ""),
    "tuned_bfd": (BFD.replace(" }", ", min_transmit_interval = 300, min_receive_interval = 400, detect_multiplier = 6 }"), False, ""),
    "nqa": (NQA, True, ""),
    "tuned_nqa": (NQA, True, ", nqa_interval = 2000, nqa_multiplier = 4"),
}


def tour():
    """One way along every ordered pair of them, each once."""
    names, way, at = list(DETECTIONS), ["none"], "none"
    open_ = {one: [other for other in names if other != one] for one in names}
    while open_[at]:
        at = max(open_[at], key=lambda other: (len(open_[other]), other))
        open_[way[-1]].remove(at)
        way.append(at)
    assert len(way) == len(names) * (len(names) - 1) + 1, way
    return way


@pytest.mark.parametrize("routing", ["bgp", "static"])
def test_what_is_applied_is_what_is_there(ws, huawei, routing):
    before = None
    for name in tour():
        bfd, nqa, more = DETECTIONS[name]
        text = interface(huawei, more=f"{bfd}\n  huawei = {{ nqa = {str(nqa).lower()}{more} }}")
        if routing == "static":
            text = text.replace('customer_asn     = "65000"', 'route_mode = "static"\n  customer_prefixes = ["192.168.0.0/24"]')
        ws.write(text)
        applied = ws.apply()
        step = f"{before} to {name}"
        assert not applied.find("another value than planned"), f"{step}: {applied}"
        refreshed = ws.plan("-refresh-only")
        assert refreshed.code == 0, f"{step}: {refreshed} {refreshed.drift}"
        planned = ws.plan(expect=0)
        assert not planned.changes, f"{step}: {planned}"
        live = huawei.interfaces()[0]
        assert (live["enable_bfd"], live["enable_nqa"]) == (bfd == BFD or "true" in bfd, nqa), step
        before = name


def test_bfd_has_its_numbers_again_after_nqa(ws, huawei):
    for name in ("tuned_bfd", "tuned_nqa", "bfd"):
        bfd, nqa, more = DETECTIONS[name]
        ws.write(interface(huawei, more=f"{bfd}\n  huawei = {{ nqa = {str(nqa).lower()}{more} }}"))
        ws.apply()
    tuned = huawei.interfaces()[0]["extend_attribute"]
    assert (tuned["min_tx_interval"], tuned["min_rx_interval"], tuned["detect_multiplier"]) == (300, 400, 6), tuned
    assert ws.state()[VIF]["bfd"]["min_transmit_interval"] == 300
