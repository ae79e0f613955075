"""The analyzer: a function of a document, and a declaration of what it makes and needs."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.options import Option, options_of

DTYPES = ("string", "Int64", "Float64", "boolean", "object")
"""Types that a column of an analyzer's table may have, by pandas' names; `object` is for lists of spans."""

SPAN_COLUMNS = {"field": "string", "start": "Int64", "end": "Int64", "text": "string"}
"""What every row says of its place: `articles.loc[article_id, field][start:end] == text`."""

PROVENANCE_COLUMNS = {"analyzer": "string", "analyzer_version": "string"}


class DeclarationError(ValueError):
    """An analyzer's declaration contradicts itself or its function."""


class OtherLanguage(ValueError):
    """Raised by an analyzer for an article in a language that it does not read, where only its options tell which.

    The article is a row of the kind "language" in `study.problems`, as for an analyzer that declares its `languages`.
    """


@dataclass(frozen=True)
class Table:
    """A table that an analyzer makes: its own columns with their types.

    `article_id`, the place of each row (`field`, `start`, `end`, `text`) and the analyzer's name and version
    are added by the toolkit. With `spans=False` a row speaks of its article as a whole and has no place.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    spans: bool = True

    def all_columns(self) -> dict[str, str]:
        """Gives every column of the finished table with its type, in order.

        A `quote_id` goes first, as the key by which other tables refer to the row.
        """
        own = dict(self.columns)
        key = {"quote_id": own.pop("quote_id")} if "quote_id" in own else {}
        place = SPAN_COLUMNS if self.spans else {}
        return {**key, "article_id": "string", **place, **own, **PROVENANCE_COLUMNS}


@dataclass(frozen=True)
class Analyzer:
    """An analyzer that `tk.analyze` can run; made with `@analyzer`, called like the function it was made from."""

    name: str
    version: str
    function: Callable[..., Iterable[Any]]
    makes: Mapping[str, Table]
    requires: tuple[str, ...] = ()
    languages: tuple[str, ...] | None = None
    options: Mapping[str, Option] = field(default_factory=dict)
    check: Callable[[Mapping[str, Any]], None] | None = None
    whole: bool = False
    """It is called once, with the articles table in place of a document and whole tables."""

    def __repr__(self) -> str:
        options = f"; options: {', '.join(self.options)}" if self.options else ""
        return f"<analyzer {self.name} {self.version}: makes {', '.join(self.makes)}{options}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Iterable[Any]:
        return self.function(*args, **kwargs)

    def __reduce__(self) -> Any:
        # The module's global of that name is this object, not the function, so the function is found through it.
        found = getattr(inspect.getmodule(self.function), self.function.__name__, None)
        if found is self:
            return getattr, (inspect.getmodule(self.function), self.function.__name__)
        return super().__reduce__()

    def rows(self, document: Any, tables: Mapping[str, Any], options: Mapping[str, Any]) -> Iterator[Any]:
        """Runs the function on one document, with the tables it requires and those options that it declares."""
        given = {name: value for name, value in options.items() if name in self.options}
        yield from self.function(document, *(tables[name] for name in self.requires), **given) or ()

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]


def analyzer(
    name: str,
    *,
    columns: Mapping[str, str] | None = None,
    makes: Mapping[str, Table] | None = None,
    requires: Iterable[str] = (),
    languages: Iterable[str] | None = None,
    version: str = "0",
    check: Callable[[Mapping[str, Any]], None] | None = None,
    whole: bool = False,
) -> Callable[[Callable[..., Iterable[Any]]], Analyzer]:
    """Makes an analyzer of a function that takes a document and yields rows.

    A row is what `document.span(field, start, end, column=value, …)` gives. In the common case the table has
    the analyzer's name and `columns` says what it has beside the place of each row; for several tables, `makes`
    maps each one's name to a `Table`, and `document.span(…, table=name)` says which one a row is for.

    Keyword-only parameters of the function, with their defaults, are its options: `tk.analyze(articles, option=…)`,
    `--option` on the command line, a control in the explorer. `Annotated[int, "What it does."]` says type and help;
    values are checked against the type, also with bounds (`pydantic.Field(ge=1)`) and choices (`Literal["a", "b"]`).

    Raises DeclarationError when the declaration contradicts itself or the function.

    Parameters
    ----------
    name
        the analyzer's name, an identifier such as "hedges".
    columns
        the table's own columns and their types, each one of "string", "Int64", "Float64", "boolean", "object".
    makes
        instead of `columns`, the tables by name.
    requires
        tables of other analyzers; the rows of the same article are passed to the function as DataFrames after the
        document, in this order.
    languages
        ISO 639-1 codes of the languages it reads; articles in another one are reported, not analysed.
    version
        changes whenever the results do.
    check
        called once before a run with all options by name; its ValueError is what the user is told.
    whole
        the function takes the whole articles table in place of a document, and the whole tables that it requires; it is
        called once, when all articles are read and all names are linked. Its rows are dicts; those of a table with
        places also have `article_id`.
    """

    def decorate(function: Callable[..., Iterable[Any]]) -> Analyzer:
        tables = dict(makes) if makes is not None else {name: Table(dict(columns or {}))}
        if makes is not None and columns is not None:
            raise DeclarationError(f"Analyzer {name!r}: give columns (one table) or makes (several), not both.")
        required = (requires,) if isinstance(requires, str) else tuple(requires)
        made = Analyzer(
            name=name,
            version=version,
            function=function,
            makes=tables,
            requires=required,
            languages=None if languages is None else tuple(languages),
            options=_options(function),
            check=check,
            whole=whole,
        )
        _check(made)
        return made

    return decorate


def _options(function: Callable[..., Any]) -> dict[str, Option]:
    try:
        return options_of(function)
    except ValueError as error:
        raise DeclarationError(str(error)) from None


def _check(made: Analyzer) -> None:
    if not made.name.isidentifier():
        raise DeclarationError(f"Analyzer name {made.name!r} must be an identifier, such as 'hedges'.")
    for table_name, table in made.makes.items():
        if not isinstance(table, Table):
            raise DeclarationError(f"Analyzer {made.name!r}: makes[{table_name!r}] must be a Table.")
        if not table_name.isidentifier():
            raise DeclarationError(
                f"Analyzer {made.name!r}: table name {table_name!r} must be an identifier, such as 'hedges'."
            )
        for column, dtype in table.columns.items():
            if dtype not in DTYPES:
                raise DeclarationError(
                    f"Analyzer {made.name!r}: column {column!r} has type {dtype!r}; use one of {', '.join(DTYPES)}."
                )
            if column in SPAN_COLUMNS or column in PROVENANCE_COLUMNS or column == "article_id":
                raise DeclarationError(
                    f"Analyzer {made.name!r}: column {column!r} is added by the toolkit and must not be declared."
                )
    positional = [
        p
        for p in inspect.signature(made.function).parameters.values()
        if p.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    ]
    if len(positional) != 1 + len(made.requires):
        wanted = ", ".join(("document", *made.requires))
        raise DeclarationError(
            f"Analyzer {made.name!r}: its function must take ({wanted}) and options after a *, "
            f"but takes ({', '.join(p.name for p in positional)})."
        )
