"""The command line: what each command prints, writes and returns."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from framing import __version__, builtin_lexicons, load_analysis
from framing.cli import app
from framing.cli.figures import parameters, run_notebook
from framing.errors import FramingError

ROOT = Path(__file__).parents[1]
TABLES = ("articles", "statements", "mentions", "exposure")
COMMANDS = [
    ("analyze",),
    ("compare",),
    ("report",),
    ("figures",),
    ("datasets",),
    ("datasets", "list"),
    ("datasets", "fetch"),
    ("lexicon",),
    ("lexicon", "list"),
    ("lexicon", "show"),
    ("lexicon", "check"),
    ("lexicon", "try"),
    ("lexicon", "kwic"),
    ("lexicon", "suggest"),
    ("lexicon", "diff"),
    ("lexicon", "sample"),
    ("lexicon", "score"),
]
LEXICON = """\
name = "weather"
version = "1.0.0"
title = "Words for weather"
[categories.wet]
means = "Water comes down."
[[term]]
id = "drizzle"
lemma = "drizzle"
category = "wet"
hits = ["A [drizzle] fell on the harbour."]
misses = ["The sun shone on the harbour."]
"""
ARTICLES = [
    {
        "outlet": "The Anchor",
        "event": "ferry",
        "text": 'The mayor claimed that the old ferry is safe. "It sails tomorrow," Nora Quill said. A regime left.',
    },
    {
        "outlet": "The Beacon",
        "event": "ferry",
        "text": "The mayor pointed out that the old ferry is safe. Nora Quill insisted it would sail. Two rebels left.",
    },
    {
        "outlet": "The Anchor",
        "event": "market",
        "text": 'According to the council, the market will close. Paul Renn denied it. "We stay," he told the council.',
    },
    {
        "outlet": "The Beacon",
        "event": "market",
        "text": "The council said the market will close. Paul Renn promised to stay. Some traders may have left.",
    },
]


def run(*arguments: object, stdin: str | None = None) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command."""
    result = CliRunner().invoke(app, [str(one) for one in arguments], input=stdin)
    return result.exit_code, result.stdout, result.stderr


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in ARTICLES), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tables(corpus: Path) -> Path:
    """A folder that `framing analyze` has written."""
    folder = corpus.parent / "tables"
    status, out, err = run("analyze", corpus, "--out", folder, "--format", "csv")
    assert (status, out) == (0, ""), err
    return folder


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "weather.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


class TestHelp:
    def test_these_are_all_the_commands(self) -> None:
        found = []
        for name, command in get_command(app).commands.items():
            found += [(name,), *((name, one) for one in getattr(command, "commands", {}))]
        assert sorted(found) == sorted(COMMANDS)

    @pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
    def test_every_command_says_what_it_does(self, words: tuple[str, ...]) -> None:
        status, out, err = run(*words, "--help")
        assert (status, err) == (0, "")
        assert out.startswith(f"Usage: framing {' '.join(words)} ")
        if words not in [("lexicon",), ("datasets",)]:
            assert f"    framing {' '.join(words)}" in out, "an example of its use"

    @pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
    def test_every_command_is_in_the_readme(self, words: tuple[str, ...]) -> None:
        assert f"framing {' '.join(words)}" in (ROOT / "README.md").read_text(encoding="utf-8")

    def test_version(self) -> None:
        assert run("--version") == (0, f"framing {__version__}\n", "")


@pytest.mark.model
def test_the_readme_shows_what_its_commands_print() -> None:
    command = [sys.executable, str(ROOT / ".ci" / "readme.py"), "--check", "README.md"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run `make readme` and look at the difference:\n{done.stdout}{done.stderr}"


class TestExitStatus:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("analyze",),
            ("analyze", "a.csv", "--format", "xlsx"),
            ("analyze", "a.csv", "--unheard-of"),
            ("compare", "tables", "--voice", "nobody"),
            ("lexicon", "check"),
            ("unheard-of",),
        ],
    )
    def test_wrong_usage_is_2(self, arguments: tuple[str, ...]) -> None:
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert "Error" in err

    @pytest.mark.parametrize(
        ("arguments", "named"),
        [
            (("analyze", "no-such.csv"), "no-such.csv"),
            (("compare", "no-such-folder"), "no-such-folder"),
            (("report", "no-such-folder"), "no-such-folder"),
            (("figures", "--notebooks", "no-such-folder"), "no-such-folder"),
            (("lexicon", "show", "labls"), "labels"),
            (("lexicon", "try", "no-such.toml", "Rain."), "no-such.toml"),
        ],
    )
    def test_failed_work_is_1_with_one_message(self, arguments: tuple[str, ...], named: str) -> None:
        status, out, err = run(*arguments)
        assert (status, out) == (1, "")
        assert named in err
        assert "Traceback" not in err

    def test_as_a_program(self) -> None:
        command = [sys.executable, "-m", "framing", "analyze", "no-such.csv"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("framing: ")
        assert "no-such.csv" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.model
class TestAnalyze:
    def test_writes_every_table(self, tables: Path) -> None:
        statements = rows_of((tables / "statements.csv").read_text(encoding="utf-8"))
        assert {path.stem for path in tables.glob("*.csv")} >= set(TABLES)
        assert ("claimed", "doubting") in {(row["cue"], row["stance"]) for row in statements}

    def test_saves_no_text(self, tables: Path) -> None:
        assert "text" not in rows_of((tables / "articles.csv").read_text(encoding="utf-8"))[0]

    def test_prints_statements_and_tells_the_rest_on_stderr(self, corpus: Path) -> None:
        status, out, err = run("analyze", corpus, "--out", "-")
        assert status == 0
        assert len(rows_of(out)) >= 8
        assert "4 articles from 2 outlets" in err

    def test_names_the_outlet(self, tmp_path: Path) -> None:
        (tmp_path / "one.txt").write_text("It rained, the mayor said.", encoding="utf-8")
        run("analyze", tmp_path / "one.txt", "--outlet", "The Anchor", "--out", tmp_path / "t", "--format", "csv")
        assert rows_of((tmp_path / "t" / "articles.csv").read_text(encoding="utf-8"))[0]["outlet"] == "The Anchor"

    def test_tells_what_it_leaves_out(self, tmp_path: Path) -> None:
        (tmp_path / "two.csv").write_text("text\nIt rained.\n  \n", encoding="utf-8")
        status, _, err = run("analyze", tmp_path / "two.csv", "--out", tmp_path / "t")
        assert status == 0
        assert "1 article left out" in err
        assert "two.csv, row" in err
        assert (tmp_path / "t" / "excluded.parquet").is_file()

    def test_takes_columns_under_other_names(self, tmp_path: Path) -> None:
        export = tmp_path / "export.csv"
        export.write_text("Body,Paper\nIt rained.,The Anchor\n", encoding="utf-8")
        named = ["--column", "text=Body", "--column", "outlet=Paper"]
        status, _, err = run("analyze", export, *named, "--out", tmp_path / "t", "--format", "csv")
        assert status == 0, err
        (row,) = rows_of((tmp_path / "t" / "articles.csv").read_text(encoding="utf-8"))
        assert (row["outlet"], row["n_words"]) == ("The Anchor", "2")

    @pytest.mark.parametrize(
        ("pairs", "told"),
        [
            (["Body"], "--column Body: give the name here, =, and the name in your table: --column text=Body"),
            (["text="], "--column text=: give the name here"),
            (["text=Body", "title=Body"], "--column title=Body: 'Body' is named already, as 'text'"),
            (["text=Body", "text=Lead"], "--column text=Lead: 'text' is given a column already"),
            (["text=Corpse"], "'Body' looks like it. Rename the column to `text`, or say so: --column \"text=Body\""),
            (["text=Body", "outlet=Organ"], "columns: 'Organ' is in no file; the columns are text, Paper"),
        ],
    )
    def test_tells_of_a_bad_pair_or_an_unknown_column(self, pairs: list[str], told: str, tmp_path: Path) -> None:
        export = tmp_path / "export.csv"
        export.write_text("Body,Paper\nIt rained.,The Anchor\n", encoding="utf-8")
        named = [part for pair in pairs for part in ("--column", pair)]
        status, _, err = run("analyze", export, *named, "--out", tmp_path / "t")
        assert status == 1
        assert told in err

    def test_columns_of_a_bucket_are_not_renamed(self) -> None:
        status, _, err = run("analyze", "memory://articles", "--column", "text=Body", "--out", "memory://tables")
        assert status == 1
        assert "--column renames in files of this machine" in err

    def test_tells_of_a_bad_lexicon_before_it_reads(self, corpus: Path, tmp_path: Path) -> None:
        status, _, err = run("analyze", corpus, "--lexicon", tmp_path / "none.toml", "--out", tmp_path / "t")
        assert status == 1
        assert "none.toml: cannot be read: No such file or directory" in err
        assert "articles from" not in err

    @pytest.mark.parametrize("format", ["csv", "parquet"])
    def test_does_not_replace_the_articles(self, tmp_path: Path, format: str) -> None:
        mine = tmp_path / "articles.csv"
        mine.write_text("text\nIt rained.\n", encoding="utf-8")
        status, _, err = run("analyze", mine, "--out", tmp_path, "--format", format)
        assert status == 1
        assert "articles.csv in" in err
        assert "choose another folder with --out" in err
        assert mine.read_text(encoding="utf-8") == "text\nIt rained.\n"

    def test_takes_a_further_lexicon(self, corpus: Path, tmp_path: Path) -> None:
        mine = tmp_path / "sea.toml"
        mine.write_text(LEXICON.replace("drizzle", "ferry").replace("wet", "ship"), encoding="utf-8")
        run("analyze", corpus, "--lexicon", mine, "--out", tmp_path / "t", "--format", "csv")
        mentions = rows_of((tmp_path / "t" / "mentions.csv").read_text(encoding="utf-8"))
        found = [(row["term"], row["category"]) for row in mentions if row["lexicon"] == "weather"]
        assert found == [("ferry", "ship")] * 2
        assert {row["lexicon"] for row in mentions} > {"weather"}, "the built-in ones stay"


@pytest.mark.model
class TestCompareAndReport:
    def test_measures_by_outlet(self, tables: Path) -> None:
        status, out, _ = run("compare", tables, "--by", "outlet")
        assert status == 0
        doubting = {row["group"]: row["numerator"] for row in rows_of(out) if row["measure"] == "doubting cues"}
        assert doubting == {"The Anchor": "1", "The Beacon": "0"}

    def test_a_lexicon_without_a_hit_stands_there_with_zero_and_its_bound(
        self, corpus: Path, lexicon: Path, tmp_path: Path
    ) -> None:
        run("analyze", corpus, "--lexicon", lexicon, "--out", tmp_path / "t")
        for pair, side in (((), ""), (("--pair", "event"), "_a")):
            status, out, _ = run("compare", tmp_path / "t", *pair)
            assert status == 0
            rows = [row for row in rows_of(out) if row["measure"] == "weather, outlet voice"]
            assert rows
            assert {row[f"numerator{side}"] for row in rows} == {"0"}
            assert all(int(row[f"denominator{side}"]) > 0 for row in rows)
            assert pair or all(row["low"] == "0" and float(row["high"]) > 0 for row in rows)

    def test_differences_on_the_same_events(self, tables: Path, tmp_path: Path) -> None:
        out = tmp_path / "new" / "differences.csv"
        status, printed, _ = run("compare", tables, "--pair", "event", "--out", out)
        assert (status, printed) == (0, "")
        row = rows_of(out.read_text(encoding="utf-8"))[0]
        assert (row["group_a"], row["group_b"], row["n_events"]) == ("The Anchor", "The Beacon", "2")

    def test_an_unknown_column_is_named_with_the_choices(self, tables: Path) -> None:
        status, _, err = run("compare", tables, "--by", "colour")
        assert status == 1
        assert "colour" in err
        assert "outlet" in err

    def test_report_is_one_page(self, tables: Path, tmp_path: Path) -> None:
        status, _, _ = run("report", tables, "--out", tmp_path / "report.html")
        assert status == 0
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "The Beacon" in page
        assert "--articles PATH" in page, "what is missing is said"

    def test_the_report_finds_the_texts_under_another_name(self, corpus: Path, tables: Path, tmp_path: Path) -> None:
        export = tmp_path / "articles.jsonl"
        export.write_text(corpus.read_text(encoding="utf-8").replace('"text"', '"Body"'), encoding="utf-8")
        page = tmp_path / "report.html"
        status, _, err = run("report", tables, "--articles", export, "--column", "text=Body", "--out", page)
        assert status == 0, err
        assert ARTICLES[0]["text"].split(".")[0] in page.read_text(encoding="utf-8")

    def test_the_report_renames_no_columns_of_tables(self, tables: Path) -> None:
        status, _, err = run("report", tables, "--column", "text=Body")
        assert (status, "--column goes with --articles" in err) == (1, True)

    def test_the_report_takes_its_sentences_from_the_articles(self, corpus: Path, tables: Path, tmp_path: Path) -> None:
        status, _, err = run("report", tables, "--articles", corpus, "--out", tmp_path / "report.html")
        assert (status, err) == (0, f"report -> {tmp_path / 'report.html'}\n")
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "--articles PATH" not in page

    def test_other_articles_are_refused(self, tables: Path, tmp_path: Path) -> None:
        (tmp_path / "other.txt").write_text("It snowed.", encoding="utf-8")
        status, _, err = run("report", tables, "--articles", tmp_path / "other.txt", "--out", tmp_path / "report.html")
        assert status == 1
        assert "none of the 1 articles given is one of the 4 analysed" in err


class TestLexicon:
    def test_list_names_the_built_in_ones(self) -> None:
        status, out, _ = run("lexicon", "list")
        assert status == 0
        assert tuple(line.split()[0] for line in out.splitlines()) == builtin_lexicons()

    def test_show_gives_categories_with_their_meaning(self, lexicon: Path) -> None:
        status, out, _ = run("lexicon", "show", lexicon)
        assert status == 0
        assert out.startswith("weather 1.0.0: Words for weather (1 term)\n\nwet (1): Water comes down.\n  drizzle\n")

    def test_show_names_the_group_of_a_category_that_has_one(self, lexicon: Path) -> None:
        lexicon.write_text(LEXICON.replace("[[term]]", 'group = "sky"\n[[term]]', 1), encoding="utf-8")
        _, out, _ = run("lexicon", "show", lexicon)
        assert "\nwet (1, sky): Water comes down.\n" in out

    def test_show_as_a_table(self, lexicon: Path) -> None:
        _, out, _ = run("lexicon", "show", lexicon, "--out", "-")
        assert [row["id"] for row in rows_of(out)] == ["drizzle"]

    def test_check_prints_every_problem_with_its_place(self, lexicon: Path) -> None:
        lexicon.write_text(LEXICON.replace('"wet"\nhits', '"dry"\ncolour = 1\nhits'), encoding="utf-8")
        status, out, err = run("lexicon", "check", lexicon)
        assert status == 1
        assert [line.startswith(f"{lexicon}:") for line in out.splitlines()] == [True, True]
        assert "drizzle" in out
        assert "2 problems" in err

    @pytest.mark.model
    def test_check_passes_a_sound_lexicon(self, lexicon: Path) -> None:
        status, out, _ = run("lexicon", "check", lexicon)
        assert (status, out) == (0, f"{lexicon}: no problems, 1 term, 2 examples\n")

    @pytest.mark.model
    def test_check_runs_the_examples(self, lexicon: Path) -> None:
        lexicon.write_text(LEXICON.replace("The sun shone", "The drizzle stopped"), encoding="utf-8")
        status, out, _ = run("lexicon", "check", lexicon)
        assert status == 1
        assert "drizzle: hits 'drizzle' in the miss" in out

    @pytest.mark.model
    def test_try_marks_the_hits(self, lexicon: Path) -> None:
        status, out, err = run("lexicon", "try", lexicon, "Drizzle, then more drizzle.")
        assert status == 0
        assert out.splitlines()[0] == "[Drizzle], then more [drizzle]."
        assert out.splitlines()[2].split() == ["Drizzle", "drizzle", "wet"]
        assert err == "2 hits\n"

    @pytest.mark.model
    def test_try_with_cues_shows_statements(self) -> None:
        text = "The minister claimed that the plan works."
        status, out, _ = run("lexicon", "try", "reporting-verbs", "-", stdin=text)
        assert status == 0
        assert out.splitlines()[0] == "The minister [claimed] that the plan works."
        assert out.splitlines()[2].split()[:4] == ["The", "minister", "claimed", "doubting"]


def notebook(*cells: str, tagged: int | None = 0) -> str:
    """A notebook with these cells; the cell with number `tagged` holds its parameters."""
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "execution_count": None,
                    "id": f"cell-{number}",
                    "metadata": {"tags": ["parameters"]} if number == tagged else {},
                    "outputs": [],
                    "source": source,
                }
                for number, source in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


class TestFigures:
    def test_what_a_kernel_logs_in_every_sound_run_is_not_shown(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "one.ipynb"
        log = "from ipykernel.kernelapp import IPKernelApp\nlog = IPKernelApp.instance().log"
        said = 'log.error("KeyboardInterrupt caught in kernel.")\nlog.error("Mast broken.")'
        path.write_text(notebook(log, said), encoding="utf-8")
        run_notebook(path, tmp_path / "out.ipynb", {})
        told = capfd.readouterr().err
        assert "[IPKernelApp] ERROR | Mast broken." in told
        assert "without encryption" not in told
        assert "KeyboardInterrupt" not in told

    def test_runs_notebooks_with_the_parameters_that_they_have(self, tmp_path: Path) -> None:
        folder, out = tmp_path / "notebooks", tmp_path / "figures"
        folder.mkdir()
        source = 'from pathlib import Path\nPath(OUT, "shares.csv").write_text("a,b\\n1,2\\n")'
        (folder / "01_shares.ipynb").write_text(notebook('OUT = "."', source), encoding="utf-8")
        status, _, err = run("figures", "--notebooks", folder, "--out", out, "--corpus", tmp_path)
        assert status == 0, err
        assert (out / "shares.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"
        assert (out / "01_shares.ipynb").exists()

    def test_columns_of_another_name_reach_the_notebooks_under_the_name_that_these_know(self, tmp_path: Path) -> None:
        folder, out, table = tmp_path / "notebooks", tmp_path / "figures", tmp_path / "export.csv"
        folder.mkdir()
        table.write_text("Body,Paper\nRain fell on Ostrel.,Gazette\n", encoding="utf-8")
        kept = "[['outlet', 'text']].to_csv(OUT + '/read.csv', index=False)"
        source = f"import framing\nframing.load_corpus(CORPUS){kept}"
        (folder / "01.ipynb").write_text(notebook('CORPUS = OUT = "."', source), encoding="utf-8")
        named = ("--column", "text=Body", "--column", "outlet=Paper")
        status, _, err = run("figures", "--notebooks", folder, "--out", out, "--corpus", table, *named)
        assert status == 0, err
        assert (out / "read.csv").read_text(encoding="utf-8") == "outlet,text\nGazette,Rain fell on Ostrel.\n"

    def test_columns_without_a_corpus_are_refused(self) -> None:
        status, _, err = run("figures", "--column", "text=Body")
        assert status == 1
        assert "--corpus" in err

    def test_numbers_without_tables_are_refused(self, tmp_path: Path) -> None:
        status, _, err = run("figures", "--numbers", tmp_path)
        assert status == 1
        assert "--tables" in err

    def test_the_standard_figures_of_tables_are_written_with_their_numbers(self, tmp_path: Path) -> None:
        analysis = load_analysis(ROOT / "data" / "derived" / "basil")
        few = analysis.articles[analysis.articles["event"].isin(analysis.articles["event"].unique()[:2])]
        own = {name: getattr(analysis, name) for name in ("statements", "mentions", "exposure", "naming", "agency")}
        kept = {name: table[table["doc_id"].isin(few["doc_id"])] for name, table in own.items()}
        replace(analysis, articles=few.assign(event=None), **kept).save(tmp_path / "tables")
        out, numbers = tmp_path / "figures", tmp_path / "numbers"
        status, _, err = run("figures", "--tables", tmp_path / "tables", "--out", out, "--numbers", numbers)
        assert status == 0, err
        drawn = {path.stem for path in numbers.glob("*.csv")}
        assert {"stances", "naming-tree", "keyness"} <= drawn
        files = {f"{name}.{end}" for name in drawn for end in ("png", "svg", "csv")}
        assert {path.name for path in out.iterdir()} == files

    def test_a_failing_cell_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "bad.ipynb"
        path.write_text(notebook("1 + 1", "1 / 0"), encoding="utf-8")
        with pytest.raises(FramingError, match=r"bad\.ipynb, cell 2: ZeroDivisionError"):
            run_notebook(path, tmp_path / "out.ipynb", {})

    @pytest.mark.parametrize(
        ("cells", "tagged", "expected"),
        [
            (("CORPUS = 'a'\nOUT: str = 'b'",), 0, ["CORPUS", "OUT"]),
            (("x = 1", "OUT = 'b'"), 1, ["OUT"]),
            (("OUT = 'b'",), None, []),
            (("print(OUT)",), 0, []),
        ],
    )
    def test_parameters(self, cells: tuple[str, ...], tagged: int | None, expected: list[str], tmp_path: Path) -> None:
        path = tmp_path / "one.ipynb"
        path.write_text(notebook(*cells, tagged=tagged), encoding="utf-8")
        assert list(parameters(path)) == expected
