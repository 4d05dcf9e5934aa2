"""Huawei Cloud Direct Connect, simulated."""

from vendors.cloud import SimulatedCloud, ToldLimit

# The published keys of the simulated cloud (simulators/README.md); they open nothing else.
KEY, SECRET = "HWAKSIMULATOR0000001", "simulator-secret-1"
PARTNER_KEY, PARTNER_SECRET = "HWAKSIMULATOR0000002", "simulator-secret-2"
PROJECT, PARTNER_PROJECT = "c3b7e9b214a875c9254a5424cc5c527a", "2f3395c427010a47778719c46ed826fd"  # in cn-north-4


class Cloud(SimulatedCloud):
    name = "huawei"
    region = "cn-north-4"
    hosted = ("hosted_connect", "name")
    hosted_to_come = {"status": "PENDING_CREATE"}
    secret = SECRET
    connection_id = "4c9f1d0a-5a5a-4a5e-9f0b-1d2c3b4a5f60"
    list_of_connections = b'{"direct_connects":[', b'],"page_info":{},"request_id":"x"}', b"id"
    without_questions = {"HW_PROJECT_ID": "p"}
    identities = {
        "session": {"HW_SECURITY_TOKEN": "TOKEN"},
        "password": {"HW_ACCESS_KEY": "", "HW_SECRET_KEY": "", "HW_USER_NAME": "team", "HW_USER_PASSWORD": "TOKEN", "HW_DOMAIN_NAME": "d"},
        "token": {"HW_ACCESS_KEY": "", "HW_SECRET_KEY": "", "HW_AUTH_TOKEN": "TOKEN"},
        "identity provider": {"HW_ACCESS_KEY": "", "HW_SECRET_KEY": "", "HUAWEICLOUD_SDK_IDP_ID": "idp", "HUAWEICLOUD_SDK_ID_TOKEN_FILE": "FILE",
                              "HUAWEICLOUD_SDK_PROJECT_ID": "p", "HUAWEICLOUD_SDK_IAM_ENDPOINT": "AWAY"},
    }
    another_shell = {"HW_ACCESS_KEY": PARTNER_KEY, "HW_SECRET_KEY": PARTNER_SECRET}
    account_ids = ["d0000000000000000000000000000001"]
    tells_account = "KeystoneListAuthDomains"
    reads = ("List", "Show", "Keystone")
    cannot = {"orders_connections": "the API of Huawei Cloud cannot order a connection, it is adopted",
              "moves_interfaces": "Huawei Cloud makes an interface anew for another port or VLAN"}
    odd = ({"name": "ä ö/"}, {"vlan": 4090})
    calls_of_its_own_provider = {"create": 99, "destroy": 100}  # huaweicloud of August 2026: 40 interfaces; measured 2026-11-28
    told_limit = ToldLimit("huawei.virtual_interface.per_region", "virtual_interface", 50, 11, "virtualInterface", "ShowQuotas",
                           "Direct Connect's quotas of project")
    letter = "no letter of authorization in its API"
    create_interface = "CreateVirtualInterface"
    create_session = "CreateVifPeer"
    delete_session = "DeleteVifPeer"
    ended = ("status", ("ERROR",))
    declined = ("status", ("REJECTED",))
    accepted = {"status": "ACTIVE"}
    owner_field = ("resource_tenant_id", PROJECT, PARTNER_PROJECT)
    waiting = ("status", ("AUTHORIZATION",))
    interface_id = "id"
    interface_place = ("direct_connect_id", "vlan")
    session_key = "bgp_md5"

    @staticmethod
    def shell(url):
        """The project's id is looked up."""
        return {"HW_ACCESS_KEY": KEY, "HW_SECRET_KEY": SECRET, "HW_REGION_NAME": Cloud.region, "HW_AUTH_URL": url,
                "HUAWEICLOUD_SDK_REGION_DC_CN_NORTH_4": url}

    def gateway(self):
        if "gateway" not in self.ports_made:
            self.ports_made["gateway"] = self.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"])
        return self.ports_made["gateway"]

    def port(self, name):
        if name not in self.ports_made:
            self.ports_made[name] = self.seed("direct_connect", name=name, bandwidth=10000)
        return "", f'"{self.ports_made[name]}"'

    def interface(self, name, port, vlan=125, asn="65000", more=""):
        return f"""
resource "interconnect_virtual_interface" "{name}" {{
  cloud            = "huawei"
  name             = "{name}"
  connection_id    = {port}
  vlan             = {vlan}
  gateway_id       = "{self.gateway()}"
  bandwidth        = "100Mbps"
  customer_asn     = "{asn}"
  cloud_address    = "169.254.64.1/30"
  customer_address = "169.254.64.2/30"
  {more}
}}
"""

    def offered(self, name, port):
        own, _, another = self.owner_field
        theirs = self.seed("virtual_gateway", local_ep_group=["10.0.0.0/16"], tenant_id=another)
        text = self.interface(name, port, more=f'huawei = {{ {own} = "{another}" }}')
        return text.replace(self.gateway(), theirs)

    def replaced(self, port, spare, vlan):
        return port, vlan + 100

    def second_session(self, interface, more=""):
        return f"""
resource "interconnect_bgp_peer" "six" {{
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.{interface}.id
  address_family       = "ipv6"
  customer_asn         = "64600"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
  {more}
}}
"""

    def objects(self):
        """With the peers of all interfaces as a list of their own."""
        objects = self.sim.objects()
        return {**objects, "vif_peers": [peer for vif in objects["virtual_interfaces"] for peer in vif["vif_peers"]]}

    def interfaces(self):
        return self.objects()["virtual_interfaces"]

    def interface_of(self, object_id):
        return [v for v in self.interfaces() if v["id"] == object_id][0]

    def sessions(self, interface_id):
        return {p["address_family"]: p for p in self.interface_of(interface_id)["vif_peers"]}

    def session_id(self, interface_id, family):
        return self.sessions(interface_id)[family]["id"]

    def router_answers(self, interface_id, up):
        self.edit(interface_id, router_up=up)

    def rename(self, interface_id, name):
        self.edit(interface_id, name=name)

    def name_another(self, name):
        self.seed("direct_connect", name=name)

    def name_gateway(self, name, tags):
        return self.seed("virtual_gateway", name=name, tags=tags)

    def name_tags(self, object_id, tags):
        self.edit(object_id, tags=tags)

    def link(self):
        gateway = self.seed("virtual_gateway", local_ep_group=["10.2.0.0/16"])
        return {"adopt": self.seed("direct_connect", name="line"), "vlan": 125, "gateway_id": gateway,
                "rate": "200Mbps", "prefixes": ["192.168.52.0/24"], "advertised_by": gateway,
                "addresses": {"cloud": "10.9.0.1/30", "customer": "10.9.0.2/30"},
                "addresses_v6": {"cloud": "2407:c080::1/64", "customer": "2407:c080::2/64"},
                "advertised": ["10.3.0.0/16"]}

    def many_sessions(self):
        return """
resource "interconnect_bgp_peer" "x" {
  count                = COUNT
  cloud                = "huawei"
  virtual_interface_id = interconnect_virtual_interface.x[count.index].id
  address_family       = "ipv6"
  customer_asn         = "64600"
  cloud_address        = "fd00::1/64"
  customer_address     = "fd00::2/64"
}
"""

    def many(self, most):
        for name in self.sim.objects()["quotas"]:
            self.edit("quotas", **{name: most})
        line = self.seed("direct_connect", name="line", bandwidth=100000)
        return f'limits = {{ "huawei.virtual_interface.per_region" = {most} }}', f"""
resource "interconnect_virtual_interface" "x" {{
  count             = COUNT
  cloud             = "huawei"
  name              = "bench-${{count.index}}"
  connection_id     = "{line}"
  vlan              = 100 + count.index
  gateway_id        = "{self.gateway()}"
  bandwidth         = "5Mbps"
  customer_asn      = "65000"
  cloud_address     = "${{cidrhost(cidrsubnet("172.16.0.0/12", 18, count.index), 1)}}/30"
  customer_address  = "${{cidrhost(cidrsubnet("172.16.0.0/12", 18, count.index), 2)}}/30"
  customer_prefixes = ["192.168.0.0/24"]
}}
"""
