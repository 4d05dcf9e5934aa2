variable "name" {
  type    = string
  default = "corp"
}

variable "create_physical_connection" {
  type    = bool
  default = true
}

variable "physical_connection_ids" {
  type    = map(string)
  default = {}
}

variable "access_point_id" {
  type    = string
  default = "ap-cn-hangzhou-yh-B"
}

variable "line_operator" {
  type    = string
  default = "CT"
}

variable "port_type" {
  type    = string
  default = "10GBase-LR"
}

variable "peer_location" {
  type    = string
  default = "Hangzhou"
}

variable "bandwidth" {
  type    = string
  default = "1Gbps"
}

variable "local_asn" {
  type    = number
  default = 64900
}

variable "peer_asn" {
  type    = number
  default = 65020
}

variable "auth_key" {
  type      = string
  sensitive = true
  default   = ""
}

variable "routers" {
  type = map(object({
    vlan_id        = number
    subnet         = string
    subnet_v6      = optional(string)
    routes         = optional(list(string), [])
    networks       = optional(list(string), [])
    detection      = optional(object({ interval = number, multiplier = number }))
    bfd_multi_hop  = optional(number, 1)
    further_subnet = optional(string)
  }))
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "may_go_down" {
  type    = set(string)
  default = []
}

variable "on_destroy" {
  type    = string
  default = null
}
