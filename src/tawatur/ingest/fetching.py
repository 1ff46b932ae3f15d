"""Fetches feeds and pages that the user named, and nothing of the machine's own network.

A name is resolved once, its addresses are checked, and the connection goes to the address checked: a
name that changes its address in between gains nothing. Each redirect is checked in the same way.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from tawatur.errors import InputError

MAX_REDIRECTS = 3
MAX_BODY = 20 << 20  # bytes
TIMEOUT_S = 30.0
_SCHEMES = ("http", "https")
_REDIRECTS = frozenset((301, 302, 303, 307, 308))

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `status` 304 where nothing changed since the tags sent, else 200."""

    url: str
    status: int
    body: bytes
    content_type: str
    etag: str
    last_modified: str


class Refused(InputError):
    """An address is not fetched: it is of the machine's own network, or no web address."""


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet.

    Loopback, private, link-local, multicast and reserved ones are not, nor IPv6 addresses that hold such an
    IPv4 address (mapped, 6to4, NAT64, Teredo).
    """
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = [parsed.ipv4_mapped, parsed.sixtofour, *(parsed.teredo or ())]
        if parsed in _NAT64:
            inner.append(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF))
        if any(each is not None and not _is_global(each) for each in inner):
            return False
    return _is_global(parsed)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connects to an address only after it was looked at."""

    def __init__(self, resolver: Resolve, allow_private: bool) -> None:
        self._resolve, self._allow_private = resolver, allow_private
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host; all of them must be public."""
        addresses = self._resolve(host, port)
        private = [address for address in addresses if not is_public(address)]
        if not addresses or (private and not self._allow_private):
            raise Refused(
                host, f"it is at {', '.join(private) or 'no address'}, in a private network", _REMEDY
            )
        return self._backend.connect_tcp(addresses[0], port, timeout, local_address, socket_options)


_REMEDY = (
    "Save the page or feed by other means and add the file, or pass --allow-private if you run it yourself."
)


class Fetcher:
    """Fetches public web addresses, each redirect checked; use it in a `with`.

    `allow_private` lets addresses of the own network through, for a feed that the user runs.
    """

    def __init__(self, *, allow_private: bool = False, resolver: Resolve = resolve) -> None:
        transport = httpx.HTTPTransport(trust_env=False, retries=0)
        transport._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=_CheckedNetwork(resolver, allow_private),
        )
        self._client = httpx.Client(
            transport=transport, timeout=TIMEOUT_S, follow_redirects=False, trust_env=False,
            headers={"User-Agent": "tawatur (+https://github.com/tawatur/tawatur)", "Accept-Encoding": "gzip"},
        )  # fmt: skip

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Return what `url` gives; the tags of the last time ask for what changed since.

        Raises Refused for an address that is not public, InputError for any other failure.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        sent = {name: value for name, value in headers.items() if value}
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            _check_url(at)
            fetched = self._get(at, sent)
            if isinstance(fetched, Fetched):
                return fetched
            at = urljoin(at, fetched)
        raise InputError(url, f"it redirects more than {MAX_REDIRECTS} times", "Give the address it ends at.")

    def _get(self, url: str, headers: Mapping[str, str]) -> Fetched | str:
        """Return what an address gives, or where it redirects to."""
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return str(response.headers["location"])
                if response.status_code not in (200, 304):
                    problem = f"the server answers {response.status_code} {response.reason_phrase}"
                    raise InputError(url, problem, "Check the address, or try again later.")
                return Fetched(
                    url, response.status_code, _body(url, response), response.headers.get("content-type", ""),
                    response.headers.get("etag", ""), response.headers.get("last-modified", ""),
                )  # fmt: skip
        except httpx.InvalidURL as error:
            raise Refused(
                url, f"this is no web address: {error}", "Write it as https://host/path."
            ) from error
        except (httpx.HTTPError, httpcore.NetworkError, OSError, UnicodeError) as error:
            raise InputError(
                url, f"it cannot be fetched: {error}", "Check the address and the line."
            ) from error


def _body(url: str, response: httpx.Response) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > MAX_BODY:
            raise InputError(url, f"it is larger than {MAX_BODY >> 20} MiB", "Fetch it by other means.")
    return bytes(content)


def _check_url(url: str) -> None:
    """Refuse what is no web address, or names an address in a way that readers of it disagree on."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused(url, f"this is no web address: {error}", "Write it as https://host/path.") from error
    if parts.scheme not in _SCHEMES or not host:
        raise Refused(url, "only http and https addresses are fetched", "Write it as https://host/path.")
    if parts.username is not None or "\\" in url or any(c <= " " for c in url):
        raise Refused(
            url, "the address has a user, blanks or backslashes in it", "Write the address without."
        )
