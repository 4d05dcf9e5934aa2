terraform {
  required_providers {
    interconnect = { source = "multicloud/interconnect" }
  }
}

# Credentials and region come from where the AWS tools look: environment, shared files, roles.
provider "interconnect" {
  aws = {
    region = "us-east-1"
  }

  # Marks what this configuration creates (with a tag, where there are tags), so that an interrupted create is found again.
  owner = "net-team/prod"

  # read_only        = true             # nothing that changes anything can leave the process
  # allow_disruption = ["dc1"]          # redundancy groups (or ids) that may go down in this run
  # limits           = { "aws.virtual_interface.transit" = 8 } # raised by AWS for your account
}
