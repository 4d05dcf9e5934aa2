# A prefix that the cloud advertises to your side: on AWS an allowed prefix of a Direct Connect gateway association.
resource "interconnect_bgp_cidr" "vpc" {
  cloud         = "aws"
  advertised_by = "be85116d-46eb-4b43-a27a-da0c2ad648de"
  cidr          = "10.0.0.0/16"
}
