# Huawei Cloud: a local subnet of a virtual gateway.
resource "interconnect_bgp_cidr" "subnet" {
  cloud         = "huawei"
  advertised_by = "f65e89e9-2a1b-4c3d-8e4f-5a6b7c8d9e0f"
  cidr          = "10.1.0.0/16"
}
