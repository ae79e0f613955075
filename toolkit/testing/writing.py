"""Whether code writes where it must not."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.testing.broken import ContractBroken

_watching: list[str] | None = None
_hooked = False


@contextmanager
def nothing_written(name: str, rule: str = "an analyzer gives rows and writes nothing") -> Iterator[None]:
    """Raises ContractBroken where the block opens a file for writing that is no temporary file, Python's own, or a
    device; by Python's audit events, so what compiled code opens by itself is not seen.
    """
    global _watching, _hooked
    if not _hooked:  # a hook stays for as long as Python runs
        sys.addaudithook(_heard)
        _hooked = True
    _watching = []
    try:
        yield
    finally:
        written, _watching = _watching, None
    if written:
        raise ContractBroken(f"{name} wrote to {written[0]}; {rule}.")


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching is None or event != "open" or not isinstance(arguments[0], (str, bytes)):
        return
    _, mode, flags = arguments
    writes = set(mode) & set("wax+") if isinstance(mode, str) else flags & (os.O_WRONLY | os.O_RDWR)
    path = Path(os.fsdecode(arguments[0])).absolute()
    if writes and "__pycache__" not in path.parts and not any(map(path.is_relative_to, _allowed())):
        _watching.append(str(path))


def _allowed() -> tuple[str, ...]:
    return tempfile.gettempdir(), "/dev", "/proc"
