"""All statements of an article: those that are read in it, and those that only a form gives away."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable
from dataclasses import replace

from toolkit_reading import Precision, read
from toolkit_reading.marks import Quotation

from toolkit.documents import Document
from toolkit_quotes.forms import by_according_to, quotations_alone, turns
from toolkit_quotes.headlines import headline_statement
from toolkit_quotes.statements import Statement, read_statements


def find_statements(
    document: Document, names: Collection[str], quotations: dict[str, list[Quotation]], precision: Precision = "full"
) -> list[Statement]:
    """Finds the statements of an article, in the order of its text; `names` are its people and organisations."""
    by_form = [*turns(document, quotations, names)]
    for paragraph in document.paragraphs[:1]:
        told = headline_statement(paragraph, names, quotations["headline"]) if paragraph.field == "headline" else None
        by_form += [told] if told else []
    found = _Statements(document, by_form)
    for statement in read_statements(document, read(document, precision), quotations):
        if (statement.cue or statement.source or statement.kind != "indirect") and not found.covering(statement):
            found.add(statement)
    for alone in quotations_alone(document, quotations):
        _complete(found, alone)
    for statement in by_according_to(document, quotations):
        if not found.covering(statement):
            found.add(statement)
    return found.all()


def _complete(found: "_Statements", alone: Statement) -> None:
    """Adds a quotation that nothing else covers, or gives its source to the statement that lacks one.

    Without a source of its own it goes on with the quotation in the paragraph before, as PolNeAR has it.
    """
    covering = found.covering(alone)
    if any(statement.cue or (statement.source and not alone.source) for statement in covering):
        return
    for statement in covering:
        found.remove(statement)
    last = found.before(alone)
    if alone.source is None and last is not None and last.kind != "indirect":
        found.remove(last)
        alone = replace(last, parts=last.parts + alone.parts)
    found.add(alone)


class _Statements:
    """Statements by field in the order of the text, to be asked what stands where."""

    def __init__(self, document: Document, statements: Iterable[Statement]) -> None:
        self.document = document
        self.by_field: dict[str, list[Statement]] = {name: [] for name in document.fields}
        for statement in statements:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        insort(self.by_field[statement.field], statement, key=lambda other: other.start)

    def remove(self, statement: Statement) -> None:
        own = self.by_field[statement.field]
        at = bisect_left(own, statement.start, key=lambda other: other.start)
        del own[own.index(statement, at)]

    def covering(self, statement: Statement) -> list[Statement]:
        """Those that share some of the text with a statement."""
        own = self.by_field[statement.field]
        last = bisect_left(own, statement.end, key=lambda other: other.start)
        first = max(0, bisect_right(own, statement.start, key=lambda other: other.start) - 3)
        return [other for other in own[first:last] if any(other.overlaps(*part) for part in statement.parts)]

    def before(self, statement: Statement) -> Statement | None:
        """The last one before a statement, where it ends in the paragraph before."""
        own = self.by_field[statement.field]
        at = bisect_left(own, statement.start, key=lambda other: other.start)
        if not at:
            return None
        between = self.document.fields[statement.field][own[at - 1].end : statement.start]
        return own[at - 1] if between.count("\n\n") == 1 else None

    def all(self) -> list[Statement]:
        return [statement for own in self.by_field.values() for statement in own]
