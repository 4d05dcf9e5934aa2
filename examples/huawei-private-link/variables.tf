variable "lines" {
  description = "One entry a line: its id, and VLAN, link networks and priority of its interface."
  type        = map(object({ id = string, vlan = number, link = string, link_v6 = string, priority = string }))
}

variable "gateway_id" {
  description = "Id of the virtual gateway the interfaces attach to."
  type        = string
}

variable "bandwidth" {
  description = "Bandwidth of each interface, up to that of its line."
  type        = string
  default     = "200Mbps"
}

variable "customer_asn" {
  description = "Your autonomous system number; 4 bytes are fine."
  type        = string
  default     = "4200000000"
}

variable "customer_prefixes" {
  description = "IPv4 prefixes of your side."
  type        = set(string)
  default     = ["192.168.52.0/24", "192.168.54.0/24"]
}

variable "advertised" {
  description = "Prefixes that the gateway advertises to your side, beside those it has."
  type        = set(string)
  default     = ["10.1.0.0/16"]
}

variable "bgp_key" {
  description = "MD5 key of the sessions: 8 to 255 characters of two kinds. Never stored."
  type        = string
  ephemeral   = true
}
