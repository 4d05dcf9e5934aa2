"""Bad input, each with its message: what is wrong, where, the limit, and what to do.

What needs no cloud is in one configuration that is validated once: all faults of all resources come at the same time,
each on its own attribute.
"""

import dataclasses
import http.server
import ssl
import subprocess
import threading

import pytest

import clouds
import terraform
from hcl import PORT, VIF, connection, interface, peer, provider


@dataclasses.dataclass(frozen=True)
class Bad:
    name: str
    kind: str
    attributes: str
    attribute: str  # the attribute the message must point at
    words: tuple  # that it must have


VIF_BASE = 'cloud = "aws"\n name = "x"\n connection_id = "dxcon-ffabcdef"\n'
PRIVATE = VIF_BASE + 'gateway_id = "vgw-f9eb0c90"\n customer_asn = "65000"\n'
PUBLIC = VIF_BASE + 'type = "public"\n vlan = 10\n customer_asn = "65000"\n'
PUBLIC_FULL = PUBLIC + 'cloud_address = "203.0.113.1/30"\n customer_address = "203.0.113.2/30"\n'
CONNECTION = 'cloud = "aws"\n name = "x"\n'
PEER = 'cloud = "aws"\n virtual_interface_id = "dxvif-ffabcdef"\n'

OFFLINE = [
    Bad("vlan_zero", "virtual_interface", PRIVATE + "vlan = 0", "vlan", ("0", "1", "4094")),
    Bad("vlan_4095", "virtual_interface", PRIVATE + "vlan = 4095", "vlan", ("4095", "4094")),
    Bad("vlan_fraction", "virtual_interface", PRIVATE + "vlan = 1.5", "vlan", ("1.5",)),
    Bad("mtu_9000", "virtual_interface", PRIVATE + "vlan = 10\n mtu = 9000", "mtu", ("9000", "9001")),
    Bad("mtu_public", "virtual_interface",
        PUBLIC_FULL + 'customer_prefixes = ["198.51.100.0/24"]\n mtu = 9001', "mtu", ("9001", "1500")),
    Bad("asn_zero", "virtual_interface", PRIVATE.replace("65000", "0") + "vlan = 10", "customer_asn", ("4294967294",)),
    Bad("asn_too_large", "virtual_interface", PRIVATE.replace("65000", "4294967296") + "vlan = 10", "customer_asn",
        ("4294967296", "4294967295")),
    Bad("asn_asdot", "virtual_interface", PRIVATE.replace("65000", "1.65536") + "vlan = 10", "customer_asn",
        ("1.65536", "65535")),
    Bad("halves_differ", "virtual_interface", PRIVATE + 'vlan = 10\n cloud_address = "169.254.0.1/29"\n '
        'customer_address = "169.254.0.10/29"', "customer_address", ("169.254.0.10/29", "169.254.0.1/29")),
    Bad("one_address", "virtual_interface", PRIVATE + 'vlan = 10\n cloud_address = "169.254.0.1/29"',
        "cloud_address", ("customer_address",)),
    Bad("ipv4_address_on_ipv6", "bgp_peer", PEER + 'address_family = "ipv6"\n customer_asn = "65000"\n '
        'cloud_address = "169.254.0.1/30"\n customer_address = "169.254.0.2/30"', "cloud_address", ("ipv6",)),
    Bad("ipv6_address_on_ipv4", "virtual_interface", PRIVATE + 'vlan = 10\n cloud_address = "2001:db8::1/125"\n '
        'customer_address = "2001:db8::2/125"', "cloud_address", ("ipv4",)),
    Bad("too_many_prefixes", "virtual_interface",
        PUBLIC_FULL + 'customer_prefixes = [for i in range(1001) : cidrsubnet("20.0.0.0/8", 16, i)]',
        "customer_prefixes", ("1001", "1000")),
    Bad("no_prefixes", "virtual_interface", PUBLIC_FULL + "customer_prefixes = []", "customer_prefixes", ("1000",)),
    Bad("prefix_host_bits", "virtual_interface", PUBLIC_FULL + 'customer_prefixes = ["198.51.100.1/24"]',
        "customer_prefixes", ("198.51.100.1/24", "198.51.100.0/24")),
    Bad("private_on_public", "virtual_interface", PUBLIC + 'cloud_address = "10.0.0.1/30"\n '
        'customer_address = "10.0.0.2/30"\n customer_prefixes = ["198.51.100.0/24"]', "cloud_address", ("10.0.0.1",)),
    Bad("key_too_long", "virtual_interface", PRIVATE + 'vlan = 10\n auth_key = "%s"' % ("k" * 81), "auth_key",
        ("6", "80")),
    Bad("key_too_short", "virtual_interface", PRIVATE + 'vlan = 10\n auth_key_wo = "short"', "auth_key_wo",
        ("6", "80")),
    Bad("key_with_space", "virtual_interface", PRIVATE + 'vlan = 10\n auth_key = "with space"', "auth_key", ("space",)),
    Bad("both_keys", "virtual_interface", PRIVATE + 'vlan = 10\n auth_key = "abcdef"\n auth_key_wo = "abcdef"',
        "auth_key", ("auth_key_wo",)),
    Bad("gateway_on_public", "virtual_interface", PUBLIC_FULL + 'gateway_id = "vgw-f9eb0c90"\n '
        'customer_prefixes = ["198.51.100.0/24"]', "gateway_id", ("public",)),
    Bad("transit_on_vgw", "virtual_interface", PRIVATE + 'vlan = 10\n type = "transit"', "gateway_id",
        ("Direct Connect gateway",)),
    Bad("no_gateway", "virtual_interface", VIF_BASE + 'vlan = 10\n customer_asn = "65000"', "",
        ("Missing gateway_id",)),
    Bad("malformed_connection", "virtual_interface", PRIVATE.replace("dxcon-ffabcdef", "dxcon_1") + "vlan = 10",
        "connection_id", ("dxcon_1", "dxcon-")),
    Bad("interface_as_connection", "virtual_interface", PRIVATE.replace("dxcon-ffabcdef", "dxvif-ffabcdef") +
        "vlan = 10", "connection_id", ("dxvif-ffabcdef", "dxcon-")),
    Bad("unknown_type", "virtual_interface", PRIVATE + 'vlan = 10\n type = "hosted"', "type", ("hosted", "transit")),
    Bad("bandwidth_not_offered", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "3Gbps"', "bandwidth",
        ("3Gbps", "10Gbps")),
    Bad("bandwidth_nonsense", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "fast"', "bandwidth",
        ("fast",)),
    Bad("location_syntax", "connection", CONNECTION + 'location = "Eq DC2"\n bandwidth = "1Gbps"', "location",
        ("Eq DC2",)),
    Bad("nothing_to_order", "connection", 'cloud = "aws"', "", ("adopt",)),
    Bad("reserved_tag", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n '
        'tags = { "aws:x" = "1" }', "tags", ("aws:",)),
    Bad("own_mark_as_tag", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n '
        'tags = { "interconnect:mark" = "1" }', "tags", ("interconnect:",)),
    Bad("too_many_tags", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n '
        'tags = { for i in range(51) : "k${i}" => "v" }', "tags", ("50",)),
    Bad("unknown_cloud", "connection", 'cloud = "asw"\n name = "x"', "cloud", ("asw", "aws")),
    Bad("bfd", "virtual_interface", PRIVATE + "vlan = 10\n bfd = { enabled = true }", "bfd", ("BFD",)),
    Bad("static_routes", "virtual_interface", PRIVATE + 'vlan = 10\n route_mode = "static"', "route_mode", ("BGP",)),
    Bad("key_on_lowered_group", "bgp_group", PEER + 'customer_asn = "65000"\n auth_key = "abcdefgh"', "auth_key",
        ("peer",)),
    Bad("prefix_of_association", "bgp_cidr", 'cloud = "aws"\n advertised_by = '
        '"5f294f92-bafb-4011-916d-9b0badeadbee"\n cidr = "10.0.0.1/16"', "cidr", ("10.0.0.0/16",)),
    Bad("association_syntax", "bgp_cidr", 'cloud = "aws"\n advertised_by = "vgw-f9eb0c90"\n cidr = "10.0.0.0/16"',
        "advertised_by", ("vgw-f9eb0c90",)),
    Bad("timeout_nonsense", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n '
        'timeouts = { create = "soon" }', "timeouts", ("soon", "30m")),
    Bad("on_destroy_nonsense", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n '
        'on_destroy = "explode"', "on_destroy", ("explode", "keep")),
    Bad("required_null", "virtual_interface", PRIVATE + "vlan = null", "vlan", ("Missing vlan", "adopt")),
    Bad("name_null", "virtual_interface", PRIVATE.replace('name = "x"', "name = null") + "vlan = 10", "name", ("required",)),
    Bad("computed_set", "connection", CONNECTION + 'location = "EqDC2"\n bandwidth = "1Gbps"\n device = "x"', "device",
        ("device",)),
]


@pytest.fixture(scope="module")
def validated():
    if reason := clouds.why_not("aws"):
        pytest.skip(reason)
    ws = terraform.Workspace()
    ws.write("".join(f'resource "interconnect_{bad.kind}" "{bad.name}" {{\n {bad.attributes}\n}}\n' for bad in OFFLINE))
    yield ws.validate(expect=1)
    ws.close()


@pytest.mark.parametrize("bad", OFFLINE, ids=lambda bad: bad.name)
def test_refused_without_a_cloud(validated, bad):
    found = [d for d in validated.find(f"interconnect_{bad.kind}.{bad.name}:", severity="error")]
    assert found, f"nothing is said about {bad.name}"
    right = [d for d in found if all(word.lower() in f"{d.summary} {d.detail}".lower() for word in bad.words)]
    assert right, "\n".join(map(str, found))
    if bad.attribute and bad.attribute != "timeouts":
        assert right[0].line.startswith(bad.attribute), str(right[0])


def test_unquoted_asdot_is_warned_about(ws):
    """1.10 without quotes reaches the provider as 1.1: the warning says which number that is."""
    ws.write(connection() + interface().replace('"65000"', "1.10"))
    assert ws.plan(expect=2).find("1.1", "65537", severity="warning")


def plan_error(ws, text, *words):
    ws.write(text)
    result = ws.plan(expect=1)
    assert result.find(*words, severity="error"), str(result)
    return result


def test_taken_vlan(ws):
    ws.write(connection() + interface())
    ws.apply()
    plan_error(ws, connection() + interface() + interface("other"), "VLAN is taken", "virtual interface", "125")


def test_own_ipv6_addresses(ws):
    """When planning, not validating: the addresses that AWS chose may be repeated, as generated configurations do."""
    own = 'cloud_address = "2001:db8::1/125"\n  customer_address = "2001:db8::6/125"'
    result = plan_error(ws, connection() + interface() + peer(more=own), "IPv6 address cannot be chosen", "2001:db8::1")
    assert [d.line.split()[0] for d in result.errors] == ["cloud_address", "customer_address"]


def test_second_ipv4_session(ws):
    ws.write(connection() + interface())
    ws.apply()
    plan_error(ws, connection() + interface() + peer("four", family="ipv4", asn="65001"), "ipv4", "session")


def test_two_resources_for_one_object(ws):
    plan_error(ws, connection() + connection("again").replace('"again"\n  location', '"port"\n  location'), "name")


def test_unknown_location(ws):
    ws.write(connection(location="EqXX9"))
    result = ws.apply(expect=1)
    assert result.find(PORT, "EqXX9", severity="error"), str(result)


def test_wrong_region(ws, aws):
    """An interface in one region, its connection in another."""
    ws.write(connection() + interface(more='region = "eu-west-1"'))
    result = ws.apply(expect=1)
    assert result.find(VIF, "eu-west-1", severity="error"), str(result)


@pytest.mark.parametrize("import_id,words", [
    ("dxcon-fghijklm", ("<cloud>/<region>/",)),
    ("aws/us-east-1/dxcon-fnothere", ("dxcon-fnothere",)),
    ("asw/us-east-1/dxcon-fghijklm", ("asw",)),
    ("aws/us-east-1/dxvif-fghijklm", ("dxvif-fghijklm",)),
])
def test_bad_import_ids(ws, import_id, words):
    ws.write(connection() + f'import {{\n  to = {PORT}\n  id = "{import_id}"\n}}\n')
    result = ws.plan(expect=1)
    assert result.find(*words, severity="error"), str(result)


# The way to the cloud.


def test_no_credentials(ws):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del ws.environment[name]
    ws.write(connection())
    result = ws.apply(expect=1)
    assert result.find("credentials", "AWS_ACCESS_KEY_ID", severity="error"), str(result)


def test_no_region(ws):
    del ws.environment["AWS_REGION"]
    ws.write(connection())
    result = ws.plan(expect=1)
    assert result.find("region", "AWS_REGION", severity="error"), str(result)


def test_wrong_key(ws):
    ws.environment["AWS_SECRET_ACCESS_KEY"] = "not-the-secret-of-that-key"
    ws.write(connection())
    result = ws.apply(expect=1)
    assert result.find("InvalidSignature", severity="error"), str(result)
    assert "not-the-secret" not in str(result)


def test_expired_credentials(ws):
    ws.environment |= {"AWS_ACCESS_KEY_ID": "ASIASIMULATOR0000002", "AWS_SECRET_ACCESS_KEY": "simulator-temporary-secret-2",
                       "AWS_SESSION_TOKEN": "simulator-session-token-2"}
    ws.write(connection())
    result = ws.apply(expect=1)
    assert result.find("expired", severity="error"), str(result)
    assert "simulator-session-token-2" not in str(result)


def test_endpoint_down(ws):
    ws.environment |= {"AWS_ENDPOINT_URL_DIRECT_CONNECT": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
    ws.write(provider("aws = { max_retries = 0 }") + connection())
    result = ws.apply(expect=1)
    assert result.find("127.0.0.1:9", severity="error"), str(result)


def test_endpoint_is_no_url(ws):
    ws.write(provider('aws = { endpoint = "directconnect" }') + connection())
    result = ws.plan(expect=1)
    assert result.find("endpoint", "absolute http", severity="error"), str(result)


def test_garbage_from_the_server(ws, aws):
    ws.write(connection())
    ws.apply()
    aws.fault("DescribeConnections", "garbage", count=1000)
    result = ws.plan(expect=1)
    assert result.find("DescribeConnections", severity="error"), str(result)
    assert ws.state()[PORT]["id"], "an unreadable answer is not absence"


@pytest.fixture
def tls_server(tmp_path):
    """An HTTPS server whose certificate nobody trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", certificate, "-subj", "/CN=localhost", "-days", "1"],
                   check=True, capture_output=True)
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_tls_failure(ws, tls_server):
    ws.environment["AWS_ENDPOINT_URL_DIRECT_CONNECT"] = tls_server
    ws.write(provider("aws = { max_retries = 0 }") + connection())
    result = ws.apply(expect=1)
    assert result.find("certificate", severity="error"), str(result)


def test_limits_of_the_provider_block(ws):
    ws.write(provider('limits = { "aws.no.such.limit" = 3 }') + connection())
    result = ws.validate(expect=1)
    assert result.find("aws.no.such.limit", "interconnect_limits", severity="error"), str(result)


def test_provider_configuration_not_known_yet(ws):
    ws.write('resource "terraform_data" "r" {\n  input = "us-east-1"\n}\n' +
             provider("aws = { region = terraform_data.r.output }") + connection())
    result = ws.plan(expect=1)
    assert result.find("-target", severity="error"), str(result)
