"""Every operation, judged by the service models that botocore ships; and the simulator's own model table."""

import json
import pathlib
import re
import subprocess

import pytest
from aws_client import HERE, INTERPRETERS

TABLE = pathlib.Path(__file__).resolve().parents[3] / "simulators" / "aws" / "wire" / "model_table.cc"

# Prints a boto3's model of the inputs in the notation of the simulator's table.
DUMP = """
import botocore, botocore.session, json
model = botocore.session.get_session().get_service_model('directconnect')
plain = {'string': 'string', 'integer': 'int', 'long': 'long', 'boolean': 'bool'}
out = {'version': botocore.__version__, 'enum': {}, 'text': {}, 'list': {}, 'struct': {}, 'op': {}}
def members(shape):
    return {n: ('!' if n in shape.required_members else ':') + ref(s) for n, s in shape.members.items()}
def ref(shape):
    if shape.type_name == 'structure':
        out['struct'].setdefault(shape.name, members(shape))
        return shape.name
    if shape.type_name == 'list':
        out['list'][shape.name] = [ref(shape.member), 'min=%d' % shape.metadata.get('min', 0)]
        return shape.name
    if shape.type_name == 'string' and shape.enum:
        out['enum'][shape.name] = list(shape.enum)
        return shape.name
    limits = [shape.metadata.get('min', 0), shape.metadata.get('max')]
    if shape.type_name == 'string' and limits[1] is not None:
        out['text'][shape.name] = [str(n) for n in limits] + (['tag-characters'] if 'pattern' in shape.metadata else [])
        return shape.name
    return plain[shape.type_name]
for name in model.operation_names:
    shape = model.operation_model(name).input_shape
    out['op'][name] = members(shape) if shape else {}
print(json.dumps(out))
"""


def read_table():
    text = re.search(r'R"model\((.*?)\)model"', TABLE.read_text(), re.S).group(1)
    statements = re.sub(r"\n +", " ", text).split("\n")
    table = {"enum": {}, "text": {}, "list": {}, "struct": {}, "op": {}}
    for statement in filter(None, statements):
        kind, name, *words = statement.split()
        if kind in ("struct", "op"):
            pairs = (re.match(r"(\w+)([:!].+)", word).groups() for word in words)
            table[kind][name] = dict(pairs)
        else:
            table[kind][name] = words
    return table


def dump(interpreter):
    return json.loads(subprocess.run([interpreter, "-c", DUMP], capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(not INTERPRETERS, reason="boto3 is not installed")
def test_the_model_table_covers_what_botocore_knows():
    table = read_table()
    models = sorted((dump(i) for i in INTERPRETERS), key=lambda m: [int(n) for n in m["version"].split(".")])
    newest = models[-1]
    if [int(n) for n in newest.pop("version").split(".")] >= [1, 44]:  # the very version that the table was written from
        assert table == newest
    for older in models[:-1]:
        assert set(older["op"]) <= set(table["op"])
        for kind in ("op", "struct"):
            for name, members in older[kind].items():
                assert set(members) <= set(table[kind][name]), name


def test_every_operation_answers_as_the_model_says(sim, interpreter):
    run = subprocess.run(
        [interpreter, HERE / "exercise.py", sim.url], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    assert result["wrong"] == []
    assert set(result["called"]) == set(result["known"])
    assert len(result["called"]) >= 63
    # The log has the same names, and nothing failed.
    assert set(sim.calls()) == set(result["called"])
    assert {call["status"] for call in sim.call_log()} == {200}
