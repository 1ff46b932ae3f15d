"""Who does what to whom, where the words of the act itself do not say it."""

from __future__ import annotations

from datetime import date

import pytest

from tawatur.model import Report


def claims_of(reader, text):
    return reader.read(Report(id="x", text=text, published=date(2018, 6, 22))).claims


def roles(reader, text, kind):
    found = next(claim for claim in claims_of(reader, text) if claim.type == kind)
    return [m.id for m in found.actors], [m.id for m in found.targets]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "targets"),
    [
        (
            "قال التحالف العربي الذي تقوده السعودية إنه قصف موقعا للحوثيين",
            "ASSAULT",
            ["arab-coalition"],
            ["houthis"],
        ),
        ("أعلنت أنقرة الثلاثاء أنها قصفت مواقع لحزب العمال الكردستاني", "ASSAULT", ["turkey"], ["pkk"]),
        ("حركة حماس تعتبر مسؤولة عن الهجوم، بحسب الجيش الإسرائيلي", "ACCUSE", ["idf"], ["hamas"]),
        ("نقلت وكالة تاس عن لافروف تنديده بالغارات الأميركية", "ACCUSE", ["lavrov"], ["usa"]),
        (
            "قتل عشرون من ميليشيات الحوثي في اشتباكات مع الجيش اليمني",
            "ASSAULT",
            ["yemen-army", "houthis"],
            [],
        ),
        ("شن الجيش السوري هجوما لطرد فصائل المعارضة من حلب", "TERRITORY", ["syrian-army"], ["syrian-rebels"]),
        ("بعد طرد القوات العراقية تنظيم الدولة من الموصل", "TERRITORY", ["iraqi-army"], ["isis"]),
        ("خرج مئة مقاتل من أحرار الشام من جيب صغير كانوا يسيطرون عليه", "TERRITORY", ["ahrar-al-sham"], []),
        (
            "قال ناشطون إن قصفا حكوميا على إدلب السورية أصاب السوق",
            "ASSAULT",
            ["syrian-government"],
            ["market"],
        ),
        ("عندما حاول انتحاري تفجير نفسه فوق الجسر", "ASSAULT", ["suicide-bomber"], []),
        ("قتل شاب فلسطيني بعد أن أطلق الجنود الإسرائيليون النار عليه", "ASSAULT", ["idf"], ["palestinians"]),
        ("دفعت الهزيمة الحوثيين إلى تفخيخ الطرق", "ASSAULT", ["houthis"], ["roads"]),
        ("أصاب التقدم الحوثيين بالفزع ودفعهم إلى تفخيخ الطرق", "ASSAULT", ["houthis"], ["roads"]),
        ("أجبرت الغارات الحوثيين على الانسحاب من التل", "RETREAT", ["houthis"], []),
        ("قتل عضو جماعة الحوثي محمد خالد في غارة", "ASSAULT", [], ["mohammed-khaled"]),
        (
            "الحوار قائم بين جيش الإسلام، المجموعة الأساسية في المدينة، والنظام السوري",
            "CONSULT",
            ["jaysh-al-islam", "syrian-government"],
            [],
        ),
        ("هاجم مسلحون موالون للنظام السوري البلدة", "ASSAULT", ["ndf"], []),
        ("قصفت الشرعية مواقع الحوثيين في صعدة باليمن", "ASSAULT", ["yemen-government"], ["houthis"]),
        ("قتلت القوات الإسرائيلية أحد مقاتلي حركة (حماس) قرب الحدود", "ASSAULT", ["idf"], ["hamas"]),
        ("حاصرت البلدة قوات سوريا الديمقراطية المدعومة أميركيا", "COERCE", ["sdf"], []),
    ],
)
def test_who_acts_is_found_where_the_act_itself_does_not_say(loaded_reader, text, kind, actors, targets):
    assert roles(loaded_reader, text, kind) == (actors, targets)


def test_what_a_source_says_of_itself_in_a_relative_clause_is_not_told_by_the_main_verb(loaded_reader):
    text = "اتهم الجيش الحركة بقصف الموقع الذي تقول المنظمة إنه شهد مقتل ستة مدنيين"
    assert all("army" not in m.id for c in claims_of(loaded_reader, text)[1:] for m in c.targets)


def test_gunmen_are_nobodys_in_particular_though_one_group_was_named(loaded_reader):
    text = "أعلن جيش الإسلام وقف القتال. وخرج المسلحون من المدينة."
    assert [m.id for c in claims_of(loaded_reader, text) for m in c.actors][-1] == "militants"


@pytest.mark.parametrize(
    ("text", "kind", "actors", "targets"),
    [
        ("تواصل الميليشيا استخدام المدنيين دروعا بشرية", "COERCE", ["militias"], ["civilians"]),
        ("أدان البيان تعذيب الصحفيين وقتلهم", "ASSAULT", [], ["journalists"]),
        ("عدد القتلى وصل إلى اثنين من الصحفيين واثنين من المهاجمين", "HARM", [], ["journalists", "militants"]),
        ("فجر انتحاري نفسه داخل المسجد", "ASSAULT", ["suicide-bomber"], ["mosque"]),
        ("نفت إيران الاتهامات السعودية والأميركية بتزويد الحوثيين بالسلاح", "AID", ["iran"], ["houthis"]),
        ("نفت إيران الاتهامات السعودية والأميركية بالتدخل", "ACCUSE", ["saudi-arabia", "usa"], ["iran"]),
        ("نفت موسكو اتهامات واشنطن", "REJECT", ["russia"], ["usa"]),
        ("أثبت استمرار تورط إيران بدعم الحوثيين", "COOPERATE", ["iran"], ["houthis"]),
        ("مع تكثيف القوات السورية بدعم روسي حملتها على دوما", "COOPERATE", ["russia"], ["syrian-army"]),
        ("أطلق الجيش السوري عملية بإسناد جوي ومدفعي من التحالف الدولي", "ASSAULT", ["syrian-army"], []),
        ("أطلق الجيش السوري عملية بإسناد جوي من التحالف الدولي", "COOPERATE", ["global-coalition"], ["syrian-army"]),
        ("استهدفت الطائرات مواقع وتجمعات للحوثيين شرق البلدة", "ASSAULT", ["aircraft"], ["houthis"]),
        ("قصف الجيش التركي منزلا ومقر حركة حماس", "ASSAULT", ["turkish-forces"], ["house", "hamas"]),
        ("منحت روسيا الجيش السوري وقتا لاقتحام البلدة", "ASSAULT", ["syrian-army"], []),
        (
            "تحاول روسيا منح نظام الأسد فرصة لاقتحام البلدة",
            "ASSAULT",
            ["syrian-government"],
            [],
        ),
        ("أوضح الناطق باسم التحالف الدولي أن الصاروخ أطلق لاستهداف المدينة", "ASSAULT", [], []),
        ("وجه الجيش العراقي، الأحد، ضربة استهدفت موقعا لداعش", "ASSAULT", ["iraqi-army"], ["isis"]),
        ("أعلن الحوثيون الثلاثاء، وقف الهجمات في البحر الأحمر", "RETREAT", ["houthis"], []),
        ("عاد الهدوء إلى دمشق، حيث تواصل القوات الحكومية السورية عملياتها", "ASSAULT", ["syrian-army"], []),
        ("أعلن تنظيم داعش دولته وسيطر على الموصل", "TERRITORY", ["isis"], []),
        ("قال إن مستشفى المسيفرة معطل عن العمل", "HARM", [], ["musayfirah-hospital"]),
        ("قصف الجيش السوري البلدة بصواريخ، وغارات عنيفة", "ASSAULT", ["syrian-army"], []),
        ("اتهم مسؤول ليبي \"خلايا نائمة تريد إرسال رسالة\"", "ACCUSE", ["unnamed-official-ly"], ["sleeper-cells"]),
        ("شيع السكان خمسة من مقاتلي الحشد الشعبي قتلوا في القرية ذاتها الواقعة شمال بغداد", "ASSAULT", [], ["pmf"]),
        ("مقتل 4 جنود وإصابة 5 آخرين", "ASSAULT", [], ["soldier"]),
        ("يجتمع مجلس الأمن الدولي الأربعاء بطلب من الولايات المتحدة", "REQUEST", ["usa"], ["unsc"]),
        ("عثر على جثث مدنيين تم إعدامهم داخل منازلهم", "ASSAULT", [], ["civilians"]),
        ("قصف الجيش التركي مواقع قصفا هستيريا", "ASSAULT", ["turkish-forces"], ["positions"]),
        ("سيطر الجيش السوري على مناطق واسعة من البلاد", "TERRITORY", ["syrian-army"], []),
    ],
)
def test_whom_an_act_is_done_to_or_with_is_found_beside_it(loaded_reader, text, kind, actors, targets):
    assert roles(loaded_reader, text, kind) == (actors, targets)


def test_a_pronoun_means_nobody_who_is_named_only_behind_it(loaded_reader):
    text = "أقامت وحدات حماية الشعب إدارة. وزاد نفوذها بعد سيطرتها على أراض من تنظيم داعش"
    capture = next(c for c in claims_of(loaded_reader, text) if c.type == "TERRITORY")
    assert [m.id for m in capture.actors] == ["ypg"]
