variable "existing" {
  description = "Name of a link → what is there of it, and what is known of it."
  type = map(object({
    cloud             = string
    connection_id     = optional(string)
    location          = optional(string)
    bandwidth         = optional(string)
    line_operator     = optional(string)
    interface_id      = optional(string)
    interface_name    = string
    vlan              = number
    gateway_id        = optional(string)
    rate              = optional(string)
    cloud_address     = optional(string)
    customer_address  = optional(string)
    customer_asn      = string
    customer_prefixes = optional(set(string))
    peer_id           = optional(string)
    group             = optional(object({ id = string, name = string, peer_id = string }))
    advertised_by     = optional(string)
    advertised        = optional(string)
  }))
}

variable "tags" {
  description = "Null where nothing has any: an empty map is an update of the state."
  type        = map(string)
  default     = null
}

variable "on_destroy" {
  type    = string
  default = null
}
