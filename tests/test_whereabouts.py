"""Which places a claim has: named ground where it happened, not what says where that ground lies (codebook 3)."""

from __future__ import annotations

import pytest

from tawatur.model import Report


def places_of(reader, text: str, trigger: str) -> list[str]:
    """Return the words of the places of the claim whose trigger is `trigger`, sorted."""
    claims = reader.read(Report(id="r", text=text)).claims
    found = [c for c in claims if text[c.trigger.start : c.trigger.end] == trigger]
    assert len(found) == 1, [text[c.trigger.start : c.trigger.end] for c in claims]
    return sorted(text[p.span.start : p.span.end] for p in found[0].places)


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("قصفت الطائرات مواقع في بلدة الهري جنوب شرق البوكمال.", "قصفت", ["بلدة الهري"]),
        ("انفجرت عبوة ناسفة في شارع النضال وسط بغداد.", "انفجرت", ["شارع النضال"]),
        ("قصفت المدفعية مدينة جنين، شمالي الضفة الغربية.", "قصفت", ["مدينة جنين"]),
        ("اندلعت اشتباكات في عفرين قرب الحدود التركية.", "اشتباكات", ["عفرين"]),
        ("هاجم المسلحون محافظة شمال سيناء المتاخمة لإسرائيل وقطاع غزة.", "هاجم", ["محافظة شمال سيناء"]),
    ],
)
def test_what_only_locates_a_place_is_none_of_the_claim(loaded_reader, text, trigger, places):
    assert places_of(loaded_reader, text, trigger) == places


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("اندلعت اشتباكات قرب الحدود التركية.", "اشتباكات", ["الحدود التركية"]),
        ("قصفت الطائرات مواقع جنوب شرق البوكمال.", "قصفت", ["جنوب شرق البوكمال"]),
        ("قصفت القوات بلدة دوما وشمال مدينة حلب.", "قصفت", ["بلدة دوما", "شمال مدينة حلب"]),
    ],
)
def test_a_side_or_neighbourhood_is_the_place_where_no_other_is_named(loaded_reader, text, trigger, places):
    assert places_of(loaded_reader, text, trigger) == places


@pytest.mark.parametrize(
    "text",
    [
        "قصفت الطائرات أحياء سكنية.",
        "قصفت الطائرات مناطق واسعة.",
        "قصفت الطائرات منطقة صحراوية.",
        "قصفت الطائرات القرى والبلدات.",
    ],
)
def test_ground_without_a_name_is_no_place(loaded_reader, text):
    assert places_of(loaded_reader, text, "قصفت") == []


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("انسحب المقاتلون من مدينة عربين آخر معاقلهم في الغوطة الشرقية.", "معاقلهم", "مدينة عربين"),
        ("قصفت الطائرات مدينة عربين الخاضعة لسيطرة المعارضة في غوطة دمشق.", "سيطرة", "مدينة عربين"),
        ("درنة هي الوحيدة في شرق ليبيا خارج سيطرة الجيش.", "خارج سيطرة", "درنة"),
    ],
)
def test_what_is_held_is_the_place_described(loaded_reader, text, trigger, place):
    assert place in places_of(loaded_reader, text, trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("اتهم التحالف في اليمن إيران بتسليح الحوثيين.", "اتهم"),
        ("أجرى الوزير محادثات حول الوضع في سوريا مع نظيره الإيراني.", "محادثات"),
    ],
)
def test_what_words_are_about_is_no_place_of_theirs(loaded_reader, text, trigger):
    assert places_of(loaded_reader, text, trigger) == []


def test_what_is_shot_down_was_not_shot_down_where_it_was_aimed(loaded_reader):
    text = "اعترضت الدفاعات الجوية صاروخين كانا يستهدفان مطار أبها."
    assert places_of(loaded_reader, text, "اعترضت") == []


def test_names_that_the_gazetteer_lacks_are_places_in_a_list_of_places(loaded_reader):
    text = "حررت القوات قرية الروقي، والغرزة، وحرم، والبروكية، في محافظة صعدة."
    assert {"الغرزة", "حرم", "البروكية"} <= set(places_of(loaded_reader, text, "حررت"))


def test_a_country_behind_its_city_is_not_a_place_of_its_own(loaded_reader):
    assert places_of(loaded_reader, "وقع انفجار في مدينة مانشستر في إنجلترا.", "انفجار") == ["مدينة مانشستر"]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("قصفت الطائرات ريف حلب الشمالي.", "قصفت", "ريف حلب الشمالي"),
        ("قصفت الطائرات ريف إدلب الجنوبي الشرقي.", "قصفت", "ريف إدلب الجنوبي الشرقي"),
        ("قصفت الطائرات شمال وغرب مدينة حلب.", "قصفت", "شمال وغرب مدينة حلب"),
        ("اندلعت اشتباكات على أطراف بلدة كفر نبل.", "اشتباكات", "أطراف بلدة كفر نبل"),
        ("اندلعت اشتباكات عند تخوم مدينة الرقة.", "اشتباكات", "تخوم مدينة الرقة"),
        (
            "اندلعت اشتباكات في الأطراف الجنوبية لمدينة الحديدة.",
            "اشتباكات",
            "الأطراف الجنوبية لمدينة الحديدة",
        ),
        ("انفجرت عبوة ناسفة على طريق حلب دمشق.", "انفجرت", "طريق حلب دمشق"),
        ("انفجرت عبوة ناسفة على بعد 20 كلم شمال الموصل.", "انفجرت", "على بعد 20 كلم شمال الموصل"),
        ("اندلعت اشتباكات على الحدود مع الأردن.", "اشتباكات", "الحدود مع الأردن"),
        ("انفجرت عبوة ناسفة في الريف الشمالي.", "انفجرت", "الريف الشمالي"),
    ],
)
def test_a_mention_holds_all_the_words_that_say_which_ground(loaded_reader, text, trigger, place):
    assert places_of(loaded_reader, text, trigger) == [place]


def test_between_two_places_names_both(loaded_reader):
    text = "انفجرت عبوة ناسفة بين مدينتي سرت ومصراتة."
    assert places_of(loaded_reader, text, "انفجرت") == sorted(["مدينتي سرت", "مصراتة"])


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("قصفت الطائرات منطقة قريبة من حدود الأردن.", "قصفت", "حدود الأردن"),
        ("سيطرت القوات على مناطق واسعة بينها مدينة سراقب.", "سيطرت", "مدينة سراقب"),
        ("قصفت الطائرات مناطق تسيطر عليها المعارضة في درعا.", "قصفت", "درعا"),
        ("قصفت الطائرات مستشفى المسيفرة.", "قصفت", "مستشفى المسيفرة"),
    ],
)
def test_ground_without_a_name_is_where_the_words_behind_it_say(loaded_reader, text, trigger, place):
    assert places_of(loaded_reader, text, trigger) == [place]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("تسبب القتال الذي دار في ميناء عدن في نزوح المئات.", "القتال", "ميناء عدن"),
        ("تقصف تركيا جبال قنديل، حيث يتمركز مقاتلو الحزب.", "يتمركز", "جبال قنديل"),
        ("قتل مدنيون في حلب بعد أن شنت الطائرات غارات.", "غارات", "حلب"),
    ],
)
def test_an_act_is_where_its_clause_or_the_one_before_says(loaded_reader, text, trigger, place):
    assert places_of(loaded_reader, text, trigger) == [place]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("اندلعت اشتباكات بين الفصائل، كما شهدت طرابلس هجمات متفرقة.", "اشتباكات"),
        ("قال مسؤول أمني في كركوك إن غارات أميركية دمرت مواقع التنظيم.", "غارات"),
        ("توقفت الطائرات الروسية، التي تشن هجمات في سوريا منذ عام، عن القصف.", "توقفت"),
        ("أحبطت الشرطة مؤامرة لقتل السفير البريطاني السابق في ليبيا.", "قتل"),
    ],
)
def test_the_scene_of_another_clause_or_of_a_teller_is_none_of_an_act(loaded_reader, text, trigger):
    assert places_of(loaded_reader, text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("يعد مخيم اليرموك أوسع منطقة يسيطر عليها التنظيم في سوريا.", "يسيطر", ["مخيم اليرموك"]),
        ("أحرز الجيش تقدما في محافظة صعدة عقب هجوم في مديرية الظاهر.", "تقدما", ["محافظة صعدة"]),
    ],
)
def test_a_place_is_left_to_what_it_is_said_of(loaded_reader, text, trigger, places):
    assert places_of(loaded_reader, text, trigger) == places


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("طالب الفصيل بنقل مقاتليه إلى القلمون أو درعا.", "طالب", ["القلمون", "درعا"]),
        ("دعا الجيش المسلحين إلى إلقاء السلاح والخروج من أحياء حلب الشرقية.", "دعا", ["أحياء حلب الشرقية"]),
        ("سيطر المسلحون على مساحة كبيرة من شمال اليمن.", "سيطر", ["شمال اليمن"]),
        ("أغلقت القوات أحياء سكنية عدة، منها الربصة.", "أغلقت", ["الربصة"]),
        ("خرجت الحافلات من معبر عربين في غوطة دمشق.", "خرجت", ["معبر عربين"]),
        ("اعترض الدفاع الجوي ثلاثة صواريخ في أجواء المملكة.", "اعترض", ["أجواء المملكة"]),
        ("قصفت تركيا مناطق هاكورك ومتينا والزاب.", "قصفت", ["مناطق هاكورك", "متينا", "الزاب"]),
    ],
)
def test_places_of_what_is_demanded_of_parts_and_of_lists_are_read(loaded_reader, text, trigger, places):
    assert places_of(loaded_reader, text, trigger) == sorted(places)


def test_a_second_mention_of_a_place_adds_none(loaded_reader):
    text = "أوقعت الحرب في اليمن آلاف القتلى منذ تدخل التحالف في اليمن."
    claims = loaded_reader.read(Report(id="r", text=text)).claims
    assert all(len(c.places) <= 1 for c in claims), claims


def test_forces_sent_somewhere_do_not_borrow_the_scene(loaded_reader):
    text = "اندلعت معارك في مدينة الحديدة، حيث يستمر وصول المزيد من التعزيزات."
    assert places_of(loaded_reader, text, "وصول") == []


@pytest.mark.parametrize(
    ("text", "trigger", "places"),
    [
        ("ردت واشنطن على الهجوم في الغوطة الشرقية بتوجيه ضربات ضد مواقع للجيش.", "ضربات", []),
        ("تظاهر المئات احتجاجا على قصف مدينة دوما.", "تظاهر", []),
        ("وقع هجوم أوقع عشرات القتلى، بحسب بيان للقوات الأميركية في أفغانستان.", "هجوم", []),
        ("سيطر التنظيم على ثلث العراق.", "سيطر", ["العراق"]),
        ("تقع هجين في الشرق وهي آخر بلدة تحت سيطرة التنظيم في سوريا.", "تحت سيطرة", ["هجين"]),
        ("لا تزال مدينة دوما، التي تعد آخر معقل للمعارضة، محاصرة من قبل الجيش.", "محاصرة", ["مدينة دوما"]),
    ],
)
def test_what_is_answered_or_identified_decides_where(loaded_reader, text, trigger, places):
    assert places_of(loaded_reader, text, trigger) == places
