"""Compares the tables of this processor with those of older ones: python -m scripts.other_processor [CPU …]

The older ones are emulated by QEMU (`qemu-x86_64 -cpu CPU`, in Debian's package qemu-user), which is slow, so a handful
of short articles is read. Exit status 1 where a row differs, or a score by more than is promised.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

import toolkit as tk
from tests.whole import recorded

ARTICLES = 5
CPUS = ("Nehalem", "Haswell")
"""Processors of 2008 (SSE4.2 alone) and of 2013 (AVX2)."""


def write(folder: Path) -> None:
    """Analyses the first of the articles on record, and writes the tables."""
    articles = recorded.odd_articles().iloc[:ARTICLES]
    for name, table in recorded.rows_of(tk.analyze(articles, targets=recorded.TARGETS, progress=False)).items():
        table.to_csv(folder / f"{name}.csv", index=False)


def tables_of(*before: str) -> dict[str, pd.DataFrame]:
    """The tables as made by a process of its own; `before` stands before its command."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*before, sys.executable, "-m", "scripts.other_processor", "--write", folder], check=True)
        return {path.stem: pd.read_csv(path) for path in sorted(Path(folder).glob("*.csv"))}


def main() -> None:
    """Compares, and prints what differs."""
    if sys.argv[1:2] == ["--write"]:
        return write(Path(sys.argv[2]))
    if not shutil.which("qemu-x86_64"):
        sys.exit("qemu-x86_64 is needed; on Debian or Ubuntu: apt-get install qemu-user")
    own, failed = tables_of(), False
    for cpu in sys.argv[1:] or CPUS:
        other = tables_of("qemu-x86_64", "-cpu", cpu)
        for name, table in own.items():
            apart = recorded.differences(other[name], table)
            print(f"{cpu}: {name}: {len(apart)} of {len(table)} rows differ")
            if len(apart):
                print(apart.to_string())
                failed = True
    sys.exit(int(failed))


if __name__ == "__main__":
    main()
