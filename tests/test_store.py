"""What a store keeps and answers, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from stores import add, document
from tawatur.errors import DecisionError, StoreError
from tawatur.model import Status
from tawatur.store import asking, connect
from tawatur.store.asking import Filters, find_claims
from tawatur.store.decisions import decide, tampered
from tawatur.store.fulltext import snippet, stem
from tawatur.store.readings import changed_names, changes_between, may_touch, versions_kept
from tawatur.store.store import Source, Store
from tawatur.store.versions import added_tables

SHELLING = "قصفت قوات النظام السوري بلدة سراقب في ريف إدلب صباح السبت، بحسب المرصد السوري لحقوق الإنسان."
VISIT = "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الأمريكي جون كيري في جنيف يوم الجمعة."
ENGLISH = "The ministers met on Friday in Geneva and discussed the truce in the north of the country."


def claims(store: Store, **filters: object) -> list[asking.StoredClaim]:
    with store.database.reading() as connection:
        return list(find_claims(connection, Filters(**filters)))


def found(store: Store, words: str, limit: int = 20) -> list[asking.Found]:
    with store.database.reading() as connection:
        return asking.search(connection, words, limit)


class TestCounts:
    def test_everything_handed_in_ends_as_one_of_four_and_the_counts_add_up(self, store, loaded_reader):
        documents = [
            document(SHELLING),
            document(SHELLING, line=2),
            document(ENGLISH, line=3),
            document("", line=4),
            document(VISIT, line=5, published="soon"),
        ]
        statuses = add(store, loaded_reader, documents)
        assert statuses == ["read", "duplicate", "set-aside", "set-aside", "failed"]
        counts = store.counts()
        assert (counts.reports, counts.duplicates, counts.set_aside, counts.failures) == (1, 1, 2, 1)
        assert counts.inputs == 5 and counts.texts == 1 and counts.claims > 0

    def test_handing_the_same_in_again_changes_nothing(self, store, loaded_reader):
        documents = [document(SHELLING), document(ENGLISH, line=2)]
        add(store, loaded_reader, documents)
        before = store.counts()
        assert store.unread(documents) == []
        assert add(store, loaded_reader, documents) == ["read", "set-aside"]
        assert store.counts() == before

    def test_the_same_words_by_another_outlet_are_another_report_of_the_same_text(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING), document(SHELLING, line=2, outlet="صدى")])
        counts = store.counts()
        assert (counts.reports, counts.texts, counts.duplicates) == (2, 1, 0)

    def test_a_source_is_done_under_the_options_it_was_taken_in_with(self, store, loaded_reader):
        with store.run("test", "r", {}, loaded_reader.lexicon.places.parents) as run:
            run.add((), [Source("/a", "options", "digest", 3)])
        assert store.is_done(Source("/a", "options", "digest"))
        assert not store.is_done(Source("/a", "others", "digest"))
        assert not store.is_done(Source("/a", "options", "changed"))


class TestKept:
    def test_a_report_and_its_claims_come_back_as_they_were_read(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING, id="n1", title="عنوان")])
        with store.database.reading() as connection:
            (stored,) = asking.report_of(connection, "n1")
            kept = asking.claims_of(connection, stored)
        read = loaded_reader.read(stored.report)
        assert stored.report.text == SHELLING and stored.report.title == "عنوان"
        assert [each.claim for each in kept] == list(read.claims)
        assert [each.number for each in kept] == list(range(1, len(kept) + 1))

    def test_a_report_is_found_by_the_beginning_of_its_id(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING)])
        with store.database.reading() as connection:
            whole = found(store, "قصفت")[0].stored.id
            assert [stored.id for stored in asking.report_of(connection, whole[:6])] == [whole]
            assert asking.report_of(connection, "%") == []

    def test_the_bytes_handed_in_are_kept(self, store, loaded_reader):
        handed = document(VISIT, published="soon")
        add(store, loaded_reader, [handed])
        assert store.unread_inputs(Status.FAILED) == [(1, True)]
        assert list(store.documents([1])) == [handed]


class TestClaims:
    @pytest.fixture(autouse=True)
    def two_reports(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING), document(VISIT, line=2, outlet="صدى")])

    def test_they_are_found_by_what_they_say(self, store):
        assert {each.claim.type for each in claims(store, type="CONSULT")} == {"CONSULT"}
        assert [each.claim.type for each in claims(store, actor="syrian-army")] == ["ASSAULT"]
        assert [each.claim.type for each in claims(store, origin="sohr")] == ["ASSAULT"]
        assert claims(store, actor="nobody") == []

    def test_a_place_holds_for_what_lies_in_it(self, store):
        inner = claims(store, place="saraqib")
        assert [each.claim.type for each in inner] == ["ASSAULT"]
        assert [each.id for each in claims(store, place="syria")] == [each.id for each in inner]

    def test_they_are_found_by_day_and_outlet(self, store):
        from datetime import date

        assert {each.claim.type for each in claims(store, since=date(1987, 3, 14))} == {"ASSAULT"}
        assert {each.claim.type for each in claims(store, until=date(1987, 3, 13))} == {"CONSULT"}
        assert {each.stored.report.outlet for each in claims(store, outlet="صدى")} == {"صدى"}

    def test_a_limit_is_kept(self, store):
        assert len(claims(store)) > 1
        with store.database.reading() as connection:
            assert len(list(find_claims(connection, Filters(), 1))) == 1


class TestCopies:
    def test_one_bearer_of_each_text_is_kept_of_a_fingerprint(self, store, loaded_reader):
        agency = f"{SHELLING} {VISIT} وأضاف أن المحادثات تستأنف غدا بحضور ممثلين عن دول أخرى."
        own = " ".join(f"وفي الفصل {n} حديث آخر." for n in range(40))
        documents = [document(agency, line=n, outlet=f"صحيفة {n}") for n in range(1, 6)]
        add(store, loaded_reader, [*documents, document(f"{own}\n{agency}", line=6)])
        with store.database.reading() as connection:
            bearers = connection.execute(text("SELECT DISTINCT report_key FROM fingerprints")).scalars()
            assert set(bearers) == {1, 6}, "a copy adds nothing to find its text by"
            (passage,) = connection.execute(text("SELECT * FROM copies WHERE report_key = 6")).all()
        assert (passage.of_key, passage.kind) == (1, "partial")

    def test_a_passage_is_found_however_many_reports_use_the_same_formulas(self, store, loaded_reader):
        formula = "وأضاف البيان أن القوات المسلحة تواصل عملياتها في جميع المحاور حتى تحقيق أهدافها كاملة"
        lone = "".join(f"{SHELLING} {VISIT}".split("."))
        documents = [
            document(f"الخبر رقم {n} من يوم {n * 7} {formula} {n * 13}.", line=n) for n in range(1, 70)
        ]
        other = " ".join(f"وفي الفصل {n} حديث آخر" for n in range(60))
        documents += [
            document(f"{formula}. {lone}.", line=70),
            document(f"{other} {formula} {lone}", line=71),
        ]
        add(store, loaded_reader, documents)
        with store.database.reading() as connection:
            wanted = text("SELECT of_key FROM copies WHERE report_key = 71 AND kind = 'partial'")
            assert 70 in set(connection.execute(wanted).scalars())


class TestSearch:
    @pytest.mark.parametrize(
        "words", ["إدلب", "ادلب", "بإدلب", "إِدلب", "قصفت إدلب", '"ريف إدلب"', "«ريف إدلب»"]
    )
    def test_spellings_and_particles_make_no_difference(self, store, loaded_reader, words):
        add(store, loaded_reader, [document("قصفت قوات النظام بلدة في ريف ادلب."), document(VISIT, line=2)])
        assert [each.stored.key for each in found(store, words)] == [1]

    def test_all_words_must_be_there_and_a_phrase_in_order(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING)])
        assert found(store, "إدلب حلب") == []
        assert found(store, '"إدلب ريف"') == []

    @pytest.mark.parametrize(
        ("words", "written"),
        [
            ("لبنان", "بلبنان"),
            ("لبنان", "ولبنان"),
            ("فرات", "الفرات"),
            ("بلبنان", "لبنان"),
            ("BBC", "bbc"),
            ("الوزير", "وللوزير"),
        ],
    )
    def test_a_first_letter_that_may_be_a_particle_hides_nothing(self, store, loaded_reader, words, written):
        add(store, loaded_reader, [document(f"تحدث السفير عن {written} في مقابلة مع الصحيفة مساء السبت.")])
        (hit,) = found(store, words)
        assert [hit.snippet[start:end] for start, end in hit.marks] == [written]

    def test_words_that_all_have_are_ranked_by_how_much_a_report_is_about_them(self, store, loaded_reader):
        body = "وصل الوفد إلى المدينة صباح السبت وبحث الهدنة مع المسؤولين فيها{}"
        padded = body.format(" ثم ذكر أمورا أخرى كثيرة" * 60)
        documents = [document(padded, line=1), document(padded + " والهدنة" * 12, line=2)]
        documents += [document(body.format(f" للمرة {n}"), line=2 + n, title="الهدنة") for n in range(1, 9)]
        add(store, loaded_reader, documents)
        keys = [each.stored.key for each in found(store, "الهدنة مع", 0)]
        assert len(keys) == 10 and keys[-2:] == [2, 1], "those with it in the title stand before"
        assert [each.stored.key for each in found(store, "الهدنة مع", 3)] == keys[:3]
        assert [each.stored.key for each in found(store, "صباح السبت وبحث الهدنة مع", 0)][-1] == 1

    def test_the_best_comes_first_and_the_limit_is_kept(self, store, loaded_reader):
        once = document(
            "زار الوزير المدينة. " + "وقال كلاما كثيرا عن أمور أخرى في البلاد. " * 8 + "ذكر الهدنة."
        )
        often = document("الهدنة قائمة، والهدنة هشة، وقال الوزير إن الهدنة باقية.", line=2)
        add(store, loaded_reader, [once, often])
        assert [each.stored.key for each in found(store, "الهدنة")] == [2, 1]
        assert [each.stored.key for each in found(store, "الهدنة", 1)] == [2]
        assert len(found(store, "الهدنة", 0)) == 2

    @pytest.mark.parametrize("words", ["", "!", '"', "()", "* OR *", "قصف' OR 1=1 --", "NEAR(", ":*"])
    def test_signs_are_no_commands(self, store, loaded_reader, words):
        add(store, loaded_reader, [document(SHELLING)])
        assert found(store, words) == []

    def test_the_snippet_shows_the_words(self):
        body = "كلام " * 60 + "ثم قصفت الطائرات المدينة. " + "كلام " * 60
        shown, marks = snippet(body, "قصفت")
        assert [shown[start:end] for start, end in marks] == ["قصفت"]
        assert len(shown) <= 160

    def test_stems_keep_a_root(self):
        assert (stem("وبادلب"), stem("الباب"), stem("بيت"), stem("والمدينه")) == (
            "ادلب",
            "باب",
            "بيت",
            "مدينه",
        )


class TestDecisions:
    @pytest.fixture(autouse=True)
    def one_report(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING)])

    def correct(self, store: Store, field: str, value: object) -> asking.StoredClaim:
        (claim,) = claims(store, type="ASSAULT", report="") or claims(store)
        with store.database.writing() as connection:
            decide(connection, "coder", claim.stored.id, claim.id, field, value, "seen in the video")
        return claim

    def test_a_correction_lies_over_the_reading_and_is_found_by(self, store):
        self.correct(store, "mode", "airstrike")
        (claim,) = claims(store, mode="airstrike")
        assert claim.claim.mode == "airstrike" and claim.decisions[0].author == "coder"
        assert claims(store, mode="shelling") == []

    def test_the_newest_correction_of_a_field_holds(self, store):
        self.correct(store, "actors", ["russian-forces"])
        self.correct(store, "actors", ["syrian-army", "russian-forces"])
        (claim,) = claims(store, actor="russian-forces")
        assert [mention.id for mention in claim.claim.actors] == ["syrian-army", "russian-forces"]
        assert claim.claim.actors[0].span is not None

    def test_what_is_held_to_be_no_claim_is_not_given(self, store):
        self.correct(store, "is_claim", False)
        assert claims(store, type="ASSAULT") == []

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("colour", "red"),
            ("type", "NOPE"),
            ("type", ["ASSAULT"]),
            ("mode", "by-mistake"),
            ("polarity", "?"),
            ("time", ["1987-03-15", "1987-03-14"]),
            ("actors", "x"),
            ("is_claim", "no"),
        ],
    )
    def test_a_value_that_does_not_fit_is_refused(self, store, field, value):
        with pytest.raises(DecisionError):
            self.correct(store, field, value)

    def test_the_database_refuses_to_change_or_delete_them(self, store):
        self.correct(store, "note", "first")
        for act in ("UPDATE decisions SET value = 'x'", "DELETE FROM decisions"):
            with pytest.raises(StoreError, match="only ever added"), store.database.writing() as connection:
                connection.execute(text(act))
        with store.database.reading() as connection:
            assert tampered(connection) == []

    def test_a_change_behind_the_guards_breaks_the_seal(self, store):
        self.correct(store, "note", "first")
        self.correct(store, "note", "second")
        with store.database.writing() as connection:
            if store.database.is_sqlite:
                connection.exec_driver_sql("DROP TRIGGER decisions_no_update")
            else:
                connection.exec_driver_sql("DROP TRIGGER decisions_append_only ON decisions")
            connection.execute(text("UPDATE decisions SET reason = 'x' WHERE key = 1"))
        with store.database.reading() as connection:
            assert tampered(connection) == [1]


class TestReadings:
    def test_reading_again_adds_and_diff_tells_what_came_and_went(self, store, loaded_reader):
        add(store, loaded_reader, [document(SHELLING)], version="1")
        with store.database.reading() as connection:
            (stored,) = asking.report_of(connection, found(store, "قصفت")[0].stored.id)
        reading = loaded_reader.read(stored.report)
        with store.run("reread", "2", {}, loaded_reader.lexicon.places.parents) as run:
            from dataclasses import replace

            changed = (replace(reading.claims[0], mode="airstrike"), *reading.claims[1:])
            run.reread([(stored, replace(reading, claims=changed))])
        with store.database.reading() as connection:
            first, second = versions_kept(connection)
            ((_, changes),) = changes_between(connection, first.key, second.key)
        assert [(change.kind, change.fields) for change in changes] == [("changed", ("mode",))]
        assert (first.current, second.current) == (0, 1)
        assert claims(store)[0].claim.mode == "airstrike"

    def test_only_reports_with_a_changed_name_are_touched(self):
        old = {"places/places.csv": "id,name_ar\na,سراقب\n", "verbs/x.toml": "a"}
        names = changed_names(old, {**old, "places/places.csv": "id,name_ar\na,سراقب\nb,تل رفعت\n"})
        assert names is not None
        assert may_touch(names, "قرب تل رفعت اليوم") and may_touch(names, "بتل رفعت")
        assert not may_touch(names, SHELLING)
        assert changed_names(old, {**old, "verbs/x.toml": "b"}) is None

    def test_an_added_gazetteer_touches_the_reports_with_one_of_its_names(self, tmp_path):
        (tmp_path / "mine.csv").write_text("id,names_ar\nm:1,سراقب|تل الضمان\n", encoding="utf-8")
        (tmp_path / "mine.json").write_text("{}", encoding="utf-8")
        added = added_tables(tmp_path)
        names = changed_names({}, added)
        assert names is not None and names == changed_names(added, {})
        assert may_touch(names, SHELLING) and may_touch(names, "في تل الضمان") and not may_touch(names, VISIT)
        (tmp_path / "mine.csv").write_text("id,names_ar\n" + "m:1,سراقب\n" * 500_000, encoding="utf-8")
        assert changed_names(added, added_tables(tmp_path)) is None, "of a large one only the digest is kept"


class TestOpening:
    def test_a_store_that_is_not_there_says_how_to_make_it(self, tmp_path):
        with pytest.raises(StoreError, match="tawatur init"):
            Store.open(tmp_path / "none.db")

    @pytest.mark.parametrize("url", ["mysql://host/name", "postgresql://", "://", "sqlite://"])
    def test_other_databases_are_refused_in_words(self, url):
        with pytest.raises(StoreError):
            Store.open(url, create=True)

    def test_a_file_that_is_no_database_is_refused(self, tmp_path):
        path = tmp_path / "notes.db"
        path.write_text("these are notes, not a database" * 50)
        with pytest.raises(StoreError, match="not a database"):
            Store.open(path)

    def test_a_database_of_somebody_else_is_not_touched(self, tmp_path):
        import sqlite3

        path = tmp_path / "other.db"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE reports (x)")
        other.close()
        with pytest.raises(StoreError, match="no tawatur store"):
            Store.open(path)

    def test_the_revision_opened_is_the_newest_migration(self, store):
        from alembic.script import ScriptDirectory

        from tawatur.store.migrating import _MIGRATIONS

        assert ScriptDirectory(str(_MIGRATIONS)).get_heads() == [connect.REVISION]

    def test_a_failed_write_keeps_nothing(self, store, loaded_reader):
        class Stop(Exception):
            pass

        with pytest.raises(Stop), store.database.writing() as connection:
            connection.execute(
                text("INSERT INTO runs (key, command, started_at) VALUES (9, 'x', '2000-01-01')")
            )
            raise Stop
        with store.database.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM runs")).scalar() == 0
