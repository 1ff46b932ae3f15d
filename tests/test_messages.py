"""Mail, message exports, feeds and web archives as programs write them: nothing in them is lost without a word."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from datetime import date
from email.message import EmailMessage

import pytest

from inputs import read
from tawatur.ingest.documents import Limits

TEXT = "قصفت طائرات حربية بلدة الزيتونة صباح السبت وقتل خمسة مدنيين، بحسب مصدر طبي."


def encoded(words: str) -> str:
    return f"=?windows-1256?B?{base64.b64encode(words.encode('cp1256')).decode()}?="


def message(text: str, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "بريد <x@y.example>",
        "خبر",
        "Sun, 02 Oct 2016 22:30:00 +0300",
    )
    for name, value in headers.items():
        del made[name]
        made[name] = value
    made.set_content(text)
    return made


class TestMail:
    def test_base64_in_windows_1256(self, tmp_path):
        head = f"From: {encoded('وكالة الأفق')} <a@b.example>\r\nSubject: {encoded('قصف على بلدة')}\r\n"
        kind = "Content-Type: text/plain; charset=windows-1256\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        body = base64.encodebytes(TEXT.encode("cp1256")).decode()
        content = f"{head}Date: Sun, 2 Oct 2016 22:30:00 +0300\r\nMIME-Version: 1.0\r\n{kind}{body}"
        ((report,), _) = read(tmp_path, "a.eml", content)
        assert (report.text, report.title, report.outlet) == (TEXT, "قصف على بلدة", "وكالة الأفق")
        assert report.published == date(2016, 10, 2)

    def test_headers_in_raw_bytes(self, tmp_path):
        head = f"From: وكالة الأفق <a@b.example>\nSubject: قصف على بلدة\n\n{TEXT}"
        ((report,), _) = read(tmp_path, "a.eml", head.encode("cp1256"))
        assert (report.title, report.outlet, report.text) == ("قصف على بلدة", "وكالة الأفق", TEXT)

    def test_parts_in_parts_and_what_is_attached(self, tmp_path):
        inner = message(f"رسالة محولة: {TEXT}", Subject="محول")
        inner.add_alternative(f"<p>{TEXT}</p>", subtype="html")
        inner.add_attachment(f"{TEXT} ملحق".encode(), maintype="text", subtype="plain", filename="خبر.txt")
        inner.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
        outer = message("انظر الرسالة المرفقة من فضلك")
        outer.add_attachment(inner)
        reports, problems = read(tmp_path, "a.eml", outer.as_bytes())
        assert [each.title for each in reports] == ["خبر", "محول", ""]
        assert reports[2].text.endswith("ملحق") and reports[2].source.endswith("خبر.txt")
        assert len(problems) == 1 and "binary" in problems[0]

    def test_all_messages_of_a_mailbox(self, tmp_path):
        quoted = message(f"سطر أول\n>From here on\n{TEXT}")
        content = b"".join(
            b"From a@b.example Sun Oct  2 22:30:00 2016\n" + each.as_bytes() + b"\n"
            for each in (message(TEXT, Subject="أول"), quoted, message(TEXT, Subject="ثالث"))
        )
        reports, problems = read(tmp_path, "archive", content)
        assert [each.title for each in reports] == ["أول", "خبر", "ثالث"] and not problems
        assert "message 3" in reports[2].source

    def test_a_message_too_long_is_named_and_the_others_read(self, tmp_path):
        long = message("س" * 4000)
        content = b"".join(
            b"From a@b 2016\n" + each.as_bytes() for each in (message(TEXT), long, message(TEXT))
        )
        reports, (problem,) = read(tmp_path, "a.mbox", content, Limits(document_bytes=3000))
        assert len(reports) == 2 and "message 2" in problem

    def test_messages_in_messages_end_at_a_bound(self, tmp_path):
        made = message(TEXT)
        for _ in range(6):
            outer = message(TEXT)
            outer.add_attachment(made)
            made = outer
        reports, problems = read(tmp_path, "a.eml", made.as_bytes())
        assert 1 <= len(reports) <= 3 and "too much" in problems[-1]


def export(*messages: dict[str, object]) -> dict[str, object]:
    return {"name": "قناة الأفق", "type": "public_channel", "id": 5, "messages": messages}


class TestTelegram:
    def test_messages_in_all_their_forms(self, tmp_path):
        day = {"type": "message", "date": "2016-10-02T14:05:11"}
        pieces = ["عاجل | ", {"type": "bold", "text": TEXT}, "\n", {"type": "mention", "text": "@alofoq"}]
        content = export(
            {
                "id": 1,
                "type": "service",
                "date": "2016-10-01T00:00:00",
                "action": "create_channel",
                "text": "",
            },
            {**day, "id": 2, "text": pieces, "edited": "2016-10-09T00:00:00"},
            {**day, "id": 3, "forwarded_from": "قناة المرصد", "text": TEXT, "reply_to_message_id": 2},
            {**day, "id": 4, "saved_from": "قناة أخرى", "text": TEXT},
            {**day, "id": 5, "photo": "(File not included)", "text": ""},
            {
                **day,
                "id": 6,
                "forwarded_from": None,
                "text": "",
                "text_entities": [{"type": "plain", "text": TEXT}],
            },
        )
        reports, problems = read(tmp_path, "result.json", json.dumps(content, ensure_ascii=False))
        assert [each.text for each in reports] == [f"عاجل | {TEXT}\n@alofoq", TEXT, TEXT, TEXT]
        assert [each.forwarded_from for each in reports] == [(), ("قناة المرصد",), ("قناة أخرى",), ()]
        assert {each.published for each in reports} == {date(2016, 10, 2)}
        assert len(problems) == 1 and "no words" in problems[0]

    def test_all_chats_and_those_that_were_left(self, tmp_path):
        one = {"id": 1, "type": "message", "date": "2016-10-02T14:05:11", "text": TEXT}
        content = {
            "about": "x",
            "chats": {"list": [{**export(one), "name": "أ"}, {**export(one), "name": None}, 7]},
            "left_chats": {"list": [{**export(one), "name": "ج"}]},
        }
        reports, _ = read(tmp_path, "result.json", json.dumps(content, ensure_ascii=False))
        assert [each.outlet for each in reports] == ["أ", "", "ج"]
        assert len({each.source for each in reports}) == 3


ITEM = (
    "<item><title><![CDATA[قصف على &quot;الزيتونة&quot;]]></title><link>https://x.example/1</link>"
    "<pubDate>Sun, 02 Oct 2016 00:30:00 +0300</pubDate><description>مقتطف</description>"
    f"<content:encoded><![CDATA[<p>{TEXT}</p><p>فقرة ثانية.</p><script>x()</script>]]></content:encoded></item>"
)
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    f"<title>شبكة الأفق</title>{ITEM}<item><title>بلا نص</title></item></channel></rss>"
)


class TestFeeds:
    @pytest.mark.parametrize(
        "declared",
        ["", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
    def test_whole_articles_in_marked_sections(self, tmp_path, declared, encoding):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{RSS}'
        (report,), (problem,) = read(tmp_path, "a.xml", content.encode(encoding))
        assert report.text.split() == f"{TEXT} فقرة ثانية.".split() and report.title == 'قصف على "الزيتونة"'
        assert (report.outlet, report.published) == ("شبكة الأفق", date(2016, 10, 2)), (
            "the day where it was written"
        )
        assert "no words" in problem

    def test_atom_with_pages_in_it(self, tmp_path):
        content = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;b&gt;الأفق&lt;/b&gt;</title><entry>'
            "<title>قصف</title><updated>2016-10-05T00:00:00Z</updated><published>2016-10-02T22:30:00+03:00</published>"
            '<link rel="enclosure" href="x.mp3"/><link rel="alternate" href="https://x.example/1"/>'
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>'
        )
        ((report,), _) = read(tmp_path, "a.atom", content)
        assert (report.text, report.outlet, report.url) == (TEXT, "الأفق", "https://x.example/1")
        assert report.published == date(2016, 10, 2)


PAGE = f"<html><head><meta charset=utf-8></head><body><article><p>{TEXT}</p></article></body></html>"


def record(kind: str, url: str, body: bytes, content_type: str) -> bytes:
    lines = (
        "WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2016-10-02T10:00:00Z",
        f"Content-Type: {content_type}", f"Content-Length: {len(body)}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + body + b"\r\n\r\n"


def response(name: str, kind: str, body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", ""])
    return record("response", f"https://x.example/{name}", head.encode() + body, "application/http")


def warc(*, packed: bool, pages: int = 1) -> bytes:
    """Return a file with records of every kind, and so many pages more at its end."""
    page, old = PAGE.encode(), PAGE.replace("utf-8", "windows-1256").encode("cp1256")
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    records = [
        record("warcinfo", "", b"software: x", "application/warc-fields"),
        response("gzip", "text/html", gzip.compress(page), "200 OK", "Content-Encoding: gzip"),
        response("chunked", "text/html", chunked, "200 OK", "Transfer-Encoding: chunked"),
        response("1256", "text/html", old),
        response("gone", "text/html", b"gone", "404 Not Found"),
        response("picture", "image/png", b"\x89PNG"),
        record("revisit", "https://x.example/chunked", head, "application/http"),
        record("request", "https://x.example/chunked", b"GET / HTTP/1.1\r\n\r\n", "application/http"),
        record("metadata", "https://x.example/chunked", b"fetchTimeMs: 7", "application/warc-fields"),
        record("conversion", "https://x.example/t", TEXT.encode(), "text/plain"),
        *(response(str(number), "text/html; charset=utf-8", page) for number in range(pages)),
    ]
    return b"".join(map(gzip.compress, records) if packed else records)


class TestWarc:
    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz"])
    def test_pages_however_they_are_packed(self, tmp_path, name):
        content = warc(packed=name == "a.warc.gz")
        reports, problems = read(
            tmp_path, name, gzip.compress(content) if name.startswith("whole") else content
        )
        assert [each.url.rsplit("/", 1)[1] for each in reports] == ["gzip", "chunked", "1256", "t", "0"]
        assert all(each.text == TEXT for each in reports) and not problems

    def test_what_stands_before_a_cut_is_kept_and_the_cut_is_told(self, tmp_path):
        reports, (problem,) = read(tmp_path, "a.warc.gz", warc(packed=True, pages=9)[:-100])
        assert len(reports) >= 11 and "damaged" in problem
        lines = "\n".join(json.dumps({"text": f"{TEXT} {number}"}) for number in range(2000))
        cut = zlib.compressobj(wbits=31)
        reports, problems = read(
            tmp_path, "a.jsonl.gz", cut.compress(lines.encode()) + cut.flush(zlib.Z_SYNC_FLUSH)
        )
        assert len(reports) == 2000 and "damaged" in problems[-1]

    def test_a_crawl_may_be_larger_than_an_archive_but_not_without_end(self, tmp_path):
        small = Limits(total_bytes=4000)
        reports, problems = read(tmp_path, "a.warc.gz", warc(packed=True, pages=30), small)
        assert len(reports) == 34 and not problems
        bomb = gzip.compress(warc(packed=False) + b"\0" * (64 << 20))
        _, problems = read(tmp_path, "b.warc.gz", bomb, Limits(total_bytes=4000, ratio=10))
        assert "unpacks to more than" in problems[-1]
