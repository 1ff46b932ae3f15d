# ruff: noqa: E501 - a page is a line
"""Web pages in the manner of those that outlets make: the article, and what the page says of itself."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tawatur.ingest.html import page_record
from tawatur.ingest.parsing import Record
from tawatur.model import Basis, Report

PARAGRAPHS = [
    "قصفت طائرات حربية بلدة الزيتونة صباح السبت، ما أدى إلى مقتل خمسة مدنيين وإصابة عشرة آخرين بجروح، بحسب مصدر طبي في مستشفى البلدة.",
    "وقال شهود عيان إن القصف استهدف السوق الرئيسية في البلدة، وإن فرق الدفاع المدني تعمل على رفع الأنقاض وانتشال العالقين.",
    "ولم يصدر تعليق من الجيش على الحادثة حتى لحظة إعداد هذا الخبر.",
]
TOLD = "".join(f"<p>{p}</p>\n" for p in PARAGRAPHS)
RELATED = "".join(
    f'<li><a href="/{n}">عنوان خبر آخر لا صلة له بهذا الخبر رقم {n} عن الأسعار والطقس والرياضة</a></li>'
    for n in range(12)
)
COMMENTS = "".join(
    f'<li class="comment" id="comment-{n}"><div class="comment-body"><div class="comment-author vcard"><cite class="fn">قارئ {n}</cite></div><p>تعليق القارئ رقم {n} على هذا الخبر المهم ونسأل الله السلامة للجميع في كل مكان.</p></div></li>'
    for n in range(8)
)
PAGES: dict[str, tuple[str, str | bytes]] = {}
PAGES["wordpress"] = (
    "https://example.org/2016/10/02/post/",
    f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>قصف على بلدة الزيتونة - شبكة الأفق</title>
<meta property="og:locale" content="ar_AR"><meta property="og:type" content="article"><meta property="og:title" content="قصف على بلدة الزيتونة - شبكة الأفق"><meta property="og:site_name" content="شبكة الأفق"><meta property="article:published_time" content="2016-10-02T22:30:00+00:00"><meta property="article:modified_time" content="2019-01-01T00:00:00+00:00">
<script type="application/ld+json" class="yoast-schema-graph">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","@id":"https://example.org/#website","url":"https://example.org/","name":"شبكة الأفق","publisher":{{"@id":"https://example.org/#organization"}}}},{{"@type":"Organization","@id":"https://example.org/#organization","name":"شبكة الأفق الإخبارية"}},{{"@type":"WebPage","@id":"https://example.org/2016/10/02/post/","datePublished":"2016-10-02T22:30:00+00:00","dateModified":"2019-01-01T00:00:00+00:00"}},{{"@type":["Article","NewsArticle"],"headline":"قصف على بلدة الزيتونة","datePublished":"2016-10-02T22:30:00+00:00","author":{{"@type":"Person","name":"محرر"}},"publisher":{{"@id":"https://example.org/#organization"}}}}]}}</script></head>
<body class="rtl single single-post"><div id="page"><header id="masthead"><div class="site-branding"><a href="/">شبكة الأفق</a></div><nav id="site-navigation"><ul class="menu"><li><a>الرئيسية</a></li><li><a>سوريا</a></li></ul></nav></header>
<div id="content"><main id="main"><article id="post-123" class="post-123 post type-post status-publish hentry category-news"><header class="entry-header"><h1 class="entry-title">قصف على بلدة الزيتونة</h1><div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="2016-10-02T22:30:00+00:00">2 أكتوبر، 2016</time></span><span class="byline">بواسطة <a>محرر</a></span></div></header><div class="entry-content">{TOLD}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">شارك هذا الموضوع:</h3><ul><li><a>تويتر</a></li><li><a>فيس بوك</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>مقالات مشابهة</h3></div></div><footer class="entry-footer"><span class="tags-links">الوسوم: <a>سوريا</a></span></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">8 تعليقات</h2><ol class="comment-list">{COMMENTS}</ol><div id="respond"><h3>اترك تعليقاً</h3><form><textarea></textarea></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>أحدث المقالات</h2><ul>{RELATED}</ul></section></aside><footer id="colophon">جميع الحقوق محفوظة</footer></div></body></html>""",
)
PAGES["drupal"] = (
    "",
    f"""<!DOCTYPE html><html lang="ar" dir="rtl" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 8"/><link rel="canonical" href="https://drupal.example/ar/node/55"/><meta name="dcterms.date" content="2017-03-05T08:00+0300"/><title>قصف على بلدة الزيتونة | وكالة السهل</title></head><body class="path-node page-node-type-article"><div class="layout-container"><header role="banner"><div class="region region-header">وكالة السهل</div></header><main role="main"><div class="layout-content"><div class="region region-content"><h1 class="page-title"><span class="field field--name-title field--type-string">قصف على بلدة الزيتونة</span></h1><article role="article" class="node node--type-article"><footer class="node__meta"><div class="node__submitted">أضافه <span>admin</span> في <span class="field field--name-created">أحد, 03/05/2017 - 08:00</span></div></footer><div class="node__content"><div class="field field--name-field-image"><img src="a.jpg" alt="صورة من المكان"/></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{TOLD}</div></div><section class="field field--name-comment comment-wrapper"><h2>التعليقات</h2><article class="comment"><div class="content"><p>تعليق طويل من أحد القراء على هذا الخبر يقول فيه رأيه بما حدث في البلدة ويترحم على الضحايا.</p></div></article></section></article><div class="views-element-container"><h2>اقرأ أيضا</h2><ul>{RELATED}</ul></div></div></div></main></div></body></html>""",
)
PAGES["blogger"] = (
    "https://akhbar.blogspot.example/2013/08/blog-post_21.html",
    f"""<!DOCTYPE html><html dir='rtl' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><meta content='https://akhbar.blogspot.example/2013/08/blog-post_21.html' property='og:url'/><meta content='قصف على بلدة الزيتونة' property='og:title'/><title>أخبار القرية: قصف على بلدة الزيتونة</title></head><body><div class='content-outer'><div class='header section'><h1 class='title'>أخبار القرية</h1></div><div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>الأربعاء، 21 أغسطس 2013</span></h2><div class='post hentry'><h3 class='post-title entry-title'>قصف على بلدة الزيتونة</h3><div class='post-body entry-content' id='post-body-1'>{"<br /><br />".join(PARAGRAPHS)}<div style='clear: both;'></div></div><div class='post-footer'><span class='post-author vcard'>مرسلة بواسطة <span class='fn'>مدون</span></span> <abbr class='published' itemprop='datePublished' title='2013-08-21T14:05:00+03:00'>2:05 م</abbr></div></div></div></div><div class='comments' id='comments'><h4>هناك تعليقان:</h4><div class="comment-content"><p>تعليق طويل من أحد القراء على هذا الخبر يقول فيه رأيه بما حدث في البلدة.</p></div></div></div></div><div class='sidebar section'><div class='widget BlogArchive'><h2>أرشيف المدونة</h2><ul>{RELATED}</ul></div></div></div></body></html>""",
)
PAGES["oldtable"] = (
    "http://www.old.example/news/2003/4/9/1.htm",
    (
        f"""<html><head><title>صحيفة الميناء - قصف على بلدة الزيتونة</title></head><body bgcolor=#ffffff><table width=760 align=center dir=rtl><tr><td colspan=3><img src=logo.gif> صحيفة يومية سياسية</td></tr><tr><td width=150 valign=top><table><tr><td><a href=a>الصفحة الأولى</a></td></tr><tr><td><a href=b>عربي ودولي</a></td></tr><tr><td><a href=c>اقتصاد</a></td></tr><tr><td><a href=c>رياضة</a></td></tr></table></td><td valign=top><font size=5 color=red><b>قصف على بلدة الزيتونة</b></font><br><font size=2>الأربعاء 7 صفر 1424 هـ الموافق 9 نيسان 2003</font><p><font face="Simplified Arabic" size=4>{"<p>".join(PARAGRAPHS)}</font></td><td width=150>إعلانات</td></tr><tr><td colspan=3 align=center>جميع الحقوق محفوظة لصحيفة الميناء 2003</td></tr></table></body></html>"""
    ).encode("cp1256"),
)
PAGES["amp"] = (
    "",
    f"""<!doctype html><html amp lang="ar" dir="rtl"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><link rel="canonical" href="https://amp.example/news/2019/6/3/story"><script type="application/ld+json">{{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://amp.example/news/2019/6/3/story","headline":"قصف على بلدة الزيتونة","datePublished":"2019-06-03T05:00:00Z","publisher":{{"@type":"Organization","name":"قناة الضفة","logo":{{"@type":"ImageObject","url":"x.png"}}}}}}</script><style amp-boilerplate>body{{-webkit-animation:x}}</style></head><body><amp-sidebar id="sidebar"><ul><li>الأخبار</li><li>برامج</li></ul></amp-sidebar><header>قناة الضفة</header><main><article><h1>قصف على بلدة الزيتونة</h1><amp-img src="a.jpg" width="1" height="1"></amp-img>{TOLD}<amp-social-share type="twitter"></amp-social-share></article><amp-list><div>موضوعات ذات صلة</div></amp-list></main></body></html>""",
)
PAGES["og_only"] = (
    "",
    f"""<html lang="ar"><head><meta charset="utf-8"><meta property="og:title" content="قصف على بلدة الزيتونة"><meta property="og:site_name" content="المرصاد"><meta property="og:url" content="https://m.example/a/20180212-story"><meta property="og:type" content="article"></head><body><div class="wrap"><div class="story"><div class="txt">{TOLD}</div></div><div class="related"><h4>مواضيع متعلقة</h4><ul>{RELATED}</ul></div></div></body></html>""",
)
PAGES["hijri"] = (
    "",
    f"""<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>قصف على بلدة الزيتونة</title></head><body><div id="main"><h1>قصف على بلدة الزيتونة</h1><div class="date">الأحد ١ محرم ١٤٣٨هـ - ٢ أكتوبر ٢٠١٦م</div><div class="body">{TOLD}</div></div></body></html>""",
)
PAGES["divsbr"] = (
    "",
    f"""<html lang="ar" dir="rtl"><head><meta charset="windows-1256"><title>قصف</title><meta name="date" content="02/10/2016"></head><body><div id="c"><h1>قصف على بلدة الزيتونة</h1><div class="body">{"<br>".join(PARAGRAPHS)}</div></div></body></html>""".encode(
        "cp1256"
    ),
)
PAGES["fewrel"] = (
    "",
    f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><script type="application/ld+json">[{{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[]}},{{"@type":"NewsArticle","headline":"قصف على بلدة &quot;الزيتونة&quot;","datePublished":"2021-05-12 10:33","publisher":[{{"@type":"Organization","name":"منصة"}}],"articleBody":"x"}}]</script></head><body><div class="article-body"><p>{PARAGRAPHS[0]}</p><div class="inline-related"><a href=x>اقرأ أيضا: خبر آخر لا صلة له</a></div><p>{PARAGRAPHS[1]}</p><blockquote class="twitter-tweet"><p>تغريدة من حساب رسمي</p>&mdash; حساب (@x) <a>May 12, 2021</a></blockquote><p>{PARAGRAPHS[2]}</p></div><section class="more-news"><h2>المزيد</h2>{"".join(f"<div class=card><a href=/{n}><h3>خبر قصير آخر رقم {n} عن أمور بعيدة</h3><p>مقدمة الخبر القصير الآخر الذي لا صلة له بما نحن فيه من أخبار.</p></a></div>" for n in range(10))}</section></body></html>""",
)


HEADLINE = "قصف على بلدة الزيتونة"
# Headline, outlet and where that is said, day and where that is said, lines of the text that are no paragraph.
EXPECTED: dict[str, tuple[str, str, Basis, date | None, Basis, list[str]]] = {
    "wordpress": (HEADLINE, "شبكة الأفق الإخبارية", Basis.JSON_LD, date(2016, 10, 2), Basis.JSON_LD, []),
    "drupal": (HEADLINE, "drupal.example", Basis.URL, date(2017, 3, 5), Basis.META, []),
    "blogger": (HEADLINE, "akhbar.blogspot.example", Basis.URL, date(2013, 8, 21), Basis.META, []),
    "oldtable": (HEADLINE, "صحيفة الميناء", Basis.META, date(2003, 4, 9), Basis.URL, ["الأربعاء 7 صفر 1424 هـ الموافق 9 نيسان 2003"]),
    "amp": (HEADLINE, "قناة الضفة", Basis.JSON_LD, date(2019, 6, 3), Basis.JSON_LD, []),
    "og_only": (HEADLINE, "المرصاد", Basis.OPENGRAPH, date(2018, 2, 12), Basis.URL, []),
    "hijri": (HEADLINE, "", Basis.URL, None, Basis.NONE, ["الأحد ١ محرم ١٤٣٨هـ - ٢ أكتوبر ٢٠١٦م"]),
    "divsbr": (HEADLINE, "", Basis.URL, None, Basis.NONE, []),
    "fewrel": ('قصف على بلدة "الزيتونة"', "منصة", Basis.JSON_LD, date(2021, 5, 12), Basis.JSON_LD, ["تغريدة من حساب رسمي", "— حساب (@x) May 12, 2021"]),
}  # fmt: skip


def read(name: str) -> Record:
    url, content = PAGES[name]
    return page_record(content if isinstance(content, bytes) else content.encode(), url)


@pytest.mark.parametrize("name", PAGES)
def test_the_article_and_nothing_around_it_is_the_text(name):
    record = read(name)
    title, outlet, outlet_basis, published, published_basis, besides = EXPECTED[name]
    assert (record.title, record.outlet, record.outlet_basis) == (title, outlet, outlet_basis)
    assert (record.published, record.published_basis) == (published, published_basis)
    lines = record.text.split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert sorted(line for line in lines if line not in PARAGRAPHS) == sorted(besides)


def test_a_day_that_a_page_only_shows_is_read_from_its_line(loaded_reader):
    report = loaded_reader.read(Report(id="x", text=read("hijri").text)).report
    assert (report.published, report.published_basis) == (date(2016, 10, 2), Basis.DATELINE)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="pubdate" content="Sun, 02 Oct 2016 22:30:00 GMT">', date(2016, 10, 2)),
        ('<meta itemprop="datePublished" content="2016-10-02 22:30:00">', date(2016, 10, 2)),
        ('<meta name="date" content="20161002">', date(2016, 10, 2)),
        ('<meta name="date" content="2016/10/02">', date(2016, 10, 2)),
        ('<meta name="date" content="22/10/2016">', date(2016, 10, 22)),
        ('<meta name="date" content="02/10/2016">', None),  # may be the tenth of February
        ('<meta name="date" content="2016-13-45">', None),
        ('<meta name="date" content="soon">', None),
        ('<meta name="date" content="99999999999999999999">', None),
        ('<link rel="canonical" href="https://a.example/2016/10/2/x">', date(2016, 10, 2)),
        ('<link rel="canonical" href="https://a.example/2016/10/x-20.html">', None),
        ('<link rel="canonical" href="https://a.example/?p=20161002">', None),
        (
            '<script type="application/ld+json">{"@type": ["NewsArticle", 3], "datePublished": 5}</script>',
            None,
        ),
        ('<script type="application/ld+json">{"@graph": [[[[[[{"@type": "Article"}]]]]]]}</script>', None),
    ],
)
def test_dates_as_pages_write_them(head, day):
    page = f"<html><head><meta charset=utf-8>{head}</head><body><p>{TOLD}</p></body></html>"
    assert page_record(page.encode()).published == day


@pytest.mark.parametrize(
    "said", ["iso-8859-1", "windows-1252", "utf-8", "us-ascii", "rot13", "punycode", "x", ""]
)
def test_what_a_server_says_wrongly_of_the_encoding_does_no_harm(said):
    content = str(PAGES["drupal"][1]).replace('<meta charset="utf-8"/>', "").encode("cp1256")
    record = page_record(content, content_type=f"text/html; charset={said}")
    assert (record.encoding, record.title) == ("windows-1256", HEADLINE)


def test_an_encoding_that_only_its_name_tells_is_believed():
    content = str(PAGES["drupal"][1]).replace("utf-8", "cp864")
    told = page_record(content.encode("utf-8"), content_type="text/html; charset=utf-8").text
    assert PARAGRAPHS[0] in told


def test_names_of_codecs_cost_no_time():
    begun = time.process_time()
    assert page_record(b"<html>" + b"a-b " * 300_000, content_type="text/html; charset=punycode").text
    assert time.process_time() - begun < 5
