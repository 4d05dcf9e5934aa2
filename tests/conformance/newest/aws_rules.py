"""What AWS refuses of the members that the models of 2026 added, through the newest boto3: aws_rules.py ENDPOINT.

Run by ./python. Prints JSON: a list of [what, error code; "" if it was taken].
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

client = boto3.client("directconnect", endpoint_url=sys.argv[1], region_name="us-east-1",
                      aws_access_key_id="AKIASIMULATOR0000001", aws_secret_access_key="simulator-secret-1",
                      config=Config(parameter_validation=False, retries={"max_attempts": 0}))  # fmt: skip
told = []
vlans = iter(range(100, 4000))


def call(what, method, **parameters):
    try:
        answer = getattr(client, method)(**parameters)
    except ClientError as error:
        told.append([what, error.response["Error"]["Code"]])
        return None
    told.append([what, ""])
    return answer


def interface(what, port, **members):
    new = {"virtualInterfaceName": "v", "vlan": next(vlans), "asn": 65000, "virtualGatewayId": "vgw-f9eb0c90", **members}
    return call(what, "create_private_virtual_interface", connectionId=port, newPrivateVirtualInterface=new)


def port(bandwidth="1Gbps"):
    return client.create_connection(location="EqDC2", bandwidth=bandwidth, connectionName="p")["connectionId"]


small, wide = port(), port("10Gbps")
lag = client.create_lag(numberOfConnections=2, location="EqDC2", connectionsBandwidth="10Gbps", lagName="l")["lagId"]
for one in (small, wide):
    client.describe_connections(connectionId=one)
client.describe_lags(lagId=lag)
interface("no value of the list", wide, rateLimit="55Mbps")
interface("any text", wide, rateLimit="fast")
interface("the port's bandwidth", small, rateLimit="1Gbps")
interface("more than the port's", small, rateLimit="1.2Gbps")
interface("a LAG's bandwidth", lag, rateLimit="20Gbps")
interface("more than the LAG's", lag, rateLimit="21Gbps")
interface("pools below 0", wide, prefixPoolAllocatedCountIpv4=-1)
interface("pools above 1000", wide, prefixPoolAllocatedCountIpv6=1001)
public = call("a public interface", "create_public_virtual_interface", connectionId=wide, newPublicVirtualInterface={
    "virtualInterfaceName": "p", "vlan": next(vlans), "asn": 65000, "amazonAddress": "198.51.100.0/31",
    "customerAddress": "198.51.100.1/31", "routeFilterPrefixes": [{"cidr": "203.0.113.0/24"}]})  # fmt: skip
call("pools of a public interface", "update_virtual_interface_attributes", virtualInterfaceId=public["virtualInterfaceId"],
     prefixPoolAllocatedCountIpv4=10)  # fmt: skip
made = [interface("within ten", wide, rateLimit="50Mbps") for _ in range(10)]
interface("the eleventh", wide, rateLimit="50Mbps")
call("a change of one of ten", "update_virtual_interface_attributes", virtualInterfaceId=made[0]["virtualInterfaceId"],
     rateLimit="100Mbps")  # fmt: skip
json.dump(told, sys.stdout)
