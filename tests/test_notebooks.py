"""What every notebook must be: a reader's text with one cell of parameters, no logic of its own, outputs kept.

That the notebooks run is tested by nbmake (`make test`). Here they are read, and two of them are run on articles with
next to nothing in them: no event, no date, one outlet, no word of any lexicon.
"""

from __future__ import annotations

import ast
import csv
import json
import re
from pathlib import Path

import papermill
import pytest

from framing.cli.figures import parameters

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [
    "00_a_map", "01_read_one_article", "02_who_speaks_and_how", "03_labels_in_whose_voice", "04_extend_a_lexicon",
    "05_three_outlets_one_event", "06_how_far_to_trust_it", "07_bring_your_own_articles", "08_past_one_machine",
]  # fmt: skip
MOST_BYTES = 500_000
TINY = {
    "two outlets": [
        ("The mayor said the bridge was safe. “We checked it,” she added.", "The Lantern"),
        ("Rain fell on the town all day. Nobody was on the road.", "The Lantern"),
        ("Engineers pointed out that the bridge had failed a test. The mayor claimed otherwise.", "The Lantern"),
        ("The ferry to Hallow was late. It left at nine.", "The Beacon"),
        ("A baker in Hallow said that flour was dear.", "The Beacon"),
        ("The choir of Tolmark sang two songs.", "The Beacon"),
    ],
    "nothing to count": [("The bakery sells bread at seven.", "The Lantern"), ("Rain fell on Tolmark.", "The Lantern")],
}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
# Absolute paths of Unix and Windows: a machine's own, whichever machine it was.
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:home|root|tmp|var|usr|opt|work|mnt|Users|private)/|\b[A-Z]:\\")
TIMING = re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d")

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])


def cells(path, kind=None):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in found if kind in (None, cell["cell_type"])]


def source(cell):
    return "".join(cell["source"])


def tree(cell):
    return ast.parse(source(cell))


def texts(cell):
    """What a reader sees of a cell's outputs, pictures aside."""
    for output in cell.get("outputs", []):
        yield "".join(output.get("text", ""))
        for kind, data in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield "".join(data)


def figures(path):
    """The figures that a notebook saves: number of the code cell, name of the table, name of the file."""
    for number, cell in enumerate(cells(path, "code")):
        for call in ast.walk(tree(cell)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "save_figure":
                yield number, call.args[1].id, call.args[2].value


def is_conditional(path, number):
    """Whether the figures of a code cell are drawn only if there is something to draw."""
    return any(isinstance(node, ast.If) for node in tree(cells(path, "code")[number]).body)


def shown_names(cell):
    """The names in the expression that ends a cell, which Jupyter displays."""
    body = tree(cell).body
    last = body[-1] if body and isinstance(body[-1], ast.Expr) else None
    return {node.id for node in ast.walk(last) if isinstance(node, ast.Name)} if last else set()


def test_the_numbered_notebooks_are_there_and_no_others():
    assert [path.stem for path in NOTEBOOKS] == NAMES


@every_notebook
def test_a_notebook_is_plain_python_without_magic_commands(path):
    bad = [source(cell) for cell in cells(path, "code") if re.search(r"^\s*[%!]", source(cell), re.MULTILINE)]
    assert bad == []


@every_notebook
def test_notebooks_that_are_pointed_to_are_there(path):
    text = "\n".join(source(cell) for cell in cells(path, "markdown"))
    assert set(re.findall(r"`(\d\d_\w+)`", text)) <= set(NAMES)


def test_the_map_points_to_every_other_notebook():
    text = "\n".join(source(cell) for cell in cells(FOLDER / "00_a_map.ipynb", "markdown"))
    assert [name for name in NAMES[1:] if f"`{name}`" not in text] == []


@every_notebook
def test_a_notebook_defines_nothing(path):
    found = [type(node).__name__ for cell in cells(path, "code") for node in ast.walk(tree(cell))
             if isinstance(node, DEFINITIONS)]  # fmt: skip
    assert found == []


@every_notebook
def test_question_data_and_answer_come_first(path):
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    places = [source(first).find(f"**{word}") for word in ("Question.", "Data.", "Answer")]
    assert -1 not in places
    assert places == sorted(places)


@every_notebook
def test_the_data_are_said_to_be_constructed_or_counts_of_real_articles(path):
    first = source(cells(path)[0])
    if "CORPUS" in parameters(path):
        assert "data/constructed" in first
        assert "invented" in first
    else:
        assert "data/derived" in first
        assert "no text" in first
        assert re.search(r"et al\. \d{4}", first), "the corpus is not cited"


@every_notebook
def test_the_second_cell_holds_imports_and_parameters_only(path):
    second = cells(path)[1]
    assert second["cell_type"] == "code"
    assert second["metadata"]["tags"] == ["parameters"]
    assert {type(node) for node in tree(second).body} <= {ast.Import, ast.ImportFrom, ast.Assign}
    names = list(parameters(path))
    assert {"CORPUS", "TABLES"} & set(names), "neither articles nor tables can be given"
    assert [name for name in names if name != name.upper()] == []


@every_notebook
def test_the_answer_says_for_which_articles_it_holds(path):
    answer = re.search(r"\*\*Answer for ([^*]+)\*\*", source(cells(path)[0]))
    assert answer, "write `**Answer for ...**`"


@every_notebook
def test_a_notebook_on_articles_says_at_once_when_they_are_not_the_constructed_ones(path):
    third = cells(path)[2]
    assert source(third).startswith("own_articles(CORPUS") == ("CORPUS" in parameters(path))
    assert third.get("outputs", []) == [] or "CORPUS" not in parameters(path)


@every_notebook
def test_a_notebook_that_saves_figures_takes_their_folder(path):
    assert bool(list(figures(path))) == ("OUT" in parameters(path))


@every_notebook
def test_imports_stand_in_the_second_cell_only(path):
    later = [cell for cell in cells(path)[2:] if cell["cell_type"] == "code"]
    assert [source(cell) for cell in later
            for node in ast.walk(tree(cell)) if isinstance(node, (ast.Import, ast.ImportFrom))] == []  # fmt: skip


@every_notebook
def test_the_last_cell_says_what_the_limits_are(path):
    last = cells(path)[-1]
    assert last["cell_type"] == "markdown"
    assert "## Limits" in source(last)


@every_notebook
def test_outputs_are_kept_in_order_and_none_is_an_error_or_a_warning(path):
    code = cells(path, "code")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"] == []
    assert sum(bool(cell["outputs"]) for cell in code) > len(code) / 2


@every_notebook
def test_every_figure_stands_beside_its_table(path):
    code = cells(path, "code")
    for number, table, name in figures(path):
        pictures = [output for output in code[number]["outputs"] if "image/png" in output.get("data", {})]
        assert len(pictures) == 1, f"{name} is not shown"
        assert pictures[0]["metadata"]["image/png"]["alt"], f"{name} has no alternative text"
        beside = [cell for cell in code[max(number - 1, 0) : number + 2] if table in shown_names(cell)]
        assert beside, f"{name}: the table {table} is not displayed in the cell before or after"
        assert any("<table" in text for cell in beside for text in texts(cell)), f"{name}: {table} has no output"


def test_figures_have_a_name_of_their_own_that_begins_with_the_number_of_the_notebook():
    names = [(path.stem[:2], name) for path in NOTEBOOKS for _, _, name in figures(path)]
    assert len(names) == len({name for _, name in names}) > 0
    assert [name for number, name in names if not name.startswith(f"{number}-")] == []


@every_notebook
def test_files_are_small(path):
    assert path.stat().st_size < MOST_BYTES


@every_notebook
def test_nothing_of_the_machine_that_ran_it_is_kept(path):
    seen = [source(cell) for cell in cells(path)] + [text for cell in cells(path, "code") for text in texts(cell)]
    assert [text for text in seen if MACHINE_PATH.search(text)] == []


@every_notebook
def test_the_metadata_hold_no_time_and_no_version(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    metadata = [notebook["metadata"], *(cell["metadata"] for cell in notebook["cells"])]
    assert [entry for entry in metadata if TIMING.search(json.dumps(entry))] == []
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["metadata"]["language_info"] == {"name": "python"}


@every_notebook
def test_default_paths_lead_to_files_of_the_repository(path):
    cell = next(cell for cell in cells(path) if "parameters" in cell["metadata"].get("tags", []))
    assigned = [node.value for node in tree(cell).body if isinstance(node, ast.Assign)]
    values = [value.value for value in assigned if isinstance(value, ast.Constant)]
    given = [value for value in values if isinstance(value, str) and value.startswith("../data")]
    assert given
    assert [value for value in given if not (FOLDER / value).exists()] == []


@pytest.mark.parametrize("text", ["/home/me/x.csv", "see /tmp/a", "C:\\Users\\me", '"/root/.cache"'])
def test_a_path_of_a_machine_is_known_as_one(text):
    assert MACHINE_PATH.search(text)


@pytest.mark.parametrize("text", ["../data/constructed", "data/home/x", "and/or", "https://example.org/usr/share"])
def test_other_paths_are_not_taken_for_one(text):
    assert not MACHINE_PATH.search(text)


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "articles", "sentence"),
    [
        ("02_who_speaks_and_how", "nothing to count", "2 articles"),
        ("03_labels_in_whose_voice", "two outlets", "No label of the lexicon occurs"),
        ("07_bring_your_own_articles", "two outlets", "No event is reported by two outlets"),
    ],
)
def test_a_notebook_runs_on_a_handful_of_articles_and_says_what_they_cannot_show(name, articles, sentence, tmp_path):
    corpus = tmp_path / "articles.csv"
    with corpus.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("text", "outlet"), *TINY[articles]])
    given = {"CORPUS": str(corpus), "OUT": str(tmp_path / "figures")}
    notebook, out = FOLDER / f"{name}.ipynb", tmp_path / "run.ipynb"
    papermill.execute_notebook(
        notebook, out, parameters=given, cwd=FOLDER, kernel_name="python3", progress_bar=False, log_output=False
    )
    outputs = [output for cell in cells(out, "code") for output in cell["outputs"]]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    seen = [text for cell in cells(out, "code") for text in texts(cell)]
    assert any(sentence in text for text in seen)
    assert any(text.startswith(f"These are your own articles: {len(TINY[articles])} articles") for text in seen)
    assert [text for text in seen if text.startswith("Empty DataFrame")] == []
    assert {path.stem for path in (tmp_path / "figures").glob("*.svg")} >= {
        figure for number, _, figure in figures(notebook) if not is_conditional(notebook, number)
    }
