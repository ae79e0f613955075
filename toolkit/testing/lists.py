"""What every list of targets and every list of aliases holds."""

from toolkit.additions import AliasList, TargetList
from toolkit.analysis.aliases import Aliases
from toolkit.analysis.lists import PREFIX, aliases_of, targets_of
from toolkit.testing.broken import ContractBroken


def check_target_list(given: TargetList) -> dict[str, tuple[str, ...]]:
    """Tries on a list of targets what every one must hold, and gives each target with its synonyms.

    Tried are: it is found by its name; there is a target, each is a text without blanks around it, none comes twice,
    in whatever case, and none is a synonym of another.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    _check_name(given.name)
    found = targets_of(PREFIX + given.name, {given.name: given})
    targets = {name: found[name] if isinstance(found, dict) else () for name in found}
    clean = {name: (own,) if isinstance(own, str) else tuple(own or ()) for name, own in targets.items()}
    if not clean:
        raise ContractBroken(f"The list {given.name!r} has no target.")
    owners: dict[str, str] = {}
    for name, synonyms in clean.items():
        for phrase in (name, *synonyms):
            if not isinstance(phrase, str) or not phrase or phrase != " ".join(phrase.split()):
                raise ContractBroken(f"A target must be a text without blanks around it, not {phrase!r}.")
            if phrase.casefold() in owners:
                other = owners[phrase.casefold()]
                raise ContractBroken(f"{phrase!r} is in the list twice, for {other!r} and for {name!r}; keep one.")
            owners[phrase.casefold()] = name
    return clean


def check_alias_list(given: AliasList) -> Aliases:
    """Tries on a list of aliases what every one must hold, and gives the aliases.

    Tried are: it is found by its name; it can be read; there is a line, none contradicts another one, and they do not
    go round in a circle.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    _check_name(given.name)
    try:
        aliases = aliases_of(PREFIX + given.name, {given.name: given})
    except (OSError, ValueError) as error:
        raise ContractBroken(f"The list {given.name!r} cannot be read: {error}") from error
    if not len(aliases):
        raise ContractBroken(f"The list {given.name!r} has no alias.")
    entities: dict[tuple[str, str], str] = {}
    for line in aliases.lines:
        other = entities.setdefault((line.name, line.article_id), line.entity)
        if other != line.entity:
            raise ContractBroken(f"{line.name!r} is said to be {other!r} and {line.entity!r}; keep one.")
    return aliases


def _check_name(name: str) -> None:
    if not name or name != name.strip() or name.startswith(PREFIX):
        raise ContractBroken(f'A list is asked for as "{PREFIX}NAME"; {name!r} is no such name.')
