import {
  to = interconnect_bgp_peer.prod_v6
  id = "aws/us-east-1/dxpeer-fg3abcde"
}
