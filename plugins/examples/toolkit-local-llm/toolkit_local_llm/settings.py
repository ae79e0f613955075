"""Which model is asked: the user's own settings, from the environment. Without them the plugin does nothing."""

import ipaddress
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

URL, MODEL, COMMAND, CACHE = (f"TOOLKIT_LLM_{name}" for name in ("URL", "MODEL", "COMMAND", "CACHE"))


class SettingsError(ValueError):
    """The settings name no model that may be asked."""


@dataclass(frozen=True)
class Settings:
    """A model behind an address of this machine (`url`, `model`), or behind a `command`; and where answers are kept."""

    url: str = ""
    model: str = ""
    command: tuple[str, ...] = ()
    cache: Path = Path()

    @property
    def name(self) -> str:
        """What the answers are kept under, beside the question."""
        return " ".join([self.model, *self.command]).strip()


def settings() -> Settings | None:
    """What the environment says; None where it names no model.

    Raises SettingsError for an address that is not on this machine, for both an address and a command, and for an
    address without a model.
    """
    url, command = os.environ.get(URL, "").strip().rstrip("/"), os.environ.get(COMMAND, "").strip()
    if not url and not command:
        return None
    if url and command:
        raise SettingsError(f"{URL} and {COMMAND} are both set; unset one of them.")
    model = os.environ.get(MODEL, "").strip()
    if url:
        _check_local(url)
        if not model:
            raise SettingsError(f"{URL} is set; say in {MODEL} which model of that server is meant.")
    cache = os.environ.get(CACHE, "").strip() or platformdirs.user_cache_path("toolkit-local-llm")
    return Settings(url, model, tuple(shlex.split(command)), Path(cache))


def _check_local(url: str) -> None:
    host = urlsplit(url).hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    if not local or urlsplit(url).scheme not in ("http", "https"):
        raise SettingsError(
            f"{URL} is {url!r}, which is not on this machine (http://localhost:…); articles are sent nowhere else."
        )
