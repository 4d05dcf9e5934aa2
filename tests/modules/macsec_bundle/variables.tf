variable "environment" {
  type    = string
  default = "prod"
}

variable "ports" {
  type    = number
  default = 2
}

variable "location" {
  type    = string
  default = "EqDC2"
}

variable "bandwidth" {
  type    = string
  default = "100Gbps"
}

variable "use_lag" {
  type    = bool
  default = true
}

variable "lag_id" {
  type    = string
  default = null
}

variable "provider_name" {
  type    = string
  default = null
}

variable "encryption_mode" {
  type    = string
  default = null

  validation {
    condition     = var.encryption_mode == null || contains(["no_encrypt", "should_encrypt", "must_encrypt"], coalesce(var.encryption_mode, "no_encrypt"))
    error_message = "One of no_encrypt, should_encrypt and must_encrypt."
  }
}

variable "create_transit" {
  type    = bool
  default = true
}

variable "dual_stack" {
  type    = bool
  default = true
}

variable "jumbo" {
  type    = bool
  default = false
}

variable "site_link" {
  type    = bool
  default = false
}

variable "vlan" {
  type    = string
  default = "4094"
}

variable "gateway_id" {
  type = string
}

variable "customer_asn" {
  type    = number
  default = 4200000000
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "may_go_down" {
  type    = set(string)
  default = []
}

variable "on_destroy" {
  type    = string
  default = null
}
