# The first act of script/demo, which sources it: the life of two redundant private links with the real terraform.

cp "$root"/examples/aws-private-link/*.tf "$work/"
gateway=$(control POST /create '{"cloud": "aws", "type": "direct_connect_gateway", "members": {"directConnectGatewayName": "hub"}}' 'answer["id"]')
association=$(control POST /create '{"cloud": "aws", "type": "association"}' 'answer["id"]')
cat >"$work/terraform.tfvars" <<TFVARS
gateway_id     = "$gateway"
association_id = "$association"
on_destroy     = "delete"
TFVARS
# A mirror in a folder, from which `terraform init` installs the provider as it would a release (docs/install.md).
version=$("$bin/terraform-provider-interconnect" --version | sed -n '1s/.* //p')
mirror=$work/mirror/registry.terraform.io/multicloud/interconnect/$version/linux_amd64
mkdir -p "$mirror"
ln -s "$bin/terraform-provider-interconnect" "$mirror/terraform-provider-interconnect_v$version"
cat >"$work/terraform.rc" <<RC
provider_installation {
  filesystem_mirror { path = "$work/mirror" }
}
RC
unset "${!TF_@}"
export TF_CLI_CONFIG_FILE=$work/terraform.rc TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
export TF_VAR_bgp_key=demo-key-of-the-sessions TF_VAR_bgp_key_version=1

folder=$work
# tf EXPECTED_EXIT COMMAND...: runs terraform in $folder and prints what matters of its output.
tf() {
  local expected=$1 status=0
  shift
  show terraform "$@"
  (cd "$folder" && terraform "$@" -no-color -compact-warnings) >"$work/out" 2>&1 || status=$?
  grep -E '^  # |^ +~ [a-z_]+ += |^(Plan|Apply complete|Destroy complete|No changes|Changes to Outputs)|^(│ )?Error: |^│ [A-Z"]' "$work/out" || true
  # What an error says, without the lines of the configuration it points at.
  sed -n '/^Error: /,/^Error: /{/^Error: /d;/^ /d;/^$/d;p}' "$work/out" | fold -s -w 118 | sed 's/^/    /'
  [ "$status" -eq "$expected" ] || { cat "$work/out" >&2; fail "terraform $1 ended with $status, expected $expected"; }
}
initialise() {
  show terraform init
  (cd "$folder" && terraform init -input=false -no-color) >"$work/out" 2>&1 || { cat "$work/out" >&2; fail "terraform init failed"; }
  grep -E '^- Installed' "$work/out" || true
}
# The value of an attribute in the state: value ADDRESS ATTRIBUTE
value() {
  (cd "$work" && terraform show -json) | /usr/bin/python3 -c '
import json, sys
for r in json.load(sys.stdin)["values"]["root_module"]["resources"]:
    if r["address"] == sys.argv[1]:
        print(r["values"][sys.argv[2]])' "$1" "$2"
}

step "The provider is installed from a mirror, and its sum is in the lock file"
initialise
step "Two ports, two interfaces, dual stack, two prefixes: planned (examples/aws-private-link)"
tf 2 plan -detailed-exitcode

step "Applied; a port's device is known once the cloud has allocated it; and then nothing is left to do"
tf 0 apply -auto-approve
tf 0 apply -refresh-only -auto-approve
tf 0 plan -detailed-exitcode
say "The BGP key was sent; it is write-only. Files in which it can be found afterwards: $(grep -rl "$TF_VAR_bgp_key" "$work" | wc -l)"

step "Somebody edits by hand: an interface is renamed, a prefix withdrawn"
vif=$(value 'interconnect_virtual_interface.link["dc1"]' id)
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$vif\", \"set\": {\"virtualInterfaceName\": \"oops\"}}"
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$association\", \"set\": {\"allowedPrefixesToDirectConnectGateway\": [\"10.0.0.0/16\"]}}"
tf 2 plan -detailed-exitcode
step "Repaired"
tf 0 apply -auto-approve
tf 0 plan -detailed-exitcode

step "A flapping link is health, not drift"
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$vif\", \"set\": {\"router_up\": false}}"
tf 0 plan -detailed-exitcode

step "A limit is found while planning: a VLAN that does not exist"
sed -i 's/vlan = 126/vlan = 4095/' "$work/variables.tf"
tf 1 plan
sed -i 's/vlan = 4095/vlan = 126/' "$work/variables.tf"

step "The redundancy guard: one link is down, so a change that replaces the other is refused"
sed -i 's/vlan = 126/vlan = 226/' "$work/variables.tf"
tf 1 plan
say "... and goes through once the first is up again:"
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$vif\", \"set\": {\"router_up\": true}}"
tf 0 apply -auto-approve

step "Destroyed: the last healthy member may go because the group is named"
sed -i 's|aws   = { region = "us-east-1" }|aws   = { region = "us-east-1" }\n  allow_disruption = ["aws-private-link"]|' "$work/main.tf"
tf 0 destroy -auto-approve
left=$(control GET /objects '' 'sum(1 for k, s in (("connections", "connectionState"), ("virtualInterfaces", "virtualInterfaceState")) for o in answer["aws"][k] if o[s] not in ("deleted", "deleting"))')
say "Objects left in the simulated cloud: $left"
[ "$left" -eq 0 ]
