output "interface" {
  value = {
    id       = interconnect_virtual_interface.accepted.id
    vlan     = interconnect_virtual_interface.accepted.vlan
    address  = interconnect_virtual_interface.accepted.customer_address
    neighbor = interconnect_virtual_interface.accepted.cloud_address
  }
}
