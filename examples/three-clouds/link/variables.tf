variable "cloud" {
  type = string
}

variable "site" {
  type = string
}

variable "link" {
  type = any
}

variable "customer_asn" {
  type = string
}

variable "bgp_key" {
  type      = string
  ephemeral = true
}
