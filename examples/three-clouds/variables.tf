variable "site" {
  description = "Name of the data centre, part of every name."
  type        = string
  default     = "dc1"
}

variable "clouds" {
  description = "One entry a cloud; what a cloud does not take is left out."
  type = map(object({
    location      = optional(string)                                                                 # where the port is ordered
    bandwidth     = optional(string)                                                                 # of the port
    adopt         = optional(string)                                                                 # id of a line that exists, where the API orders none
    port          = optional(object({ line_operator = string, port_type = string, enabled = bool })) # alibaba
    gateway_id    = optional(string)                                                                 # what the interface attaches to
    rate          = optional(string)                                                                 # of the interface
    vlan          = number
    addresses     = optional(object({ cloud = string, customer = string }))
    addresses_v6  = optional(object({ cloud = string, customer = string }))
    prefixes      = optional(set(string)) # of your side
    advertised_by = optional(string)      # the interface itself if left out
    advertised    = set(string)           # what the cloud announces
  }))
}

variable "customer_asn" {
  description = "Your autonomous system number; 4 bytes are fine."
  type        = string
  default     = "4200000000"
}

variable "bgp_key" {
  description = "MD5 key of the sessions: 8 to 16 letters, digits and ! % & keep all three clouds content. Never stored."
  type        = string
  ephemeral   = true
}
