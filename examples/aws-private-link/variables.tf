variable "links" {
  description = "One entry a link: where its port is, and the VLAN of its interface."
  type        = map(object({ location = string, vlan = number }))
  default = {
    dc1 = { location = "EqDC2", vlan = 125 }
    dc2 = { location = "EqDC2", vlan = 126 }
  }
}

variable "bandwidth" {
  description = "Speed of each port."
  type        = string
  default     = "1Gbps"
}

variable "gateway_id" {
  description = "Id of the virtual private gateway or Direct Connect gateway the interfaces attach to."
  type        = string
}

variable "association_id" {
  description = "Id of the Direct Connect gateway's association, to advertise prefixes from; null advertises none."
  type        = string
  default     = null
}

variable "advertised" {
  description = "Prefixes that AWS advertises to your side."
  type        = set(string)
  default     = ["10.0.0.0/16", "10.1.0.0/16"]
}

variable "customer_asn" {
  description = "Your autonomous system number; 4 bytes are fine."
  type        = string
  default     = "4200000000"
}

variable "bgp_key" {
  description = "MD5 key of the sessions; null lets AWS choose. Never stored."
  type        = string
  ephemeral   = true
  default     = null
}

variable "on_destroy" {
  description = "What destroying a connection does: refuse, keep or delete."
  type        = string
  default     = "refuse"
}

variable "bgp_key_version" {
  description = "1 with the first bgp_key, and raised with each new one; null without a key."
  type        = number
  default     = null
}
