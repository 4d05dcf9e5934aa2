output "interfaces" {
  description = "What a router needs of each interface."
  value = {
    for name, interface in interconnect_virtual_interface.line : name => {
      id        = interface.id
      cloud_asn = interface.cloud_asn
      device    = interconnect_connection.line[name].device
    }
  }
}
