"""What a user has chosen among the plugins that are installed: which are off, and which of two makes a table."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import platformdirs

FILE = "PRESS_TOOLKIT_PLUGINS"
"""The environment variable that names another file than the user's own."""


class ChoicesError(ValueError):
    """The file of choices cannot be read."""


@dataclass(frozen=True)
class Choices:
    """The plugins that are `disabled`, and the one that makes each table (`makers`), by name or distribution."""

    disabled: tuple[str, ...] = ()
    makers: Mapping[str, str] = field(default_factory=dict)

    def disable(self, name: str) -> "Choices":
        """With a plugin off."""
        return replace(self, disabled=tuple(dict.fromkeys([*self.disabled, name])))

    def enable(self, *names: str) -> "Choices":
        """With plugins on again, by any of their names."""
        return replace(self, disabled=tuple(one for one in self.disabled if one not in names))

    def prefer(self, table: str, name: str) -> "Choices":
        """With a plugin as the maker of a table."""
        return replace(self, makers={**self.makers, table: name})

    def write(self) -> Path:
        """Writes the file and gives its path."""
        path = choices_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        return path


def choices_path() -> Path:
    """The user's file of choices; there is none before the first one."""
    named = os.environ.get(FILE)
    return Path(named) if named else platformdirs.user_config_path("press-toolkit") / "plugins.json"


def read_choices() -> Choices:
    """The user's choices. Raises ChoicesError, naming the file, for one that cannot be used."""
    path = choices_path()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Choices(tuple(map(str, found["disabled"])), {str(k): str(v) for k, v in found["makers"].items()})
    except FileNotFoundError:
        return Choices()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ChoicesError(
            f"{path} holds no choice of plugins ({type(error).__name__}: {error}); delete it or mend it"
        ) from None
