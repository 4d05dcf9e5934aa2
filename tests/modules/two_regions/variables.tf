variable "links" {
  type = map(object({
    name       = string
    location   = string
    vlan       = number
    gateway_id = string
    bandwidth  = optional(string, "1Gbps")
  }))
}

variable "backup" {
  type    = any
  default = null
}

variable "on_destroy" {
  type    = string
  default = null
}
