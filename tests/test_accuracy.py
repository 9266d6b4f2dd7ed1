"""data/accuracy.csv: every published figure has a command that prints it, and could be what it says."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from publish import ACCURACY, COLUMNS, IN_PACKAGE, Row, publish, read, rows_of_scores

ROOT = Path(__file__).parents[1]
COMMAND = re.compile(r"python benchmarks/(?P<script>\w+)\.py [\w.-]+\.jsonl( --[a-z-]+( [\w.-]+)?)*")
SCORES = {
    "cue": {"p": 0.8, "r": 0.5, "f1": 0.6154, "system": 10, "gold": 16,
            "p_95": [0.7, 0.9], "r_95": [0.4, 0.6], "f1_95": [0.55, 0.7]},
}  # fmt: skip
META = {
    "framing": "0.1.0", "data_set": "own", "split": "check",
    "means": {"cue": "cues found", "full": "statements found"},
}  # fmt: skip
ROW = {
    **rows_of_scores("statements", SCORES, META, "python benchmarks/attribution.py own.jsonl --part check")[0],
    "date": "2025-01-31",
}


def problems(row: Row) -> list[str]:
    """What is wrong with a row by itself."""
    found = []
    command = COMMAND.fullmatch(row["command"])
    if command is None:
        found.append("the command is not one of `python benchmarks/SCRIPT.py DATA.jsonl`")
    elif not (ROOT / "benchmarks" / f"{command['script']}.py").is_file():
        found.append(f"there is no benchmarks/{command['script']}.py")
    elif row["metric"] not in import_module(command["script"]).METRICS:
        found.append(f"{command['script']}.py prints no {row['metric']!r}")
    if f"{row['data_set']}.jsonl" not in row["command"]:
        found.append("the command is for another data set")
    if row["split"] not in ("all", "develop", "check") or f"--part {row['split']}" not in row["command"]:
        found.append("the command is for another split")
    low, value, high = (float(row[name]) for name in ("low", "value", "high"))
    if not 0 <= low <= value <= high <= 1:
        found.append("not 0 <= low <= value <= high <= 1")
    if not row["means"]:
        found.append("nobody can tell what it counts")
    if int(row["n"]) <= 0:
        found.append("it stands on nothing")
    if date.fromisoformat(row["date"]) > date.today():
        found.append("it is from the future")
    return found


class TestFile:
    def test_has_the_documented_columns(self) -> None:
        head = ACCURACY.read_text(encoding="utf-8").splitlines()[0]
        assert tuple(head.split(",")) == COLUMNS
        documented = (ROOT / "data" / "README.md").read_text(encoding="utf-8").partition("### accuracy.csv")[2]
        assert re.findall(r"^\| `(\w+)` \|", documented.split("\n#")[0], flags=re.MULTILINE) == list(COLUMNS)

    def test_every_row_has_a_command_that_prints_it(self) -> None:
        wrong = {(row["detector"], row["metric"]): problems(row) for row in read()}
        assert not {where: what for where, what in wrong.items() if what}

    def test_the_package_carries_the_same_figures(self) -> None:
        assert IN_PACKAGE.read_bytes() == ACCURACY.read_bytes()

    def test_no_figure_is_published_twice(self) -> None:
        keys = [(row["detector"], row["data_set"], row["split"], row["metric"]) for row in read()]
        assert len(keys) == len(set(keys))

    def test_one_run_is_of_one_version_and_one_day(self) -> None:
        runs = defaultdict(set)
        for row in read():
            runs[row["command"]].add((row["version"], row["date"]))
        assert all(len(found) == 1 for found in runs.values())


class TestProblems:
    """The check above, on a row that is right and on rows that are not."""

    def test_a_row_that_is_right(self) -> None:
        assert problems(ROW) == []

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"command": "by hand"}, "the command is not one of"),
            ({"command": "python benchmarks/guess.py own.jsonl --part check"}, "there is no benchmarks/guess.py"),
            ({"metric": "luck.f1"}, "prints no 'luck.f1'"),
            ({"data_set": "other"}, "another data set"),
            ({"split": "develop"}, "another split"),
            ({"value": "0.95"}, "low <= value <= high"),
            ({"high": "1.2", "value": "1.1"}, "high <= 1"),
            ({"n": "0"}, "nothing"),
            ({"means": ""}, "what it counts"),
            ({"date": "9999-01-01"}, "future"),
        ],
    )
    def test_a_row_that_is_not(self, change: dict[str, str], problem: str) -> None:
        assert any(problem in one for one in problems({**ROW, **change}))


class TestPublish:
    def test_a_row_for_each_figure_of_each_measure(self) -> None:
        rows = rows_of_scores("statements", SCORES, META, "command")
        assert [(row["metric"], row["value"], row["low"], row["high"], row["n"]) for row in rows] == [
            ("cue.p", "0.8000", "0.7000", "0.9000", "10"),
            ("cue.r", "0.5000", "0.4000", "0.6000", "16"),
            ("cue.f1", "0.6154", "0.5500", "0.7000", "16"),
        ]
        assert {tuple(row) for row in rows} == {COLUMNS}

    def test_a_new_run_takes_the_place_of_the_old_one_and_leaves_the_others(self, tmp_path: Path) -> None:
        path = tmp_path / "accuracy.csv"
        old = rows_of_scores("statements", {**SCORES, "full": SCORES["cue"]}, META, "old")
        other = rows_of_scores("hedges", SCORES, META, "other")
        elsewhere = rows_of_scores("statements", SCORES, {**META, "split": "all"}, "elsewhere")
        new = rows_of_scores("statements", SCORES, META, "new")
        for rows in (old, other, elsewhere, new):
            publish(rows, path=path)
        assert [row["command"] for row in read(path)] == ["other"] * 3 + ["elsewhere"] * 3 + ["new"] * 3
        assert [one.name for one in tmp_path.iterdir()] == ["accuracy.csv"]


README_METRICS = (
    "cue", "content_words_aligned", "content_exact", "source_given_match", "full", "full_close", "direct.full",
    "indirect.full",
)  # fmt: skip


@pytest.mark.parametrize(
    ("label", "detector"), [("the suite", "statements"), ("its rules alone", "statements (rules only)")]
)
def test_the_readme_quotes_the_published_figures(label: str, detector: str) -> None:
    published = {row["metric"]: float(row["value"]) for row in read(ACCURACY) if row["detector"] == detector}
    (line,) = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith(f"| {label} |")]
    quoted = [cell.strip() for cell in line.strip("|").split("|")[1:]]
    assert quoted == [f"{100 * published[f'{metric}.f1']:.1f}" for metric in README_METRICS]


@pytest.mark.parametrize(
    ("begins", "detector", "metric"),
    [
        ("sentences with a cue of uncertainty", "hedges", "sentence.f1"),
        ("words that experts marked as biased", "biased words", "words.subjective.f1"),
        ("the same, by a transparent model", "biased words", "words.model.f1"),
        ("two statements that report one utterance", "alignment", "pair.f1"),
    ],
)
def test_the_readme_quotes_the_other_published_figures(begins: str, detector: str, metric: str) -> None:
    (row,) = [row for row in read(ACCURACY) if (row["detector"], row["metric"]) == (detector, metric)]
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(f"| {begins}")]
    value, low, high = (100 * float(row[name]) for name in ("value", "low", "high"))
    assert [cell.strip() for cell in line.strip("|").split("|")[2:]] == [f"{value:.1f}", f"{low:.1f} to {high:.1f}"]


def test_the_readme_quotes_the_coverage_of_cues() -> None:
    (row,) = [row for row in read(ACCURACY) if row["detector"] == "stances"]
    text = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"Of the cues that people marked, {100 * float(row['value']):.0f} % have an entry" in text
