# Huawei Cloud: the line of a carrier, which its API does not order. Taken over as it is.
resource "interconnect_connection" "line" {
  cloud = "huawei"
  adopt = "6ecd9cf3-ca64-46c7-863f-f2eb1b9e838a"
}
