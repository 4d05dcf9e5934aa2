variable "location" {
  description = "Id of the access point where the port is; the data source interconnect_locations lists them."
  type        = string
  default     = "ap-cn-hangzhou-yh-B"
}

variable "customer_asn" {
  description = "Your autonomous system number; 4 bytes are fine."
  type        = string
  default     = "4200000000"
}

variable "core_routers" {
  description = "Addresses of further routers of yours, with which the cloud has sessions over the link."
  type        = map(string)
  default     = { a = "192.168.7.1/32", b = "192.168.7.2/32" }
}

variable "advertised" {
  description = "Prefixes that Alibaba Cloud advertises to your side, of both families."
  type        = set(string)
  default     = ["10.10.0.0/16", "2408:4004:aa::/48"]
}

variable "bgp_key" {
  description = "MD5 key of the sessions; null for none. Never stored."
  type        = string
  ephemeral   = true
  default     = null
}

variable "on_destroy" {
  description = "What destroying the connection does: refuse, keep or delete."
  type        = string
  default     = "refuse"
}

variable "bgp_key_version" {
  description = "1 with the first bgp_key, and raised with each new one; null without a key."
  type        = number
  default     = null
}
