"""Follows feeds: asks for what is new, no oftener than is polite, and adds it to a store."""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tawatur.errors import InputError
from tawatur.ingest.documents import Budget, Opened, documents_of
from tawatur.ingest.fetching import Fetched, Fetcher
from tawatur.intake.adding import Added, Handler, Hooks, Options, add_documents
from tawatur.model import Document, Handled, Status
from tawatur.store.store import Feed, Run, Store

MIN_INTERVAL_S = 60.0
# Between two requests to one host, as crawlers commonly wait.
_HOST_DELAY_S = 2.0


@dataclass(slots=True)
class Round:
    """Counts of one round: feeds asked, unchanged since, not due yet, and failed."""

    asked: int = 0
    unchanged: int = 0
    not_due: int = 0
    failed: int = 0


class Follower:
    """Asks feeds for news; `clock` and `sleep` are the machine's but in tests."""

    def __init__(
        self,
        store: Store,
        run: Run,
        workers: Handler,
        fetcher: Fetcher,
        *,
        interval_s: float = 900.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._store, self._run, self._workers, self._fetcher = store, run, workers, fetcher
        self._interval = timedelta(seconds=max(interval_s, MIN_INTERVAL_S))
        self._clock, self._sleep = clock, sleep
        self._asked_at: dict[str, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=UTC))

    def round(self, urls: Sequence[str], options: Options, hooks: Hooks, added: Added) -> Round:
        """Ask each feed that is due once, and add what it gives. A feed that fails ends nothing."""
        counts = Round()
        for url in urls:
            feed = self._store.feed(url)
            if feed.fetched_at is not None and self._clock() < feed.fetched_at + self._interval:
                counts.not_due += 1
                continue
            counts.asked += 1
            self._ask(feed, options, hooks, added, counts)
        return counts

    def wait(self, urls: Iterable[str]) -> None:
        """Sleep until the first of the feeds is due."""
        due = [feed.fetched_at + self._interval for feed in map(self._store.feed, urls) if feed.fetched_at]
        left = (min(due, default=self._clock()) - self._clock()).total_seconds()
        self._sleep(max(left, 1.0))

    def _ask(self, feed: Feed, options: Options, hooks: Hooks, added: Added, counts: Round) -> None:
        self._be_polite(feed.url)
        asked_at = self._clock()
        try:
            fetched = self._fetcher.fetch(feed.url, feed.etag, feed.last_modified)
        except InputError as error:
            counts.failed += 1
            failed = Handled(Document(feed.url, "", "", b"", ""), Status.FAILED, "fetch", str(error))
            hooks.on_unread(failed)
            self._store.keep_feed(replace(feed, fetched_at=asked_at))
            return
        if fetched.status == 304:
            counts.unchanged += 1
            self._store.keep_feed(replace(feed, fetched_at=asked_at))
            return
        documents = self._documents(fetched, feed.url, hooks)
        add_documents(self._store, self._run, documents, self._workers, options, hooks, added)
        # The tags are kept when all that came with them is: a run broken off asks for it again.
        self._store.keep_feed(Feed(feed.url, fetched.etag, fetched.last_modified, asked_at))

    def _documents(self, fetched: Fetched, url: str, hooks: Hooks) -> Iterator[Document | Handled]:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
        opened = Opened(url, "", name, io.BytesIO(fetched.body))
        return documents_of(opened, Budget(note=hooks.on_note))

    def _be_polite(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        waited = (self._clock() - self._asked_at[host]).total_seconds()
        if waited < _HOST_DELAY_S:
            self._sleep(_HOST_DELAY_S - waited)
        self._asked_at[host] = self._clock()
