"""Stance towards a topic's target on IBM's Claim Stance data (Bar-Haim et al., EACL 2017), which nothing is trained on.

A claim is answered where the target or one of the synonyms below occurs in it and the head says oppose or support. The
labels are towards the topic ("advertising is harmful"); those of topics that are against their target are turned round.
"""

from collections.abc import Iterator
from typing import Any

from benchmarks.data import rows

TARGETS: dict[str, tuple[int, tuple[str, ...]]] = {
    "open primaries": (1, ("open primary",)),
    "barrier methods of contraception": (-1, ("contraception", "condoms", "birth control", "contraceptives")),
    "raising the school leaving age to 18": (1, ("school leaving age", "compulsory schooling", "compulsory education")),
    "leaking of military documents": (1, ("leaks", "leaking", "leakers")),
    "subsidize the growing of tobacco": (-1, ("tobacco subsidies", "subsidies", "tobacco")),
    "freedom of speech": (-1, ("free speech", "freedom of expression", "freedom of opinion")),
    "American Jobs Act": (1, ()),
    "fund education using a voucher scheme": (1, ("vouchers", "voucher system", "voucher programs", "school choice")),
    "congressional earmarks": (-1, ("earmarks", "pork barrel")),
    "all nations have a right to nuclear weapons": (1, ("nuclear weapons", "nuclear proliferation")),
    "Israel's 2008-2009 military operations against Gaza": (1, ("Israel", "Israeli", "IDF")),
    "build high rises for housing": (1, ("high rises", "high-rise buildings", "tower blocks", "apartment blocks")),
    "blasphemy": (-1, ("blasphemous",)),
    "Holocaust denial": (-1, ("Holocaust deniers", "denial of the Holocaust")),
    "governments should choose open source software": (1, ("open source", "free software", "FOSS")),
    "ASEAN": (-1, ()),
    "enforce term limits on the legislative branch of government": (1, ("term limits",)),
    "burning the stars and stripes": (-1, ("flag burning", "burning the flag", "flag desecration")),
    "implement playoffs in collegiate level American football": (1, ("playoffs", "playoff system")),
    "unleash the free market": (1, ("free markets", "free trade", "economic freedom", "market economy", "capitalism")),
    "advertising": (-1, ("advertisements", "ads", "marketing")),
    "have children": (-1, ("having children", "parenthood", "procreation", "children")),
    "build hydroelectric dams": (
        1,
        ("hydroelectric dams", "dams", "hydroelectricity", "hydropower", "hydroelectric power", "hydroelectric plants"),
    ),
    "the use of truth and reconciliation commissions": (1, ("truth commissions", "reconciliation commissions")),
    "democratization": (1, ("democracy", "democracies", "democratic nations")),
}  # fmt: skip
"""Each topic's target: whether the topic is for it (1) or against it (-1), and what a user would list as synonyms."""


def claims() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Each claim with its topic's target, the synonyms, and the stance towards the target (oppose or support)."""
    row: dict[str, Any]
    for row in rows("claims/train.jsonl"):
        sign, synonyms = TARGETS[row["topic_target"]]
        stance = sign * (1 if row["stance"] == "PRO" else -1)
        yield row["claim"], row["topic_target"], synonyms, "support" if stance > 0 else "oppose"
