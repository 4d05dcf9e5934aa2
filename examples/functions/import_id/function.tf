# What exists is taken over by an id that is put together.
import {
  to = interconnect_connection.dc1
  id = provider::interconnect::import_id("aws", "us-east-1", "dxcon-fguhmqlc")
}

resource "interconnect_connection" "dc1" {
  cloud     = "aws"
  name      = "dc1-aws"
  location  = "EqDC2"
  bandwidth = "1Gbps"
}
