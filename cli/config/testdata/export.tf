terraform {
  required_providers {
    interconnect = {
      source = "multicloud/interconnect"
    }
  }
}

provider "interconnect" {
  alibaba = {
    region = "cn-hangzhou"
  }
  aws = {
    region              = "us-east-1"
    shared_config_files = ["/etc/aws/config"]
    max_retries         = 4
  }
  huawei = {
    region = "cn-north-4"
    cloud  = "myhuaweicloud.eu"
  }
  owner            = "net-team/prod"
  allow_disruption = ["dc1"]
  limits = {
    "aws.virtual_interface.transit" = 60
  }
}

provider "interconnect" {
  alias = "aws_partner"
  aws = {
    profile = "partner"
    assume_role = {
      role_arn = "arn:aws:iam::123456789012:role/net"
    }
    use_fips = true
  }
  owner            = "net-team/prod"
  allow_disruption = ["dc1"]
  limits = {
    "aws.virtual_interface.transit" = 60
  }
}

resource "interconnect_connection" "dc_1_2" {
  cloud     = "aws"
  name      = "dc1"
  location  = "EqDC2"
  bandwidth = "1Gbps"
  tags = {
    "cost center" = "12"
    "team"        = "net"
  }
}

import {
  to = interconnect_connection.dc_1_2
  id = "aws/us-east-1/dxcon-fg5678gh"
}

resource "interconnect_connection" "dc_1" {
  provider  = interconnect.aws_partner
  cloud     = "aws"
  name      = "dc_1"
  location  = "EqDC2"
  bandwidth = "10Gbps"
  timeouts = {
    create = "30m"
  }
  aws = {
    request_macsec = false
  }
}

resource "interconnect_connection" "line" {
  cloud = "huawei"
  adopt = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"
}

resource "interconnect_connection" "port" {
  cloud     = "alibaba"
  name      = "port"
  location  = "ap-cn-hangzhou-yh-A"
  bandwidth = "1Gbps"
  alibaba = {
    line_operator = "Equinix"
    port_type     = "10GBase-LR"
  }
}

resource "interconnect_virtual_interface" "partner" {
  provider      = interconnect.aws_partner
  cloud         = "aws"
  name          = "partner"
  connection_id = interconnect_connection.dc_1.id
  vlan          = 126
  gateway_id    = "vgw-f9eb0c91"
  customer_asn  = "65000"
}

resource "interconnect_virtual_interface" "prod" {
  cloud         = "aws"
  name          = "prod"
  connection_id = interconnect_connection.dc_1_2.id
  vlan          = 125
  gateway_id    = "vgw-f9eb0c90"
  customer_asn  = "65000"
  # auth_key is a secret and is not written here.
  aws = {
    site_link = false
  }
}

resource "interconnect_virtual_interface" "vbr" {
  cloud            = "alibaba"
  name             = "vbr"
  connection_id    = interconnect_connection.port.id
  vlan             = 125
  cloud_address    = "10.255.0.1/30"
  customer_address = "10.255.0.2/30"
  customer_asn     = "65000"
  bfd = {
    enabled = true
  }
}

resource "interconnect_bgp_peer" "core-1" {
  cloud            = "alibaba"
  bgp_group_id     = interconnect_bgp_group.core.id
  customer_address = "10.255.1.2/30"
}

resource "interconnect_bgp_peer" "prod-v6" {
  cloud                = "aws"
  virtual_interface_id = interconnect_virtual_interface.prod.id
  address_family       = "ipv6"
  customer_asn         = "1.10"
}

resource "interconnect_bgp_group" "core" {
  cloud                = "alibaba"
  virtual_interface_id = interconnect_virtual_interface.vbr.id
  customer_asn         = "65000"
  description          = "core $${x} \u0024$${y} %%{z} \"quoted\" \\"
}

resource "interconnect_bgp_cidr" "association" {
  cloud         = "aws"
  advertised_by = "be85116d-46eb-4b43-a27a-da0c2ad648de"
  cidr          = "10.1.0.0/16"
}

resource "interconnect_bgp_cidr" "ten" {
  cloud         = "alibaba"
  advertised_by = interconnect_virtual_interface.vbr.id
  cidr          = "10.0.0.0/16"
}

import {
  to = interconnect_bgp_cidr.ten
  id = "alibaba/cn-hangzhou/vbr-bp1/10.0.0.0/16"
}
