"""The cloud's end of links, as BIRD runs it: made of what a simulator says of an interface (`GET /objects`), with code of its own:
neither the model nor the templates of what is tested have a part in it.
"""

import dataclasses
import ipaddress


@dataclasses.dataclass
class Session:
    local: str  # the cloud's address, with its length
    remote: str  # the customer's, without
    local_asn: int
    remote_asn: int
    key: str = ""
    bfd: tuple = ()  # (transmit, receive, multiplier): it runs, with these

    @property
    def family(self):
        return f"ipv{ipaddress.ip_interface(self.local).version}"

    @property
    def address(self):
        return str(ipaddress.ip_interface(self.local).ip)


@dataclasses.dataclass
class Link:
    vlan: int
    mtu: int
    sessions: list


def plain(address):
    return address.split("/")[0]


def aws(cloud, interface_id):
    vif = cloud.interface_of(interface_id)
    sessions = [Session(peer["amazonAddress"], plain(peer["customerAddress"]), vif["amazonSideAsn"], peer.get("asnLong") or peer["asn"],
                        peer["authKey"], (300, 300, 3)) for peer in cloud.sessions(interface_id).values()]
    return Link(vif["vlan"], vif["mtu"], sessions)


def huawei(cloud, interface_id):
    vif = cloud.interface_of(interface_id)
    gateway = next(one for one in cloud.objects()["virtual_gateways"] if one["id"] == vif["vgw_id"])
    tuned = vif.get("extend_attribute") or {}
    timers = (tuned.get("min_tx_interval", 1000), tuned.get("min_rx_interval", 1000), tuned.get("detect_multiplier", 5))
    sessions = [Session(peer["local_gateway_ip"], plain(peer["remote_gateway_ip"]), gateway["bgp_asn"], peer["bgp_asn"],
                        peer.get("bgp_md5") or "", timers if vif.get("enable_bfd") else ())
                for peer in cloud.sessions(interface_id).values()]
    return Link(vif["vlan"], 0, sessions)


def alibaba(cloud, interface_id):
    router = next(one for one in cloud.interfaces() if one["VbrId"] == interface_id)
    timers = tuple(int(router.get(name) or usual) for name, usual in
                   (("MinTxInterval", 1000), ("MinRxInterval", 1000), ("DetectMultiplier", 3)))
    sessions = []
    for family, session in cloud.sessions(interface_id).items():
        if family == "ipv6":
            end = f"{router['LocalIpv6GatewayIp']}/{router['PeeringIpv6SubnetMask'].rpartition('/')[2]}"
        else:
            end = str(ipaddress.ip_interface(f"{router['LocalGatewayIp']}/{router['PeeringSubnetMask']}"))
        sessions.append(Session(end, plain(session["PeerIpAddress"]), int(session["LocalAsn"]), int(session["PeerAsn"]),
                                session.get("AuthKey") or "", timers if session.get("EnableBfd") else ()))
    return Link(int(router["VlanId"]), int(router.get("Mtu") or 0), sessions)


READERS = {"aws": aws, "huawei": huawei, "alibaba": alibaba}


def configuration(links, advertised, interfaces):
    """BIRD's, for all of the cloud's ends. `advertised`: prefixes, over each session of their family; `interfaces`: by link, in order."""
    text = ["log stderr all;", "router id 192.0.2.1;", "protocol device { }"]
    for family in ("ipv4", "ipv6"):
        mine = [prefix for prefix in advertised if f"ipv{ipaddress.ip_network(prefix).version}" == family]
        routes = " ".join(f"route {prefix} unreachable;" for prefix in mine)
        text.append(f"protocol static networks_{family} {{ {family}; {routes} }}")
    text.append("protocol bfd {")
    for link, interface in zip(links, interfaces, strict=True):
        running = [session.bfd for session in link.sessions if session.bfd]
        if running:
            transmit, receive, multiplier = running[0]
            text.append(f'  interface "{interface}" {{ min tx interval {transmit} ms; min rx interval {receive} ms; '
                        f"multiplier {multiplier}; }};")
    text.append("}")
    for number, session in enumerate(session for link in links for session in link.sessions):
        key = f'  password "{session.key}";\n' if session.key else ""
        text.append(f"""protocol bgp session{number} {{
  local {session.address} as {session.local_asn};
  neighbor {session.remote} as {session.remote_asn};
  connect delay time 1; connect retry time 2; error wait time 1, 3;
{key}{"  bfd on;" if session.bfd else ""}
  {session.family} {{ import all; export where source = RTS_STATIC; }};
}}""")
    return "\n".join(text) + "\n"
