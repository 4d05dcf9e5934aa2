# The same link in two regions: one with the provider's region, one by `region`; the third way, a provider of its own, is the last.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws   = { region = "us-east-1" }
  owner = "modules/two-regions"
}

provider "interconnect" {
  alias = "west"
  aws   = { region = "us-west-2" }
  owner = "modules/two-regions"
}

module "east" {
  source     = "./region"
  link       = var.links.east
  on_destroy = var.on_destroy
}

module "west" {
  source     = "./region"
  providers  = { interconnect = interconnect.west }
  link       = var.links.west
  on_destroy = var.on_destroy
}

module "backup" {
  source     = "./region"
  count      = var.backup == null ? 0 : 1
  region     = "us-west-2"
  link       = var.backup
  on_destroy = var.on_destroy
}

locals {
  interfaces = concat([module.east.interface, module.west.interface], module.backup[*].interface)
}

output "regions" {
  value = { for one in local.interfaces : one.name => one.region }
}
