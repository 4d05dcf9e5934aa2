# A dedicated port. Destroying it is refused unless on_destroy says otherwise: ordering one takes weeks.
resource "interconnect_connection" "dc1" {
  cloud     = "aws"
  name      = "dc1-aws"
  location  = "EqDC2"
  bandwidth = "1Gbps"
  tags      = { team = "net" }
}

# A hosted connection that a partner offers: taken over, and accepted if it waits for that. `name` says which one is meant.
resource "interconnect_connection" "hosted" {
  cloud = "aws"
  adopt = "dxcon-ffhosted"
  name  = "from-the-partner"
}
