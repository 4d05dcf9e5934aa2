variable "name" {
  type = string
}

variable "create_connection" {
  type    = bool
  default = true
}

variable "connection_id" {
  type    = string
  default = null
}

variable "location" {
  type = string
}

variable "bandwidth" {
  type = string
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "on_destroy" {
  type    = string
  default = null
}

variable "interfaces" {
  type = any
}
