"""The commands of an archive, as a user gives them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tawatur import cli

FIRST = (
    'قال مدير المرصد "حققت قوات النظام تقدما في شمال مدينة حلب" الذي تسيطر عليه الفصائل والمحاذي لحي بستان القصر. '
    "وقتل خمسة مدنيين في غارات جوية على حي الصاخور صباح السبت، بحسب الدفاع المدني. "
    "ودعا وزير الخارجية الروسي سيرغي لافروف جميع الأطراف إلى وقف إطلاق النار."
)
# The clause outside the quotation marks has come inside them, five have become seven.
SECOND = FIRST.replace('حلب" الذي', "حلب الذي").replace("القصر.", 'القصر".').replace("خمسة", "سبعة")
OTHER = "أعلنت وزارة الصحة اليمنية يوم الأحد وصول شحنة أدوية إلى ميناء الحديدة."


@pytest.fixture(scope="module")
def archive(tmp_path_factory, lexicon_cache) -> Path:
    """Return a folder with a store of three reports and what was handed in beside them."""
    folder = tmp_path_factory.mktemp("archive")
    news = folder / "news"
    news.mkdir()
    lines = [
        {"text": FIRST, "outlet": "الأفق", "published": "2016-10-02", "title": "تقدم في حلب", "id": "a1"},
        {"text": SECOND, "outlet": "الميناء", "published": "2016-10-03", "id": "a2"},
        {"text": OTHER, "outlet": "الأفق", "published": "2018-06-24", "id": "a3"},
        {"text": FIRST, "outlet": "الأفق", "published": "2016-10-02", "title": "تقدم في حلب", "id": "again"},
    ]
    (news / "a.jsonl").write_text(
        "\n".join(json.dumps(each, ensure_ascii=False) for each in lines), encoding="utf-8"
    )
    (news / "english.txt").write_text(
        "The ministers met on Friday and discussed the truce.", encoding="utf-8"
    )
    (news / "bad.pdf").write_bytes(b"%PDF-1.4\nnothing")
    result = run(folder, "add", news, "--jobs", 1)
    assert result.exit_code == 1 and "3 read, 1 duplicates, 1 set aside, 1 failed" in result.stderr, (
        result.stderr
    )
    return folder


@pytest.fixture(autouse=True, scope="module")
def _cache(lexicon_cache):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAWATUR_CACHE", str(lexicon_cache))
        yield


def run(folder: Path, *args: object) -> Result:
    environment = {"TAWATUR_STORE": str(folder / "tawatur.db")}
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], env=environment)


def lines_of(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_counts_are_there_under_their_names(archive):
    counts = json.loads(run(archive, "status", "--format", "json").stdout)
    held = {name: counts[name] for name in ("reports", "texts", "failures", "duplicates", "set_aside")}
    assert held == {"reports": 3, "texts": 2, "failures": 1, "duplicates": 1, "set_aside": 1}
    assert counts["claims"] > 5
    assert "3 reports of 2 texts" in run(archive, "status").stdout


def test_the_same_again_changes_nothing(archive):
    before = run(archive, "status", "--format", "json").stdout
    result = run(archive, "add", archive / "news", "--jobs", 1)
    assert result.exit_code == 0 and "3 files unchanged" in result.stderr
    assert run(archive, "status", "--format", "json").stdout == before


def test_what_failed_is_listed_and_tried_again(archive):
    (failed,) = lines_of(run(archive, "failures", "--format", "jsonl"))
    assert failed["stage"] == "extract" and str(failed["location"]).endswith("bad.pdf")
    (_, aside) = lines_of(run(archive, "failures", "--set-aside", "--format", "jsonl"))
    assert "not Arabic" in str(aside["message"])
    before = json.loads(run(archive, "status", "--format", "json").stdout)
    assert run(archive, "retry", "--jobs", 1).exit_code == 1
    assert json.loads(run(archive, "status", "--format", "json").stdout) == before


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path):
    result = run(tmp_path, "add", tmp_path / "later.txt", "--jobs", 1)
    assert result.exit_code == 1 and "cannot be opened" in result.stderr
    (tmp_path / "later.txt").write_text(OTHER, encoding="utf-8")
    assert run(tmp_path, "retry", "--jobs", 1).exit_code == 0
    counts = json.loads(run(tmp_path, "status", "--format", "json").stdout)
    assert (counts["reports"], counts["failures"], counts["inputs"]) == (1, 0, 1)


def test_search_gives_reports_with_what_was_found(archive):
    found = lines_of(run(archive, "search", "بالحديدة", "--format", "jsonl"))
    assert [each["id"] for each in found] == ["a3"]
    snippet, ((start, end),) = found[0]["snippet"], found[0]["marks"]  # type: ignore[misc]
    assert str(snippet)[start:end] == "الحديدة"
    assert "الحديدة" in run(archive, "search", "الحديدة").stdout
    none = run(archive, "search", "زلزال")
    assert none.stdout == "" and "no report has" in none.stderr and none.exit_code == 0


@pytest.mark.parametrize("place", ["aleppo", "حلب", "syria"])
def test_claims_are_asked_for_by_id_or_arabic_name(archive, place):
    found = lines_of(run(archive, "claims", "--type", "assault", "--place", place, "--format", "jsonl"))
    assert {each["id"] for each in found} == {"a1", "a2"}
    assert all(each["type"] == "ASSAULT" and each["trigger"] for each in found)


def test_claims_come_as_csv_and_as_text(archive):
    rows = list(
        csv.DictReader(io.StringIO(run(archive, "claims", "--outlet", "الميناء", "--format", "csv").stdout))
    )
    assert rows and {row["outlet"] for row in rows} == {"الميناء"}
    assert "ASSAULT" in run(archive, "claims", "--type", "ASSAULT", "--limit", 1).stdout
    unknown = run(archive, "claims", "--actor", "من لا يعرفه أحد")
    assert unknown.exit_code == 2 and "not known" in unknown.stderr


@pytest.mark.parametrize("form", ["text", "jsonl", "html"])
def test_a_report_is_shown(archive, form):
    result = run(archive, "show", "a1", "--format", form)
    assert result.exit_code == 0 and "تقدم في حلب" in result.stdout
    assert run(archive, "show", "nothing").exit_code == 1


def test_versions_show_words_that_came_inside_quotation_marks(archive):
    (version,) = lines_of(run(archive, "versions", "a2", "--format", "jsonl"))
    changes = [change for sentence in version["sentences"] for change in sentence["changes"]]  # type: ignore[index]
    kinds = {(change["kind"], change["became"]) for change in changes}
    assert ("quoted", "الذي تسيطر عليه الفصائل والمحاذي لحي بستان القصر") in kinds
    assert ("replaced", "سبعة") in kinds
    shown = run(archive, "versions", "a2").stdout
    assert "first appearance" in shown and "quoted:" in shown and "خمسة → سبعة" in shown


def test_a_correction_holds_in_every_answer(archive):
    (claim,) = lines_of(run(archive, "claims", "--actor", "health-ministry-yemen", "--format", "jsonl")) or [
        None
    ]
    found = lines_of(run(archive, "show", "a3", "--format", "jsonl"))[0]["claims"]
    number = found[0]["number"]  # type: ignore[index]
    assert claim is None or claim["number"] == number
    result = run(
        archive, "correct", "a3", number, "modality", "possible", "--reason", "rumour", "--author", "coder"
    )
    assert result.exit_code == 0, result.stderr
    shown = lines_of(run(archive, "show", "a3", "--format", "jsonl"))[0]["claims"][0]  # type: ignore[index]
    assert shown["modality"] == "possible" and shown["decisions"][0]["author"] == "coder"
    wrong = run(archive, "correct", "a3", number, "modality", "perhaps")
    assert wrong.exit_code == 1 and "actual, intended or possible" in wrong.stderr
    assert run(archive, "correct", "a3", 99, "mode", "other").exit_code == 2


def test_rereading_with_the_same_data_has_nothing_to_do(archive):
    result = run(archive, "reread", "--jobs", 1)
    assert result.exit_code == 0 and "0 read again" in result.stderr
    (version,) = lines_of(run(archive, "readings", "--format", "jsonl"))
    assert version["reports"] == 3
    assert run(archive, "diff", "previous", "latest").exit_code == 2


def test_a_snapshot_is_there_whole_or_not_at_all(archive, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(archive, "snapshot", tmp_path / "snap").exit_code == 0
    claims = parquet.read_table(tmp_path / "snap" / "claims.parquet").to_pylist()
    assert claims and {claim["type"] for claim in claims} >= {"ASSAULT"}
    assert parquet.read_table(tmp_path / "snap" / "reports.parquet").num_rows == 3
    again = run(archive, "snapshot", tmp_path / "snap")
    assert again.exit_code == 1 and "there already" in again.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["snap"]


def test_a_store_that_is_not_there_is_told(tmp_path):
    result = run(tmp_path, "status")
    assert result.exit_code == 1 and "tawatur init" in result.stderr
    assert run(tmp_path, "init").exit_code == 0 and run(tmp_path, "status").exit_code == 0
