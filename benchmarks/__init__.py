"""Speed, growth and accuracy, measured."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
"""The public data sets, beside the repository."""
