"""Who speaks: from the words of a source ("he", "the senior diplomat") to a person or organisation of the article."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit_reading.marks import Quotation

from toolkit.documents import Document
from toolkit_quotes.answers import NOBODY, Speaker, at_row, from_naming
from toolkit_quotes.bodies import body_of
from toolkit_quotes.cast import TYPES, Cast, Row
from toolkit_quotes.descriptions import Descriptions
from toolkit_quotes.discourse import GENDER, Discourse, Naming
from toolkit_quotes.nouns import gender_of, head_of, is_person, is_plural
from toolkit_quotes.roles import role_of
from toolkit_quotes.statements import Statement

_RELATIVE = frozenset(("who", "which", "that"))
_OF_ONE, _OF_MANY, _OF_THING = frozenset(GENDER), frozenset(("they", "them", "their")), frozenset(("it", "its"))
_OWN = frozenset(("i", "me", "my"))
_NOBODY = frozenset(("we", "us", "our", "you", "this", "one"))
_WORDS = _OF_ONE | _OF_MANY | _OF_THING | _OWN | _NOBODY
_SPEECH = re.compile(
    r"^(?P<who>his|her|their|its)\s+(?:own |latest |recent |previous )?"
    r"(?:account|announcement|argument|claim|comment|letter|memoir|message|opinion|remark|speech|statement|testimony"
    r"|tweet|view|word)s?\b",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Ss]ome|[Tt]hose)\s+)[^,.;:()]{2,60}$")
_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those|his|her|their|its|our|but|and)\s+", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:an?|one|his|her|their|its|my|our|your|some|any|no|another)\s", re.IGNORECASE)
_DEPENDENT = re.compile(r"\b(?:for|of|to|from|at|with)\s+(?:the\s+)?$", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n\n(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*){1,2}?)\.?(?=\n\n|\s*$)")
_NAME = 80  # characters of a name before its cue
_LETTER = 2_000  # characters up to its signature
_PROMINENT = 0.35  # salience of who is talked of
_LEAD = 600  # characters of a body in which someone may be told of before being named
_BYLINE = re.compile(r"^(?:by\s+)?(?P<name>[\w.'’-]+(?:\s+[\w.'’-]+){1,3})$", re.IGNORECASE)


def _author_of(document: Document) -> str | None:
    """The one person of an article's byline, in usual letters; None where it names none or several."""
    byline = document.article.get("byline")
    text = byline.strip() if isinstance(byline, str) else ""
    match = _BYLINE.match(text)
    if match is None or " and " in text.lower():
        return None
    return match["name"].title() if match["name"].isupper() else match["name"]


def with_named_source(statement: Statement, cast: Cast) -> Statement:
    """Gives a statement without a source the name that stands right before its cue: "Moscow said"."""
    if statement.source is not None or statement.cue is None:
        return statement
    text, cue = cast.document.fields[statement.field], statement.cue[0]
    end = len(text[:cue].rstrip(" \u00a0"))
    rows = [row for row in cast.within(statement.field, max(0, end - _NAME), end) if row["end"] == end]
    if not rows or rows[-1]["label"] not in TYPES or end == cue or statement.overlaps(rows[-1]["start"], end):
        return statement
    title = len(rows[-1]["title"]) + 1 if isinstance(rows[-1]["title"], str) else 0
    return replace(statement, source=(rows[-1]["start"] - title, end))


class Speakers:
    """Resolves the sources of an article's statements, one after the other."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        statements: Sequence[Statement],
        quotations: Mapping[str, Sequence[Quotation]],
    ) -> None:
        self.cast, self.author = cast, _author_of(document)
        self._roles: dict[tuple[str, int], Speaker] = {}
        self._unnamed: dict[str, tuple[int, str]] = {}
        """People without a name by their words, and by the noun alone: the last of them and its number."""
        self.discourse = Discourse(document, cast, statements, quotations)
        self.descriptions = Descriptions(cast, self.discourse)
        self.discourse.read(self._name_role)

    def _name_role(self, statement: Statement) -> Naming | None:
        """Resolves a source that is a role as the text comes to it, so that what follows may go back to it."""
        start, end = statement.source or (0, 0)
        text = self.cast.document.fields[statement.field][start:end]
        discourse = self.discourse
        if self._named(statement, text) is not None or text.strip().lower() in _WORDS:
            return None
        words = _ARTICLES.sub("", text.strip())
        found = None
        known = self._unnamed_before(words, text)
        if known is not None:
            return discourse.add(known, statement.field, start, end)
        bare = statement.field == "headline" or not text[:1].islower()
        if _is_definite(text) or (bare and not _INDEFINITE.match(text)):
            found = self.descriptions.of_definite(words, statement)
        elif start < _LEAD and statement.field == "body":
            found = self.descriptions.of_indefinite(words, statement)
        if found is not None:
            self._roles[(statement.field, start)] = found
            return discourse.add(str(found.name), statement.field, start, end)
        if is_plural(words) or body_of(words) or not is_person(words):
            return None
        name = _tidy(re.split(r",| who | which ", words)[0])
        discourse.unnamed.setdefault(name, gender_of(words))
        number = len(discourse.unnamed)
        self._unnamed[name.casefold()] = self._unnamed[f"the {head_of(name)}"] = (number, name)
        return discourse.add(name, statement.field, start, end)

    def _unnamed_before(self, words: str, text: str) -> str | None:
        """The person without a name whom a definite phrase goes back to: "a League official … the official"."""
        name = _tidy(re.split(r",| who | which ", words)[0]).casefold()
        shorter = _is_definite(text) and len(words.split()) == 1
        found = [self._unnamed[key] for key in (name, f"the {name}")[: 1 + shorter] if key in self._unnamed]
        return max(found)[1] if found else None

    def resolve(self, statement: Statement, previous: Statement | None, last: Speaker | None) -> Speaker:
        """Finds out who makes a statement.

        `previous` is the statement before and `last` its speaker. Where the text gives no ground for a person, the
        words of the source stand as they are ("officials"), and a pronoun that could be anybody's stays None.
        """
        if statement.source is None:
            near = previous is not None and statement.cue is None and self._is_near(previous, statement)
            return replace(last, score=0.6 * last.score) if near and last else NOBODY
        text = self._text(statement)
        if text.strip().lower() in _RELATIVE:
            return self._of_relative(statement, text.strip().lower())
        speech = _SPEECH.match(text)
        pronoun = speech["who"].lower() if speech else text.strip().lower()
        if pronoun in _WORDS:
            return self._of_pronoun(pronoun, statement, previous, last)
        named = self._named(statement, text)
        if named is not None:
            return named
        words = _ARTICLES.sub("", text.strip())
        found = self._roles.get((statement.field, statement.source_start))
        if found is None and previous is not None and _is_definite(text):
            found = self._again(words, previous, last)
        known = self._unnamed_before(words, text) if found is None else None
        return found or self._in_words(known or words)

    def _text(self, statement: Statement) -> str:
        start, end = statement.source or (0, 0)
        return self.cast.document.fields[statement.field][start:end]

    def _in_words(self, words: str) -> Speaker:
        name = _tidy(re.split(r",| who | which ", words)[0])
        if is_plural(name):
            return Speaker(name, 0.7, "group")
        return Speaker(name, 0.7, "organisation" if body_of(name) else "unnamed")

    def _named(self, statement: Statement, text: str) -> Speaker | None:
        """The person whom a source names, or the organisation or place that it is."""
        start, end = statement.source or (0, 0)
        inside = self.cast.within(statement.field, start, end)
        field_text = self.cast.document.fields[statement.field]
        head = text.split(",")[0]
        behind = self.cast.within(statement.field, end + 2, end + 80) if field_text[end : end + 2] == ", " else []
        for row in (*reversed(inside), *behind[:1]):
            named_behind = field_text[start : row["start"]] == f"{head}, "  # "her counterpart, Paul Harkan"
            if row["label"] != "PERSON" or (row["start"] >= start + len(head) and not named_behind):
                continue
            if row["end"] > end and field_text[row["end"] : row["end"] + 1] not in (",", "."):
                continue
            possessive = field_text[row["end"] : row["end"] + 2] in ("'s", "’s") and row["end"] + 2 < end
            before = field_text[start : row["start"]].rstrip()
            if isinstance(row["title"], str):  # "a spokesman for President Milan Dorrek" is not the president
                before = before.removesuffix(row["title"])
            if not possessive and not _DEPENDENT.search(f"{before.rstrip()} "):
                return at_row(row, 0.95)
        stripped = _tidy(_ARTICLES.sub("", head))
        for row in inside:
            if row["label"] != "PERSON" and _tidy(row["text"]) in (stripped, _tidy(head)):
                return at_row(row, 0.9)
        return None

    def _of_relative(self, statement: Statement, word: str) -> Speaker:
        """What a relative pronoun stands for: the name, or the head of the noun phrase, before it."""
        field, start = statement.field, statement.source_start
        text = self.cast.document.fields[field]
        end = len(text[:start].rstrip(" ,\u00a0—–-"))
        rows = self.cast.within(field, max(0, end - 120), end)
        wanted = ("PERSON", "GROUP") if word == "who" else ("ORG", "PLACE", "FACILITY", "GROUP", "PERSON")
        direct = [row for row in rows if row["end"] == end and row["label"] in wanted]
        if direct:
            return at_row(direct[-1], 0.9)
        phrase = _NOUN_PHRASE.search(text, max(0, end - 90), end)
        if word == "who" and phrase is not None:  # "John Bentel, a staffer at the State Department who"
            head = len(text[: phrase.start()].rstrip(" ,\u00a0"))
            apposed = [row for row in rows if row["label"] == "PERSON" and row["end"] == head]
            if apposed and "," in text[head : phrase.start()]:
                return at_row(apposed[-1], 0.85)
        if phrase is None:
            return NOBODY
        moved = replace(statement, source=(phrase.start(), end))
        return self._named(moved, phrase.group()) or self._in_words(_ARTICLES.sub("", phrase.group()))

    def _of_pronoun(
        self, pronoun: str, statement: Statement, previous: Statement | None, last: Speaker | None
    ) -> Speaker:
        start = statement.source_start
        if pronoun in _OF_ONE:
            answer = self.discourse.answers.get((self.cast.order[statement.field], start))
            return from_naming(self.discourse, answer.antecedent, answer.score) if answer else NOBODY
        near = last if previous is not None and self._is_near(previous, statement) else None
        if pronoun in _OF_MANY:
            if near and previous and (near.kind == "group" or is_plural(self._text(previous))):
                return replace(near, score=0.7)
            found = self.discourse.salient(statement.field, start, "group", without=statement.parts)
            return from_naming(self.discourse, found[0][1], 0.6) if found and found[0][0] >= 0.35 else NOBODY
        if pronoun in _OF_THING:
            if near and near.kind in ("organisation", "place") and near.antecedent:
                return replace(near, score=0.75)
            found = self.discourse.things(statement.field, start, statement.parts)
            clear = found and found[0][0] >= 0.5 and (len(found) == 1 or found[0][0] > 1.3 * found[1][0])
            return from_naming(self.discourse, found[0][1], 0.6) if clear else NOBODY
        if pronoun in _OWN and statement.field == "body":
            author = self.author or self._signed(statement)
            return Speaker(author, 0.8, "person") if author else NOBODY
        return NOBODY

    def _signed(self, statement: Statement) -> str | None:
        """The name that stands as a paragraph of its own behind a statement in the first person: a letter's."""
        match = _SIGNATURE.search(self.cast.document.fields[statement.field], statement.end, statement.end + _LETTER)
        return match["name"].rstrip(".") if match else None

    def _again(self, words: str, previous: Statement, last: Speaker | None) -> Speaker | None:
        """ "A League official said … the official said": who was last called by a name of the same kind."""
        if previous.source is None or last is None or last.name is None:
            return None
        if is_plural(words) and role_of(words.rstrip("s")) and len(self._people_in(previous)) > 1:
            return replace(last, score=0.6)  # "Mr. Ash and Ms. Lee said … the senators said"
        if last.name in self.cast.people:
            return None
        before = _tidy(self._text(previous).split(",")[0])
        same = before.lower().split()[-1:] == words.split(",")[0].lower().split()[-1:]
        return replace(last, score=0.6) if same else None

    def _people_in(self, statement: Statement) -> list[Row]:
        """The people whom a source names."""
        return [r for r in self.cast.within(statement.field, *(statement.source or (0, 0))) if r["label"] == "PERSON"]

    def _is_near(self, previous: Statement, statement: Statement) -> bool:
        """Tells whether a statement follows the one before within the paragraph or the next."""
        if previous.field != statement.field:
            return False
        return self.cast.document.fields[statement.field].count("\n\n", previous.end, statement.start) <= 1


def _is_definite(text: str) -> bool:
    return text.strip().lower().startswith(("the ", "this ", "that "))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"['’]s?$", "", text.strip(" ,"))).strip()
