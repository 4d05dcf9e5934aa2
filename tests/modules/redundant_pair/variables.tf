variable "region" {
  type    = string
  default = "us-east-1"
}

variable "name" {
  type    = string
  default = "corp"
}

variable "tags" {
  type    = map(string)
  default = { ManagedBy = "terraform" }
}

variable "on_destroy" {
  type    = string
  default = null
}

variable "may_go_down" {
  type    = list(string)
  default = []
}

variable "customer_asn" {
  type    = number
  default = 65010
}

variable "sites" {
  type = map(object({
    location    = string
    bandwidth   = optional(string, "10Gbps")
    vlan_offset = number
  }))
  default = {
    dc1 = { location = "EqDC2", vlan_offset = 0 }
    dc2 = { location = "EqDA2", vlan_offset = 1000 }
  }
}

variable "gateways" {
  type = map(object({
    id             = string
    association_id = string
    vlan           = number
    dual_stack     = optional(bool, false)
    mtu            = optional(number)
    advertised     = optional(list(string), [])
  }))
}
