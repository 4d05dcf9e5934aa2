variable "gateways" {
  description = "Type of interface → the Direct Connect gateway it is attached to."
  type        = map(string)
}

variable "interfaces" {
  type = map(object({
    location     = optional(string, "EqDC2")
    type         = optional(string, "transit")
    vlan         = number
    mtu          = optional(number, 1500)
    gateway_id   = optional(string)
    customer_asn = optional(number, 65000)
    subnet       = optional(string)
    prefixes     = optional(list(string), [])
    site_link    = optional(bool, false)
    tags         = optional(map(string), {})
  }))
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "on_destroy" {
  type    = string
  default = null
}
