variable "own_account" {
  type = string
}

variable "tenant_account" {
  type = string
}

variable "tenant_gateway" {
  type = string
}

variable "tenant_tags" {
  type    = map(string)
  default = { Side = "Accepter" }
}

variable "customer_asn" {
  type    = string
  default = "65352"
}

variable "circuits" {
  type = map(object({
    connection_id = string
    customer_asn  = optional(string)
    addresses     = optional(object({ cloud = string, customer = string }))
  }))
}

variable "on_destroy" {
  type    = string
  default = null
}

# Both circuits lead the tenant to one gateway: whether they back each other the tenant's account says.
variable "may_go_down" {
  type    = list(string)
  default = []
}
