# What is checked before anything is sent; needs no account.
data "interconnect_limits" "aws" {
  cloud = "aws"
  kind  = "virtual_interface"
}

output "adjustable" {
  value = { for l in data.interconnect_limits.aws.limits : l.id => l.number if l.adjustable }
}
