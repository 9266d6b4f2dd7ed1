"""``framing lexicon check --corpus``, ``kwic``, ``suggest`` and ``diff``: what they print and write."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from framing.cli import app

CROWDS = """\
name = "crowds"
version = "1.0.0"
title = "Names for crowds"
[categories.crowd]
means = "Many people in one place."
[[term]]
id = "mob"
lemma = "mob"
category = "crowd"
hits = ["A [mob] filled the quay."]
misses = ["The mobile shop was shut."]
"""
THRONG = CROWDS[CROWDS.index("[[term]]") :].replace("mob]", "throng]").replace('"mob"', '"throng"')
TEXTS = {
    "Anchor": "An angry mob filled the quay. The mob left at night. An angry throng filled the quay.",
    "Beacon": "A throng filled the quay. “The mob left,” Nora Quill said. An angry crowd filled the quay.",
}

pytestmark = pytest.mark.model


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    return result.exit_code, result.stdout, result.stderr


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbench") / "articles.jsonl"
    lines = [json.dumps({"doc_id": outlet, "outlet": outlet, "text": text}) for outlet, text in TEXTS.items()]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def crowds(tmp_path: Path) -> Path:
    path = tmp_path / "crowds.toml"
    path.write_text(CROWDS, encoding="utf-8")
    return path


def test_check_against_a_corpus_warns_and_passes(crowds: Path, articles: Path) -> None:
    crowds.write_text(CROWDS + THRONG.replace("throng", "horde"), encoding="utf-8")
    status, out, _ = run("lexicon", "check", crowds, "--corpus", articles)
    assert status == 0
    assert any(f"{crowds}:12: warning: horde: matches nothing in 2 articles" in line for line in out.splitlines())
    assert out.splitlines()[-1].startswith(f"{crowds}: no problems, ")
    assert "warning" in out.splitlines()[-1]


def test_check_warns_of_overlap_without_a_corpus(crowds: Path) -> None:
    crowds.write_text(CROWDS.replace('"mob"', '"perhaps"').replace("[mob] filled", "ship [perhaps] filled"), "utf-8")
    status, out, _ = run("lexicon", "check", crowds)
    assert status == 0, out
    assert "warning: perhaps: `perhaps` is also in hedges (perhaps)" in out


def test_check_is_silent_on_lexicons_that_an_analysis_does_not_count(crowds: Path) -> None:
    actor = CROWDS.replace('"mob"', '"official"').replace("[mob]", "[official]").replace("mobile", "officious")
    crowds.write_text(actor, encoding="utf-8")
    status, out, _ = run("lexicon", "check", crowds)
    assert (status, "warning" in out) == (0, False), out


def test_check_counts_the_warnings_of_the_base(crowds: Path, articles: Path) -> None:
    crowds.write_text(CROWDS + THRONG.replace("throng", "horde"), encoding="utf-8")
    mine = crowds.with_name("mine.toml")
    head = 'name = "mine"\nversion = "1.0.0"\nextends = "crowds.toml"\n'
    mine.write_text(head + THRONG.replace("throng", "gaggle"), encoding="utf-8")
    status, out, err = run("lexicon", "check", mine, "--corpus", articles)
    assert status == 0, out
    assert f"{mine}:4: warning: gaggle: matches nothing in 2 articles" in out
    assert "horde" not in out
    assert out.splitlines()[-1] == f"{mine}: no problems, 1 warning, 3 terms, 6 examples"
    assert "1 warning of entries of its base, crowds 1.0.0, not shown" in err


class TestKwic:
    def test_prints_the_lines(self, crowds: Path, articles: Path) -> None:
        status, out, err = run("lexicon", "kwic", crowds, articles, "--sort", "right")
        assert status == 0
        lines = [line.split() for line in out.splitlines()]
        assert [line[-2:] for line in lines] == [["outlet", "Anchor"], ["outlet", "Anchor"], ["direct", "Beacon"]]
        assert "3 lines of 3 hits" in err

    @pytest.mark.parametrize(
        ("options", "number"),
        [
            (["--outlet", "Beacon"], 1),
            (["--voice", "outlet", "--term", "mob"], 2),
            (["--voice", "outlet", "--voice", "direct", "--category", "crowd"], 3),
            (["--sample", "2", "--seed", "1"], 2),
        ],
    )
    def test_narrows_and_draws(self, options: list[str], number: int, crowds: Path, articles: Path) -> None:
        status, out, _ = run("lexicon", "kwic", crowds, articles, *options, "--out", "-")
        assert status == 0
        assert len(rows_of(out)) == number

    def test_writes_a_file_to_be_coded(self, crowds: Path, articles: Path, tmp_path: Path) -> None:
        status, out, err = run("lexicon", "kwic", crowds, articles, "--out", tmp_path / "new" / "lines.csv")
        assert (status, out) == (0, "")
        assert "3 rows ->" in err
        row = rows_of((tmp_path / "new" / "lines.csv").read_text(encoding="utf-8-sig"))[0]
        assert (row["left"], row["hit"], row["term"], row["start"], row["end"]) == ("An angry", "mob", "mob", "9", "12")

    def test_a_term_that_has_no_hit_is_named(self, crowds: Path, articles: Path) -> None:
        status, _, err = run("lexicon", "kwic", crowds, articles, "--term", "mobs")
        assert status == 1
        assert "did you mean `mob`?" in err

    def test_an_unknown_order_is_wrong_usage(self, crowds: Path, articles: Path) -> None:
        assert run("lexicon", "kwic", crowds, articles, "--sort", "up")[0] == 2


class TestSuggest:
    def test_names_candidates_with_the_reason(self, crowds: Path, articles: Path) -> None:
        status, out, err = run("lexicon", "suggest", crowds, articles, "--fewest", "1", "--top", "5")
        assert status == 0
        assert len(out.splitlines()) == 5
        assert any(line.startswith("throng (NOUN, 2 in 2 articles): ") for line in out.splitlines())
        assert "5 candidates" in err

    def test_as_a_table(self, crowds: Path, articles: Path) -> None:
        status, out, _ = run("lexicon", "suggest", crowds, articles, "--fewest", "1", "--out", "-")
        assert status == 0
        assert {"candidate", "log_odds", "similarity", "why", "examples"} <= rows_of(out)[0].keys()

    def test_without_any_entry_in_the_articles_it_fails(self, crowds: Path, articles: Path) -> None:
        crowds.write_text(CROWDS.replace("mob]", "horde]").replace('"mob"', '"horde"'), encoding="utf-8")
        status, _, err = run("lexicon", "suggest", crowds, articles)
        assert status == 1
        assert "no entry of `crowds` occurs" in err


class TestDiff:
    def test_tells_what_changes(self, crowds: Path, articles: Path, tmp_path: Path) -> None:
        newer = tmp_path / "newer.toml"
        newer.write_text(CROWDS.replace("1.0.0", "1.1.0") + THRONG, encoding="utf-8")
        status, out, err = run("lexicon", "diff", crowds, newer, articles)
        assert status == 0
        assert [line.split()[0] for line in out.splitlines()[:2]] == ["appears", "appears"]
        assert "Anchor, crowd: " in out
        assert "mentions: 2 new, 0 gone, 0 read otherwise" in err

    def test_writes_both_tables(self, crowds: Path, articles: Path, tmp_path: Path) -> None:
        status, out, _ = run("lexicon", "diff", crowds, "labels", articles, "--out", tmp_path / "d", "--split", "term")
        assert (status, out) == (0, "")
        for name in ("mentions", "rates"):
            assert rows_of((tmp_path / "d" / f"{name}.csv").read_text(encoding="utf-8-sig")), name

    def test_cues_and_terms_cannot_be_compared(self, crowds: Path, articles: Path) -> None:
        status, _, err = run("lexicon", "diff", crowds, "reporting-verbs", articles)
        assert status == 1
        assert "kind of reporting-verbs" in err


class TestColumns:
    """Articles whose table calls its columns otherwise."""

    @pytest.mark.parametrize(
        "command", [("kwic",), ("suggest", "--fewest", "1"), ("check",), ("sample", "--out", "-"), ("diff",)]
    )
    def test_every_command_that_reads_articles_takes_their_names(
        self, command: tuple[str, ...], crowds: Path, articles: Path
    ) -> None:
        export = articles.with_name("export.jsonl")
        export.write_text(articles.read_text(encoding="utf-8").replace('"text"', '"Body"'), encoding="utf-8")
        name, *options = command
        places = {"check": [crowds, "--corpus", export], "diff": [crowds, crowds, export]}.get(name, [crowds, export])
        status, _, err = run("lexicon", name, *places, *options, "--column", "text=Body")
        assert status == 0, err
        assert "2 articles from 2 outlets" in err

    def test_columns_without_articles_are_refused(self, crowds: Path) -> None:
        status, _, err = run("lexicon", "check", crowds, "--column", "text=Body")
        assert (status, "--column goes with --corpus" in err) == (1, True)


def test_an_error_after_the_bar_has_a_line_of_its_own(tmp_path: Path) -> None:
    lexicon, articles = tmp_path / "crowds.toml", tmp_path / "articles.csv"
    lexicon.write_text(CROWDS, encoding="utf-8")
    articles.write_text("text\nIt rained on Tolmark.\n", encoding="utf-8")
    command = [sys.executable, "-m", "framing", "lexicon", "suggest", str(lexicon), str(articles)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "100%" in told.stderr
    assert told.stderr.splitlines()[-1].startswith("framing: no entry of `crowds` occurs")
