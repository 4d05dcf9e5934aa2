variable "name" {
  type = string
}

variable "connection_id" {
  type = string
}

variable "router" {
  type = any
}

variable "local_asn" {
  type = number
}

variable "peer_asn" {
  type = number
}

variable "auth_key" {
  type      = string
  sensitive = true
  default   = null
}

variable "tags" {
  type = map(string)
}

variable "on_destroy" {
  type    = string
  default = null
}
