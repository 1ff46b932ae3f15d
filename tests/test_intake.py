# ruff: noqa: E501 - a hostile case is a line
"""Every kind of source goes in; what is hostile or damaged is bounded, named, and ends nothing."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest

from inputs import zipped
from tawatur.errors import InputError, SetAside
from tawatur.ingest.documents import Budget, Columns, Limits, documents_in
from tawatur.ingest.extraction import Defaults, report_of
from tawatur.ingest.media import media_of
from tawatur.model import Basis, Document, Handled, Report, Status

TEXT = "قصفت طائرات حربية بلدة الزيتونة صباح السبت وقتل خمسة مدنيين، بحسب مصدر طبي."
OTHER = "وصل وفد وزاري إلى العاصمة يوم الأحد لإجراء محادثات مع رئيس الحكومة حول الهدنة."


def reports_in(
    path: Path, limits: Limits | None = None, columns: Columns | None = None
) -> list[Report | str]:
    """Return the reports in a file; instead of one that is none, why."""
    budget = Budget(limits or Limits(), columns or Columns())
    return [_report(each) for each in documents_in(path, str(path), budget)]


def _report(each: Document | Handled) -> Report | str:
    if isinstance(each, Handled):
        assert each.status is Status.FAILED and each.message
        return each.message
    try:
        return report_of(each, Defaults())
    except (SetAside, InputError) as reason:
        return str(reason)


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def the_report(path: Path) -> Report:
    (report,) = reports_in(path)
    assert isinstance(report, Report), report
    return report


def page(body: str, head: str = "") -> str:
    article = f"<article><h1>قصف على بلدة</h1><p>{body}</p></article>"
    menu = "<nav><a href=x>الرئيسية</a><a href=y>سياسة</a></nav>"
    return f"<!doctype html><html lang=ar><head>{head}</head><body>{menu}{article}<footer>حقوق</footer></body></html>"


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


class TestText:
    def test_a_text_with_its_title(self, tmp_path):
        report = the_report(write(tmp_path, "a.txt", f"عنوان\n\n{TEXT}"))
        assert (report.title, report.text, report.language) == ("عنوان", TEXT, "ar")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1256", "iso-8859-6", "utf-16"])
    def test_the_encoding_is_found(self, tmp_path, encoding):
        assert the_report(write(tmp_path, "a.txt", TEXT.replace("،", " ").encode(encoding))).text

    def test_lines_of_json_are_reports_and_a_bad_one_is_named(self, tmp_path):
        lines = [
            json.dumps({"text": TEXT, "url": "https://a.example/1"}),
            "{",
            "",
            json.dumps({"text": OTHER}),
        ]
        first, second, third = reports_in(write(tmp_path, "a.jsonl", "\n".join(lines)))
        assert (first.text, first.url, third.text) == (TEXT, "https://a.example/1", OTHER)
        assert "line 2" in second and "no JSON object" in second

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("The ministers met on Friday and discussed the truce in the north of the country.", "en"),
            ("سخنگوی ارتش گفت که نیروها کنترل شهر را به دست گرفتند و در حال پیشروی هستند.", "fa"),
            ("فوج کے ترجمان نے کہا کہ فورسز نے شہر پر قبضہ کر لیا ہے اور آگے بڑھ رہی ہیں۔", "ur"),
        ],
    )
    def test_other_languages_are_set_aside(self, tmp_path, text, language):
        (reason,) = reports_in(write(tmp_path, "a.txt", text))
        assert language in reason and "not Arabic" in reason


class TestTables:
    def test_columns_are_guessed_and_told(self, tmp_path):
        notes: list[str] = []
        table = f"Headline,Publish_Date,Body,Source\nعنوان,1987-03-15,{TEXT.replace('،', ' ')},الأفق\n"
        path = write(tmp_path, "a.csv", table)
        (found,) = documents_in(path, str(path), Budget(note=notes.append))
        report = report_of(found, Defaults())
        assert (report.title, report.published, report.outlet) == ("عنوان", date(1987, 3, 15), "الأفق")
        assert "text from 'Body'" in notes[0] and "outlet from 'Source'" in notes[0]

    def test_columns_can_be_named(self, tmp_path):
        path = write(tmp_path, "a.csv", f"x;y\nعنوان;{TEXT}\n")
        (report,) = reports_in(path, columns=Columns(text="y", title="x"))
        assert (report.title, report.text) == ("عنوان", TEXT)

    @pytest.mark.parametrize(
        ("table", "problem"),
        [
            ("a,b\n1,2\n", "no column looks like"),
            ("", "no text"),
            ("text\n\0\x01\x02\x03\x04\n" * 9, "binary"),
        ],
    )
    def test_a_table_that_cannot_be_read_is_named(self, tmp_path, table, problem):
        (reason,) = reports_in(write(tmp_path, "a.csv", table))
        assert problem in reason or "empty" in reason

    def test_parquet(self, tmp_path):
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        day = [date(1987, 3, 15), None]
        pq.write_table(pa.table({"text": [TEXT, OTHER], "date": day}), tmp_path / "a.parquet")
        first, second = reports_in(tmp_path / "a.parquet")
        assert (first.published, second.published) == (date(1987, 3, 15), None)

    def test_a_damaged_parquet_file_is_named(self, tmp_path):
        (reason,) = reports_in(write(tmp_path, "a.parquet", b"PAR1" + b"x" * 500))
        assert "a.parquet" in reason


class TestPages:
    LINKED: ClassVar = {
        "@type": "NewsArticle",
        "headline": "قصف",
        "datePublished": "1987-03-15T01:00:00+03:00",
    }

    def test_the_article_without_what_is_around_it(self, tmp_path):
        report = the_report(write(tmp_path, "a.html", page(TEXT)))
        assert report.text == TEXT and report.title == "قصف على بلدة"

    @pytest.mark.parametrize(
        ("head", "basis"),
        [
            (f'<script type="application/ld+json">{json.dumps(LINKED)}</script>', Basis.JSON_LD),
            (
                f'<script type="application/ld+json">{json.dumps({"@graph": [LINKED]})}</script>',
                Basis.JSON_LD,
            ),
            ('<meta property="article:published_time" content="1987-03-15T10:00:00Z">', Basis.OPENGRAPH),
            ('<meta name="date" content="1987-03-15">', Basis.META),
            ('<link rel="canonical" href="https://a.example/1987/03/15/x">', Basis.URL),
        ],
    )
    def test_its_date_and_where_that_is_from(self, tmp_path, head, basis):
        report = the_report(write(tmp_path, "a.html", page(TEXT, head)))
        assert (report.published, report.published_basis) == (date(1987, 3, 15), basis)

    def test_its_outlet_and_where_that_is_from(self, tmp_path):
        site = '<meta property="og:site_name" content="الأفق">'
        report = the_report(write(tmp_path, "a.html", page(TEXT, site)))
        assert (report.outlet, report.outlet_basis) == ("الأفق", Basis.OPENGRAPH)

    @pytest.mark.parametrize("said", ["windows-1256", "utf-8", "no-such-charset"])
    def test_an_encoding_said_wrong_does_no_harm(self, tmp_path, said):
        content = page(TEXT, f"<meta charset={said}>").encode("windows-1256")
        assert the_report(write(tmp_path, "a.html", content)).text == TEXT


class TestMessages:
    def test_mail(self, tmp_path):
        mail = (
            "From: الأفق <desk@example.org>\nSubject: عنوان\nDate: Sun, 15 Mar 1987 10:00:00 +0300\n"
            f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{TEXT}\n"
        )
        report = the_report(write(tmp_path, "a.eml", mail))
        assert (report.text, report.title, report.published) == (TEXT, "عنوان", date(1987, 3, 15))
        assert report.published_basis is Basis.HEADER

    def test_telegram_messages_and_whom_they_came_from(self, tmp_path):
        messages = [
            {
                "id": 1,
                "type": "message",
                "date": "1987-03-15T10:00:00",
                "text": TEXT,
                "forwarded_from": "مراسلون",
            },
            {"id": 2, "type": "service", "date": "1987-03-15T10:00:00", "text": "", "action": "pin"},
            {
                "id": 3,
                "type": "message",
                "date": "1987-03-16T10:00:00",
                "text": [OTHER, {"type": "bold", "text": "!"}],
            },
            {"id": 4, "type": "message", "date": "1987-03-16T10:00:00", "text": "", "photo": "a.jpg"},
        ]
        export = {"name": "قناة الأفق", "type": "public_channel", "id": 5, "messages": messages}
        first, second, third = reports_in(
            write(tmp_path, "result.json", json.dumps(export, ensure_ascii=False))
        )
        assert (first.outlet, first.forwarded_from, first.published) == (
            "قناة الأفق", ("مراسلون",), date(1987, 3, 15),
        )  # fmt: skip
        assert second.text == OTHER + "!" and "no words" in third

    def test_a_telegram_page(self, tmp_path):
        html = (
            '<!doctype html><html><body><div class="page_wrap"><div class="page_header"><div class="text bold">'
            'قناة الأفق</div></div><div class="message default clearfix" id="message7"><div class="body">'
            '<div class="pull_right date details" title="15.03.1987 10:00:00 UTC+03:00">10:00</div>'
            f'<div class="from_name">قناة الأفق</div><div class="forwarded body"><div class="from_name">مراسلون '
            f'<span class="date details"> 14.03.1987 09:00:00</span></div><div class="text">{TEXT}</div></div>'
            "</div></div></div></body></html>"
        )
        report = the_report(write(tmp_path, "messages.html", html))
        assert (report.text, report.outlet, report.published) == (TEXT, "قناة الأفق", date(1987, 3, 15))
        assert report.forwarded_from == ("مراسلون",)

    def test_a_feed(self, tmp_path):
        entry = f"<item><title>عنوان</title><link>https://a.example/1</link><description>{TEXT}</description><pubDate>Sun, 15 Mar 1987 10:00:00 GMT</pubDate></item>"
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>الأفق</title>{entry}</channel></rss>'
        report = the_report(write(tmp_path, "feed.xml", feed))
        assert (report.text, report.title, report.outlet) == (TEXT, "عنوان", "الأفق")
        assert (report.published, report.url) == (date(1987, 3, 15), "https://a.example/1")

    def test_an_atom_feed(self, tmp_path):
        feed = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>الأفق</title><entry><id>x</id><title>عنوان</title>'
            f"<updated>1987-03-15T10:00:00Z</updated><content>{TEXT}</content></entry></feed>"
        )
        assert the_report(write(tmp_path, "feed.atom", feed)).published == date(1987, 3, 15)


class TestOffice:
    def test_word(self, tmp_path):
        docx = pytest.importorskip("docx")
        made = docx.Document()
        made.add_heading("عنوان", 0)
        made.add_paragraph(TEXT)
        made.save(str(tmp_path / "a.docx"))
        report = the_report(tmp_path / "a.docx")
        assert (report.title, report.text) == ("عنوان", TEXT)

    def test_a_pdf_without_text_is_set_aside(self, tmp_path):
        pypdf = pytest.importorskip("pypdf")
        writer = pypdf.PdfWriter()
        writer.add_blank_page(200, 200)
        writer.write(str(tmp_path / "a.pdf"))
        (reason,) = reports_in(tmp_path / "a.pdf")
        assert "no text layer" in reason

    @pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
    def test_damaged_ones_are_named(self, tmp_path, name):
        magic = b"%PDF-1.4\n" if name == "a.pdf" else b"PK\x03\x04"
        (reason,) = reports_in(write(tmp_path, name, magic + b"x" * 300))
        assert "damaged" in reason or "no text" in reason


class TestArchives:
    FILES: ClassVar = {"a/1.txt": TEXT.encode(), "b.jsonl": json.dumps({"text": OTHER}).encode()}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.zip", zipped(FILES)),
            ("a.tar", tarred(FILES)),
            ("a.tar.gz", gzip.compress(tarred(FILES))),
            ("a.tar.bz2", bz2.compress(tarred(FILES))),
            ("a.tar.xz", lzma.compress(tarred(FILES))),
            ("in.zip", zipped({"x.zip": zipped(FILES)})),
        ],
    )
    def test_their_members_go_in(self, tmp_path, name, content):
        assert [report.text for report in reports_in(write(tmp_path, name, content))] == [TEXT, OTHER]

    def test_a_packed_text_goes_in(self, tmp_path):
        assert the_report(write(tmp_path, "a.txt.gz", gzip.compress(TEXT.encode()))).text == TEXT

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio's own writer
    def test_a_warc_of_pages(self, tmp_path):
        write_warc(tmp_path / "a.warc.gz", {"https://www.a.example/1": page(TEXT)})
        report = the_report(tmp_path / "a.warc.gz")
        assert (report.text, report.url, report.outlet) == (TEXT, "https://www.a.example/1", "a.example")
        assert (report.published, report.published_basis) == (date(1987, 3, 15), Basis.HEADER)


def write_warc(path: Path, pages: dict[str, str]) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.suffix == ".gz")
        for url, content in pages.items():
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0"
            )
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(content.encode()), http_headers=headers,
                warc_headers_dict={"WARC-Date": "1987-03-15T10:00:00Z"},
            )  # fmt: skip
            writer.write_record(record)


# ---------------------------------------------------------------- hostile

SMALL = Limits(document_bytes=4 << 20, total_bytes=16 << 20, members=100)


def lying_zip() -> bytes:
    """Return a ZIP whose directory says that a member of 8 MiB has ten bytes."""
    content = bytearray(zipped({"a.txt": b"x" * (8 << 20)}))
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def encrypted_zip() -> bytes:
    content = bytearray(zipped({"a.txt": TEXT.encode()}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(magic) + offset] |= 1
    return bytes(content)


def linked_tar(kind: bytes, target: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, target
        archive.addfile(info)
    return packed.getvalue()


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
ITEM = "<item><title>x</title><description>&j;</description></item>"
ESCAPES = [
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\x.txt",
    "C:\\x.txt",
    "a/../../b.txt",
    "x\0y.txt",
    "‮txt.a",
]


def deep(tag: str, depth: int) -> str:
    return f"<!doctype html><html><body>{f'<{tag}>' * depth}{TEXT}"


def hostile() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield name, file name and content of everything that is meant to bring a reader down."""
    zero = b"\0" * (8 << 20)
    for packer, suffix in ((gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")):
        yield f"{suffix} bomb", f"a.txt.{suffix}", lambda packer=packer: packer(zero * 4)
        yield f"{suffix} cut off", f"a.txt.{suffix}", lambda packer=packer: packer(TEXT.encode() * 99)[:-20]
        yield f"{suffix} of nothing", f"a.txt.{suffix}", lambda packer=packer: packer(b"")
        yield (
            f"{suffix} in itself",
            f"a.{suffix}",
            lambda packer=packer: packer(packer(packer(packer(TEXT.encode())))),
        )
    yield "zip bomb", "a.zip", lambda: zipped({"a.txt": zero * 4})
    yield "zip of many", "a.zip", lambda: zipped({f"{n}.txt": b"x" for n in range(200)})
    yield (
        "zip in zips",
        "a.zip",
        lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": b"x"})})})}),
    )
    yield "zip that lies of its size", "a.zip", lying_zip
    yield "encrypted zip", "a.zip", encrypted_zip
    yield "zip cut off", "a.zip", lambda: zipped({"a.txt": TEXT.encode() * 99})[:-40]
    yield "zip head only", "a.zip", lambda: b"PK\x03\x04"
    yield "empty zip", "a.zip", lambda: zipped({})
    yield "tar bomb", "a.tar.gz", lambda: gzip.compress(tarred({"a.txt": zero * 3}))
    yield "tar of many", "a.tar", lambda: tarred({f"{n}.txt": b"x" for n in range(200)})
    yield "tar cut off", "a.tar", lambda: tarred({"a.txt": TEXT.encode() * 99})[:2000]
    for kind, what in (
        (tarfile.SYMTYPE, "symbolic link"),
        (tarfile.LNKTYPE, "hard link"),
        (tarfile.CHRTYPE, "device"),
        (tarfile.FIFOTYPE, "pipe"),
    ):
        yield f"tar with a {what}", "a.tar", lambda kind=kind: linked_tar(kind, "/etc/passwd")
    for number, name in enumerate(ESCAPES):
        yield f"zip that climbs out {number}", "a.zip", lambda name=name: zipped({name: TEXT.encode()})
        yield (
            f"tar that climbs out {number}",
            "a.tar",
            lambda name=name: tarred({name.replace(chr(0), ""): TEXT.encode()}),
        )
    yield (
        "billion laughs",
        "a.xml",
        lambda: f'<?xml version="1.0"?>{LAUGHS}<rss><channel>{ITEM}</channel></rss>'.encode(),
    )
    yield (
        "quadratic blow-up",
        "a.xml",
        lambda: (
            f'<!DOCTYPE x [<!ENTITY j "{"x" * 99999}">]><rss><channel>{ITEM * 999}</channel></rss>'.encode()
        ),
    )
    for n, entity in enumerate(
        ('SYSTEM "file:///etc/passwd"', 'SYSTEM "http://127.0.0.1:9/x"', 'PUBLIC "x" "file:///etc/passwd"')
    ):
        yield (
            f"external entity {n}",
            "a.xml",
            lambda entity=entity: (
                f"<!DOCTYPE x [<!ENTITY j {entity}>]><rss><channel>{ITEM}</channel></rss>".encode()
            ),
        )
    yield (
        "parameter entity",
        "a.xml",
        lambda: b'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><rss><channel></channel></rss>',
    )
    yield (
        "included file",
        "a.xml",
        lambda: (
            b'<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><xi:include href="/etc/passwd" parse="text"/></item></channel></rss>'
        ),
    )
    yield "feed cut off", "a.xml", lambda: b"<rss><channel><item><title>x"
    yield (
        "feed in a wrong encoding",
        "a.xml",
        lambda: b'<?xml version="1.0" encoding="utf-16"?><rss><channel><item>x</item></channel></rss>',
    )
    for tag in ("div", "b", "table", "ul", "span", "font"):
        yield f"{tag} in {tag}", "a.html", lambda tag=tag: deep(tag, 50_000).encode()
    yield (
        "many attributes",
        "a.html",
        lambda: b"<html><p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">x</p></html>",
    )
    yield "comment without end", "a.html", lambda: b"<html><body><!-- " + b"x" * 3_000_000
    yield "tag without end", "a.html", lambda: b"<html><body><a href='" + b"x" * 3_000_000
    yield "one long word in a page", "a.html", lambda: page("س" * 900_000).encode()
    yield "many tags", "a.html", lambda: b"<html><body>" + b"<br>" * 400_000
    yield "scripts only", "a.html", lambda: b"<html><script>" + b"a=1;" * 100_000 + b"</script></html>"
    yield "one long line", "a.txt", lambda: (TEXT * 60_000).encode()
    yield "one long word", "a.txt", lambda: ("س" * 3_000_000).encode()
    yield "marks only", "a.txt", lambda: ("\u064b\u200f" * 200_000).encode()
    yield "bidi controls", "a.txt", lambda: "".join(f"\u202e{w}\u2066" for w in TEXT * 50).encode()
    yield "quotation marks only", "a.txt", lambda: ("«" * 100_000 + TEXT).encode()
    yield "digits only", "a.txt", lambda: ("1,234." * 100_000).encode()
    yield "lone surrogates", "a.jsonl", lambda: b'{"text": "\\ud800 \xd9\x82\xd8\xb5\xd9\x81"}'
    yield "NUL in JSON", "a.jsonl", lambda: '{"text": "قصف \\u0000 مدينة"}'.encode()
    yield "deep JSON", "a.jsonl", lambda: b'{"text": ' + b"[" * 200_000
    yield "huge number in JSON", "a.jsonl", lambda: b'{"text": ' + b"9" * 5_000 + b"}"
    yield "binary lines", "a.jsonl", lambda: bytes(range(256)) * 100
    yield (
        "mixed encodings",
        "a.txt",
        lambda: TEXT.encode() + TEXT.replace("،", "").encode("cp1256") + b"\xff\xfe\xc0\xaf",
    )
    yield "half of UTF-16", "a.txt", lambda: TEXT.encode("utf-16")[:-1]
    yield "wrong charset", "a.html", lambda: page(TEXT, "<meta charset=utf-16>").encode()
    yield "deep Telegram", "result.json", lambda: b'{"name": "x", "messages": ' + b"[" * 100_000
    yield (
        "Telegram of nonsense",
        "result.json",
        lambda: b'{"name": 1, "messages": [1, null, {"type": "message", "text": 5}]}',
    )
    yield "forwards in a circle", "result.json", circle
    yield "CSV of one column too long", "a.csv", lambda: b"text\n" + b'"' + b"x" * 3_000_000
    yield "CSV without rows", "a.csv", lambda: b"text\n"
    yield "Parquet head", "a.parquet", lambda: b"PAR1PAR1"
    yield (
        "WARC cut off",
        "a.warc",
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.0 200 OK\r\n\r\nx",
    )
    yield (
        "WARC with a wrong length",
        "a.warc",
        lambda: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n",
    )
    yield "mail of parts in parts", "a.eml", nested_mail
    yield (
        "mail with a wrong charset",
        "a.eml",
        lambda: b"From: a@b\nSubject: x\nContent-Type: text/plain; charset=none\n\n" + TEXT.encode(),
    )
    yield (
        "PDF with a loop",
        "a.pdf",
        lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
    )
    yield (
        "Word bomb",
        "a.docx",
        lambda: zipped({"word/document.xml": zero * 4, "[Content_Types].xml": b"<x/>"}),
    )
    yield "nothing", "a.txt", lambda: b""


def circle() -> bytes:
    chain = ["قناة أ", "قناة ب"] * 500
    messages = [
        {"id": n, "type": "message", "date": "1987-03-15T10:00:00", "text": TEXT, "forwarded_from": name}
        for n, name in enumerate(chain[:50])
    ]
    return json.dumps({"name": "قناة أ", "messages": messages}, ensure_ascii=False).encode()


def nested_mail() -> bytes:
    head = "From: a@b\nSubject: x\n"
    for n in range(200):
        head += f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n"
    return f"{head}Content-Type: text/plain\n\nx".encode()


CASES = list(hostile())


def test_there_are_enough_hostile_cases():
    assert len({name for name, _, _ in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize(("name", "file", "content"), CASES, ids=[name for name, *_ in CASES])
def test_hostile_input_is_bounded_and_named(tmp_path, name, file, content):
    path = write(tmp_path, file, content())
    before = sorted(tmp_path.rglob("*"))
    begun = time.process_time()
    outcomes = reports_in(path, SMALL)
    assert time.process_time() - begun < 10  # a bound against hanging, not a measure
    assert len(outcomes) <= SMALL.members + 1
    for outcome in outcomes:
        assert isinstance(outcome, Report) or outcome.strip()
        if isinstance(outcome, Report):
            assert len(outcome.text) <= 1_000_000 and "root:" not in outcome.text and "\0" not in outcome.text
    assert sorted(tmp_path.rglob("*")) == before


class TestBounds:
    def told(self, path: Path, limits: Limits = SMALL) -> str:
        return " ".join(each for each in reports_in(path, limits) if isinstance(each, str))

    def test_what_came_before_a_bound_stays(self, tmp_path):
        path = write(
            tmp_path, "a.zip", zipped({"1.txt": TEXT.encode(), "2.txt": b"\0" * (8 << 20), "3.txt": b"x"})
        )
        first, second = reports_in(path, SMALL)
        assert first.text == TEXT and "times its size" in second

    def test_each_bound_says_which(self, tmp_path):
        many = write(tmp_path, "a.zip", zipped({f"{n}.txt": b"x" for n in range(200)}))
        assert "more than 100 members" in self.told(many)
        nested = zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": TEXT.encode()})})})
        assert "more than 2 deep" in self.told(write(tmp_path, "b.zip", nested))
        incompressible = bytes(hash((n, "x")) & 255 for n in range(2 << 20))
        big = write(tmp_path, "c.zip", zipped({f"{n}.bin": incompressible for n in range(3)}))
        assert "more than 4 MiB" in self.told(big, replace(SMALL, total_bytes=4 << 20))


def test_kinds_are_told_by_their_first_bytes_before_their_names():
    assert media_of(b"%PDF-1.7", "a.txt") == "pdf"
    assert media_of(b"PK\x03\x04", "a.docx") == "docx"
    assert media_of(b"\x89PNG\r\n", "a.jsonl") == "binary"
    assert media_of(b'{"id": 1, "text": "x"}', "a") == "jsonl"
