# A router that takes asplain, whatever notation the number is kept in.
output "router_asn" {
  value = provider::interconnect::asn_plain("64086.59904") # "4200000000"
}
