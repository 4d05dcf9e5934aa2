"""AWS Direct Connect, simulated."""

from vendors.cloud import SimulatedCloud, ToldLimit

# The published keys of the simulated cloud (simulators/README.md); they open nothing else.
KEY, SECRET = "AKIASIMULATOR0000001", "simulator-secret-1"
PARTNER_KEY, PARTNER_SECRET = "AKIASIMULATOR0000002", "simulator-secret-2"
ACCOUNT, PARTNER_ACCOUNT = "123456789012", "210987654321"


class Cloud(SimulatedCloud):
    name = "aws"
    region = "us-east-1"
    hosted = ("hosted_connection", "connectionName")
    hosted_to_come = {"connectionState": "ordering"}
    secret = SECRET
    connection_id = "dxcon-fg31dyv6"
    list_of_connections = b'{"connections":[', b"]}", b"connectionId"
    identities = {
        "session": {"AWS_SESSION_TOKEN": "TOKEN"},
        "web identity": {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/x",
                         "AWS_WEB_IDENTITY_TOKEN_FILE": "FILE", "AWS_ENDPOINT_URL": "AWAY"},
        "container": {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_CONTAINER_CREDENTIALS_FULL_URI": "HERE/keys",
                      "AWS_CONTAINER_AUTHORIZATION_TOKEN": "TOKEN"},
    }
    another_shell = {"AWS_ACCESS_KEY_ID": PARTNER_KEY, "AWS_SECRET_ACCESS_KEY": PARTNER_SECRET}
    account_ids = [ACCOUNT]
    tells_account = "sts:GetCallerIdentity"
    reads = ("Describe", "List", "Get")
    gone = ("deleting", "deleted", "rejected")
    odd = ({"mtu": 1400}, {"virtualInterfaceName": "a" * 300})
    told_limit = ToldLimit("aws.connection.per_location", "connection", 10, 3, "connections_per_location",
                           "servicequotas:ListServiceQuotas", f"Service Quotas of account {ACCOUNT} in us-east-1",
                           "AWS_ENDPOINT_URL_SERVICE_QUOTAS")
    letter = "document"
    resource_names = {"connection": "arn:aws:directconnect:{region}:123456789012:dxcon/",
                      "virtual_interface": "arn:aws:directconnect:{region}:123456789012:dxvif/"}
    create_interface = "CreatePrivateVirtualInterface"
    create_session = "CreateBGPPeer"
    delete_session = "DeleteBGPPeer"
    cannot = {"has_keyless_sessions": "AWS makes a key for a session that is given none"}
    ended = ("virtualInterfaceState", ("deleting",))
    declined = ("virtualInterfaceState", ("rejected",))
    accepted = {"virtualInterfaceState": "available", "virtualGatewayId": "vgw-0123abcd"}
    owner_field = ("owner_account", ACCOUNT, PARTNER_ACCOUNT)
    waiting = ("virtualInterfaceState", ("confirming",))
    interface_id = "virtualInterfaceId"
    interface_place = ("connectionId", "vlan")
    elsewhere = ("us-west-2", "EqDC2", "PEH51")
    replaces_port = ("1Gbps", "10Gbps")
    session_key = "authKey"

    @staticmethod
    def shell(url):
        return {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": Cloud.region,
                "AWS_ENDPOINT_URL_DIRECT_CONNECT": url, "AWS_EC2_METADATA_DISABLED": "true"}

    def port(self, name):
        return f"""
resource "interconnect_connection" "{name}" {{
  cloud      = "aws"
  name       = "{name}"
  location   = "EqDC2"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}}
""", f"interconnect_connection.{name}.id"

    def interface(self, name, port, vlan=125, asn="65000", more=""):
        return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud         = "aws"
  name          = "{name}"
  connection_id = {port}
  vlan          = {vlan}
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "{asn}"
  {more}
}}
"""

    def offered(self, name, port):
        own, _, another = self.owner_field
        text = self.interface(name, port, more=f'aws = {{ {own} = "{another}" }}')
        return text.replace('gateway_id    = "vgw-f9eb0c90"', "")

    def replaced(self, port, spare, vlan):
        return port, vlan + 100

    def second_session(self, interface, more=""):
        return f"""
resource "interconnect_bgp_peer" "six" {{
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.{interface}.id
  address_family       = "ipv6"
  customer_asn         = "64600"
  {more}
}}
"""

    def connections(self):
        return [c for c in self.objects()["connections"] if c["connectionState"] not in self.gone]

    def interfaces(self):
        return [v for v in self.objects()["virtualInterfaces"] if v["virtualInterfaceState"] not in self.gone]

    def interface_of(self, object_id):
        return [v for v in self.objects()["virtualInterfaces"] if v["virtualInterfaceId"] == object_id][0]

    def sessions(self, interface_id):
        return {p["addressFamily"]: p for p in self.interface_of(interface_id)["bgpPeers"]
                if p["bgpPeerState"] not in self.gone}

    def session_id(self, interface_id, family):
        return self.sessions(interface_id)[family]["bgpPeerId"]

    def router_answers(self, interface_id, up):
        self.edit(interface_id, router_up=up, virtualInterfaceState="available" if up else "down")

    def rename(self, interface_id, name):
        self.edit(interface_id, virtualInterfaceName=name)

    def name_another(self, name):
        self.seed("connection", connectionName=name, location="EqDC2")

    def name_gateway(self, name, tags):
        return self.seed("direct_connect_gateway", directConnectGatewayName=name, tags=tags)

    def name_tags(self, object_id, tags):
        self.edit(object_id, tags=tags)

    def link(self):
        return {"location": "EqDC2", "bandwidth": "1Gbps", "vlan": 125, "gateway_id": "vgw-f9eb0c90",
                "advertised_by": self.seed("association"), "advertised": ["10.1.0.0/16"]}

    def many(self, most):
        self.edit("quotas", connections_per_location=most)
        return f'aws = {{ region = "us-east-1" }}\n  limits = {{ "aws.connection.per_location" = {most} }}', """
resource "interconnect_connection" "x" {
  count      = COUNT
  cloud      = "aws"
  name       = "bench-${count.index}"
  location   = "EqDC2"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}
"""

    def many_sessions(self):
        return """
resource "interconnect_virtual_interface" "x" {
  count         = COUNT
  cloud         = "aws"
  name          = "bench-${count.index}"
  connection_id = interconnect_connection.x[count.index].id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
}
resource "interconnect_bgp_peer" "x" {
  count                = COUNT
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.x[count.index].id
  address_family       = "ipv6"
  customer_asn         = "64600"
}
"""
