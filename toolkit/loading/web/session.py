"""Fetching web pages as a good guest: robots.txt, one request at a time to a host, limits, and a cache on disk."""

import hashlib
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from protego import Protego

from toolkit.additions import Member
from toolkit.loading.web.fetch import Fetcher
from toolkit.loading.web.guard import GuardedAdapter, Refused, check_address
from toolkit.loading.web.warc import keep, open_kept

_MOST_REDIRECTS = 10
_LONGEST_PAUSE = 30.0  # seconds; a robots.txt that asks for more gets this
_ROBOTS_BYTES = 500_000  # RFC 9309, section 2.5


class Session:
    """The connections of one load, what its hosts allow, and when each was asked last."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._how = fetcher
        self._robots: dict[str, Protego | None] = {}
        self._asked: dict[str, float] = {}
        self._pages = self._connect(self._check_page)
        self._rules = self._connect(self._check_local)

    def _connect(self, check: Any) -> requests.Session:
        session = requests.Session()
        session.headers["User-Agent"] = self._how.agent
        session.auth = _nobody
        for scheme in ("http://", "https://"):
            session.mount(scheme, GuardedAdapter(check, not self._how.allow_local))
        return session

    def fetch(self, url: str, folder: Path) -> Member:
        """Gives what an address holds; nothing that goes wrong is raised."""
        try:
            folder.mkdir()
            kept = self._kept(url, folder)
            if not kept.is_file() or time.time() - kept.stat().st_mtime > self._how.max_age.total_seconds():
                self._get(url, kept)
            found = open_kept(kept, folder)
        except Refused as error:
            return Member(url, problem=str(error))
        except requests.Timeout:
            return Member(url, problem=f"the host did not answer within {self._how.timeout:g} seconds")
        except requests.exceptions.SSLError:
            return Member(url, problem="the host's certificate is not valid")
        except (requests.RequestException, OSError, UnicodeError) as error:
            return Member(url, problem=f"it could not be fetched: {_reason(error)}")
        return Member(url, found.path, found.problem, url=found.url, written=found.written)

    def _kept(self, url: str, folder: Path) -> Path:
        """The file in which the answer of an address is kept."""
        cache = folder if self._how.cache is None else Path(self._how.cache).expanduser()
        cache.mkdir(parents=True, exist_ok=True)
        return cache / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.warc.gz"

    def _get(self, url: str, target: Path) -> None:
        for _ in range(_MOST_REDIRECTS + 1):
            if urlsplit(url).scheme not in ("http", "https"):
                raise Refused("only http and https addresses are fetched")
            with self._pages.get(url, timeout=self._how.timeout, stream=True, allow_redirects=False) as answer:
                if answer.next is not None:
                    url = str(answer.next.url)
                    continue
                if not answer.ok:
                    raise Refused(f"the host answers {answer.status_code} {answer.reason}".strip())
                body = self._body(answer, self._how.most_bytes)
                keep(target, url, f"{answer.status_code} {answer.reason}", answer.headers, body)
                return
        raise Refused(f"redirected more than {_MOST_REDIRECTS} times")

    def _body(self, answer: requests.Response, most: int) -> bytes:
        began = time.monotonic()
        body = bytearray()
        for piece in answer.iter_content(65_536):
            body += piece
            if len(body) > most:
                raise Refused(f"larger than {most:,} bytes")
            if time.monotonic() - began > 3 * self._how.timeout:
                raise Refused(f"the host takes longer than {3 * self._how.timeout:g} seconds to send it")
        return bytes(body)

    def _check_local(self, url: str) -> None:
        if not self._how.allow_local:
            check_address(url)

    def _check_page(self, url: str) -> None:
        """Raises Refused for what must not be fetched, and waits until the host may be asked again."""
        self._check_local(url)
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._read_robots(host)
        rules = self._robots[host]
        if rules is not None and not rules.can_fetch(url, self._how.agent):
            raise Refused("robots.txt of the host asks not to fetch it")
        asked_for = (rules.crawl_delay(self._how.agent) if rules is not None else None) or 0.0
        pause = max(self._how.pause, min(float(asked_for), _LONGEST_PAUSE))
        time.sleep(max(0.0, self._asked.get(parts.netloc, 0.0) + pause - time.monotonic()))
        self._asked[parts.netloc] = time.monotonic()

    def _read_robots(self, host: str) -> Protego | None:
        """The rules of a host, None where it has none; RFC 9309: an error of the server forbids everything."""
        with self._rules.get(f"{host}/robots.txt", timeout=self._how.timeout, stream=True) as answer:
            if answer.status_code >= 500:
                raise Refused(f"robots.txt of the host cannot be read: it answers {answer.status_code}")
            if not answer.ok:
                return None
            return Protego.parse(self._body(answer, _ROBOTS_BYTES).decode("utf-8", "replace"))


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps requests from sending a password that ~/.netrc has for the host."""
    return request


def _reason(error: BaseException) -> str:
    """The innermost reason of an error of the network, which says most."""
    while isinstance(getattr(error, "reason", None), BaseException) or (
        error.args and isinstance(error.args[0], BaseException)
    ):
        error = error.reason if isinstance(getattr(error, "reason", None), BaseException) else error.args[0]  # type: ignore[attr-defined]
    return str(error).rpartition(": ")[2] or type(error).__name__
