# ruff: noqa: E501 - a list of words is a line
"""Makes synthetic Arabic reports with a known share of copies, for measuring an archive. Same seed, same reports."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# Slots in braces are filled from the lists below; nothing here is news.
_SENTENCES = """
قصفت {force} {kind} {place} {when}، ما أسفر عن مقتل {count} {people} وإصابة {more} آخرين بجروح.
وقال {teller} إن {force} تقدمت من {place} باتجاه {place} بعد اشتباكات استمرت {hours} ساعات.
أعلنت {body} في بيان أنها ستوزع {more} طنا من {goods} على النازحين من {place}.
ودعا {person} جميع الأطراف إلى وقف إطلاق النار في محيط {kind} {place} وفتح ممرات آمنة نحو {place}.
نفى {person} أن تكون {force} قد انسحبت من {place}، مؤكدا أن مواقعها في {place} لم تتغير.
وصل {person} إلى {place} {when} على رأس وفد يضم {count} من المستشارين لإجراء محادثات حول {topic}.
اعتقلت {force} {count} {people} خلال حملة دهم في {kind} {place}، بحسب ما أفاد {teller}.
انفجرت عبوة ناسفة على الطريق بين {place} و{place} {when} واستهدفت رتلا تابعا ل{force}.
تظاهر {more} من سكان {place} احتجاجا على {topic}، ورفعوا لافتات تطالب برحيل {force}.
وذكر {teller} أن {count} قذائف سقطت على {kind} {place} وألحقت أضرارا ب{goods} في المستودعات.
أبرمت {body} و{force} اتفاقا يقضي بإخراج {more} مقاتل من {place} إلى {place} خلال {hours} أيام.
حذرت {body} من أن {topic} قد يدفع {more} أسرة إلى مغادرة {kind} {place}.
سيطرت {force} على {kind} {place} بعد انسحاب خصومها منها {when}.
التقى {person} نظيره في {place} وبحثا {topic} وسبل إعادة {goods} إلى الأسواق.
أفرجت {force} عن {count} من المحتجزين لديها في {place} في إطار صفقة أشرف عليها {person}.
كشف {person} في مقابلة أن {topic} كان سببا في تعثر المفاوضات التي جرت في {place}.
أسقطت {force} طائرة مسيرة فوق {place} كانت تحلق قرب مستودع يحوي {goods}.
ندد {person} بما وصفه بانتهاكات {force} في {kind} {place}، وطالب {body} بفتح تحقيق.
انقطعت المياه عن {kind} {place} منذ {hours} أيام نتيجة {topic}، وفق {teller}.
شيعت {place} {when} {count} {people} قضوا في القصف الذي طال {kind} {place}.
رفضت {body} المقترح الذي قدمه {person} بشأن {topic}، واعتبرته خطوة إلى الوراء.
أرسلت {force} تعزيزات تضم {count} آلية إلى تخوم {place} استعدادا لمعركة {place}.
"""
_SLOTS = {
    "force": "كتائب الفجر|لواء السهل|قوات الحدود|الفوج السابع|حركة الساحل|جيش الوادي|مجلس الجبل العسكري|كتيبة الصقور|الحرس المحلي|ألوية الجنوب|قوات الطوارئ|سرايا النهر",
    "kind": "بلدة|حي|قرية|مدينة|منطقة|ضاحية|مخيم|أطراف|محيط|سوق",
    "people": "مدنيين|جنود|مسعفين|مزارعين|صيادين|عمال|شبان|معلمين|سائقين",
    "teller": "مصدر طبي|ناشطون|شهود عيان|مسؤول محلي|مصدر عسكري|مدير المستشفى|متحدث باسم الدفاع المدني|وكالة الأفق|مراسل إذاعة الميناء|عضو في المجلس البلدي",
    "body": "لجنة الإغاثة|منظمة الميثاق|هيئة المهجرين|وزارة الشؤون|بعثة المراقبين|لجنة الهدنة|الرابطة الطبية|مجلس العشائر",
    "goods": "الطحين|الوقود|الأدوية|الخيام|الأعلاف|الإسمنت|حليب الأطفال|البذور|قطع الغيار|المولدات",
    "topic": "تبادل الأسرى|رسوم العبور|مياه السد|أسعار الخبز|ترسيم خطوط التماس|عودة النازحين|إدارة المعبر|رواتب الموظفين|الهدنة الأخيرة|انتشار المراقبين|توزيع الحصص|إغلاق المدارس",
    "when": "فجر السبت|مساء الأحد|صباح الاثنين|ليل الثلاثاء|ظهر الأربعاء|مساء الخميس|فجر الجمعة|أمس|قبل يومين",
}
_FIRST = "سليم|نادر|عادل|كريم|ماهر|وائل|رامز|فارس|بسام|حازم|جلال|زياد|نبيل|طارق|شادي|هاني|لؤي|مروان".split("|")
_LAST = "الحداد|القاضي|النجار|الخياط|العطار|الصباغ|الراعي|البناء|الدهان|الفران|الحلاق|السقا|الكاتب|المعمار".split("|")
# Places nobody lives in: letters put together in the manner of names.
_HEADS = "عين|تل|بيت|كفر|دير|خربة|وادي|برج|رأس|جسر|حوش|نبع|باب|قصر".split("|")
_TAILS = "زيتونة|حجلة|سنديان|رمانة|عناب|غزلان|صوان|ريحان|شومر|لوزة|قندول|بطمة|زعرور|خروب|عرعر|طيون|دفلى|سماق|حورة|صفصاف|عوسج|قيقب".split("|")
_OUTLETS = [f"صحيفة {name}" for name in "الأفق الميناء السهل الوادي الجسر الفجر المرصاد المنارة الضفة البيان الشراع النهر".split()]
_FIRST_DAY = date(1987, 1, 1)


@dataclass(frozen=True, slots=True)
class Made:
    """A synthetic report: `text_id` is the same for all copies of one text; `passage_of` is another's text."""

    id: str
    text_id: int
    passage_of: int | None
    outlet: str
    published: date
    title: str
    text: str

    def line(self) -> str:
        """Return it as a line of JSON for `tawatur add`."""
        fields = {"id": self.id, "outlet": self.outlet, "published": self.published.isoformat(), "title": self.title, "text": self.text}
        return json.dumps(fields, ensure_ascii=False)


def make_news(count: int, *, copies: float = 0.4, passages: float = 0.05, seed: int = 1987) -> Iterator[Made]:
    """Yield `count` reports; `copies` of them repeat an earlier text with edits, `passages` hold a part of one."""
    chance = random.Random(seed)
    recent: list[tuple[int, list[str]]] = []
    for number in range(count):
        roll = chance.random()
        day = _FIRST_DAY + timedelta(days=number * 365 // count)
        outlet, title = chance.choice(_OUTLETS), _sentence(chance)
        text_id, passage_of, told = number, None, _told(chance)
        if recent and roll < copies:
            text_id, original = chance.choice(recent)
            told = _edited(chance, original)
        elif recent and roll < copies + passages:
            passage_of, original = chance.choice(recent)
            told[2:2] = original[1:4]
        else:
            recent.append((number, told))
            del recent[:-500]
        yield Made(f"s{number}", text_id, passage_of, outlet, day, title, "\n".join(told))


def _told(chance: random.Random) -> list[str]:
    return [_sentence(chance) for _ in range(chance.randint(5, 9))]


def _sentence(chance: random.Random) -> str:
    written = chance.choice(_TEMPLATES)
    while (start := written.find("{")) >= 0:
        end = written.index("}", start)
        written = written[:start] + _filled(chance, written[start + 1 : end]) + written[end + 1 :]
    return written


_TEMPLATES = [line for line in _SENTENCES.strip().splitlines() if line]
_LISTS = {name: words.split("|") for name, words in _SLOTS.items()}


def _filled(chance: random.Random, slot: str) -> str:
    if slot == "place":
        return f"{chance.choice(_HEADS)} {chance.choice(_TAILS)}"
    if slot == "person":
        return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    numbers = {"count": (3, 60), "more": (11, 900), "hours": (3, 10)}
    return str(chance.randint(*numbers[slot])) if slot in numbers else chance.choice(_LISTS[slot])


def _edited(chance: random.Random, original: list[str]) -> list[str]:
    """Return a copy as outlets make them: cut, added to, words changed, marks and spellings changed."""
    told = list(original)
    if chance.random() < 0.5 and len(told) > 4:
        del told[chance.randrange(1, len(told))]
    if chance.random() < 0.4:
        told.insert(chance.randrange(len(told) + 1), _sentence(chance))
    if chance.random() < 0.3:
        told = [line.replace("أ", "ا").replace("إ", "ا") for line in told]
    if chance.random() < 0.5:
        told = [_reworded(chance, line) for line in told]
    return told


def _reworded(chance: random.Random, line: str) -> str:
    words = line.split()
    for place in range(len(words)):
        if chance.random() < 0.04:
            words[place] = chance.choice(_LISTS["goods"])
    return " ".join(words)
