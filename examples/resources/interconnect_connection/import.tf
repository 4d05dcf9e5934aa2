import {
  to = interconnect_connection.dc1
  id = "aws/us-east-1/dxcon-fguhmqlc"
}
