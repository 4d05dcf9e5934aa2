"""Sky Links, simulated: connections, and nothing on them."""

from vendors.cloud import SimulatedCloud

KEY = "sky-simulator-key"
LINKS_ONLY = "Sky Links has links only"


class Cloud(SimulatedCloud):
    name = "sky"
    region = "troposphere"
    secret = KEY
    reads = ("Get", "List")
    cannot = {"has_interfaces": LINKS_ONLY, "tells_accounts": "it knows keys, and no accounts"}

    @staticmethod
    def shell(url):
        return {"SKY_KEY": KEY, "SKY_REGION": Cloud.region, "SKY_ENDPOINT": url}

    def port(self, name):
        return f"""
resource "interconnect_connection" "{name}" {{
  cloud      = "sky"
  name       = "{name}"
  location   = "cumulus"
  bandwidth  = "1Gbps"
  on_destroy = "delete"
}}
""", f"interconnect_connection.{name}.id"
