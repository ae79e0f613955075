"""Fetching: as a good guest, and never from where it should not. A small server of the test's own stands for the web."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

import toolkit as tk
from toolkit.loading.web.guard import Refused, check_address

STORY = (
    "<p>The minister said on Monday that bridge {} would be open by the spring, and nobody there believed him.</p>" * 3
)


def page(name: str) -> bytes:
    story = STORY.replace("{}", name)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>About {name}</title></head><body><article><h1>About {name}</h1>"
        f"<time>2 hours ago</time>{story}</article></body></html>"
    ).encode()


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Herald</title>
<item><title>Item one</title><link>{host}/one</link><description>In short.</description>
<pubDate>Tue, 13 Jul 2021 10:00:00 GMT</pubDate><category>World</category></item>
<item><title>Item gone</title><link>{host}/gone</link><description>What the feed says of it.</description></item>
</channel></rss>"""


class Host(BaseHTTPRequestHandler):
    """Answers by the path; `robots` is what /robots.txt says."""

    robots: bytes | int = 404
    asked: list[tuple[float, str]] = []  # noqa: RUF012 - each fixture sets its own
    sent: list[object] = []  # noqa: RUF012

    def do_GET(self):
        self.asked.append((time.monotonic(), self.path))
        self.sent.append(self.headers)
        host = f"http://{self.headers['Host']}"
        if self.path == "/robots.txt":
            self.answer(self.robots if isinstance(self.robots, int) else 200, self.robots, "text/plain")
        elif self.path == "/feed":
            self.answer(200, RSS.format(host=host).encode(), "application/rss+xml")
        elif self.path == "/gone":
            self.answer(410, b"", "text/html")
        elif self.path == "/moved":
            self.answer(302, b"", "text/html", Location="/one")
        elif self.path == "/circle":
            self.answer(302, b"", "text/html", Location="/circle")
        elif self.path == "/inside":
            self.answer(302, b"", "text/html", Location="http://169.254.169.254/latest/meta-data/")
        elif self.path == "/file":
            self.answer(302, b"", "text/html", Location="file:///etc/passwd")
        elif self.path == "/large":
            self.answer(200, b"<p>word " * 200_000, "text/html")
        elif self.path == "/silent":
            time.sleep(3)
        elif self.path == "/latin":
            self.answer(200, page("Führungsstärke").decode().encode("latin-1"), "text/html; charset=ISO-8859-1")
        elif self.path == "/picture":
            self.answer(200, b"\x89PNG", "image/png")
        else:
            self.answer(200, page(self.path.strip("/")), "text/html; charset=utf-8")

    def answer(self, status, body, kind, **headers):
        body = body if isinstance(body, bytes) else b""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def host() -> Iterator[type[Host]]:
    handler = type("OneHost", (Host,), {"asked": [], "sent": [], "robots": 404})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    handler.url = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(tmp_path) -> tk.Fetcher:
    return tk.Fetcher(timeout=1, pause=0, cache=tmp_path / "kept", allow_local=True)


def problem(articles) -> str:
    (message,) = articles.attrs["report"].query("outcome == 'skipped'")["message"]
    return message


def test_an_address_is_an_article(host, fetch):
    articles = tk.load(f"{host.url}/one", fetch=fetch)
    (row,) = articles.to_dict("records")
    assert (row["headline"], row["url"], row["path"]) == ("About one", f"{host.url}/one", f"{host.url}/one")
    assert row["body"].startswith("The minister said")
    assert abs(row["published"].timestamp() - time.time() + 7_200) < 60  # two hours before it was fetched


def test_a_redirect_is_followed_and_told(host, fetch):
    assert tk.load(f"{host.url}/moved", fetch=fetch)["url"].tolist() == [f"{host.url}/one"]
    assert "more than 10 times" in problem(tk.load(f"{host.url}/circle", fetch=fetch))


def test_the_encoding_is_the_one_that_the_host_states(host, fetch):
    assert tk.load(f"{host.url}/latin", fetch=fetch)["headline"].tolist() == ["About Führungsstärke"]


def test_what_was_fetched_is_kept_and_can_be_loaded_again(host, fetch, tmp_path):
    first = tk.load(f"{host.url}/one", fetch=fetch)
    asked = len(host.asked)
    again = tk.load(f"{host.url}/one", fetch=fetch)
    assert len(host.asked) == asked
    assert again["published"].tolist() == first["published"].tolist()
    kept = tk.load(tmp_path / "kept")
    assert kept.index.tolist() == first.index.tolist()
    fetch.max_age = timedelta(0)
    tk.load(f"{host.url}/one", fetch=fetch)
    assert len(host.asked) > asked


def test_nothing_is_kept_where_the_user_does_not_want_it(host, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    fetch = tk.Fetcher(pause=0, cache=None, allow_local=True)
    assert len(tk.load(f"{host.url}/one", fetch=fetch)) == 1
    assert not list(tmp_path.rglob("*.warc.gz"))


def test_no_password_of_the_user_is_sent(host, fetch, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    tk.load(f"{host.url}/one", fetch=fetch)
    assert len(host.sent) == 2 and not any("Authorization" in headers for headers in host.sent)


def test_robots_txt_is_respected(host, fetch):
    host.robots = b"User-agent: *\nDisallow: /private/*\nAllow: /\n"
    articles = tk.load([f"{host.url}/private/one", f"{host.url}/two"], fetch=fetch)
    assert articles["headline"].tolist() == ["About two"]
    assert "robots.txt" in problem(articles)
    assert "/private/one" not in [path for _, path in host.asked]


def test_a_host_whose_robots_txt_is_broken_is_left_alone(host, fetch):
    host.robots = 503
    assert "robots.txt of the host cannot be read: it answers 503" in problem(tk.load(f"{host.url}/one", fetch=fetch))


def test_a_host_is_asked_for_one_thing_at_a_time_with_a_pause(host, fetch):
    host.robots = b"User-agent: *\nCrawl-delay: 0.3\n"
    fetch.pause = 0.1
    tk.load([f"{host.url}/{number}" for number in range(4)], fetch=fetch)
    times = [moment for moment, path in host.asked if path != "/robots.txt"]
    assert len(times) == 4
    assert all(later - earlier > 0.2 for earlier, later in pairwise(times)), "0.3 s, less what the server is late"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("gone", "answers 410"),
        ("silent", "did not answer within 1 seconds"),
        ("large", "larger than 1,000,000 bytes"),
        ("picture", "no installed reader takes .png"),
        ("file", "only http and https"),
    ],
)
def test_what_cannot_be_fetched_is_a_row_in_the_report(host, fetch, path, message):
    fetch.most_bytes = 1_000_000
    articles = tk.load([f"{host.url}/{path}", f"{host.url}/two"], fetch=fetch)
    assert articles["headline"].tolist() == ["About two"]
    assert message in problem(articles)


def test_the_local_network_is_refused_unless_told_otherwise(host, tmp_path):
    fetch = tk.Fetcher(cache=tmp_path)
    articles = tk.load(f"{host.url}/one", fetch=fetch)
    assert articles.empty and "local network" in problem(articles)
    assert host.asked == []


def test_a_redirect_into_the_local_network_is_refused(host, tmp_path, monkeypatch):
    """The server stands for a public host, which sends us to the address where clouds keep their secrets."""
    monkeypatch.setattr("toolkit.loading.web.session.check_address", lambda url: host.url in url or check_address(url))
    monkeypatch.setattr("toolkit.loading.web.guard._PublicHTTP.connect", _connect)
    articles = tk.load(f"{host.url}/inside", fetch=tk.Fetcher(cache=tmp_path, pause=0))
    assert articles.empty and "169.254.169.254 is on this machine or its local network" in problem(articles)


def _connect(self):
    super(type(self), self).connect()


def test_a_name_that_comes_to_stand_for_a_local_address_is_refused(host, tmp_path, monkeypatch):
    """The name was public when it was looked up, and is not when it is connected to."""
    monkeypatch.setattr("toolkit.loading.web.session.check_address", lambda url: None)
    articles = tk.load(f"{host.url}/one", fetch=tk.Fetcher(cache=tmp_path, pause=0))
    assert articles.empty and "local network" in problem(articles)
    assert host.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1:8888/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.0.1/",
        "http://169.254.169.254/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://[fe80::1]/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_addresses_of_the_machine_and_its_network(url):
    with pytest.raises(Refused, match="local network"):
        check_address(url)


def test_other_schemes_are_refused(tmp_path):
    with pytest.raises(ValueError, match="Only http and https"):
        tk.load("ftp://example.org/a.txt")


def test_a_host_that_does_not_exist(fetch):
    fetch.allow_local = False
    assert "cannot be found" in problem(tk.load("http://nowhere.invalid/", fetch=fetch))


def test_a_feed_and_the_pages_behind_it(host, fetch):
    items = tk.load(f"{host.url}/feed", fetch=fetch)
    assert items["body"].tolist() == ["In short.", "What the feed says of it."]
    articles = tk.load(f"{host.url}/feed", pages=True, fetch=fetch)
    assert articles["headline"].tolist() == ["About one", "Item gone"]
    assert articles["body"].iloc[0].startswith("The minister said")
    assert articles["body"].iloc[1] == "What the feed says of it."
    assert articles[["source", "section"]].iloc[0].tolist() == ["The Herald", "World"]
    assert articles["published"].iloc[0].isoformat() == "2021-07-13T10:00:00+00:00"
    said = " ".join(articles.attrs["report"]["message"])
    assert "/gone: the host answers 410 Gone; the item is kept as the feed has it" in said
