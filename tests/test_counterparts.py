"""«نظيره الروسي» holds the office of the official spoken of, in his own country, on the day."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.model import Report
from tawatur.pipeline import Reader


@pytest.mark.parametrize(
    ("text", "published", "ids"),
    [
        ("دعا وزير الخارجية الأمريكي نظيره الروسي إلى وقف القصف.", "2016-10-02", {"kerry", "lavrov"}),
        ("دعا جون كيري نظيره الروسي إلى وقف القصف.", "2016-10-02", {"kerry", "lavrov"}),
        (
            "دعا وزير الخارجية الأمريكي نظيره السعودي إلى هدنة.",
            "2017-06-02",
            {"rex-tillerson", "adel-al-jubeir"},
        ),
        ("دعا الرئيس التركي نظيره الإيراني إلى وقف القصف.", "2016-10-02", {"erdogan", "hassan-rouhani"}),
        (
            "دعا رئيس الأركان الأمريكي نظيره الروسي إلى وقف القصف.",
            "2016-10-02",
            {"joseph-dunford", "valery-gerasimov"},
        ),
        (
            "دعا الرئيس التركي نظيريه الروسي والإيراني إلى وقف القصف.",
            "2016-10-02",
            {"erdogan", "putin", "hassan-rouhani"},
        ),
    ],
)
def test_a_counterpart_holds_the_same_office_elsewhere(
    loaded_reader: Reader, text: str, published: str, ids: set[str]
) -> None:
    report = Report("r", text, published=date.fromisoformat(published))
    (claim,) = loaded_reader.read(report).claims
    assert {mention.id for mention in (*claim.actors, *claim.targets)} == ids
