"""``framing lexicon sample`` and ``score``: what they write, print and return."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli import app
from framing.compare import read_coding

LEXICON = """\
name = "weather"
version = "1.0.0"
title = "Words for weather"
[categories.wet]
means = "Water comes down."
[categories.dry]
means = "It does not."
[[term]]
id = "drizzle"
lemma = "drizzle"
category = "wet"
hits = ["A [drizzle] fell on the harbour."]
misses = ["The sun shone on the harbour."]
[[term]]
id = "drought"
lemma = "drought"
category = "dry"
hits = ["The [drought] went on."]
misses = ["The lake froze."]
"""
CODED = """\
item,category,lexicon,lexicon_version,stratum,n_stratum,correct
h1,wet,weather,1.0.0,weather/wet,30,{0}
h2,wet,weather,1.0.0,weather/wet,30,{1}
h3,dry,weather,1.0.0,weather/dry,10,{2}
"""


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "weather.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    texts = ["A drizzle fell. The drizzle stopped.", "The drought went on, then a drizzle came."]
    rows = [{"outlet": "The Anchor", "doc_id": f"d{number}", "text": text} for number, text in enumerate(texts)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def code(path: Path, *answers: str) -> Path:
    path.write_text(CODED.format(*answers), encoding="utf-8")
    return path


@pytest.mark.model
class TestSample:
    def test_writes_hits_to_be_coded(self, lexicon: Path, articles: Path, tmp_path: Path) -> None:
        out = tmp_path / "coding.csv"
        status, printed, said = run("lexicon", "sample", lexicon, articles, "--n", 2, "--seed", 1, "--out", out)
        assert (status, printed) == (0, ""), said
        assert "3 hits of 4 from 2 strata" in said
        sample = read_coding(out)
        assert sample["hit"].tolist() == ["drought", "drizzle", "drizzle"]
        assert sample["means"].tolist() == ["It does not.", "Water comes down.", "Water comes down."]
        assert sample["n_stratum"].tolist() == [1, 3, 3]

    @pytest.mark.parametrize(
        ("form", "name", "files"),
        [("label-studio", "tasks.json", {"tasks.json", "tasks.xml"}), ("doccano", "tasks.jsonl", {"tasks.jsonl"})],
    )
    def test_writes_for_other_tools(
        self, form: str, name: str, files: set[str], lexicon: Path, articles: Path, tmp_path: Path
    ) -> None:
        folder = tmp_path / "out"
        status, _, said = run("lexicon", "sample", lexicon, articles, "--format", form, "--out", folder / name)
        assert status == 0, said
        assert {path.name for path in folder.iterdir()} == files
        assert len(read_coding(folder / name)) == 4

    def test_prints_csv(self, lexicon: Path, articles: Path) -> None:
        status, printed, _ = run("lexicon", "sample", lexicon, articles, "--per", "outlet", "--out", "-")
        assert status == 0
        assert printed.startswith("item,left,hit,right,category,means,correct,coder,note")
        assert len(printed.splitlines()) == 5

    def test_a_lexicon_that_hits_nothing_has_no_sample(self, lexicon: Path, tmp_path: Path) -> None:
        dull = tmp_path / "dull.txt"
        dull.write_text("The council met at noon.", encoding="utf-8")
        status, _, said = run("lexicon", "sample", lexicon, dull, "--out", tmp_path / "coding.csv")
        assert status == 1
        assert "no hit was drawn" in said


class TestScore:
    def test_prints_precision_and_agreement(self, tmp_path: Path) -> None:
        moss, lund = (code(tmp_path / f"{name}.csv", *answers) for name, answers in
                      (("moss", ("yes", "no", "yes")), ("lund", ("yes", "no", "no"))))  # fmt: skip
        status, printed, said = run("lexicon", "score", moss, lund)
        assert status == 0
        assert "6 answers to 3 hits" in said
        precision, agreement = printed.split("\n\n")
        rows = {line.split()[2]: line.split() for line in precision.splitlines()}
        # a tie counts against: wet 1 of 2, dry 0 of 1; all: .75 of the hits are wet, so .375
        assert [rows[name][6] for name in ("wet", "dry", "all")] == ["0.500", "0.000", "0.375"]
        assert rows["all"][3:6] == ["40", "3", "1"]
        assert "alpha" in agreement.splitlines()[0]
        # 3 hits, one differs, 3 yes of 6: alpha = 1 - 5 * 2 / (2 * 9)
        assert f"{1 - 5 * 2 / (2 * 3 * 3):.3f}" in agreement.splitlines()[-1]

    def test_names_bad_rows_and_goes_on(self, tmp_path: Path) -> None:
        status, printed, said = run("lexicon", "score", code(tmp_path / "moss.csv", "yes", "maybe", "no"))
        assert status == 0
        assert "left out: moss.csv, row 3: `maybe` is no answer" in said
        assert "2 answers to 2 hits" in said
        assert "wet" in printed

    @pytest.mark.parametrize(
        ("content", "message"),
        [(CODED.format("", "", ""), "nothing is coded"), ("a,b\n1,2\n", "has no column `correct`")],
    )
    def test_what_cannot_be_scored_ends_with_a_message(self, content: str, message: str, tmp_path: Path) -> None:
        path = tmp_path / "moss.csv"
        path.write_text(content, encoding="utf-8")
        status, printed, said = run("lexicon", "score", path)
        assert (status, printed) == (1, "")
        assert message in said
