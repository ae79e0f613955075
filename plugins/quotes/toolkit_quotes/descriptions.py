"""Whom a description means: a role ("the senior diplomat") or a kind of thing ("the bank", "the state")."""

import re

from toolkit_quotes.answers import Speaker, at_row, from_naming
from toolkit_quotes.bodies import PLACES, body_of, names_by_word
from toolkit_quotes.cast import Cast, Person, words_of
from toolkit_quotes.discourse import Discourse, Naming
from toolkit_quotes.nouns import head_of, is_plural
from toolkit_quotes.roles import role_of
from toolkit_quotes.statements import Statement

_PARTIES = {"gop": "republican", "democrat": "democratic", "tory": "conservative"}
_QUALIFIERS = frozenset("republican democratic libertarian green conservative labour liberal vice former".split())
_GENERIC = frozenset("official spokesman spokeswoman spokesperson aide adviser expert analyst witness resident".split())
_FAINT = 0.03  # salience of who was named some sentences ago
_PROMINENT = 0.35  # salience of who is talked of


class Descriptions:
    """Resolves descriptions as the text comes to them, by who is named and how salient they are."""

    def __init__(self, cast: Cast, discourse: Discourse) -> None:
        self.cast, self.discourse = cast, discourse

    def of_definite(self, words: str, statement: Statement) -> Speaker | None:
        """Whom "the …" means; `words` are the source without its article."""
        return self._of_role(words, statement) or self._of_body(words, statement)

    def of_indefinite(self, words: str, statement: Statement) -> Speaker | None:
        """Who is named only behind the lead: "A federal judge ruled … Judge Ann Lee wrote"."""
        head, start = head_of(words), (self.cast.order[statement.field], (statement.source or (0, 0))[1])
        role = role_of(head)
        if role is not None:
            holders = self.cast.holders.get(role, [])
            new = [person for person in holders if person.places[0] > start]
            return self._person(new[0], statement, 0.6) if len(new) == len(holders) == 1 else None
        wanted, own = names_by_word().get(head, frozenset()), set(words_of(words)) - {head}
        rows = [row for row in self.cast.of_words(wanted) if own & set(words_of(row["entity"]))]
        return at_row(rows[0], 0.6) if len({row["entity"] for row in rows}) == 1 else None

    def _of_role(self, words: str, statement: Statement) -> Speaker | None:
        """The person with the role that a source names, the most salient of them, or the first who is named behind."""
        phrase = words.split(",")[0]
        role = role_of(phrase)
        if role is None or is_plural(phrase):
            return None
        start = statement.source_start
        salient = self.discourse.salient(statement.field, start, "person", without=statement.parts)
        ranked = [naming for _, naming in salient if naming.name in self.cast.people]
        holders = self.cast.holders.get(role, [])
        beside = self._beside(role, words, salient, self.discourse.sentence(statement.field, start))
        if beside is not None and not {holder.name for holder in holders} & {naming.name for naming in ranked[:2]}:
            return from_naming(self.discourse, beside, 0.6)  # "Daniel Reyne was unmoved. …, the foreign minister said"
        origin = self._origin(statement)
        if origin:  # "the Russian president": one said to be Russian, or whose own title it is, whatever the country
            of_origin = [person for person in holders if _comes_from(person, origin.lower())]
            if not of_origin and any(self._has_origin(person) for person in holders):
                return None
            holders = of_origin or [person for person in holders if any(role in title for title in person.titles)]
        wanted = _qualifiers(phrase)
        told = {person.name: _qualifiers(" ".join(person.titles)) for person in holders}
        fitting = [person for person in holders if wanted <= told[person.name]]
        open_ = [person for person in holders if not told[person.name] - {"former"}]
        holders = fitting or open_ or ([] if wanted - {"former"} else holders)
        if holders:
            order = {naming.name: place for place, naming in enumerate(ranked)}
            chosen = min(holders, key=lambda person: (order.get(person.name, len(order)), person.places[0]))
            return self._person(chosen, statement, 0.85 if len(holders) == 1 else 0.65)
        return None

    def _beside(self, role: str, words: str, salient: list[tuple[float, Naming]], here: int) -> Naming | None:
        """The person who was just talked of and of whose roles the article has said nothing."""
        if not salient or (role in _GENERIC and len(words.split()) == 1):
            return None
        best, naming = salient[0]
        person = self.cast.people.get(naming.name)
        clear = len(salient) == 1 or best > 1.3 * salient[1][0]
        near = here - naming.sentence <= 2 and best >= _PROMINENT
        return naming if person is not None and not person.roles and near and clear else None

    def _of_body(self, words: str, statement: Statement) -> Speaker | None:
        """ "the ministry" → the organisation of the article that is one, or the one that is talked of."""
        word = body_of(words.split(",")[0])
        if word is None:
            return None
        if word in PLACES:
            found = self.discourse.things(statement.field, statement.source_start, statement.parts, ("place",))
            found = [pair for pair in found if not _is_short(pair[1].name)]
            clear = found and found[0][0] >= 0.3 and (len(found) == 1 or found[0][0] > 1.5 * found[1][0])
            return from_naming(self.discourse, found[0][1], 0.55) if clear and "," not in words else None
        at = (statement.field, statement.source_start, statement.parts)
        found = self.discourse.things(*at, kinds=("organisation",))
        wanted = names_by_word()[word] | {word}
        own = set(words_of(words))
        fitting = [(weight, naming) for weight, naming in found if wanted & set(words_of(naming.name))]
        fitting = [pair for pair in fitting if pair[0] >= _FAINT]
        matching = [(len(own & set(words_of(naming.name))), weight, naming) for weight, naming in fitting]
        if matching:
            _, _, naming = max(matching, key=lambda match: match[:2])
            return from_naming(self.discourse, naming, 0.75 if len(matching) == 1 else 0.6)
        rows = self.cast.of_words(wanted)
        if len(words.split()) > 1:
            return None
        if len({row["entity"] for row in rows}) == 1:
            return at_row(rows[0], 0.65)
        clear = found and found[0][0] >= 0.2 and (len(found) == 1 or found[0][0] > 1.5 * found[1][0])
        return from_naming(self.discourse, found[0][1], 0.5) if clear else None

    def _person(self, person: Person, statement: Statement, score: float) -> Speaker:
        """A person, with the naming last before the statement's source, else the first of all."""
        start = (self.cast.order[statement.field], statement.source_start)
        number, offset = max((p for p in person.places if p < start), default=person.places[0])
        field = list(self.cast.order)[number]
        row = self.cast.within(field, offset, offset + 200)[0]
        return at_row(row, score)

    def _origin(self, statement: Statement) -> str | None:
        """The nationality or place that a source names with a role: "Russian president"."""
        start, end = statement.source or (0, 0)
        rows = [r for r in self.cast.within(statement.field, start, end) if r["label"] in ("GROUP", "PLACE")]
        rows = [row for row in rows if not _qualifiers(row["text"])]
        return rows[0]["text"] if rows else None

    def _has_origin(self, person: Person) -> bool:
        return any(_comes_from(person, origin) for origin in self.cast.origins)


def _is_short(name: str) -> bool:
    """Tells letters that are hardly a city's or a state's name: "EDT"."""
    return len(name) < 5 and name.isupper() and name not in ("US", "UK", "UAE", "USA")


def _qualifiers(text: str) -> set[str]:
    words = [_PARTIES.get(word, word) for word in re.findall(r"[a-z]+", text.lower())]
    return set(words) & _QUALIFIERS


def _comes_from(person: Person, origin: str) -> bool:
    return any(origin in title for title in person.titles)
