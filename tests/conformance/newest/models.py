"""What the vendors' newest models have and we do not know: script/models runs it with ./python.

Of each cloud: operations that the simulator does not have; of those that it has, members of requests and of answers whose names
are nowhere in the simulator's source ("Operation.member", and after a colon the SDK's type that has it).
"""

import importlib
import importlib.metadata
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import vendors  # noqa: E402


class Known:
    """The names in the source of a simulator: whole string literals, and words of the tables."""

    def __init__(self, cloud):
        files = [path for path in (ROOT / "simulators" / cloud).rglob("*.cc") if not path.name.endswith("_test.cc")]
        text = "\n".join(path.read_text() for path in files)
        self.words = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", " ".join(re.findall(r'"([^"\n]*)"', text))))
        for table in re.findall(r'R"model\((.*?)\)model"', text, re.DOTALL):
            self.words |= set(re.findall(r"\w+", table))

    def __contains__(self, name):
        return name in self.words


# Of every call, and never about the object.
COMMON = {"RequestId", "request_id", "OwnerId", "OwnerAccount", "ResourceOwnerId", "ResourceOwnerAccount", "X-request-id"}


def main():
    for cloud in vendors.NAMES:
        if not (pathlib.Path(__file__).parent / f"{cloud}_models.py").exists():
            print(f"{cloud}: no newest model is asked (write {cloud}_models.py)")
            continue
        newest = importlib.import_module(f"{cloud}_models")
        known = Known(cloud)
        operations, members = [], {}
        for name, shapes in newest.read():
            if name not in known:
                operations.append(name)
                continue
            for owner, member in (pair for shape in shapes for pair in shape):
                if member not in known and member not in COMMON:
                    members.setdefault(f"{owner}.{member}", name)
        version = importlib.metadata.version(newest.PACKAGE)
        print(f"{cloud}: {newest.PACKAGE} {version} has beside ours {len(operations)} operations and "
              f"{len(members)} members")  # fmt: skip
        for name in operations:
            print(f"  operation {name}")
        for member, operation in sorted(members.items()):
            print(f"  member {member} ({operation})")


main()
