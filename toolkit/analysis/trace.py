"""Where in an analyzer's own code something went wrong, and with which values."""

import linecache
import re
from collections.abc import Iterator
from types import FrameType, GeneratorType, ModuleType
from typing import Any

import pandas as pd

from toolkit.analyzers import Analyzer
from toolkit.documents import Document

_LINE, _VALUE, _VALUES = 100, 60, 4
_NOT_TOLD = (Document, ModuleType, pd.DataFrame, type)


def where_raised(error: BaseException, analyzer: Analyzer) -> str:
    """The line of the analyzer's own file at which it failed, with the values of the names in that line; or nothing."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _file(analyzer):
            found = trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
    return "" if found is None else _told(analyzer, *found)


def where_yielding(rows: Any, analyzer: Analyzer) -> str:
    """The line at which the analyzer gave its last row, with the values of the names in that line; or nothing."""
    while isinstance(inner := getattr(rows, "gi_yieldfrom", None), GeneratorType):
        rows = inner
    frame = getattr(rows, "gi_frame", None)
    if frame is None or frame.f_code.co_filename != _file(analyzer):
        return ""
    return _told(analyzer, frame, frame.f_lineno)


def _file(analyzer: Analyzer) -> str | None:
    code = getattr(analyzer.function, "__code__", None)
    return code.co_filename if code else None


def _told(analyzer: Analyzer, frame: FrameType, number: int) -> str:
    line = linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip()
    shown = f": {_short(line, _LINE)}" if line else ""
    values = "; ".join(f"{name} = {value}" for name, value in _values(line, frame))
    return f" (line {number} of {analyzer.function.__name__}{shown}{', where ' + values if values else ''})"


def _values(line: str, frame: FrameType) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(re.findall(r"(?<![\w.'\"])[A-Za-z_]\w*", line))
    told = [name for name in names if name in frame.f_locals]
    told = [name for name in told if not isinstance(value := frame.f_locals[name], _NOT_TOLD) and not callable(value)]
    for name in told[:_VALUES]:
        try:
            yield name, _short(repr(frame.f_locals[name]), _VALUE)
        except Exception:  # a repr of the user's own may fail as well
            yield name, f"a {type(frame.f_locals[name]).__name__}"


def _short(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
