"""PDF files as programs make them: letters from the left or as they are read, whole lines or single words."""

from __future__ import annotations

import contextlib
import re
import time
import unicodedata
from collections.abc import Callable

import pytest

from tawatur.errors import InputError, SetAside
from tawatur.export.bidi import to_visual
from tawatur.ingest.pdf import in_reading_order, paragraphs, record_of
from tawatur.model import Document

LINES = [
    "قصفت طائرات حربية بلدة الزيتونة صباح السبت 2 أكتوبر 2016،",
    "ما أدى إلى مقتل 15 مدنيا (بينهم 3 أطفال) بحسب AFP ومصادر.",
    "وقالت الوزارة: «لا علاقة للقوات بالحادثة».",
]
TOLD = " ".join(LINES)
Chunk = tuple[float, float, str]


def pdf(chunks: list[Chunk], *, ligatures_as_two: bool = False) -> bytes:
    """Return a file of one page with runs of letters at x, y, whose font tells each letter by a table."""
    letters = sorted({letter for *_, run in chunks for letter in run})
    codes = {letter: code for code, letter in enumerate(letters, 1)}
    meant = {
        letter: unicodedata.normalize("NFKC", letter) if ligatures_as_two else letter for letter in letters
    }
    table = "\n".join(f"<{codes[c]:04X}> <{meant[c].encode('utf-16-be').hex()}>" for c in letters)
    names = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(letters)} beginbfchar\n{table}\nendbfchar "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    runs = [
        f"1 0 0 1 {x} {y} Tm <{''.join(f'{codes[letter]:04X}' for letter in run)}> Tj" for x, y, run in chunks
    ]
    content = "\n".join(["BT /F1 12 Tf", *runs, "ET"])
    return assembled(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/FontDescriptor 8 0 R/DW 500>>",
        f"<</Length {len(names)}>>stream\n{names}\nendstream",
        "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1 1]/ItalicAngle 0/Ascent 1/Descent 0"
        "/CapHeight 1/StemV 1>>",
    )


def assembled(*objects: str) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(content)}\n%%EOF"
    return content + (head + end).encode()


def from_the_left(line: str) -> str:
    """Return a line as it stands on paper, the letters not joined."""
    runs = re.findall(r"[0-9A-Za-z]+|[^0-9A-Za-z]", line)
    return "".join(run.translate(str.maketrans("()«»", ")(»«")) for run in reversed(runs))


def whole_lines(drawn: Callable[[str], str]) -> list[Chunk]:
    return [(100, 700 - 20 * number, drawn(line)) for number, line in enumerate(LINES)]


def single_words(drawn: Callable[[str], str]) -> list[Chunk]:
    chunks: list[Chunk] = []
    for number, line in enumerate(LINES):
        x = 550
        for word in line.split():
            x -= 6 * len(word) + 6
            chunks.append((x, 700 - 20 * number, drawn(word)))
    return chunks


def text_of(content: bytes) -> str:
    return record_of(Document("a.pdf", "", "pdf", content, "")).text


@pytest.mark.parametrize(
    "chunks",
    [
        whole_lines(from_the_left),
        whole_lines(lambda line: line),
        single_words(from_the_left),
        single_words(lambda word: word),
        sorted(single_words(from_the_left)),
        whole_lines(lambda line: from_the_left(line.replace("لا", "\ufefb"))),
    ],
    ids=["lines", "lines as read", "words", "words as read", "words by place", "ligatures"],
)
def test_letters_come_in_the_order_they_are_read(chunks):
    assert text_of(pdf(chunks)) == TOLD


def test_presentation_forms_become_letters_and_lam_alef_keeps_its_order():
    drawn = [(x, y, to_visual(line)) for (x, y, _), line in zip(whole_lines(str), LINES, strict=True)]
    assert text_of(pdf(drawn)) == TOLD
    two = whole_lines(lambda line: from_the_left(line.replace("لا", "\ufefb")))
    assert text_of(pdf(two, ligatures_as_two=True)) == TOLD, "the font says two letters for one sign"


def test_columns_are_read_one_after_the_other():
    right = [
        f"السطر {name} من العمود الأيمن"
        for name in "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن".split()
    ]
    left = [line.replace("الأيمن", "الأيسر") for line in right]
    chunks = [(330, 700 - 20 * number, from_the_left(line)) for number, line in enumerate(right)]
    chunks += [(40, 700 - 20 * number, from_the_left(line)) for number, line in enumerate(left)]
    assert text_of(pdf(chunks)).split("\n") == [*right, *left]


def test_lines_become_paragraphs():
    lines = [
        "عنوان",
        "",
        "سطر أول طويل من الفقرة الأولى في الخبر",
        "ينتهي هنا.",
        "سطر الفقرة الثانية وهو طويل أيضا جدا",
        "آخر",
    ]
    assert paragraphs(lines).split("\n") == [
        "عنوان", "", f"{lines[2]} {lines[3]}", f"{lines[4]} {lines[5]}",
    ]  # fmt: skip


def test_order_is_left_alone_where_it_is_right():
    assert in_reading_order(LINES) == LINES
    assert in_reading_order([from_the_left(line) for line in LINES]) == LINES


def test_letters_placed_beyond_the_paper_cost_no_memory():
    begun = time.process_time()
    for place in (1e7, 1e15, -1e15):
        chunks = [*whole_lines(from_the_left), (place, 600, "بعيد"), (100, place, "أبعد")]
        with contextlib.suppress(SetAside, InputError):
            assert len(text_of(pdf(chunks))) < 1_000_000
    assert time.process_time() - begun < 10
