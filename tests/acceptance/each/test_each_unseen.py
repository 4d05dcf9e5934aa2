"""Credentials that may not look at what is there get no plan of something new: the create would look as well, and make nothing.
Every kind: reconcile/run/unseen_test.cc."""


def test_who_may_not_look_gets_no_plan(ws, cloud):
    text, port = cloud.port("one")
    ws.write(text + cloud.interface("vif", port))
    cloud.fault("*", "fail", count=999, code="AccessDenied", message="you may not look", http_status=403)
    refused = ws.plan(expect=1)
    assert refused.find("Cloud refuses to tell what is there", severity="error"), str(refused)
    assert refused.find("you may not look", severity="error"), str(refused)
    cloud.sim.control("DELETE", "/faults")
    assert set(ws.plan(expect=2).changes.values()) == {"create"}
    assert not cloud.changes()
