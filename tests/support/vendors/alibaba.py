"""Alibaba Cloud Express Connect, simulated."""

from vendors.cloud import SimulatedCloud, ToldLimit

# The published keys of the simulated cloud (simulators/README.md); they open nothing else.
KEY, SECRET = "LTAISIMULATOR0000001", "simulator-secret-1"
PARTNER_KEY, PARTNER_SECRET = "LTAISIMULATOR0000002", "simulator-secret-2"
ACCOUNT, PARTNER_ACCOUNT = "1234567890123456", "2345678901234567"
# What the account of an offered router says of it.
GIVEN_BY_THE_TAKER = ("customer_asn", "cloud_address", "customer_address")


class Cloud(SimulatedCloud):
    name = "alibaba"
    region = "cn-hangzhou"
    hosted = ("hosted_connection", "Name")
    secret = SECRET
    connection_id = "pc-bp1qrb3044eqixog1234"
    list_of_connections = (b'{"PageNumber":1,"PageSize":50,"TotalCount":1,"PhysicalConnectionSet":{"PhysicalConnectionType":[', b"]}}",
                           b"PhysicalConnectionId")
    identities = {
        "session": {"ALIBABA_CLOUD_SECURITY_TOKEN": "TOKEN"},
        "OIDC": {"ALIBABA_CLOUD_ACCESS_KEY_ID": "", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "", "ALIBABA_CLOUD_OIDC_TOKEN_FILE": "FILE",
                 "ALIBABA_CLOUD_ROLE_ARN": "acs:ram::1:role/x", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN": "acs:ram::1:oidc-provider/x",
                 "ALIBABA_CLOUD_ENDPOINT_STS": "AWAY"},
        "URI": {"ALIBABA_CLOUD_ACCESS_KEY_ID": "", "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "", "ALIBABA_CLOUD_CREDENTIALS_URI": "HERE/keys"},
    }
    another_shell = {"ALIBABA_CLOUD_ACCESS_KEY_ID": PARTNER_KEY, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": PARTNER_SECRET}
    account_ids = [ACCOUNT]
    tells_account = "sts:GetCallerIdentity"
    reads = ("Describe", "List", "Get")
    cannot = {"replaces_sessions": "a session of Alibaba Cloud changes in place, its key too",
              "refuses_keys": "no document of Alibaba Cloud says what a BGP key may hold",
              "keeps_last_session": "an interface of Alibaba Cloud may be without a session",
              "tells_declined_offers": "Alibaba Cloud has no word for an offer that was refused"}
    gone = ("Deleting", "Deleted", "deleting", "Terminating", "Terminated", "Canceled")
    odd = ({"Name": "x"}, {"VlanId": 4000}, {"Bandwidth": 7})
    # alicloud 1.212: 40 routers with a group, a peer and a prefix each; measured 2026-11-28.
    calls_of_its_own_provider = {"create": 386, "destroy": 352}
    told_limit = ToldLimit("alibaba.connection.per_location", "connection", 2, 1, "circuits_per_access_point",
                           "quotas:ListProductQuotas", f"Quota Center of account {ACCOUNT}", "ALIBABA_CLOUD_ENDPOINT_QUOTAS")
    letter = "applied for in the console"
    resource_names = {"connection": "acs:vpc:{region}:1234567890123456:physicalconnection/",
                      "virtual_interface": "acs:vpc:{region}:1234567890123456:vbr/"}
    create_interface = "CreateVirtualBorderRouter"
    create_session = "CreateBgpPeer"
    delete_session = "DeleteBgpPeer"
    owner_field = ("owner_account", ACCOUNT, PARTNER_ACCOUNT)
    accepted = {"Status": "active", "Name": "ours", "LocalGatewayIp": "10.9.0.1", "PeerGatewayIp": "10.9.0.2",
                "PeeringSubnetMask": "255.255.255.252"}
    ended = ("Status", ("Rejected", "Allocation Failed", "Canceled", "Terminated"))
    waiting = ("Status", ("terminated", "unconfirmed"))
    interface_id = "VbrId"
    moves_by = "vlan"
    interface_place = ("PhysicalConnectionId", "VlanId")
    elsewhere = ("cn-shanghai", "ap-cn-hangzhou-yh-B", "ap-cn-shanghai-jd-B")
    replaces_port = ("ap-cn-hangzhou-yh-B", "ap-cn-hangzhou-xs-C")
    session_key = "AuthKey"

    @staticmethod
    def shell(url):
        return {"ALIBABA_CLOUD_ACCESS_KEY_ID": KEY, "ALIBABA_CLOUD_ACCESS_KEY_SECRET": SECRET,
                "ALIBABA_CLOUD_REGION": Cloud.region, "ALIBABA_CLOUD_ENDPOINT_VPC": url,
                "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"}

    def port(self, name):
        """An access point takes two of them."""
        number = self.ports_made.setdefault(name, len(self.ports_made))
        location = ("ap-cn-hangzhou-yh-B", "ap-cn-hangzhou-xs-C")[number // 2]
        return f"""
resource "interconnect_connection" "{name}" {{
  cloud      = "alibaba"
  name       = "{name}"
  location   = "{location}"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
  alibaba    = {{ line_operator = "CT", port_type = "10GBase-LR", enabled = true }}
}}
""", f"interconnect_connection.{name}.id"

    def interface(self, name, port, vlan=125, asn="65000", more=""):
        return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud            = "alibaba"
  name             = "{name}"
  connection_id    = {port}
  vlan             = {vlan}
  customer_asn     = "{asn}"
  cloud_address    = "10.0.0.1/30"
  customer_address = "10.0.0.2/30"
  {more}
}}
"""

    def offered(self, name, port):
        own, _, another = self.owner_field
        text = self.interface(name, port, more=f'alibaba = {{ {own} = "{another}" }}')
        return "".join(line for line in text.splitlines(True) if line.split("=")[0].strip() not in GIVEN_BY_THE_TAKER)

    def replaced(self, port, spare, vlan):
        """A VLAN changes in place here."""
        return spare, vlan

    def second_session(self, interface, more=""):
        return f"""
resource "interconnect_bgp_peer" "six" {{
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.{interface}.id
  address_family       = "ipv6"
  customer_asn         = "64600"
  cloud_address        = "2408:4004:cc::1/56"
  customer_address     = "2408:4004:cc::2/56"
  {more}
}}
"""

    def there(self, name, status="Status"):
        """The objects of that list that are not on their way out."""
        return [item for item in self.objects()[name] if item[status] not in self.gone]

    def may_end(self):
        return [port["PhysicalConnectionId"] for port in self.there("physicalConnections")]

    def interfaces(self):
        return self.there("virtualBorderRouters")

    def further_sessions(self, interface):
        peers = "".join(f"""
resource "interconnect_bgp_peer" "{name}" {{
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.{interface}.id
  address_family       = "ipv4"
  customer_asn         = "{asn}"
  customer_address     = "{address}/32"
}}
""" for name, asn, address in (("pa", "64701", "192.168.7.2"), ("pc", "64702", "192.168.7.3")))
        return self.second_session(interface) + peers

    def sessions(self, interface_id):
        """A session is a group and its peer: the members of both."""
        groups = {g["BgpGroupId"]: g for g in self.there("bgpGroups") if g["RouterId"] == interface_id}
        return {p.get("IpVersion", "IPV4").lower(): groups[p["BgpGroupId"]] | p for p in self.there("bgpPeers")
                if p["BgpGroupId"] in groups}

    def session_id(self, interface_id, family):
        return self.sessions(interface_id)[family]["BgpPeerId"]

    def key_holder(self, interface_id, family):
        return self.sessions(interface_id)[family]["BgpGroupId"]

    def router_answers(self, interface_id, up):
        for session in self.sessions(interface_id).values():
            self.edit(session["BgpPeerId"], router_up=up)

    def rename(self, interface_id, name):
        self.edit(interface_id, Name=name)

    def name_another(self, name):
        self.seed("physical_connection", Name=name)

    def name_gateway(self, name, tags):
        return self.seed("express_connect_router", Name=name, Tags=tags)

    def name_tags(self, object_id, tags):
        """They are a list beside the objects."""

    def link(self):
        return {"location": "ap-cn-hangzhou-yh-B", "bandwidth": "1Gbps", "vlan": 125,
                "port": {"line_operator": "CT", "port_type": "10GBase-LR", "enabled": True},
                "addresses": {"cloud": "10.8.0.1/30", "customer": "10.8.0.2/30"},
                "addresses_v6": {"cloud": "2408:4004:cc::1/64", "customer": "2408:4004:cc::2/64"},
                "advertised": ["10.4.0.0/16"]}

    def many_on_top(self):
        return """
resource "interconnect_bgp_group" "x" {
  count                = COUNT
  cloud                = "alibaba"
  name                 = "bench-${count.index}"
  virtual_interface_id = interconnect_virtual_interface.x[count.index].id
  customer_asn         = "64600"
}
resource "interconnect_bgp_peer" "x" {
  count            = COUNT
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.x[count.index].id
  customer_address = "192.168.7.1/32"
}
resource "interconnect_bgp_cidr" "x" {
  count         = COUNT
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.x[count.index].id
  cidr          = "10.${count.index % 200}.0.0/16"
}
"""

    def many(self, most):
        for name in self.sim.objects()["quotas"]:
            self.edit("quotas", **{name: most})
        return f'limits = {{ "alibaba.virtual_interface.per_connection" = {most} }}', f"""
resource "interconnect_virtual_interface" "x" {{
  count            = COUNT
  cloud            = "alibaba"
  name             = "bench-${{count.index}}"
  connection_id    = "{self.seed("physical_connection")}"
  vlan             = 100 + count.index
  cloud_address    = "${{cidrhost(cidrsubnet("10.64.0.0/12", 18, count.index), 1)}}/30"
  customer_address = "${{cidrhost(cidrsubnet("10.64.0.0/12", 18, count.index), 2)}}/30"
}}
"""
