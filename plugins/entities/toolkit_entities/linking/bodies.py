"""One name for each organisation and place of a corpus: spellings, acronyms, longer and shorter forms."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from toolkit_entities import lexicon
from toolkit_entities.linking.forms import LONGEST, deletions, fold

_LEGAL = frozenset("inc corp corporation ltd llc llp co plc ag sa gmbh company".split())
_KINDS = frozenset("movement group website newspaper magazine channel network images agency".split())
_NOUNS = frozenset(
    "alliance bloc coalition committee front group movement organisation organization party union".split()
)
_TRADES = frozenset("group holding image industry media motor news".split())
_INSTITUTIONS = frozenset(
    "academy agency alliance assembly association authority bank board bureau chamber church club commission committee "
    "congress council court department federation front fund house institute league ministry movement office "
    "organisation organization parliament party senate society treasury tribunal union university".split()
)
_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana",
    "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts",
    "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "Okla": "Oklahoma", "Ore": "Oregon",
    "Pa": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "Tenn": "Tennessee",
    "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington State", "WVa": "West Virginia",
    "Wis": "Wisconsin", "Wyo": "Wyoming", "BC": "British Columbia", "Ont": "Ontario", "Que": "Quebec",
    "DC": "Washington", "Washington DC": "Washington", "NYC": "New York City", "LA": "Los Angeles",
}  # fmt: skip
"""Abbreviations of places as the Associated Press writes them."""

_FREQUENT = 3  # times as many articles as a spelling in which one letter is wrong
_LETTERS = 6  # of a word in which one may be wrong
_ENDING = re.compile(r"s|(?<=a)n|(?<=[^aeiou])i")  # of a plural, and of who or what belongs to a place


def body_key(name: str) -> str:
    """What spellings of an organisation's name have in common."""
    words = [word for word in fold(name.replace("&", " and ")).split() if word not in ("the", "and")]
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    if len(words) > 1 and words[0] == "pac":
        words = words[1:]
    while len(words) > 2 and words[-1] in _KINDS:
        words.pop()
    if len(words) > 2 and words[0] == "us":
        words = words[1:]
    return " ".join(_singular(word) for word in " ".join(words).replace("-", " ").split())


def _singular(word: str) -> str:
    """A word without the ending of a plural: Industries and Industry are one."""
    if len(word) > 5 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 5 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def place_key(name: str) -> str:
    """What spellings of a place's name have in common: WASHINGTON, Calif. and California."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    parts = [_STATES.get(part.replace(".", "").replace(" ", "") if len(part) < 7 else part, part) for part in parts]
    text = ", ".join(parts) if len(parts) < 3 else name
    text = _STATES.get(text.replace(".", "").replace(",", ""), text)
    known = lexicon.known_names().get(text.title() if text.isupper() and len(text) > 4 else text)
    key = fold((known[1] if known else text).replace(",", " "))
    return key.removeprefix("the ")


def group_bodies(
    names: Mapping[str, int], beside: Mapping[str, Counter[str]], *, places: bool = False
) -> dict[str, str]:
    """Each name → the name of what it names.

    `names` has the number of articles that have each; `beside`, for each name that may be an acronym, the names that
    stand in its articles with the number of these.
    """
    key = place_key if places else body_key
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[(key(name) if len(name) <= LONGEST else "") or name].append(name)
    counts = {group: sum(names[name] for name in members) for group, members in groups.items()}
    into = {group: group for group in groups}
    _join_acronyms(groups, counts, beside, into)
    if not places:
        _join_longer(counts, into)
        _join_outlets({g: n for g, n in counts.items() if not is_acronym(groups[g][0])}, into)
        _join_institutions(counts, into)
        _join_kinds(groups, into)
    _join_typos(counts, into)
    members: dict[str, list[str]] = defaultdict(list)
    for group, own in groups.items():
        members[_root(group, into)] += own
    found = {}
    for own in members.values():
        best = _best(own, names)
        found.update(dict.fromkeys(own, best))
    return found


def _root(group: str, into: Mapping[str, str]) -> str:
    seen = {group}
    while into[group] != group and into[group] not in seen:
        group = into[group]
        seen.add(group)
    return group


def _best(members: Sequence[str], names: Mapping[str, int]) -> str:
    """The spelling in most articles, but one in capitals throughout, or an institution's word, before no other."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        plain = not (name.isupper() and len(name) > 5) and not name.endswith(".")
        return (plain, name.casefold() not in _INSTITUTIONS, names[name], -len(name), name)

    best = re.sub(r"^[Tt]he\s+(?=\S)", "", max(members, key=rank))
    head, _, last = best.rpartition(" ")
    return head if last in _NOUNS and len(head.split()) > 1 else best


def initials(name: str) -> set[str]:
    """The acronyms that a name may have: from all of its words that begin with a capital, or from all words."""
    words = re.findall(r"[\w']+", name)
    capital = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0] for word in words)
    return {capital.upper(), every.upper()} if len(words) > 1 else set()


def is_acronym(name: str) -> bool:
    """Tells letters such as "RIAA" or "D.N.C."."""
    plain = name.replace(".", "")
    return 2 <= len(plain) <= 7 and plain.isupper() and plain.isalpha()


def _join_acronyms(
    groups: Mapping[str, Sequence[str]],
    counts: Mapping[str, int],
    beside: Mapping[str, Counter[str]],
    into: dict[str, str],
) -> None:
    """Joins letters to the long name with these initials that stands in the same articles, or
    else of three letters and more to the one that most articles have of those with these initials."""
    of_name = {name: group for group, members in groups.items() for name in members}
    of_initials: dict[str, list[str]] = defaultdict(list)
    for group, members in groups.items():
        for letters in {letters for name in members[:5] for letters in initials(name)}:
            of_initials[letters].append(group)
    for group, members in groups.items():
        short = next((name for name in members if is_acronym(name)), None)
        if short is None:
            continue
        letters = short.replace(".", "")
        together: Counter[str] = Counter()
        for name in members:
            for other, articles in beside.get(name, Counter()).items():
                if other in of_name and letters in initials(other) and of_name[other] != group:
                    together[of_name[other]] += articles
        if not together and len(letters) > 2:
            together.update({other: counts[other] for other in of_initials.get(letters, ()) if other != group})
        ranked = together.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            long = ranked[0][0]
            into[long] = group if into[long] == long else into[long]


def _join_longer(counts: Mapping[str, int], into: dict[str, str]) -> None:
    """Joins a name of at least two words to the one that goes on with "for …"."""
    longer: dict[str, list[str]] = defaultdict(list)
    for group in counts:
        head, found, _ = group.partition(" for ")
        if found and len(head.split()) > 1 and head in counts:
            longer[head].append(group)
    for head, groups in longer.items():
        if len(groups) == 1 and into[groups[0]] == groups[0]:
            into[groups[0]] = _root(head, into)


def _join_outlets(counts: Mapping[str, int], into: dict[str, str]) -> None:
    """Joins a name to the only one with a word for its trade behind it, or with the house that it is of before it.

    "Getty" is "Getty Images" so, and "Nightly News", where the corpus names NBC, too, "NBC Nightly News".
    """
    longer: dict[str, set[str]] = defaultdict(set)
    for group in counts:
        first, _, rest = group.partition(" ")
        if rest in _TRADES:
            longer[first].add(group)
        if first in counts and " " in rest:
            longer[rest].add(group)
    for group in sorted(longer.keys() & counts.keys()):
        whole = next(iter(longer[group]))
        if len(longer[group]) == 1 and len(group) > 3 and into[group] == group and _root(whole, into) != group:
            into[group] = _root(whole, into)


def _join_institutions(counts: Mapping[str, int], into: dict[str, str]) -> None:
    """Joins the word for an institution that stands alone ("League") to the only one of the corpus that is one."""
    found: dict[str, set[str]] = defaultdict(set)
    for group in counts:
        words = group.split()
        if len(words) > 1:
            for word in (words[0], words[-1]):
                found[word].add(group)
    for word in _INSTITUTIONS & counts.keys():
        longer = found[word]
        if len(longer) == 1 and into[word] == word:
            into[word] = _root(next(iter(longer)), into)


def _join_kinds(groups: Mapping[str, Sequence[str]], into: dict[str, str]) -> None:
    """Joins a name to the one without the common noun behind it: "Homeland bloc", "Red Harbour committee"."""
    for group, members in groups.items():
        head, _, last = group.rpartition(" ")
        lower = all(name.strip().rpartition(" ")[2].islower() for name in members)
        if last not in _NOUNS or not lower or head in _INSTITUTIONS or into[group] != group:
            continue
        if head in groups:
            into[group] = _root(head, into)


def _join_typos(counts: Mapping[str, int], into: dict[str, str]) -> None:
    """Joins a rare spelling in which one letter of a long word is wrong to the frequent one."""
    vocabulary = Counter(word for group in counts for word in group.split())
    order = sorted(counts, key=lambda group: (-counts[group], group))
    by_part: dict[str, str] = {}
    for group in order:
        if len(group) < _LETTERS or any(c.isdigit() for c in group) or into[group] != group:
            continue
        for part in deletions(group):
            right = by_part.get(part)
            if right is not None and _is_typo(group, right, counts, vocabulary):
                into[group] = _root(right, into)
                break
        else:
            for part in deletions(group):
                by_part.setdefault(part, group)


def _is_typo(group: str, right: str, counts: Mapping[str, int], vocabulary: Counter[str]) -> bool:
    a, b = group.split(), right.split()
    if counts[right] < _FREQUENT * counts[group] or counts[group] > 2 or group[0] != right[0]:
        return False
    if len(a) != len(b):
        return group.replace(" ", "") == right.replace(" ", "")
    different = [(one, other) for one, other in zip(a, b, strict=True) if one != other]
    return all(_is_slip(one, other) and vocabulary[one] <= 2 for one, other in different)


def _is_slip(word: str, right: str) -> bool:
    """Tells one wrong letter from an ending: states, Varenian (of Varenia), Israeli."""
    short, long = sorted((word, right), key=len)
    ending = long.startswith(short) and _ENDING.fullmatch(long, len(short))
    return len(word) >= _LETTERS and OSA.distance(word, right) == 1 and not ending
