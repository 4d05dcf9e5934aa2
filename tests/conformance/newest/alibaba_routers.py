"""Express Connect routers as they are looked up, through alibabacloud_expressconnectrouter20230901: alibaba_routers.py ENDPOINT CONTROL.

Run by ./python. Prints JSON: `names` of the routers in each answer, `failed` with the codes, and `wrong` as alibaba_life.py has it.
"""

import json
import sys

from alibaba_life import Control, failed, fits, lost, wrong
from alibabacloud_expressconnectrouter20230901 import models
from alibabacloud_expressconnectrouter20230901.client import Client
from alibabacloud_tea_openapi.models import Config

OPERATION = "describe_express_connect_router"


class Account:
    def __init__(self, url, key, secret):
        self.client = Client(Config(access_key_id=key, access_key_secret=secret, endpoint=url.split("//")[1], protocol="http",
                                    region_id="cn-hangzhou"))  # fmt: skip
        self.names = []
        send = self.client.call_api

        def recorded(*arguments):
            answer = send(*arguments)
            self.raw = json.loads(json.dumps(answer["body"]))
            return answer

        self.client.call_api = recorded

    def look(self, **members):
        """The token of the next page."""
        try:
            body = self.client.describe_express_connect_router(models.DescribeExpressConnectRouterRequest(**members)).body
        except Exception as error:  # of any kind: the report says it
            failed.append(f"{OPERATION}: {getattr(error, 'code', error)}")
            return None
        fits(body, type(body), OPERATION)
        lost(self.raw, body.to_map(), OPERATION)
        self.names.append([one.name for one in body.ecr_list or []])
        return body.next_token


def main():
    control = Control(sys.argv[2])
    us = Account(sys.argv[1], "LTAISIMULATOR0000001", "simulator-secret-1")
    partner = Account(sys.argv[1], "LTAISIMULATOR0000002", "simulator-secret-2")
    hub = control("/create", type="express_connect_router", members={"Name": "hub", "Tags": {"team": "net"}})["id"]
    control("/create", type="express_connect_router", members={"Name": "edge", "AlibabaSideAsn": 64620})
    us.look(max_results=100, dry_run=False)
    us.look(ecr_id=hub)
    us.look(tag=[models.DescribeExpressConnectRouterRequestTag(key="team", value="net")])
    us.look(name="edge", client_token="t1")
    us.look(max_results=1, next_token=us.look(max_results=1))
    us.look(ecr_id="ecr-nobody")
    partner.look()
    json.dump({"names": us.names + partner.names, "failed": failed, "wrong": sorted(set(wrong))}, sys.stdout, indent=1)


main()
