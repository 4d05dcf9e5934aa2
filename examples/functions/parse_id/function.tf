# The region of an object that is known by its import id.
output "region" {
  value = provider::interconnect::parse_id("aws/us-east-1/dxcon-fguhmqlc").region # "us-east-1"
}
