terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

variable "region" {
  type    = string
  default = null
}

variable "link" {
  type = any
}

variable "on_destroy" {
  type    = string
  default = null
}

resource "interconnect_connection" "port" {
  cloud      = "aws"
  region     = var.region
  name       = var.link.name
  location   = var.link.location
  bandwidth  = try(var.link.bandwidth, "1Gbps")
  on_destroy = var.on_destroy
}

resource "interconnect_virtual_interface" "private" {
  cloud         = "aws"
  region        = interconnect_connection.port.region
  name          = interconnect_connection.port.name
  connection_id = interconnect_connection.port.id
  vlan          = var.link.vlan
  gateway_id    = var.link.gateway_id
  customer_asn  = try(var.link.customer_asn, "65000")
  on_destroy    = var.on_destroy
}

output "interface" {
  value = interconnect_virtual_interface.private
}
