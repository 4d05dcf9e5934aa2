"""Generated cases that take turns: of each function's cases every third runs, beginning with another one each day. A conftest takes
the hooks from here."""

import collections
import datetime
import os

# Which of them run: set once, so that all workers have the same day.
os.environ.setdefault("IC_TURN", str(datetime.date.today().toordinal()))
TURNS = int(os.environ.get("IC_TURNS", "3"))
MARK = "takes_turns: generated cases, of which each day runs a part (IC_TURNS=1: all)"


def pytest_collection_modifyitems(config, items):
    seen, kept, left = collections.Counter(), [], []
    for item in items:
        turn = 0
        if item.get_closest_marker("takes_turns") and not getattr(item, "had_its_turn", False):
            function = (item.path, item.originalname)
            turn = (seen[function] + int(os.environ["IC_TURN"])) % TURNS
            seen[function] += 1
            item.had_its_turn = True  # two conftests may have this hook
        (left if turn else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = kept


def pytest_terminal_summary(terminalreporter):
    if TURNS > 1:
        turn = os.environ["IC_TURN"]
        terminalreporter.write_line(f"Generated cases take turns: one in {TURNS} ran, as IC_TURN={turn} has it (IC_TURNS=1: all).")
