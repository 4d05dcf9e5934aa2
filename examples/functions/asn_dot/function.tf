# A router that takes asdot.
output "router_asn" {
  value = provider::interconnect::asn_dot("4200000000") # "64086.59904"
}
