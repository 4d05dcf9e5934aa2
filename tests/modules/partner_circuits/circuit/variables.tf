variable "name" {
  type = string
}

variable "connection_id" {
  type = string
}

variable "customer_asn" {
  type = string
}

variable "addresses" {
  type    = object({ cloud = string, customer = string })
  default = null
}

variable "tenant_account" {
  type = string
}

variable "tenant_gateway" {
  type = string
}

variable "tenant_tags" {
  type    = map(string)
  default = {}
}

variable "on_destroy" {
  type    = string
  default = null
}
