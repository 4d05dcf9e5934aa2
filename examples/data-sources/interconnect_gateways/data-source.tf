data "interconnect_gateways" "of_team" {
  cloud       = "huawei"
  filter_tags = { team = "net" }
}

output "gateway_asns" {
  value = { for gateway in data.interconnect_gateways.of_team.gateways : gateway.name => gateway.cloud_asn }
}
