output "router" {
  description = "What each router needs to be configured with."
  value = {
    for name, vif in interconnect_virtual_interface.link : name => {
      vlan           = vif.vlan
      asn            = vif.customer_asn
      neighbor       = vif.cloud_address
      address        = vif.customer_address
      neighbor_v6    = interconnect_bgp_peer.link_v6[name].cloud_address
      address_v6     = interconnect_bgp_peer.link_v6[name].customer_address
      device         = interconnect_connection.link[name].device
      logical_device = interconnect_connection.link[name].logical_device
    }
  }
}
