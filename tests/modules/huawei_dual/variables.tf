variable "region_name" {
  type    = string
  default = "cn-north-4"
}

variable "lines" {
  type = map(object({
    direct_connect_id    = string
    vlan                 = number
    bandwidth            = optional(number, 100)
    priority             = optional(string, "normal")
    description          = optional(string) # null, not an empty text: that is refused
    local_gateway_v4_ip  = string
    remote_gateway_v4_ip = string
    local_gateway_v6_ip  = optional(string)
    remote_gateway_v6_ip = optional(string)
  }))
}

variable "virtual_gateway_id" {
  type = string
}

variable "virtual_interface_name" {
  type    = string
  default = "prod"
}

variable "virtual_interface_type" {
  type    = string
  default = "private"
}

variable "bgp_asn" {
  type    = number
  default = 65010
}

variable "bgp_md5" {
  type      = string
  sensitive = true
  default   = null
}

variable "remote_ep_group" {
  type    = set(string)
  default = ["192.168.52.0/24"]
}

variable "remote_ep_group_v6" {
  type    = set(string)
  default = ["2001:db8:1::/48"]
}

variable "local_ep_group" {
  type    = list(string)
  default = []
}

variable "enable_bfd" {
  type    = bool
  default = true
}

variable "enable_nqa" {
  type    = bool
  default = false
}

variable "virtual_interface_tags" {
  type    = map(string)
  default = { Owner = "terraform" }
}

variable "may_go_down" {
  type    = set(string)
  default = []
}

variable "on_destroy" {
  type    = string
  default = null
}
