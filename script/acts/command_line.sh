# The last act of script/demo, which sources it: a repository of YAML over three clouds with the command line, and a
# drift that a scheduled job finds and an apply repairs.

step "From YAML, with the command line: three clouds in one repository"
repository=$work/repository
mkdir "$repository"
association=$(control POST /create '{"cloud": "aws", "type": "association"}' 'answer["id"]')
line=$(control POST /create '{"cloud": "huawei", "type": "direct_connect", "members": {"name": "line"}}' 'answer["id"]')
gateway=$(control POST /create '{"cloud": "huawei", "type": "virtual_gateway", "members": {"local_ep_group": ["10.2.0.0/16"]}}' 'answer["id"]')
export KEY=demo-key-of-the-sessions
cat >"$repository/interconnect.yaml" <<YAML
owner: net-team/demo
clouds:
  aws: {region: us-east-1}
  huawei: {region: cn-north-4}
  alibaba: {region: cn-hangzhou}

connection:
  dc1-aws: {cloud: aws, location: EqDC2, bandwidth: 1Gbps, on_destroy: delete}
  dc1-huawei: {cloud: huawei, adopt: $line}
  dc1-alibaba:
    cloud: alibaba
    location: ap-cn-hangzhou-yh-B
    bandwidth: 1Gbps
    on_destroy: delete
    alibaba: {line_operator: CT, port_type: 10GBase-LR, enabled: true}

virtual_interface:
  prod-aws:
    {connection: dc1-aws, vlan: 125, gateway_id: vgw-f9eb0c90, customer_asn: 65000, auth_key: "\${env:KEY}"}
  prod-huawei:
    {connection: dc1-huawei, vlan: 125, gateway_id: $gateway, bandwidth: 200Mbps, customer_asn: 65000,
     cloud_address: 10.9.0.1/30, customer_address: 10.9.0.2/30, customer_prefixes: [192.168.52.0/24]}
  prod-alibaba:
    {connection: dc1-alibaba, vlan: 125, customer_asn: 65000, cloud_address: 10.8.0.1/30, customer_address: 10.8.0.2/30}

bgp_peer:
  prod-aws-v6: {virtual_interface: prod-aws, address_family: ipv6, customer_asn: 64600}

bgp_cidr:
  aws-net: {cloud: aws, advertised_by: $association, cidr: 10.1.0.0/16}
  alibaba-net: {virtual_interface: prod-alibaba, cidr: 10.4.0.0/16}
YAML

# ic EXPECTED_EXIT COMMAND...: runs interconnect in the repository.
ic() {
  local expected=$1 status=0
  shift
  show interconnect "$@"
  (cd "$repository" && "$bin/interconnect" "$@") >"$work/out" 2>&1 || status=$?
  sed 's/^/  /' "$work/out"
  [ "$status" -eq "$expected" ] || fail "interconnect $1 ended with $status, expected $expected"
}

ic 0 validate
ic 2 plan
ic 0 apply --yes
ic 0 plan
say "The key is in the environment. Files of the repository in which it can be found: $(grep -rl "$KEY" "$repository" | wc -l)"

step "A circuit is not deleted because a line is gone from a file: exit code 3 says what would let it pass"
cp "$repository/interconnect.yaml" "$work/whole.yaml"
sed -i '/prod-aws-v6/d; /^bgp_peer:/d' "$repository/interconnect.yaml"
ic 3 apply --yes
cp "$work/whole.yaml" "$repository/interconnect.yaml"

step "The nightly job: no drift"
ic 0 drift

step "Somebody edits by hand: an interface is renamed at AWS, a prefix withdrawn"
vif=$(control GET /objects '' '[v["virtualInterfaceId"] for v in answer["aws"]["virtualInterfaces"] if v["virtualInterfaceName"] == "prod-aws"][0]')
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$vif\", \"set\": {\"virtualInterfaceName\": \"oops\"}}"
control POST /edit "{\"cloud\": \"aws\", \"id\": \"$association\", \"set\": {\"allowedPrefixesToDirectConnectGateway\": []}}"
ic 2 drift

step "Repaired"
ic 0 apply --yes
ic 0 drift
