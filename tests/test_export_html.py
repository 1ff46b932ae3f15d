"""The page holds the report as it was, escapes everything, and loads nothing."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import EMPTY, READING, SHELLING, TEXT, find, make_report
from tawatur.export.html import write_page
from tawatur.model import Mention, Reading, Span

EVIL = "</script><img src=x onerror=alert(1)>\"'&amp;\r\n<b>قصف</b>\x00"


def page_of(*readings: Reading) -> str:
    stream = io.StringIO(newline="")
    write_page(readings, stream)
    return stream.getvalue()


class Page(HTMLParser):
    """Collects elements and the words of each report's text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._in_text = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_text = ("class", "text") in attrs
        if self._in_text:
            self.texts.append("")

    def handle_endtag(self, tag):
        self._in_text = False

    def handle_data(self, data):
        if self._in_text:
            self.texts[-1] += data

    def claims(self):
        return [attrs for _, attrs in self.tags if (attrs.get("class") or "").startswith("claim ")]


def marked(page: Page, number: int) -> list[tuple[str, str]]:
    """Return role and words of the spans of a claim, cut as a browser cuts them, by UTF-16 code units."""
    units = page.texts[0].encode("utf-16-le")
    spans = re.findall(r"([a-z]+):(\d+)-(\d+)", page.claims()[number]["data-spans"])
    return [(role, units[2 * int(a) : 2 * int(b)].decode("utf-16-le")) for role, a, b in spans]


def test_the_text_stands_there_unchanged_and_spans_point_into_it():
    page = Page(page_of(READING))
    assert page.texts == [TEXT]
    assert marked(page, 0) == [
        ("trigger", "قصفت"),
        ("time", "السبت"),
        ("actor", "مدفعية الحرس"),
        ("place", "أطراف بلدة الزيتونة"),
        ("number", "3 مدنيين"),
        ("number", "العشرات"),
        ("chain", "وكالة الأفق"),
        ("chain", "مدير المشفى سالم العابد"),
    ]


def test_letters_beyond_the_first_plane_move_no_span():
    text = f"😀😀 {TEXT} 😀"
    trigger = find("المفاوضات", text)
    page = Page(
        page_of(Reading(make_report(text), (replace(READING.claims[2], trigger=trigger, time_span=None),)))
    )
    assert marked(page, 0) == [("trigger", "المفاوضات")]


def test_every_field_is_shown_in_both_languages():
    page = page_of(READING)
    for words in ("عنف", "ASSAULT/shelling", "قصف", "guard-forces", "zaytuna-town", "1987-03-14", "20–99"):
        assert words in page
    for words in (
        "الفاعل",
        "Actors",
        "القائل",
        "Who says so",
        "محتمل",
        "possible",
        "منفي",
        "said not to be so",
    ):
        assert words in page
    assert "بصوت الوسيلة نفسها" in page


def test_what_holds_of_most_claims_is_not_said_of_each():
    page = page_of(Reading(READING.report, (replace(SHELLING, mode="other"),)))
    assert "actual" not in page and "said to be so" not in page
    assert "ASSAULT/other" in page and "غير ذلك" not in page


def test_the_foot_counts_in_both_languages():
    assert "الأخبار المستخرجة: 3" in page_of(READING)
    assert "3 claims in 1 report ·" in page_of(READING)


def test_several_reports_stand_in_one_page():
    page = Page(page_of(READING, EMPTY, READING))
    anchors = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(anchors) == len(set(anchors)) == 3 + 6
    assert page.texts[1] == EMPTY.report.text
    assert "No claims found" in page_of(EMPTY)


def test_everything_is_escaped():
    claim = replace(
        SHELLING,
        **dict.fromkeys(("targets", "places", "numbers", "chain"), ()),  # type: ignore[arg-type]
        trigger=Span(0, len(EVIL)),
        sentence=Span(0, len(EVIL)),
        time_span=None,
        actors=(Mention(Span(0, len(EVIL)), EVIL),),
        type=EVIL,
        mode=EVIL,
        rule=EVIL,
    )
    report = make_report(EVIL, id=EVIL, title=EVIL, outlet=EVIL)
    page = Page(page_of(Reading(report, (claim,))))
    assert page.texts == [EVIL]
    allowed = (
        "html head meta title style body header h1 p ul li span main article h2 time code div ol section h3 "
    )
    assert {tag for tag, _ in page.tags} <= set((allowed + "button bdi dl dt dd footer script").split())
    assert not any(
        name.startswith("on") or name in ("src", "href") for _, attrs in page.tags for name in attrs
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_stays_itself(text):
    claim = replace(READING.claims[2], trigger=Span(0, len(text)), time_span=None)
    page = Page(page_of(Reading(make_report(text, title=text), (claim,))))
    assert page.texts == [text]
    assert marked(page, 0) == [("trigger", text)]


def test_only_its_own_style_and_script_may_run():
    page = page_of(READING)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and policy[1].startswith("default-src 'none';")
    for tag in ("style", "script"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"https?://|@import|url\(| style=", page)


def test_the_page_is_right_to_left_and_always_the_same():
    assert '<html lang="ar" dir="rtl">' in page_of(READING)
    assert page_of(READING, EMPTY) == page_of(READING, EMPTY)


@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
def test_a_browser_lights_up_the_words(tmp_path):
    """In a real browser the script runs under the policy and the chosen claim's words are lit."""
    path = tmp_path / "page.html"
    path.write_text(page_of(READING), encoding="utf-8", newline="")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
    flags += " --disable-background-networking --disable-component-update --dump-dom"
    command = ["chromium", *flags.split(), f"--user-data-dir={tmp_path / 'profile'}", f"file://{path}#r1c1"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if run.returncode or "<html" not in run.stdout:
        pytest.skip("chromium does not start here")
    assert 'id="r1c1"' in run.stdout and 'aria-current="true"' in run.stdout
    assert run.stdout.count('aria-pressed="true"') == 1
