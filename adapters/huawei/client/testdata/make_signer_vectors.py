#!/usr/bin/env python3
"""Writes signer_vectors.json from the record of what Huawei's SDK signed.

usage: make_signer_vectors.py RECORD > signer_vectors.json

The record was made by the signer of @huaweicloud/huaweicloud-sdk-core 3.1.211 (npm), run on the requests in it. One of
them, a path parameter that this SDK encodes twice, is left out: the Python SDK encodes it once, as the service's
documents say, and so do we; its signature by the Python SDK is added instead.
"""

import json
import re
import sys
import urllib.parse

SECRET = "wJalrXUtnFEMIexampleSecretKey00000000001"


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    cases = []
    for block in re.split(r"^### ", text, flags=re.M)[1:]:
        title, request = block.split("\n", 2)[:2]
        match = re.match(r"(\S+) (.+?)  query=(.*?)  body=(.*)$", request)
        method, url, query, body = match.groups()
        headers = json.loads(re.search(r"^hdrs in: (.*)$", block, re.M).group(1))
        pairs = []
        for key, value in json.loads(query).items():
            for one in value if isinstance(value, list) else [value]:
                one = str(one).lower() if isinstance(one, bool) else str(one)
                pairs.append(f"{urllib.parse.quote(key, safe='')}={urllib.parse.quote(one, safe='')}")
        url = urllib.parse.quote(url, safe=":/")
        if pairs:
            url += "?" + "&".join(pairs)
        authorization = re.search(r"^-- Authorization\n(.*)$", block, re.M).group(1)
        if title.startswith("V7"):
            title = "V7 tag delete: encoded once, as the Python SDK does"
            authorization = authorization.rsplit("=", 1)[0] + \
                "=70e845cd60b0d132a7446ef3cebbe43456ae44dfcf553b2bfdaa7849aa121801"
        cases.append({
            "name": title, "method": method, "url": url, "body": "" if body == "(none)" else body,
            "date": headers.pop("X-Sdk-Date"), "security_token": headers.pop("X-Security-Token", ""),
            "headers": headers, "authorization": authorization,
        })
    json.dump({"access_key": "AKIDEXAMPLE0000000001", "secret_key": SECRET, "cases": cases}, sys.stdout, indent=1,
              ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
