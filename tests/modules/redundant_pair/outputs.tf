output "routers" {
  description = "What the router of each site has to know, by gateway."
  value = {
    for site, link in module.link : site => {
      for gateway, one in link.interfaces : gateway => {
        vlan     = one.vlan
        address  = one.customer_address
        neighbor = one.cloud_address
        asn      = one.cloud_asn
      }
    }
  }
}
