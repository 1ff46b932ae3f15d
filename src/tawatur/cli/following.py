"""`tawatur follow`: feeds, asked for what is new."""

from __future__ import annotations

import click

from tawatur.cli.adding import finish_adding, jobs_option, progress, set_up, timeout_option
from tawatur.cli.storing import store_option


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@store_option
@click.option("--outlet", default="", help="Outlet of entries that name none.")
@click.option(
    "--interval",
    type=click.FloatRange(min=60),
    default=900,
    show_default=True,
    help="Seconds between two requests of a feed.",
)
@click.option("--once", is_flag=True, help="Ask each feed that is due, and end.")
@click.option("--allow-private", is_flag=True, help="Also ask addresses of this machine and the own network.")
@jobs_option
@timeout_option
def follow(
    feeds: tuple[str, ...],
    where: str,
    outlet: str,
    interval: float,
    once: bool,
    allow_private: bool,
    jobs: int,
    timeout: float,
) -> None:
    """Ask RSS and Atom feeds for what is new and add it, again and again until interrupted.

    FEED is a web address. Feeds are asked only for what changed since, no oftener than every interval.
    Addresses of this machine and of private networks are refused, also behind redirects.
    """
    from tawatur.ingest.extraction import Defaults
    from tawatur.ingest.fetching import Fetcher
    from tawatur.intake.adding import Added, Options
    from tawatur.intake.following import Follower

    added, failed = Added(), 0
    with (
        set_up(where, jobs, timeout) as (store, run, workers),
        Fetcher(allow_private=allow_private) as fetcher,
    ):
        follower = Follower(store, run, workers, fetcher, interval_s=interval)
        try:
            while True:
                with progress([]) as hooks:
                    counts = follower.round(feeds, Options(Defaults(outlet=outlet)), hooks, added)
                failed += counts.failed
                click.echo(
                    f"{counts.asked} feeds asked: {counts.unchanged} unchanged, {counts.failed} failed; "
                    f"{counts.not_due} not due yet",
                    err=True,
                )
                if once:
                    break
                follower.wait(feeds)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
        finish_adding(store, added, failed=bool(failed))
