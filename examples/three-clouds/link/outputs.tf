output "router" {
  value = {
    vlan        = interconnect_virtual_interface.private.vlan
    asn         = interconnect_virtual_interface.private.customer_asn
    address     = interconnect_virtual_interface.private.customer_address
    neighbor    = interconnect_virtual_interface.private.cloud_address
    address_v6  = interconnect_bgp_peer.v6.customer_address
    neighbor_v6 = interconnect_bgp_peer.v6.cloud_address
  }
}
