"""Trains and exports the shipped encoder with one command: python -m models.reader [RUN]

About an hour and a half on two cores. First five epochs on whole articles, then two at a lower rate on articles of
which a quarter is cut into short items; then the export and the confidence. Stopped, it goes on where it was.
"""

import subprocess
import sys


def main() -> None:
    """Runs each step in a process of its own."""
    run = sys.argv[1] if len(sys.argv) > 1 else "shipped"
    first = f"{run}-first"
    for module, *options in (
        ("train", first, "--epochs", "5"),
        ("train", run, "--epochs", "2", "--base", first, "--rate", "0.6", "--seed", "2"),
        ("export", run),
        ("calibrate",),
    ):
        subprocess.run([sys.executable, "-m", f"models.reader.{module}", *options], check=True)


if __name__ == "__main__":
    main()
