# The same link into three clouds: one module, one entry a cloud.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws     = { region = "us-east-1" }
  huawei  = { region = "cn-north-4" }
  alibaba = { region = "cn-hangzhou" }
  owner   = "net-team/three-clouds"
}

module "link" {
  source       = "./link"
  for_each     = var.clouds
  cloud        = each.key
  site         = var.site
  link         = each.value
  customer_asn = var.customer_asn
  bgp_key      = var.bgp_key
}
