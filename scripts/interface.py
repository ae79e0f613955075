"""The public interface as text, one line for each name: python scripts/interface.py > tests/interface.txt

What plugins and notebooks build on. `tests/test_interface.py` compares it with the record, so that a change is
a decision. What is deprecated says so, since which version and what to use instead.
"""

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

import toolkit as tk
from toolkit import hooks, testing
from toolkit.documents import Document


def lines() -> Iterator[str]:
    """The lines of the record, in order."""
    for name in sorted(tk.__all__):
        yield from _lines_of(f"tk.{name}", getattr(tk, name))
    for name in sorted(tk.charts.__all__):
        yield from _lines_of(f"tk.charts.{name}", getattr(tk.charts, name))
    for name in sorted(testing.__all__):
        yield from _lines_of(f"toolkit.testing.{name}", getattr(testing, name))
    yield from _lines_of("toolkit.documents.Document", Document)
    for name, hook in sorted(vars(hooks).items()):
        if name.startswith("toolkit_"):
            yield f"hook {name}{_signature(hook)}{_deprecated(hook)}"


def _lines_of(name: str, thing: Any) -> Iterator[str]:
    if not inspect.isclass(thing):
        yield f"{name}{_signature(thing)}{_deprecated(thing)}" if inspect.isfunction(thing) else name
        return
    yield f"{name}{_deprecated(thing)}"
    fields = {field.name for field in dataclasses.fields(thing)} if dataclasses.is_dataclass(thing) else set()
    if fields:
        yield f"{name}{_signature(thing)}"
    for own, value in sorted(vars(thing).items()):
        if own.startswith("_") or own in fields:
            continue
        value = value.__func__ if isinstance(value, (classmethod, staticmethod)) else value
        yield f"{name}.{own}{_signature(value)}{_deprecated(value)}" if inspect.isfunction(value) else f"{name}.{own}"


def _deprecated(thing: Any) -> str:
    """What `typing_extensions.deprecated`, or `warn_on_impl` of a hook, says of a thing: "since 0.2: use tk.other"."""
    warning = getattr(thing, "toolkit_spec", {}).get("warn_on_impl")
    message = str(warning) if warning else getattr(thing, "__deprecated__", "")
    return f"  deprecated {message}" if message else ""


def _signature(thing: Any) -> str:
    signature = inspect.signature(thing)
    plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()]
    return str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty))


if __name__ == "__main__":
    print("\n".join(lines()))
