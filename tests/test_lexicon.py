"""Written words are led back to their entries; broken data are named; the cache is never stale."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tawatur.errors import DataError
from tawatur.lexicon.build import fingerprint, load_lexicon
from tawatur.lexicon.lexicon import Lexicon, Word
from tawatur.lexicon.load import DATA_DIR
from tawatur.lexicon.words import proclitic_splits
from tawatur.text.normal import normalize


@pytest.fixture(scope="module")
def lexicon(loaded_reader) -> Lexicon:
    return loaded_reader.lexicon


def readings(word: Word) -> list[tuple[str, str, bool, str]]:
    """Return (kind, proclitics, article, enclitic) of every reading."""
    found = [*word.verbs, *word.nouns, *word.particles, word.nationality, word.head, word.generic]
    return [(r.kind, r.pro, r.article, r.enclitic) for r in found if r is not None]


def verb_lemmas(word: Word) -> set[str]:
    return {r.entry.lemma for r in word.verbs}


class TestClitics:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("قصفت", ("verb", "", False, "")),
            ("وقصفت", ("verb", "w", False, "")),
            ("فقصفت", ("verb", "f", False, "")),
            ("سيقصف", ("verb", "s", False, "")),
            ("وسيقصف", ("verb", "ws", False, "")),
            ("قصفتها", ("verb", "", False, "ها")),
            ("القصف", ("masdar", "", True, "")),
            ("بالقصف", ("masdar", "b", True, "")),
            ("وبالقصف", ("masdar", "wb", True, "")),
            ("للقصف", ("masdar", "l", True, "")),
            ("وللقصف", ("masdar", "wl", True, "")),
            ("قصفهم", ("masdar", "", False, "هم")),
            ("غارات", ("nominal", "", False, "")),
            ("غاراته", ("nominal", "", False, "ه")),
            ("بغارة", ("nominal", "b", False, "")),
            ("السورية", ("nationality", "", True, "")),
            ("والسوريين", ("nationality", "w", True, "")),
            ("للمدينة", ("generic", "l", True, "")),
        ],
    )
    def test_they_are_taken_off_and_kept(self, lexicon, written, expected):
        assert expected in readings(lexicon.word(written))

    def test_a_merged_lam_gives_the_article_and_a_first_lam(self, lexicon):
        """«للجيش» is «ل + الجيش»; «للجنة» may be «ل + اللجنة», its word beginning with ل."""
        assert any(pro == "l" and article for _, pro, article, _ in readings(lexicon.word("للجيش")))
        assert {"جنة", "لجنة"} <= {rest for _, article, rest in proclitic_splits("للجنة") if article}

    @pytest.mark.parametrize("written", ["به", "لهم", "منها", "عليه"])
    def test_prepositions_with_a_pronoun_are_particles(self, lexicon, written):
        assert lexicon.word(written).particles

    def test_marks_and_invisible_characters_change_nothing(self, lexicon):
        plain, marked = lexicon.word("قصفت"), lexicon.word("\u200fقَصَـفَتْ")
        assert readings(plain) == readings(marked)

    def test_final_ta_marbuta_is_no_pronoun(self, lexicon):
        assert all(r.enclitic == "" for r in lexicon.word("غارة").nouns)


class TestAmbiguousWords:
    @pytest.mark.parametrize(
        ("written", "kinds"),
        [
            ("قتل", {"verb", "masdar"}),
            ("قصف", {"verb", "masdar"}),
            ("فقد", {"verb", "particle"}),
            ("هاجم", {"verb"}),
        ],
    )
    def test_every_reading_is_kept(self, lexicon, written, kinds):
        assert kinds <= {kind for kind, *_ in readings(lexicon.word(written))}

    def test_a_word_known_as_it_stands_is_not_cut(self, lexicon):
        assert all(r.pro == "" for r in lexicon.word("كانت").verbs)

    @pytest.mark.parametrize(
        ("written", "guess"), [("يستبلطون", "verb"), ("زلنطحية", "noun"), ("ويستبلط", "verb"), ("قصف", "")]
    )
    def test_unknown_words_are_guessed_by_their_shape(self, lexicon, written, guess):
        assert lexicon.word(written).guess == guess

    @pytest.mark.parametrize(
        ("written", "lemma"),
        [
            ("قالوا", "قال"),
            ("يقول", "قال"),
            ("دعت", "دعا"),
            ("يدعون", "دعا"),
            ("أطلقت", "أطلق"),
            ("استهدف", "استهدف"),
            ("يستهدفون", "استهدف"),
            ("سيطرت", "سيطر"),
        ],
    )
    def test_weak_and_derived_verbs_are_found_in_all_forms(self, lexicon, written, lemma):
        assert lemma in verb_lemmas(lexicon.word(written))


class TestSequences:
    def at(self, lexicon, text: str) -> set[tuple[int, str]]:
        words = text.split()
        found = lexicon.sequences_at([normalize(w) for w in words], 0, lexicon.word(words[0]))
        return {(length, fixed.kind) for length, _, _, fixed in found}

    def test_the_longest_is_among_them(self, lexicon):
        assert max(self.at(lexicon, "وقف إطلاق النار في المدينة")) == (3, "nominal")

    def test_clitics_may_stand_on_the_first_word(self, lexicon):
        assert (3, "nominal") in self.at(lexicon, "ووقف إطلاق النار")

    def test_the_article_may_stand_on_the_words(self, lexicon):
        assert 2 in {length for length, _ in self.at(lexicon, "العبوة الناسفة التي")}

    def test_what_is_cut_short_is_none(self, lexicon):
        assert (3, "nominal") not in self.at(lexicon, "وقف إطلاق")

    def test_forgetting_words_changes_no_reading(self, lexicon):
        before = readings(lexicon.word("والقصف"))
        lexicon.forget()
        assert readings(lexicon.word("والقصف")) == before


# ---------------------------------------------------------------- data files


@pytest.fixture
def data(tmp_path) -> Path:
    """Return a copy of the data that a test may change."""
    return Path(shutil.copytree(DATA_DIR, tmp_path / "data"))


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


VERB = '\n[[verb]]\nid = "{id}"\ngloss = "x"\nlemma = "{lemma}"\nroot = "{root}"\nform = {form}\n'


class TestBrokenData:
    @pytest.mark.parametrize(
        ("file", "text", "entry", "problem"),
        [
            ("verbs/assault.toml", "\n[[verb", "(file)", "not valid TOML"),
            (
                "verbs/assault.toml",
                VERB.format(id="zz_a", lemma="زلنط", root="زلنط", form='"x"'),
                "zz_a",
                "invalid",
            ),
            ("verbs/assault.toml", '\n[[verb]]\nid = "zz_b"\nroot = "زلن"\nform = 1\n', "zz_b", "lemma"),
            (
                "verbs/assault.toml",
                VERB.format(id="zz_c", lemma="زلنط", root="زلنط", form=11)
                + '[[verb.sense]]\ntype = "ASSAULT"\nmode = "tickle"\n',
                "zz_c",
                "ASSAULT/tickle",
            ),
            (
                "verbs/assault.toml",
                VERB.format(id="zz_d", lemma="زلنط", root="زلنط", form=11)
                + '[[verb.sense]]\ntype = "ASSAULT"\nmode = "other"\nframe = "subj:villain"\n',
                "zz_d",
                "villain",
            ),
            ("verbs/assault.toml", VERB.format(id="zz_e", lemma="زلنط", root="زل", form=2), "zz_e", ""),
            ("nominals/assault.toml", '\n[[nominal]]\nid = "zz_f"\nlemma = "زلنطة"\n', "zz_f", "type"),
            ("cues/phrases.toml", '\n[[phrase]]\nid = "zz_g"\nforms = ["زلنط"]\n', "zz_g", "stance"),
            ("nouns/people.csv", "zz-h,wizard,,wizard,sg,زلنط\n", "zz-h", "class 'wizard'"),
            ("nouns/people.csv", "zz-i,civilian,,wizard,sg,\n", "zz-i", "name_ar"),
        ],
    )
    def test_file_entry_and_problem_are_named(self, data, file, text, entry, problem):
        append(data / file, text)
        with pytest.raises(DataError) as raised:
            load_lexicon(data)
        path, where, said = raised.value.problems[0]
        assert path == data / file
        assert where.startswith(entry)
        assert problem in said
        assert str(path) in str(raised.value) and entry in str(raised.value)

    def test_all_problems_are_told_at_once(self, data):
        append(data / "nominals/assault.toml", '\n[[nominal]]\nid = "zz_f"\nlemma = "زلنطة"\n')
        append(data / "nouns/people.csv", "zz-h,wizard,,wizard,sg,زلنط\n")
        with pytest.raises(DataError) as raised:
            load_lexicon(data)
        assert [entry.split()[0] for _, entry, _ in raised.value.problems] == ["zz_f", "zz-h"]

    def test_two_entries_of_one_id_are_a_problem(self, data):
        append(
            data / "nominals/assault.toml", (data / "nominals/assault.toml").read_text(encoding="utf-8")[12:]
        )
        with pytest.raises(DataError, match="stands already"):
            load_lexicon(data)


class TestCache:
    def test_an_edited_file_takes_effect_on_the_next_load(self, data, tmp_path):
        cache = tmp_path / "cache"
        assert not load_lexicon(data, cache).word("زلنطوا").verbs
        append(data / "verbs/neutral.toml", VERB.format(id="zz_a", lemma="زلنط", root="زلنط", form=11))
        assert verb_lemmas(load_lexicon(data, cache).word("زلنطوا")) == {"زلنط"}

    def test_the_compiled_form_reads_like_the_built_one(self, loaded_reader, lexicon_cache):
        built, cached = load_lexicon(), load_lexicon(cache_dir=lexicon_cache)
        assert built.version == cached.version
        for written in "وقصفت للقصف قتل فقد السوريين غاراته وقف مدينة بالنازحين".split():
            assert str(readings(built.word(written))) == str(readings(cached.word(written)))

    def test_a_damaged_cache_is_built_anew(self, data, tmp_path):
        cache = tmp_path / "cache"
        load_lexicon(data, cache)
        for path in cache.iterdir():
            path.write_bytes(b"\x80")
        assert load_lexicon(data, cache).word("قصفت").verbs

    def test_old_compiled_forms_are_removed(self, data, tmp_path):
        cache = tmp_path / "cache"
        load_lexicon(data, cache)
        os.utime(data / "verbs/neutral.toml", ns=(1, 1))
        load_lexicon(data, cache)
        assert len(list(cache.iterdir())) == 2

    def test_a_folder_that_cannot_be_written_only_costs_time(self, tmp_path):
        occupied = tmp_path / "file"
        occupied.write_text("", encoding="utf-8")
        assert load_lexicon(cache_dir=occupied / "cache").word("قصفت").verbs

    def test_examples_do_not_count_as_data(self, data):
        before = fingerprint(data)
        append(data / "verbs/examples_conflict.toml", "\n")
        assert fingerprint(data) == before
