"""One life of each object of each kind on Huawei Cloud, through huaweicloudsdkdc: huawei_life.py ENDPOINT CONTROL.

Run by ./python. Prints JSON: `called` (the client's methods), `failed`, and `wrong`: members of the answers, as they came, that the
SDK's models do not have or type otherwise (the SDK itself changes types in silence when it reads).
"""

import datetime
import json
import sys
import urllib.request

import huaweicloudsdkdc.v3 as dc
from huaweicloudsdkcore.auth.credentials import BasicCredentials

PLAIN = {"str": str, "int": int, "float": (int, float), "bool": bool, "object": object}


def mismatches(value, wanted, path):
    """What in `value` (parsed JSON) is not of the SDK's type, a text such as "list[Tag]"."""
    if value is None:
        return []
    if wanted.startswith("list["):
        if not isinstance(value, list):
            return [f"{path}: {value!r} is not a list"]
        return [text for one in value for text in mismatches(one, wanted[5:-1], path + "[]")]
    if wanted.startswith("dict("):
        return [] if isinstance(value, dict) else [f"{path}: {value!r} is not an object"]
    if wanted in ("datetime", "date"):
        try:
            datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        except (AttributeError, ValueError):
            return [f"{path}: {value!r} is not a {wanted}"]
        return []
    if wanted in PLAIN:
        fits = isinstance(value, PLAIN[wanted]) and (wanted == "bool" or not isinstance(value, bool))
        return [] if fits else [f"{path}: {value!r} is not a {wanted}"]
    return structure(value, getattr(dc, wanted), path)


def structure(value, model, path):
    # A closed set of words is a class without members of its own.
    if not model.openapi_types:
        words = {word for word in vars(model).values() if isinstance(word, str)}
        known = not isinstance(value, str) or not words or value in words
        return [] if known else [f"{path}: {value!r} is none of {model.__name__}"]
    if not isinstance(value, dict):
        return [f"{path}: {value!r} is not a {model.__name__}"]
    types = {model.attribute_map[name]: text for name, text in model.openapi_types.items()}
    found = [f"{path}.{name}: not in the model" for name in sorted(set(value) - set(types))]
    for name, text in types.items():
        found += mismatches(value.get(name), text, f"{path}.{name}")
    return found


class Account:
    def __init__(self, endpoint, key, secret, project):
        self.project = project
        credentials = BasicCredentials(key, secret, project)
        self.client = dc.DcClient.new_builder().with_credentials(credentials).with_endpoint(endpoint).build()

    def __call__(self, method, body=None, **members):
        """The answer as parsed JSON ({} for none); `body` is that of the request, its model is found by the request's."""
        name = "".join(part.capitalize() for part in method.split("_")) + "Request"
        request = getattr(dc, name)
        if body is not None:
            members["body"] = build(request.openapi_types["body"], body)
        called.append(method)
        try:
            answer = getattr(self.client, method)(request(**members))
        except Exception as error:  # of any kind: the life goes on, and the report says it
            failed.append(f"{method}: {error} {json.dumps(body)}"[:600])
            return {}
        raw = answer.to_json_object() if hasattr(answer, "to_json_object") else json.loads(answer.raw_content or b"{}")
        raw = raw or {}
        # Every answer of the service names its request, with or without its model.
        raw.pop("request_id", None)
        wrong.extend(structure(raw, type(answer), method))
        return raw


def build(name, value):
    """An object of the SDK's model, of plain values. A member that the model does not have fails here."""
    if value is not None and name.startswith("list["):
        return [build(name[5:-1], one) for one in value]
    if name in PLAIN or name.startswith("dict(") or not isinstance(value, dict):
        return value
    model = getattr(dc, name)
    return model(**{member: build(model.openapi_types[member], one) for member, one in value.items()})


called, failed, wrong = [], [], []


class Control:
    def __init__(self, url):
        self.url = url

    def __call__(self, path, **body):
        data = json.dumps({"cloud": "huawei", **body}).encode()
        with urllib.request.urlopen(urllib.request.Request(self.url + path, data=data, method="POST"), timeout=20) as answer:
            return json.load(answer)

    def create(self, kind, **members):
        return self("/create", type=kind, members=members)["id"]


TAGS = [{"key": "team", "value": "net"}]
ADDRESSES = {
    "ipv4": {"local_gateway_v4_ip": "10.9.0.1/30", "remote_gateway_v4_ip": "10.9.0.2/30"},
    "ipv6": {"local_gateway_v6_ip": "fd00:9::1/64", "remote_gateway_v6_ip": "fd00:9::2/64"},
}


def interface(vlan, family="ipv4", **more):
    """With every member that the SDK can send and this one does not exclude."""
    return {
        "name": f"vif-{vlan}", "description": "words", "type": "private", "service_type": "VGW", "vlan": vlan, "bandwidth": 50,
        "priority": "normal", "address_family": family, **ADDRESSES[family], "route_mode": "bgp", "bgp_asn": 65000,
        "bgp_md5": "Secret-1-key", "remote_ep_group": ["10.77.0.0/16"] if family == "ipv4" else ["fd00:77::/64"],
        "service_ep_group": [], "enable_bfd": False, "enable_nqa": False, "enterprise_project_id": "0", "tags": TAGS, **more,
    }  # fmt: skip


def lines(control, us, partner):
    us("show_quotas", type=["virtualInterface"])
    us("show_quotas")
    places = us("list_direct_connect_locations", limit=10)
    us("show_direct_connect_location", direct_connect_location_id=places["direct_connect_locations"][0]["id"])
    line = control.create("direct_connect", name="line", charge_mode="bandwidth")
    us("list_direct_connects", limit=10, id=[line], sort_dir=["asc"])
    us("show_direct_connect", direct_connect_id=line)
    us("update_direct_connect", {"direct_connect": {"name": "renamed", "description": "words", "bandwidth": 2000,
                                                    "peer_location": "here"}}, direct_connect_id=line)  # fmt: skip
    hosting = control.create("operations_connect")
    made = partner("create_hosted_direct_connect", {"hosted_connect": {
        "name": "hosted", "description": "words", "bandwidth": 200, "hosting_id": hosting, "vlan": 310,
        "resource_tenant_id": us.project, "peer_location": "there"}})["hosted_connect"]  # fmt: skip
    partner("list_hosted_direct_connects", limit=10, hosting_id=[hosting])
    partner("show_hosted_direct_connect", hosted_connect_id=made["id"])
    partner("update_hosted_direct_connect", {"hosted_connect": {"name": "slice", "bandwidth": 300}},
            hosted_connect_id=made["id"])  # fmt: skip
    us("show_direct_connect", direct_connect_id=made["id"])
    partner("delete_hosted_direct_connect", hosted_connect_id=made["id"])
    return line


def gateways(control, us):
    world = control.create("global_dc_gateway", name="global", bgp_asn=64512)
    us("list_global_dc_gateways", limit=10)
    us("show_global_dc_gateway", global_dc_gateway_id=world)
    made = us("create_virtual_gateway", {"virtual_gateway": {
        "vpc_id": "11111111-2222-3333-4444-555555555555", "name": "gate", "description": "words",
        "local_ep_group": ["10.0.0.0/16"], "local_ep_group_ipv6": ["fd00:1::/64"], "bgp_asn": 64700,
        "enterprise_project_id": "0", "tags": TAGS}})["virtual_gateway"]["id"]  # fmt: skip
    us("list_virtual_gateways", limit=10, id=[made])
    us("show_virtual_gateway", virtual_gateway_id=made)
    us("update_virtual_gateway", {"virtual_gateway": {"name": "gates", "description": "",
                                                      "local_ep_group": ["10.0.0.0/16", "10.1.0.0/16"]}},
       virtual_gateway_id=made)  # fmt: skip
    return made


def change(us, id_):
    us("show_virtual_interface", virtual_interface_id=id_)
    for change_ in ({"name": "other", "description": "", "bandwidth": 60}, {"enable_bfd": True}, {"enable_bfd": False},
                    {"enable_nqa": True}, {"enable_nqa": False}, {"remote_ep_group": ["10.78.0.0/16"]},
                    {"priority": "low"}):  # fmt: skip
        us("update_virtual_interface", {"virtual_interface": change_}, virtual_interface_id=id_)
    us("update_extend_attribute", {"extend_attribute": {"ha_type": "bfd", "ha_mode": "auto_single", "detect_multiplier": 5,
                                                        "min_rx_interval": 300, "min_tx_interval": 300,
                                                        "local_disclaim": 1, "remote_disclaim": 2}},
       virtual_interface_id=id_)  # fmt: skip


def peers(us, id_):
    made = us("create_vif_peer", {"vif_peer": {
        "name": "six", "description": "words", "address_family": "ipv6", "local_gateway_ip": "fd00:8::1/64",
        "remote_gateway_ip": "fd00:8::2/64", "route_mode": "bgp", "bgp_asn": 4200000000, "bgp_md5": "Secret-2-key",
        "remote_ep_group": ["fd00:78::/64"], "vif_id": id_}})["vif_peer"]["id"]  # fmt: skip
    us("update_vif_peer", {"vif_peer": {"name": "seis", "description": "", "remote_ep_group": []}}, vif_peer_id=made)
    us("create_vif_peer_detection", {"vif_peer_detection": {"vif_peer_id": made}})
    us("list_vif_peer_detections", limit=10, sort_dir=["asc"], page_reverse=False)
    shown = us("show_vif_peer_detection", vif_peer_id=made)
    if shown.get("vif_peer_detection", {}).get("vif_peer_id") != made:
        wrong.append("show_vif_peer_detection: of another peer")
    us("delete_vif_peer_detection", vif_peer_id=made)
    us("switchover_test", {"switchover_test_record": {"resource_id": id_, "resource_type": "virtual_interface",
                                                      "operation": "shutdown"}})  # fmt: skip
    us("show_virtual_interface", virtual_interface_id=id_)
    us("switchover_test", {"switchover_test_record": {"resource_id": id_, "operation": "undo_shutdown"}})
    us("list_switchover_test_records", limit=10, resource_id=[id_])
    us("delete_vif_peer", vif_peer_id=made)


def tags(us, kind, id_):
    where = {"resource_type": kind, "resource_id": id_}
    us("create_resource_tag", {"tag": {"key": "one", "value": "1"}}, **where)
    us("batch_create_resource_tags", {"action": "create", "tags": [{"key": "two", "value": "2"}]}, **where)
    us("show_resource_tag", **where)
    us("delete_resource_tag", key="one", **where)
    us("list_project_tags", resource_type=kind)
    us("list_tag_resource_instances", {"action": "filter", "limit": "10", "offset": "0",
                                       "tags": [{"key": "two", "values": ["2"]}]}, resource_type=kind)  # fmt: skip


def interfaces(control, us, partner, line, gateway):
    made = us("create_virtual_interface", {"virtual_interface": interface(101, direct_connect_id=line, vgw_id=gateway)})
    id_ = made["virtual_interface"]["id"]
    us("list_virtual_interfaces", limit=10, id=[id_], enterprise_project_id=["0"])
    change(us, id_)
    peers(us, id_)
    tags(us, "dc-vif", id_)
    tags(us, "dc-vgw", gateway)
    tags(us, "dc-directconnect", line)
    # On a link aggregation group, over IPv6, with static routes, from a global gateway, public with the services' subnets.
    lag = control.create("link_aggregation_group", name="lag")
    hub = control.create("global_dc_gateway")
    more = [
        interface(102, lag_id=lag, vgw_id=gateway),
        interface(103, "ipv6", direct_connect_id=line, vgw_id=gateway),
        interface(104, direct_connect_id=line, vgw_id=gateway, route_mode="static", bgp_asn=None, bgp_md5=None),
        interface(105, direct_connect_id=line, service_type="GDGW", gateway_id=hub),
        interface(106, direct_connect_id=line, vgw_id=gateway, type="public", service_ep_group=["198.51.100.0/24"]),
        interface(107, lag_id=lag, vgw_id=gateway, resource_tenant_id=us.project),
    ]
    all_ = [id_]
    for one in more:
        shown = us("create_virtual_interface", {"virtual_interface": one}).get("virtual_interface")
        if shown is None:
            continue
        all_.append(shown["id"])
        for name in ("lag_id", "gateway_id", "service_ep_group", "remote_ep_group", "service_type", "type", "vlan"):
            if one.get(name) and shown.get(name) != one[name]:
                wrong.append(f"create_virtual_interface {name}: sent {one[name]!r}, told {shown.get(name)!r}")
        us("show_virtual_interface", virtual_interface_id=shown["id"])
        us("update_virtual_interface", {"virtual_interface": {"service_ep_group": ["198.51.100.0/24", "203.0.113.0/24"]}},
           virtual_interface_id=shown["id"])  # fmt: skip
    us("list_virtual_interfaces", limit=2)
    offer(control, us, partner)
    for one in all_:
        us("delete_virtual_interface", virtual_interface_id=one)


def offer(control, us, partner):
    """An interface for another tenant, who takes it."""
    theirs = control.create("direct_connect", tenant_id=partner.project)
    gate = us("create_virtual_gateway", {"virtual_gateway": {"vpc_id": "11111111-2222-3333-4444-666666666666", "name": "g",
                                                             "local_ep_group": ["10.3.0.0/16"]}})["virtual_gateway"]["id"]
    body = interface(201, direct_connect_id=theirs, vgw_id=gate, resource_tenant_id=us.project, tags=None)
    made = partner("create_virtual_interface", {"virtual_interface": body})["virtual_interface"]["id"]
    us("show_virtual_interface", virtual_interface_id=made)
    us("update_virtual_interface", {"virtual_interface": {"status": "ACCEPTED"}}, virtual_interface_id=made)
    partner("delete_virtual_interface", virtual_interface_id=made)
    us("delete_virtual_gateway", virtual_gateway_id=gate)


def main():
    endpoint, control = sys.argv[1], Control(sys.argv[2])
    us = Account(endpoint, "HWAKSIMULATOR0000001", "simulator-secret-1", "c3b7e9b214a875c9254a5424cc5c527a")
    partner = Account(endpoint, "HWAKSIMULATOR0000002", "simulator-secret-2", "2f3395c427010a47778719c46ed826fd")
    try:
        line = lines(control, us, partner)
        gateway = gateways(control, us)
        interfaces(control, us, partner, line, gateway)
        us("delete_virtual_gateway", virtual_gateway_id=gateway)
        us("delete_direct_connect", direct_connect_id=line)
    finally:
        json.dump({"called": sorted(set(called)), "failed": failed, "wrong": sorted(set(wrong))}, sys.stdout, indent=1)


main()
