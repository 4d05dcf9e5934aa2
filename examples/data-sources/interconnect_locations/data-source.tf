data "interconnect_locations" "here" {
  cloud = "aws"
}

output "ten_gigabit" {
  value = [for l in data.interconnect_locations.here.locations : l.code if contains(l.bandwidths, "10Gbps")]
}
