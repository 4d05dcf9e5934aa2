# Asked of the cloud each time. Operational state is here and not in the resources, so a flapping session is no drift.
data "interconnect_health" "links" {
  cloud = "aws"
  kind  = "virtual_interface"
}

check "links_are_up" {
  assert {
    condition     = data.interconnect_health.links.all_up
    error_message = "Down: ${join(", ", [for o in data.interconnect_health.links.objects : o.id if o.state != "up"])}"
  }
}
