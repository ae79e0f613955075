"""The reporting clauses of a sentence: who, which cue, and which part of the sentence is what they said."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.documents import Token
from toolkit_quotes import cues

Range = tuple[int, int]

_PRONOUNS = frozenset("he she they we i it".split())
_DETERMINERS = frozenset(
    "the a an his her their its our my this that these those some many several one two three four both all another other "
    "most few no each every".split()
)
_OPENERS = frozenset(
    "but and so yet however meanwhile still later also then thus nevertheless nonetheless instead separately "
    "earlier afterwards today yesterday meantime or".split()
)
_PREPOSITIONS = frozenset(
    "in on at after before during since under with without by from to for as when while until over amid following "
    "despite speaking asked commenting responding answering although because if once through via upon against "
    "late early last this next tuesday monday wednesday thursday friday saturday sunday earlier there here".split()
)
_STOPS = frozenset("who which whom whose that what where it there when why how".split())
_CLAUSE_VERBS = frozenset(
    "is are was were has have had will would could should can may might must did does do be been said says".split()
)
_ADVERBIAL = re.compile(
    r"^(?:,|\.|$|in\b|on\b|at\b|during\b|after\b|before\b|by\b|via\b|from\b|while\b|when\b|as\b|late\b|earlier\b|"
    r"early\b|last\b|this\b|yesterday|today|to\b|following\b|with\b|about\b|of\b|through\b|over\b|under\b|recently|"
    r"ahead\b|there|here|again|afterwards|adding|referring|speaking|citing|noting|later\b|outside\b|"
    r"mon|tue|wed|thu|fri|sat|sun|;|–|—|\()",
    re.IGNORECASE,
)
_SKIP_AFTER_CUE = re.compile(
    r"^(?:(?:,\s*)?(?:(?:on|late on|early on|earlier on)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?\b,?"
    r"|on\s+(?:[A-Z][a-z]+\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)\b,?"
    r"|(?:in|at|during|after|before|via|by|through)\s+(?:an?|the|his|her|their|its)\s+(?:[\w’'-]+\s+){0,5}?"
    r"(?:interview|statement|briefing|conference|speech|address|press conference|news conference|tweet|post|letter|report|"
    r"email|e-mail|phone|call|meeting|remarks|note|message|summit|session|hearing|debate)\b"
    r"(?:\s+(?:with|to|in|on|from)\s+(?:the\s+)?[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*)?,?"
    r"|(?:yesterday|today|earlier|later|again|recently|afterwards|privately|publicly|bluntly|flatly|simply)\b,?"
    r"|to\s+(?:reporters|journalists|lawmakers|parliament|the press|the media|the agency)\b,?"
    r"|in\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?\b(?=\s+(?:that|on|in|after|,))"
    r")\s*"
)
_VIEW = re.compile(
    r"(?:the|this|that|any|a|all)\s+(?:\w+\s+)?(?:view|idea|notion|charge|claim|suggestion|accusation|allegation|argument|theory)s?"
    r"\s+(?:that|of)\b",
    re.IGNORECASE,
)
_ADDRESSEE_VERBS = frozenset("tell tells told telling assure assures assured inform informs informed remind reminds reminded warn warns warned advise advised urge urged ask asked asks".split())
_PARTICIPLES = frozenset(
    "adding saying noting stressing insisting warning arguing claiming explaining suggesting emphasizing emphasising "
    "underlining underscoring stating declaring acknowledging conceding admitting telling writing recalling pointing".split()
)


@dataclass(frozen=True)
class Clause:
    """A reporting clause; ranges are offsets into the field."""

    parts: tuple[Range, ...]
    source: Range | None
    cue: Range
    score: float


def find_clauses(tokens: Sequence[Token], quotations: Sequence[Range], text: Callable[[int, int], str]) -> Iterator[Clause]:
    """Yields the reporting clauses of one sentence (or of several that a quotation holds together).

    `quotations` are the ranges in quotation marks, in which no cue is looked for.
    """
    sentence = _Sentence(tokens, quotations, text)
    cut = sentence.second_clause()
    if cut is not None:
        first = list(find_clauses(tokens[: cut - 1], quotations, text))
        second = list(find_clauses(tokens[cut + 1 :], quotations, text))
        if first and not second:
            second = _without_subject(_Sentence(tokens[cut + 1 :], quotations, text), first[0])
        if first and second:
            yield from first
            yield from second
            return
    clause = sentence.according_to()
    if clause is None:
        for k in sentence.cue_places():
            clause = sentence.clause_at(k)
            if clause is not None:
                break
    if clause is None:
        return
    if not sentence.participle_after(clause):
        yield clause
        return
    cut, k = sentence.participle_after(clause) or (0, 0)
    kept = tuple((start, min(end, cut)) for start, end in clause.parts if start < cut)
    if kept:
        yield Clause(kept, clause.source, clause.cue, clause.score)
    start = sentence.content_start(k)
    if start is not None:
        yield Clause(((start, sentence.end),), clause.source, sentence.span(k, k), 0.8)


def _without_subject(sentence: "_Sentence", first: Clause) -> list[Clause]:
    """ "…, but added that …": the source of the first clause has the second cue, too."""
    k = next((k for k in sentence.cue_places() if k <= 1), None)
    start = None if k is None else sentence.content_start(k)
    if k is None or start is None:
        return []
    return [Clause(((start, sentence.end),), first.source, sentence.span(k, k), 0.7)]


class _Sentence:
    """One sentence with what is asked of it again and again."""

    def __init__(self, tokens: Sequence[Token], quotations: Sequence[Range], text: Callable[[int, int], str]) -> None:
        self.tokens = tokens
        self.words = [token.text.lower() for token in tokens]
        self.text = text
        self.quotations = quotations
        self.start, self.end = tokens[0].start, tokens[-1].end
        if tokens[-1].text in (".", "…") and not any(q[1] == self.end for q in quotations):
            self.end = tokens[-1].start
        self.quoted = self._quoted()

    def _quoted(self) -> list[bool]:
        marks, number = [], 0
        for token in self.tokens:
            while number < len(self.quotations) and self.quotations[number][1] <= token.start:
                number += 1
            marks.append(number < len(self.quotations) and self.quotations[number][0] <= token.start)
        return marks

    def span(self, first: int, last: int) -> Range:
        """The range of the tokens from `first` to `last`, both included."""
        return self.tokens[first].start, self.tokens[last].end

    def cue_places(self) -> Iterator[int]:
        """The tokens outside quotations that may be cues."""
        verbs = cues.cue_verbs()
        for k, word in enumerate(self.words):
            if not self.quoted[k] and word in verbs and not self._is_no_verb(k):
                yield k

    def _is_capitalised_name(self, k: int) -> bool:
        """Tells "United States" and "reality Show" from a verb, where not every word is capitalised."""
        if not k or not self.tokens[k].text[0].isupper():
            return False
        return any(token.text[0].islower() and len(token.text) > 4 for token in self.tokens)

    def _is_no_verb(self, k: int) -> bool:
        """Tells a noun or infinitive from a verb that reports: "the report", "to say", "calls for"."""
        before = self.words[k - 1] if k else ""
        after = self.words[k + 1] if k + 1 < len(self.words) else ""
        if self._is_capitalised_name(k):
            return True
        if self.words[k] in ("state", "states", "known", "charge", "charges", "rule", "rules") and after != "that":
            return True
        if before in _DETERMINERS - {"that", "this", "those", "these", "all", "some", "many", "both", "most", "few"}:
            return True
        if before in ("to", "of", "for", "'s", "’s") and self.words[k] != "said":
            return True
        if self.words[k].endswith("ing") and not (k and self.tokens[k - 1].text in (",", "”", '"')):
            return True
        return after in ("of", "for", "to") and self.words[k] not in ("said", "told", "wrote", "added", "spoke")

    def second_clause(self) -> int | None:
        """The conjunction in ", while Y said …" or ", but added that …", behind which another clause reports."""
        for k in range(4, len(self.tokens) - 4):
            if self.words[k] not in ("while", "though", "although", "but", "whereas", "and") or self.quoted[k]:
                continue
            if self.tokens[k - 1].text != "," or self.quoted[k - 1]:
                continue
            near = [j for j in self.cue_places() if k < j <= k + 9]
            if near and (self.words[k] not in ("but", "and") or self._reports(near[0])):
                return k
        return None

    def _reports(self, k: int) -> bool:
        """Tells whether a statement surely follows the cue: "that", a quotation or a colon is next."""
        i = self._skip(k + 1)
        return i is not None and (self.words[i] == "that" or self.quoted[i] or self.tokens[i].text == ":")

    def according_to(self) -> Clause | None:
        """ "According to X, …" and "…, according to X"."""
        for k in range(len(self.tokens) - 2):
            if self.quoted[k] or not cues.ACCORDING_TO.match(self.text(self.tokens[k].start, self.end)):
                continue
            size = len((cues.ACCORDING_TO.match(self.text(self.tokens[k].start, self.end)) or [""])[0].split())
            first = k + size
            last = self._end_of_source(first)
            if last < first:
                return None
            cue, source = self.span(k, first - 1), self.span(first, last)
            if k <= 2 and last + 2 < len(self.tokens):
                after = last + 2 if self.tokens[last + 1].text == "," else last + 1
                return Clause(((self.tokens[after].start, self.end),), source, cue, 0.9)
            if k > 2:
                return Clause(((self.start, self.tokens[k - 1].end),), source, cue, 0.9)
        return None

    def _end_of_source(self, first: int) -> int:
        """The last token of a source that begins at `first` and ends at a comma, a full stop or a preposition."""
        last = first - 1
        for i in range(first, min(first + 18, len(self.tokens))):
            token = self.tokens[i].text
            if token in ",.;:—–)" or self.quoted[i]:
                break
            if i > first and self.words[i] in ("in", "on", "at", "who", "which", "during", "after", "as", "when") and (
                self.words[i] != "in" or not self._is_name(i + 1)
            ):
                break
            last = i
        return last

    def _is_name(self, i: int) -> bool:
        return i < len(self.tokens) and self.tokens[i].text[0].isupper()

    def clause_at(self, k: int) -> Clause | None:
        """The reporting clause whose cue is token `k`, or None where it reports nothing."""
        first = k
        negated = False
        while first and self.words[first - 1] in cues.AUXILIARIES and not self.quoted[first - 1]:
            first -= 1
            negated |= self.words[first] in cues.NEGATIONS
        if negated and self.words[k] not in ("deny", "denied"):
            return None
        before_quote = first and (self.quoted[first - 1] or (first > 1 and self.tokens[first - 1].text == "," and self.quoted[first - 2]))
        inverted = self._inverted(k, first)
        if inverted is not None:
            return inverted
        source = None if before_quote else self._source_before(first)
        if source is None:
            return None
        start = self.tokens[source[0]].start
        head = self._head_before(source[0])
        if self._is_inserted(k, source):
            rest = (self.tokens[k + 2].start, self.end)
            return Clause(((self.start, start), rest), self.span(*source), self.span(k, k), 0.8)
        if self._is_trailing(k, source[0], head):
            return self._interrupted(self.start, source[0], k, self.span(*source))
        content = self.content_start(k)
        if content is None:
            return None
        score = 0.9 if cues.cue_verbs()[self.words[k]] == cues.TAKES_CLAUSE else 0.7
        if start > self.start and head >= 4 and self._quotes_before(source[0]):
            return self._interrupted(self.start, source[0], k, self.span(*source))
        return Clause(((content, self.end),), self.span(*source), self.span(k, k), score)

    def _is_inserted(self, k: int, source: Range) -> bool:
        """Tells "Had she been asked, she said, she would have come", where the statement goes on behind the cue."""
        first, last = source
        if k + 4 >= len(self.tokens) or self.tokens[k + 1].text != "," or any(self.quoted[: k + 3]):
            return False
        inserted = first >= 3 and self.tokens[first - 1].text == "," and last - first <= 3 and last == k - 1
        return inserted and self.words[k + 2] not in _PARTICIPLES | {"but", "and", "while", "though", "as"}

    def _quotes_before(self, i: int) -> bool:
        return any(self.quoted[:i])

    def _head_before(self, i: int) -> int:
        """The number of words of the sentence before token `i`."""
        return sum(word[0].isalnum() for word in self.words[:i])

    def _inverted(self, k: int, first: int) -> Clause | None:
        """ "…," said the minister."""
        if first != k or k < 2 or self.words[k].endswith("ing"):
            return None
        after_content = self.tokens[k - 1].text in (",", "?", "!", "”", '"', "’", "'", "»", "“") or self.quoted[k - 1]
        if not after_content or k + 1 >= len(self.tokens):
            return None
        if self.words[k + 1] in ("that", ",", ":", ".") or self.words[k + 1] in _PREPOSITIONS or self.quoted[k + 1]:
            return None
        if not self.quoted[k - 1] and self.tokens[k - 1].text == "," and not self.quoted[k - 2]:
            apposition = self._with_apposition(k - 1)  # "Paul Harkan, the negotiator, said his delegation …"
            if apposition is not None and (apposition[0] == 0 or self.quoted[apposition[0] - 1]):
                return None
        last = self._end_of_inverted(k + 1)
        if last <= k or not self._looks_like_source(k + 1, last):
            return None
        if not (self.quoted[k - 1] or self.quoted[k - 2]) and self._head_before(k) < 4:
            return None
        if not any(self.quoted[:k]) and cues.cue_verbs()[self.words[k]] not in (cues.TAKES_CLAUSE,):
            return None
        return self._interrupted(self.start, k, last, self.span(k + 1, last), cue=k)

    def _end_of_inverted(self, first: int) -> int:
        last = first - 1
        for i in range(first, min(first + 16, len(self.tokens))):
            if self.tokens[i].text in ",.;:—–)" or self.quoted[i]:
                break
            if i > first and self.words[i] in _PREPOSITIONS - {"for", "to"} | {"who", "which"}:
                break
            last = i
        return last

    def _interrupted(self, start: int, first: int, last: int, source: Range, cue: int | None = None) -> Clause:
        """A statement before its source, which goes on behind it where a quotation does."""
        begin = start
        quotations = [q for q in self.quotations if q[0] < self.tokens[first].start]
        if quotations and self._head_in_front(quotations[0][0]) == 0:
            begin = quotations[0][0]
        parts = [(begin, self.tokens[first].start)]
        parts = self._only_quotations(parts[0], quotations)
        if quotations:
            parts += [q for q in self.quotations if q[0] >= self.tokens[last].end and self._is_near(last, q)]
        at = self.span(last, last) if cue is None else self.span(cue, cue)
        return Clause(tuple(parts), source, at, 0.95 if quotations else 0.8)

    def _head_in_front(self, offset: int) -> int:
        return sum(token.text[0].isalnum() for token in self.tokens if token.end <= offset)

    def _only_quotations(self, part: Range, quotations: Sequence[Range]) -> list[Range]:
        """The quotations themselves where nothing else stands in a part."""
        if not quotations:
            return [part]
        plain = [t for i, t in enumerate(self.tokens) if part[0] <= t.start < part[1] and not self.quoted[i]]
        if any(token.text[0].isalnum() for token in plain):
            return [part]
        return [q for q in quotations if q[0] >= part[0]]

    def _is_near(self, last: int, quotation: Range) -> bool:
        """Tells whether a quotation follows the cue at once, or after the few words of when and where."""
        between = [t for i, t in enumerate(self.tokens) if i > last and t.end <= quotation[0]]
        return sum(token.text[0].isalnum() for token in between) <= 12

    def _source_before(self, k: int) -> Range | None:
        """The tokens of the source whose verb group begins at token `k`, or None where there is no source."""
        last = k - 1
        if last < 0 or self.quoted[last]:
            return None
        if self.tokens[last].text in (",", ")", "–", "—"):  # "Putin, the president, said"
            return self._with_apposition(last)
        if self.words[last] == "who":
            end = last - 2 if last > 1 and self.tokens[last - 1].text == "," else last - 1
            first = self._without_openers(self._start_of_clause(end), end) if end >= 0 else 0
            return (first, end) if self._looks_like_source(first, end) else None
        if self.words[last] in ("and", "but", "then") and last > 2:  # "Putin met the envoy and said …"
            return self._subject_of_sentence()
        first = self._start_of_clause(last)
        first = self._without_openers(first, last)
        return (first, last) if self._looks_like_source(first, last) else None

    def _subject_of_sentence(self) -> Range | None:
        """A pronoun or name with which the sentence begins."""
        if self.words[0] in _PRONOUNS:
            return 0, 0
        last = -1
        while self._is_name(last + 1) and not self.quoted[last + 1] and self.words[last + 1] not in _PREPOSITIONS | _OPENERS:
            last += 1
        if last >= 0 and self.words[0] not in _DETERMINERS and last + 1 < len(self.tokens) and self.words[last + 1][0].isalpha():
            return 0, last
        return None

    def _with_apposition(self, last: int) -> Range | None:
        opening = "(" if self.tokens[last].text == ")" else self.tokens[last].text
        for i in range(last - 1, max(last - 25, 0), -1):
            if self.tokens[i].text == opening and not self.quoted[i]:
                first = self._without_openers(self._start_of_clause(i - 1), i - 1)
                if self._looks_like_source(first, i - 1) and not self._holds_verb(first, i - 1):
                    return first, (last if opening == "(" else last - 1)
                return None
        return None

    def _start_of_clause(self, last: int) -> int:
        first = last
        while first and not self.quoted[first - 1]:
            token, word = self.tokens[first - 1].text, self.words[first - 1]
            if token in ",;:—–()" or word in ("that", "because", "while", "although", "whereas", "as", "but"):
                break
            if word == "and" and self._holds_verb(max(0, first - 8), first - 2):
                break
            first -= 1
        return first

    def _holds_verb(self, first: int, last: int) -> bool:
        return any(word in _CLAUSE_VERBS for word in self.words[first : last + 1])

    def _without_openers(self, first: int, last: int) -> int:
        while first < last and self.words[first] in _OPENERS:
            first += 1
        if first < last and self.words[first] in _PREPOSITIONS:
            # "On Monday the minister said": the source begins at the next determiner, pronoun or title
            for i in range(first + 1, last + 1):
                if self.words[i] in _PRONOUNS or (i > first + 1 and self.words[i] in ("the", "a", "an")):
                    return i
            for i in range(last, first + 1, -1):
                if not self._is_name(i):
                    return i + 1
        return first

    def _looks_like_source(self, first: int, last: int) -> bool:
        """Tells a noun phrase or a pronoun from other words, by the words at its ends."""
        if first > last or last - first > 22:
            return False
        head = self.words[first]
        if not self.words[last][0].isalnum() and self.tokens[last].text not in ("”", '"', "'", "’", ")", "."):
            return False
        if head in _STOPS or self.words[last] in _STOPS or self.words[last] in _PREPOSITIONS - {"this", "monday"}:
            return False
        if head in _PRONOUNS:
            return first == last
        if head in ("neither", "nobody", "none", "no"):  # nobody said it
            return False
        if head == "it":
            return False
        if self._holds_verb(first, last):
            return False
        return self.words[last] not in ("be", "been", "to", "and", "or", "not", "than", "so")

    def _is_trailing(self, k: int, first: int, head: int) -> bool:
        """Tells "…, X said on Monday" (the statement stands before) from "On Monday, X said …"."""
        if head < 4 or (first and self.tokens[first - 1].text not in ',”"’»“?!–—'):
            return False
        if first and self.quoted[first - 1] or (first > 1 and self.quoted[first - 2]):
            return True
        if self.words[0] in _PREPOSITIONS - {"there", "this", "it", "under", "with", "without", "for"} and not self._comma_before(first - 1):
            return False
        rest = self.text(self.tokens[k].end, self.end).strip()
        if rest.startswith(":") or re.match(r"^,?\s*that\b", rest):
            return False
        if not _ADVERBIAL.match(rest):
            return False
        skipped = self._skip(k + 1)
        return not (skipped is not None and self.words[skipped] == "that")

    def _comma_before(self, i: int) -> bool:
        return any(self.tokens[j].text == "," for j in range(i))

    def _skip(self, i: int) -> int | None:
        """The token behind the words of when, where and to whom that may follow a cue at `i - 1`."""
        while i < len(self.tokens):
            rest = self.text(self.tokens[i].start, self.end)
            match = _SKIP_AFTER_CUE.match(rest)
            if match is None or not match.group().strip():
                return i
            offset = self.tokens[i].start + match.end()
            i = next((j for j in range(i, len(self.tokens)) if self.tokens[j].end > offset), len(self.tokens))
        return None

    def content_start(self, k: int) -> int | None:
        """Where the statement begins that follows the cue `k`, or None where none follows."""
        kind = cues.cue_verbs()[self.words[k]]
        i = self._skip(k + 1)
        if self.words[k] in _ADDRESSEE_VERBS or (i is not None and self.words[i] == "to"):
            i = self._after_addressee(i)
        if self.words[k] == "pointing" and i is not None and self.words[i] == "out":
            i += 1
        if i is None or i >= len(self.tokens) or self.tokens[i].start >= self.end:
            return None
        while i < len(self.tokens) and self.tokens[i].text in (":", ","):
            i += 1
        if i >= len(self.tokens) or self.tokens[i].start >= self.end:
            return None
        if self.quoted[i] or self.words[i] == "that" or _VIEW.match(self.text(self.tokens[i].start, self.end)):
            return self.tokens[i].start
        if kind == cues.NEEDS_THAT:
            that = self._that_within(i, 12)
            return None if that is None else self.tokens[that].start
        if kind == cues.TAKES_OBJECT:
            return self.tokens[i].start if any(self.quoted[i:]) else None
        that = self._that_within(i, 10)
        if that is not None and self.words[i] in _PREPOSITIONS - {"there", "here", "this", "last", "next", "if"}:
            return self.tokens[that].start
        if self.words[i] in ("in", "on", "at", "of", "about", "by", "to", "with", "for", "and", "or", "a", "an"):
            if self.words[i] not in ("in", "on", "at", "a", "an", "with", "for", "by") or len(self.tokens) - i < 7:
                return None
        if len(self.tokens) - i < 3:
            return None
        return self.tokens[i].start

    def _that_within(self, i: int, most: int) -> int | None:
        for j in range(i, min(i + most, len(self.tokens))):
            if self.words[j] == "that" and not self.quoted[j]:
                return j
            if self.quoted[j] or self.tokens[j].text in (",", ";"):
                return None
        return None

    def _after_addressee(self, i: int | None) -> int | None:
        """Skips whom something was told: up to "that", a quotation, or the first word that begins a clause."""
        if i is None:
            return None
        for j in range(i, min(i + 14, len(self.tokens))):
            if self.words[j] == "that" or self.quoted[j] or self.tokens[j].text == ":":
                return j
            if j > i and (self.words[j] in _PRONOUNS or self.words[j] in ("the", "there", "a", "an", "his", "her", "their")):
                if self.words[j - 1] not in _PREPOSITIONS | {"of", "and"}:
                    return j
            if j > i and self.tokens[j].text == ",":
                return None
        return None

    def participle_after(self, clause: Clause) -> tuple[int, int] | None:
        """Finds ", adding that …" in or behind a clause: where the first statement ends, and the token of the cue."""
        for k in range(2, len(self.tokens) - 2):
            if self.words[k] in _PARTICIPLES and not self.quoted[k] and self.tokens[k - 1].text in (",", "”", '"'):
                if self.tokens[k].start > clause.cue[1] and (self.words[k + 1] in ("that", "out", ":") or self.quoted[k + 1] or self.words[k] in ("adding", "saying", "insisting")):
                    return self.tokens[k - 1].start if self.tokens[k - 1].text == "," else self.tokens[k - 1].end, k
        return None
