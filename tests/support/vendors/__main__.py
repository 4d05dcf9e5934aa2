"""For shell scripts: python3 tests/support/vendors flags | exports READY_FILE

flags    the simulator's flags for every cloud
exports  `export` lines with which every cloud's client reaches the simulator that wrote READY_FILE
"""

import json
import pathlib
import shlex
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import vendors  # noqa: E402


def main(arguments):
    if arguments == ["flags"]:
        print(" ".join(f"--{name} 127.0.0.1:0" for name in vendors.NAMES))
    elif len(arguments) == 2 and arguments[0] == "exports":
        addresses = json.loads(pathlib.Path(arguments[1]).read_text())
        for variable, value in vendors.environment(addresses).items():
            print(f"export {variable}={shlex.quote(value)}")
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
