"""Options of an analyzer: declared once, by the keyword parameters of its function, with type, default and help."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import PydanticSchemaGenerationError, TypeAdapter, ValidationError


class OptionError(ValueError):
    """A value that an option cannot have."""


@dataclass(frozen=True)
class Option:
    """A keyword parameter of an analyzer's function.

    `kind` is its annotation, None where it has none; `help` the sentence that stands in `Annotated[type, "…"]`.
    """

    name: str
    default: Any
    kind: Any = None
    help: str = ""

    @cached_property
    def _adapter(self) -> TypeAdapter[Any] | None:
        """What checks and converts values, by pydantic; None where any value will do."""
        if self.kind in (None, Any):
            return None
        try:
            return TypeAdapter(self.kind)
        except PydanticSchemaGenerationError:
            return None

    @cached_property
    def schema(self) -> Mapping[str, Any]:
        """How a user sets it, as a JSON schema: `type`, and where known `enum`, `minimum`, `maximum`, `items`.

        Of several types the one of most values is taken: a list before one of what is in it. Empty for a value that
        only Python can make. Without an annotation, the type of the default.
        """
        if self._adapter is None:
            return _schema_of(self.default)
        try:
            schema = self._adapter.json_schema()
        except Exception:  # a type that JSON does not know is set in Python only
            return {}
        kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") in _WRITTEN]
        return max(kinds, key=lambda one: one["type"] == "array", default={})

    @property
    def many(self) -> bool:
        """Whether its value is a list of texts."""
        return self.schema.get("type") == "array" and self.schema.get("items", {}).get("type", "string") == "string"

    @property
    def choices(self) -> list[Any]:
        """The values that it may have, or that each one of its list may have; empty where there is no list of them."""
        schema = self.schema.get("items", {}) if self.many else self.schema
        return list(schema.get("enum", [schema["const"]] if "const" in schema else []))

    def value(self, given: Any) -> Any:
        """A value of its type; one text for a list of texts is a list of it. Raises OptionError with what is wrong."""
        if self._adapter is None:
            return given
        try:
            return self._adapter.validate_python(given)
        except ValidationError as error:
            if self.many and isinstance(given, str):
                return self.value([given])
            what = error.errors()[0]
            where = "".join(f" at {place}" for place in what["loc"][:1] if isinstance(place, int))
            message = what["msg"].removeprefix("Value error, ").replace("Input should", "it must", 1)
            raise OptionError(f"{message}, not {what['input']!r}{where}") from None


_NAMES = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"))
_WRITTEN = (*(name for _, name in _NAMES), "array")


def _schema_of(default: Any) -> Mapping[str, Any]:
    if isinstance(default, (list, tuple)) and default and all(isinstance(one, str) for one in default):
        return {"type": "array", "items": {"type": "string"}}
    return next(({"type": name} for kind, name in _NAMES if isinstance(default, kind)), {})


def options_of(function: Callable[..., Any]) -> dict[str, Option]:
    """What a function declares by its keyword-only parameters. Raises ValueError where one has no default."""
    try:
        hints = get_type_hints(function, include_extras=True)
    except Exception:  # an annotation that names what is not imported
        hints = {}
    found = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        if parameter.default is inspect.Parameter.empty:
            raise ValueError(
                f"Option {parameter.name!r} of {function.__name__} has no default; every option needs one."
            )
        kind, told = hints.get(parameter.name), ""
        if get_origin(kind) is Annotated:
            told = next((extra for extra in get_args(kind)[1:] if isinstance(extra, str)), "")
        found[parameter.name] = Option(parameter.name, parameter.default, kind, told)
    return found
