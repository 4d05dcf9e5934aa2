output "interfaces" {
  value = interconnect_virtual_interface.this
}
