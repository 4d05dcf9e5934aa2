# Hosted connections that a partner offers, with an interface on each for a tenant, who accepts it with an account of its own.
terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

provider "interconnect" {
  aws              = { region = "us-east-1", allowed_account_ids = [var.own_account] }
  owner            = "modules/partner-circuits"
  allow_disruption = var.may_go_down
}

provider "interconnect" {
  alias = "tenant"
  aws   = { region = "us-east-1", profile = "tenant", allowed_account_ids = [var.tenant_account] }
  owner = "modules/partner-circuits"
}

module "circuit" {
  source   = "./circuit"
  for_each = var.circuits

  providers = {
    interconnect        = interconnect
    interconnect.tenant = interconnect.tenant
  }

  name           = each.key
  connection_id  = each.value.connection_id
  customer_asn   = coalesce(each.value.customer_asn, var.customer_asn)
  addresses      = each.value.addresses
  tenant_account = var.tenant_account
  tenant_gateway = var.tenant_gateway
  tenant_tags    = var.tenant_tags
  on_destroy     = var.on_destroy
}

output "circuits" {
  value = { for name, circuit in module.circuit : name => circuit.interface }
}
