"""Fetching reaches nothing of the own network: not by name, notation, redirect or a name that changes."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from urllib.parse import quote

import pytest

from tawatur.errors import InputError
from tawatur.ingest import fetching
from tawatur.ingest.fetching import Fetcher, Refused, is_public
from tawatur.intake.adding import Added, Hooks, Options
from tawatur.intake.following import Follower
from tawatur.intake.handling import handle
from tawatur.model import Handled
from tawatur.store.store import Store

TEXT = "قصفت طائرات حربية بلدة الزيتونة صباح السبت وقتل خمسة مدنيين، بحسب مصدر طبي."
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>الأفق</title><item><title>عنوان</title>'
    f"<link>https://a.example/1</link><description>{TEXT}</description>"
    "<pubDate>Sun, 15 Mar 1987 10:00:00 GMT</pubDate></item></channel></rss>"
)


class Server(http.server.ThreadingHTTPServer):
    """A server of this machine that says what was asked of it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        server.asked.append((self.path, dict(self.headers)))
        status, headers, body = server.answers.get(self.path, (200, {}, b"secret"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


# Ways to write this machine's address, and others of networks that are nobody else's business.
PRIVATE = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0.0.0.0", "0", "2130706433", "0x7f000001",
    "0x7f.0.0.1", "0177.0.0.1", "017700000001", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.1.1", "169.254.169.254", "169.254.0.1", "100.64.0.1",
    "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]",
    "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[ff02::1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]", "[2001:db8::1]", "localhost",
]  # fmt: skip
CASES = list(product(PRIVATE, ("http", "https"), ("", ":8080", ":22")))


def test_there_are_enough_cases():
    assert len(CASES) >= 200


@pytest.mark.parametrize(("host", "scheme", "port"), CASES)
def test_addresses_of_the_own_network_are_refused(monkeypatch, host, scheme, port):
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(fetching.httpcore.SyncBackend, "connect_tcp", connect)
    with Fetcher() as fetcher, pytest.raises(Refused):
        fetcher.fetch(f"{scheme}://{host}{port}/latest/meta-data")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://a.example/", "//127.0.0.1/", "http://", "",
        "http:///x", "http://a@127.0.0.1/", "http://a.example\\@127.0.0.1/", "http://a.example /x",
        "http://[::1", "http://a.example:99999/", "data:text/plain,x", "javascript:alert(1)",
        "http://a.example/\nHost: b", "http://a.example:x/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url):
    with Fetcher() as fetcher, pytest.raises(InputError):
        fetcher.fetch(url)


class TestRedirects:
    """The first server is taken for a public one, as its name resolves; where it points to is not."""

    def fetcher(self, server: Server, *later: str) -> Fetcher:
        answers = iter(["198.41.0.4", *later])
        return Fetcher(resolver=lambda host, _port: [host] if host[0].isdigit() else [next(answers)])

    @pytest.mark.parametrize("host", [*PRIVATE[:12], "[::1]", "[::ffff:127.0.0.1]"])
    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_one_into_the_own_network_is_refused(self, monkeypatch, server, host, status):
        location = server.url("/secret", host)
        server.answers["/start"] = (status, {"Location": location}, b"")
        monkeypatch.setattr(fetching, "is_public", lambda address: address == "198.41.0.4")
        _reach(monkeypatch, server)
        with Fetcher(resolver=_named({"news.example": "198.41.0.4"})) as fetcher, pytest.raises(InputError):
            fetcher.fetch("http://news.example/start")
        assert [path for path, _ in server.asked] == ["/start"]

    def test_a_name_that_changes_its_address_gains_nothing(self, monkeypatch, server):
        _reach(monkeypatch, server)
        resolved: list[str] = []

        def rebinding(_host: str, _port: int) -> list[str]:
            resolved.append("198.41.0.4" if not resolved else "127.0.0.1")
            return resolved[-1:]

        server.answers["/start"] = (302, {"Location": "http://news.example/secret"}, b"")
        with Fetcher(resolver=rebinding) as fetcher, pytest.raises(Refused):
            fetcher.fetch("http://news.example/start")
        assert resolved == ["198.41.0.4", "127.0.0.1"]
        assert [path for path, _ in server.asked] == ["/start"]

    def test_a_name_with_a_private_address_among_others_is_refused(self):
        with Fetcher(resolver=lambda *_: ["198.41.0.4", "10.0.0.1"]) as fetcher, pytest.raises(Refused):
            fetcher.fetch("http://news.example/")

    def test_too_many_are_an_error(self, monkeypatch, server):
        _reach(monkeypatch, server)
        for number in range(9):
            server.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
        with (
            Fetcher(resolver=_named({"news.example": "198.41.0.4"})) as fetcher,
            pytest.raises(InputError, match="redirects"),
        ):
            fetcher.fetch("http://news.example/0")
        assert len(server.asked) == fetching.MAX_REDIRECTS + 1


def _named(names: dict[str, str]):  # type: ignore[no-untyped-def]
    def resolver(host: str, port: int) -> list[str]:
        return [names[host]] if host in names else fetching.resolve(host, port)

    return resolver


def _reach(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Let connections to the one public address of these tests come to the server."""
    plain = fetching.httpcore.SyncBackend.connect_tcp

    def connect(self, host, port, *rest, **named):  # type: ignore[no-untyped-def]
        assert host == "198.41.0.4", f"a connection to {host}"
        return plain(self, "127.0.0.1", server.server_port, *rest, **named)

    monkeypatch.setattr(fetching.httpcore.SyncBackend, "connect_tcp", connect)


def test_a_body_without_end_is_cut_off(monkeypatch, server):
    monkeypatch.setattr(fetching, "MAX_BODY", 1000)
    server.answers["/"] = (200, {}, b"x" * 5000)
    with Fetcher(allow_private=True) as fetcher, pytest.raises(InputError, match="larger"):
        fetcher.fetch(server.url())


def test_public_addresses_are_public():
    assert all(map(is_public, ["8.8.8.8", "198.41.0.4", "2001:4860:4860::8888"]))
    assert not is_public("not an address")


def test_an_answer_that_is_an_error_is_told(server):
    server.answers["/"] = (404, {}, b"")
    with Fetcher(allow_private=True) as fetcher, pytest.raises(InputError, match="404"):
        fetcher.fetch(server.url(quote("/")))


class InProcess:
    def __init__(self, reader) -> None:  # type: ignore[no-untyped-def]
        self._reader = reader

    def handled(self, documents, defaults):  # type: ignore[no-untyped-def]
        for each in documents:
            yield each if isinstance(each, Handled) else handle(each, defaults, self._reader)


class TestFollowing:
    @pytest.fixture
    def follow(self, tmp_path, loaded_reader):
        now = [datetime(1987, 3, 15, tzinfo=UTC)]
        slept: list[float] = []
        with (
            Store.open(tmp_path / "a.db", create=True) as store,
            store.run("t", "r", {}, lambda _: ()) as run,
            Fetcher(allow_private=True) as fetcher,
        ):
            follower = Follower(
                store,
                run,
                InProcess(loaded_reader),
                fetcher,
                interval_s=600,
                clock=lambda: now[0],
                sleep=slept.append,
            )

            def ask(url: str, minutes: int = 0) -> tuple[object, Added]:
                now[0] += timedelta(minutes=minutes)
                added = Added()
                return follower.round([url], Options(), Hooks(), added), added

            ask.slept = slept  # type: ignore[attr-defined]
            ask.store = store  # type: ignore[attr-defined]
            yield ask

    def test_entries_go_in_once_and_the_next_request_asks_for_what_changed(self, server, follow):
        url = server.url("/feed.xml")
        server.answers["/feed.xml"] = (
            200,
            {"ETag": '"1"', "Last-Modified": "Sun, 15 Mar 1987 10:00:00 GMT"},
            FEED.encode(),
        )
        counts, added = follow(url)
        assert (counts.asked, added.read) == (1, 1)
        server.answers["/feed.xml"] = (304, {}, b"")
        counts, added = follow(url, minutes=11)
        assert (counts.unchanged, added.read) == (1, 0)
        sent = server.asked[1][1]
        assert sent["If-None-Match"] == '"1"' and sent["If-Modified-Since"].startswith("Sun, 15 Mar")

    def test_a_feed_is_not_asked_before_its_time(self, server, follow):
        server.answers["/feed.xml"] = (200, {}, FEED.encode())
        follow(server.url("/feed.xml"))
        counts, _ = follow(server.url("/feed.xml"), minutes=5)
        assert (counts.asked, counts.not_due, len(server.asked)) == (0, 1, 1)

    def test_the_same_entries_again_change_nothing(self, server, follow):
        server.answers["/feed.xml"] = (200, {}, FEED.encode())
        follow(server.url("/feed.xml"))
        _, added = follow(server.url("/feed.xml"), minutes=11)
        assert (added.read, added.known) == (0, 1)

    def test_a_feed_that_fails_is_counted_and_ends_nothing(self, server, follow):
        server.answers["/feed.xml"] = (500, {}, b"")
        counts, _ = follow(server.url("/feed.xml"))
        assert counts.failed == 1

    def test_a_host_is_given_time_between_requests(self, server, follow):
        for name in ("/a.xml", "/b.xml"):
            server.answers[name] = (200, {}, FEED.encode())
            follow(server.url(name))
        assert len(follow.slept) == 1
