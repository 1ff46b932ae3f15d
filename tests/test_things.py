"""Descriptive ids of people and things that have no name: whose, which, one or several."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.lexicon.glosses import plural_of
from tawatur.model import Report


def target_ids(reader, text):
    claims = reader.read(Report(id="x", text=text, published=date(2018, 6, 22))).claims
    return [m.id for claim in claims for m in claim.targets]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("دمر القصف منزلا", ["house"]),
        ("دمر القصف أربعة بيوت", ["houses"]),
        ("دمرت الغارة 16 هدفا", ["targets"]),
        ("قصفت الطائرات سوقا للخضار", ["vegetable-market"]),
        ("أغرق الحوثيون زوارق الصيادين", ["fishing-boats"]),
        ("هاجم مسلحون مراكز التصويت", ["polling-stations"]),
        ("أسقط الدفاع الجوي طائرتين من دون طيار", ["drones"]),
        ("اعترض الدفاع الجوي صاروخا باليستيا", ["ballistic-missile"]),
        ("اعترض الدفاع الجوي صاروخين إسرائيليين", ["missiles"]),
    ],
)
def test_a_thing_is_called_by_its_gloss_in_its_number(loaded_reader, text, ids):
    assert target_ids(loaded_reader, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("قصفت الطائرات موقعا للجيش السوري", ["syrian-army"]),
        ("قصفت الطائرات مقر حركة حماس", ["hamas"]),
        ("استهدف هجوم مكتبا لمنظمة أطباء بلا حدود", ["msf"]),
        ("استهدف الصاروخ بارجة تابعة للتحالف العربي", ["arab-coalition-warship"]),
        ("استهدف القصف مخازن تابعة لبرنامج الأغذية العالمي", ["wfp-warehouses"]),
        ("أعلن الجيش تدمير مواقع تابعة لتنظيم الدولة", ["isis"]),
        ("تصدت الدفاعات الجوية لهجوم صاروخي", ["missiles"]),
        ("استهدفت الغارات أهدافا لحزب العمال الكردستاني", ["pkk-targets"]),
        ("احتجزت البحرية سفينة تركية", ["turkish-ship"]),
        ("قصفت الطائرات البنية التحتية العسكرية الإيرانية", ["iranian-military-infrastructure"]),
    ],
)
def test_a_position_is_its_holders_and_a_ship_is_called_by_them(loaded_reader, text, ids):
    assert target_ids(loaded_reader, text) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("قتل الجيش مسلحين على الأقل من حزب العمال الكردستاني", ["pkk"]),
        ("شن تنظيم داعش هجوما. وقصفت الطائرات مسلحي التنظيم", ["isis"]),
        ("قتلت القوات مهاجما انتحاريا", ["suicide-bomber"]),
        ("دعا الجيش السكان إلى الخروج", ["civilians"]),
    ],
)
def test_people_are_called_by_their_group_or_what_they_are(loaded_reader, text, ids):
    assert [i for i in target_ids(loaded_reader, text) if i][-1:] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("استهدف انفجار السفارة الأميركية في نيجيريا", ["us-embassy-nigeria"]),
        ("قصفت الطائرات معسكرا لمتشددين قرب درنة في ليبيا", ["militant-camp-libya"]),
        ("استهدفت الغارة اجتماعا لقيادات الحوثيين", ["houthis"]),
        ("أسقط الدفاع الجوي صاروخا باليستيا. وأصاب الصاروخ منزلا", ["ballistic-missile", "house"]),
    ],
)
def test_premises_are_called_by_country_and_meetings_by_who_meets(loaded_reader, text, ids):
    assert target_ids(loaded_reader, text) == ids


def test_a_definite_thing_is_the_one_told_of_before(loaded_reader):
    text = "استهدف الهجوم سفينة تركية. وأكدت الشركة أن صاروخا أصاب السفينة"
    assert target_ids(loaded_reader, text) == ["turkish-ship", "turkish-ship"]


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("house", "houses"),
        ("church", "churches"),
        ("factory", "factories"),
        ("highway", "highways"),
        ("bus", "buses"),
        ("headquarters", "headquarters"),
        ("military infrastructure", "military infrastructure"),
        ("fishing centre", "fishing centres"),
    ],
)
def test_glosses_have_their_english_plural(one, several):
    assert plural_of(one) == several


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("استهدف انتحاري مسجدا في كابل", ["mosque-kabul"]),
        ("شهدت البلاد هجوما على كنائس مصرية", ["churches-egypt"]),
        (
            "هاجم مسلحون كنيسة السيدة العذراء في شبرا. وقصفت الطائرات الكنيسة",
            ["church-of-the-virgin-shubra"] * 2,
        ),
        ("فجر مسلحون السفارة الأميركية في بيروت. وقصف الجيش السفارة الأميركية", ["us-embassy-lebanon"] * 2),
        ("قصفت الطائرات قاعدة جوية قرب حمص. ويقع مطار التيفور شرق المدينة", ["t4-airbase"]),
        ("قصفت الطائرات قاعدة جوية قرب حمص", ["airbase"]),
        ("شهدت سوريا غارات. واستهدفت إسرائيل مواقعنا العسكرية في حمص", ["syrian-army"]),
        (
            "نددت إيران بالغارات. وقصفت إسرائيل القوات الإيرانية وميليشياتها",
            ["iranian-forces", "iran-backed-militias"],
        ),
    ],
)
def test_premises_are_told_apart_by_where_they_stand_or_are_named_elsewhere(loaded_reader, text, ids):
    assert target_ids(loaded_reader, text) == ids


def test_a_son_has_the_family_name_of_his_father(loaded_reader):
    text = "أصيب صلاح رحماني ونجله صباح في بغداد. وندد الحزب باستهداف رحماني وابنه"
    assert target_ids(loaded_reader, text)[-2:] == ["salah-rahmani", "sabah-rahmani"]
