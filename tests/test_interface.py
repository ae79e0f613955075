"""The public interface is what is on record: names, hooks, signatures."""

import difflib

from scripts.interface import lines
from tests.conftest import ROOT

RECORD = ROOT / "tests" / "interface.txt"


def test_the_interface_is_the_one_on_record():
    recorded = RECORD.read_text(encoding="utf-8").splitlines()
    change = "\n".join(difflib.unified_diff(recorded, list(lines()), "on record", "now", lineterm="", n=0))
    assert not change, (
        f"The public interface has changed:\n{change}\nWhere that is meant, follow docs/interface.md, then: "
        "python scripts/interface.py > tests/interface.txt"
    )
