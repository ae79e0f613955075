"""How web pages are fetched, and all of a load's side by side."""

import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_cache_path

from toolkit.additions import Member

AGENT = "press-toolkit"
_MOST_HOSTS = 8  # that are asked side by side


@dataclass
class Fetcher:
    """How web addresses are fetched: `tk.load(url, fetch=tk.Fetcher(pause=5))`.

    timeout : seconds to wait for a host to answer, and for more to come; three times that for all of a page.
    pause : seconds between two requests to the same host; robots.txt may ask for more.
    most_bytes : the largest answer that is read.
    cache : folder in which answers are kept as web archives (WARC), which `tk.load` also reads; None keeps nothing.
    max_age : how long a kept answer is taken instead of a new one.
    allow_local : fetch from this machine and its local network, too.
    agent : the name by which robots.txt and the hosts know us.
    """

    timeout: float = 20.0
    pause: float = 1.0
    most_bytes: int = 20_000_000
    cache: str | Path | None = field(default_factory=lambda: user_cache_path("press-toolkit") / "web")
    max_age: timedelta = timedelta(days=1)
    allow_local: bool = False
    agent: str = AGENT

    def fetch_all(self, urls: Sequence[str], folder: Path) -> Iterator[Member]:
        """Yields what each address holds, in their order: a file in `folder`, or the problem why there is none.

        Up to eight hosts are asked side by side, each for one thing at a time.
        """
        from toolkit.loading.web.session import Session  # few loads fetch anything

        session = Session(self)
        by_host: dict[str, list[int]] = defaultdict(list)
        for number, url in enumerate(urls):
            by_host[urlsplit(url).netloc.lower()].append(number)
        waiting: list[Future[Member]] = [Future() for _ in urls]

        def ask(numbers: list[int]) -> None:
            for number in numbers:
                if stop.is_set():
                    return
                try:
                    waiting[number].set_result(session.fetch(urls[number], folder / str(number)))
                except BaseException as error:  # raised where the result is awaited
                    waiting[number].set_exception(error)

        stop = threading.Event()
        threads = ThreadPoolExecutor(_MOST_HOSTS)
        try:
            for numbers in by_host.values():
                threads.submit(ask, numbers)
            for future in waiting:
                yield future.result()
        finally:  # whoever interrupts does not wait for a slow host
            stop.set()
            threads.shutdown(wait=False, cancel_futures=True)
