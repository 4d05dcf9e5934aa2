#!/usr/bin/env python3
"""Writes ini_vectors.json: what botocore's own reader makes of a set of configuration files.

The C++ parser is held to it by ini_test.cc. Needs botocore; run it again when cases are added.
"""

import json
import os
import pathlib
import tempfile

import botocore
import botocore.exceptions
from botocore.configloader import raw_config_parse

CASES = {
    "empty": "",
    "only comments": "# a\n; b\n\n",
    "default profile": "[default]\naws_access_key_id = AKIA\naws_secret_access_key=se/cr+et==\n",
    "colon delimiter": "[default]\nregion: eu-west-1\n",
    "first delimiter wins": "[default]\na = b:c=d\nb : c = d\n",
    "keys lose their case": "[default]\nRegion = X\nOUTPUT=Json\n",
    "section names keep theirs": "[Profile Foo]\na=1\n[profile foo]\na=2\n",
    "no inline comments": "[default]\nkey = value # not a comment\nother = v ; nor this\n",
    "comment inside a value": "[default]\na = 1\n  # hidden\n  2\n",
    "indented comment": "[default]\n   # hidden\na = 1\n   ; hidden too\n",
    "continuation lines": "[default]\na = 1\n  2\n\t3\nb = 4\n",
    "blank line inside a value": "[default]\na = 1\n\n  2\nb = 3\n",
    "blank lines after a value": "[default]\na = 1\n\n\n[x]\nb = 2\n",
    "empty value": "[default]\na =\nb = 1\n",
    "empty value and blank lines": "[default]\na =\n\n\n",
    "nested": "[default]\ns3 =\n  addressing_style = path\n  Max_Concurrent = 10\nregion = r\n",
    "nested with equals in a value": "[default]\ns3 =\n  a = b = c\n",
    "nested with blank line": "[services dev]\ndirect_connect =\n  endpoint_url = http://127.0.0.1:1\n\n  x = y\nsts =\n  endpoint_url = http://127.0.0.1:2\n",
    "nested without equals": "[default]\ns3 =\n  broken\n",
    "nested with a colon only": "[default]\ns3 =\n  a: b\n",
    "deeper indented keys": "[default]\n    a = 1\n    b = 2\n  c = 3\n",
    "deeper key is a continuation": "[default]\na = 1\n    b = 2\n",
    "indented section": "[default]\n  a = 1\n  [other]\n  b = 2\n",
    "section in a value": "[default]\na = 1\n  [other]\nb = 2\n",
    "text after the bracket": "[default] # main\na = 1\n",
    "bracket in a name": "[a]b]\nx = 1\n",
    "empty brackets": "[]\nx = 1\n",
    "unclosed bracket": "[default\nx = 1\n",
    "unclosed bracket with equals": "[default]\n[x = 1\n",
    "no section": "a = 1\n",
    "no delimiter": "[default]\nwhatever\n",
    "no key": "[default]\n= 1\n",
    "section twice": "[a]\nx = 1\n[a]\ny = 2\n",
    "key twice": "[a]\nx = 1\nX = 2\n",
    "same key in two sections": "[a]\nx = 1\n[b]\nx = 2\n",
    "DEFAULT gives to all": "[DEFAULT]\nregion = r\n[a]\nx = 1\n[b]\nregion = s\n",
    "DEFAULT twice": "[DEFAULT]\na = 1\n[DEFAULT]\nb = 2\n[x]\n",
    "carriage returns": "[default]\r\na = 1\r\nb = 2\r\n",
    "lone carriage returns": "[default]\ra = 1\rb = 2\r",
    "no newline at the end": "[default]\na = 1",
    "spaces around": "  [default]  \n\n[x]\n \n  a   =   1  \n",
    "tab before delimiter": "[default]\na\t=\t1\n",
    "quoted profile": "[profile \"two words\"]\na = 1\n",
    "quotes stay": "[default]\na = \"quoted\"\n",
    "UTF-8": "[default]\nname = Zürich – 東京\n",
    "percent signs": "[default]\na = %(b)s %\n",
    "spaces in key": "[default]\na key = 1\n",
    "sso session": "[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example/start\n[profile p]\nsso_session = corp\n",
}


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config")
        pathlib.Path(path).write_bytes(text.encode())
        try:
            return raw_config_parse(path)
        except botocore.exceptions.ConfigParseError:
            return None


def main():
    cases = [{"name": name, "text": text, "sections": read(text)} for name, text in CASES.items()]
    out = {"made_by": f"botocore {botocore.__version__}", "cases": cases}
    path = pathlib.Path(__file__).with_name("ini_vectors.json")
    path.write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
