"""The documents: they build without network, show what their code prints, and leave no command or public name out."""

from __future__ import annotations

import html
import inspect
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

import framing
from framing import errors

sys.path.insert(0, str(Path(__file__).parents[1] / ".ci"))

import docs_docstrings
import docs_pages
import readme

from framing.lexicon import keys
from framing.tables import SCHEMAS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PARTS = ("corpus", "parse", "lexicon", "find", "compare", "show")
# Tables that an analysis has are told apart by their names, and documented in docs/reference/tables.md.
TABLES = {"articles", "statements", "mentions", "exposure", "naming", "agency"}
COMMANDS = dict(docs_pages.commands())


def public() -> dict[str, Any]:
    """Every public object once, by the name under which it is documented."""
    found: dict[str, Any] = {name: getattr(framing, name) for name in framing.__all__}
    known = set(map(id, found.values()))
    for part in PARTS:
        module = import_module(f"framing.{part}")
        for name in module.__all__:
            if id(getattr(module, name)) not in known:
                known.add(id(getattr(module, name)))
                found[f"{part}.{name}"] = getattr(module, name)
    for name, one in vars(errors).items():
        if isinstance(one, type) and id(one) not in known:
            found[f"errors.{name}"] = one
    return found


PUBLIC = public()
FUNCTIONS = {name: one for name, one in PUBLIC.items() if inspect.isfunction(inspect.unwrap(one))}


def gaps(function: Any) -> list[str]:
    """What its docstring does not say."""
    docstring = inspect.getdoc(function) or ""
    prose = docstring.split(">>>")[0]
    signature = inspect.signature(function)
    found = []
    if ">>>" not in docstring:
        found.append("an example")
    if not re.search(r"\braise[sd]?\b", prose, flags=re.IGNORECASE):
        found.append("which errors it raises, or that it raises none")
    tidy = re.search(r"DataFrame|Iterator\[", str(signature.return_annotation))
    of_one = r"\brows?\b|\bone (Doc|`Tokens`) an article|within the block"
    if tidy and not re.search(of_one, prose, flags=re.IGNORECASE):
        found.append("what a row is")
    for name, parameter in signature.parameters.items():
        mark = "`" if parameter.kind is parameter.KEYWORD_ONLY else r"\b"
        if name not in TABLES and not re.search(rf"{mark}{name}\b", prose):
            found.append(f"what {name} is")
    return found


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_in_the_reference(name: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md")]
    where = re.compile(rf"^::: framing\.(?:\w+\.)*{name.rpartition('.')[2]}$", flags=re.MULTILINE)
    listed = [page for page in pages if where.search(page)]
    assert len(listed) == 1, f"write `::: framing.{name}` into one page of docs/reference/"


@pytest.mark.parametrize("name", [name for name in PUBLIC if not name.startswith("errors.")])
def test_every_public_name_has_a_docstring_with_an_example(name: str) -> None:
    assert ">>>" in (inspect.getdoc(PUBLIC[name]) or "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_say_rows_errors_and_options(name: str) -> None:
    assert gaps(inspect.unwrap(FUNCTIONS[name])) == []


class TestGaps:
    """The check above, on a docstring that says nothing."""

    def test_all_are_named(self) -> None:
        def rates(mentions: object, *, by: str) -> Iterator[int]:
            """Rates."""
            yield from ()

        assert gaps(rates) == [
            "an example",
            "which errors it raises, or that it raises none",
            "what a row is",
            "what by is",
        ]

    def test_none_is_left(self) -> None:
        def rates(mentions: object, *, by: str) -> Iterator[int]:
            """One row a group of ``by``. Raises nothing.

            >>> list(rates(None, by="outlet"))
            []
            """
            yield from ()

        assert gaps(rates) == []


class TestCommandLine:
    PAGE = docs_pages.command_line()

    @pytest.mark.parametrize("words", COMMANDS)
    def test_every_command_has_a_purpose_and_an_example(self, words: str) -> None:
        section = self.PAGE.split(f"## {words}\n")[1].split("\n## ")[0]
        assert section.strip()[0].isupper()
        assert f"\n{words}" in section.partition("```sh")[2]

    @pytest.mark.parametrize("words", COMMANDS)
    def test_every_option_says_what_it_means(self, words: str) -> None:
        assert [name for name, _, meaning in docs_pages.options_of(COMMANDS[words]) if not meaning] == []

    @pytest.mark.parametrize("words", COMMANDS)
    def test_every_command_is_told_of_beside_the_reference(self, words: str) -> None:
        told = [ROOT / "README.md", *DOCS.glob("*.md"), *(DOCS / "howto").glob("*.md")]
        assert any(words in path.read_text(encoding="utf-8") for path in told)


@pytest.mark.parametrize("table", ["HEAD", "SOURCE", "CATEGORY", "TERM"])
def test_every_key_of_a_lexicon_file_is_documented(table: str) -> None:
    page = (DOCS / "reference" / "lexicon-format.md").read_text(encoding="utf-8")
    rows = " ".join(re.findall(r"^\| (`[^|]+)\|", page, flags=re.MULTILINE))
    assert [key for key in getattr(keys, table) if f"`{key}`" not in rows] == []


class TestDocstringsAsMarkdown:
    def test_examples_become_code(self) -> None:
        assert docs_docstrings.as_markdown("One.\n\n>>> 1\n1\n\nTwo.") == "One.\n\n```pycon\n>>> 1\n1\n```\n\nTwo."

    def test_public_names_and_errors_become_links(self) -> None:
        given = "As ``kwic`` and `kwic`; raises TableError."
        told = docs_docstrings.as_markdown(given)
        assert told.count("[`kwic`][framing.kwic]") == 2
        assert told.endswith("raises [TableError][framing.errors.TableError].")

    def test_its_own_name_does_not(self) -> None:
        assert docs_docstrings.as_markdown("See `kwic`.", own="kwic") == "See `kwic`."


class Links(HTMLParser):
    """What a page loads: scripts, styles, pictures, and their like."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "source", "object"):
            self.loaded += [value for key, value in attrs if key in ("src", "href", "data") and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as `make docs` builds them; any warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class TestSite:
    def test_loads_nothing_from_elsewhere(self, site: Path) -> None:
        outside = {}
        for page in site.rglob("*.html"):
            links = Links()
            links.feed(page.read_text(encoding="utf-8"))
            outside[page.name] = [one for one in links.loaded if re.match(r"(https?:)?//", one)]
        assert len(outside) > 20
        assert {page: links for page, links in outside.items() if links} == {}

    @pytest.mark.parametrize(
        ("page", "headings"),
        [
            ("builtin-lexicons", framing.builtin_lexicons()),
            ("tables", tuple(SCHEMAS)),
            ("command-line", tuple(COMMANDS)),
        ],
        ids=["lexicons", "tables", "commands"],
    )
    def test_has_what_is_generated(self, site: Path, page: str, headings: tuple[str, ...]) -> None:
        text = (site / "reference" / f"{page}.html").read_text(encoding="utf-8")
        assert [one for one in headings if f">{one}<a " not in text] == []

    def test_has_every_published_figure(self, site: Path) -> None:
        text = html.unescape((site / "accuracy.html").read_text(encoding="utf-8"))
        published = framing.published_accuracy()
        assert [one for one in published["command"].unique() if one not in re.sub(r"<[^>]+>", "", text)] == []
        assert [one for one in published["means"].unique() if one not in text] == []


@pytest.mark.model
def test_the_pages_show_what_their_code_prints() -> None:
    pages = [page.relative_to(ROOT).as_posix() for page in readme.pages() if DOCS in page.parents]
    command = [sys.executable, str(ROOT / ".ci" / "readme.py"), "--check", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run `make readme` and look at the difference:\n{done.stdout}{done.stderr}"


class TestBesideThePages:
    @pytest.mark.parametrize(
        "page", ["CONTRIBUTING.md", *(str(p.relative_to(ROOT)) for p in sorted(DOCS.rglob("*.md")))]
    )
    def test_files_that_are_named_are_there(self, page: str) -> None:
        text = (ROOT / page).read_text(encoding="utf-8")
        named = re.findall(r"`((?:framing|tests|data|docs|benchmarks|\.ci|\.github)/[\w./-]+)`", text)
        assert [name for name in named if not (ROOT / name).exists() and "NAME" not in name] == []

    def test_the_modules_of_the_walk_are_there(self) -> None:
        walk = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## The walk")[1].split("\n## ")[0]
        folders = ("find", "compare", "show")
        for name in re.findall(r"`(\w+\.py)`", walk):
            assert any((ROOT / "framing" / folder / name).is_file() for folder in folders), name

    def test_the_citation_is_of_this_version(self) -> None:
        cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
        assert {"cff-version", "message", "title", "authors"} <= set(cited)
        assert cited["version"] == framing.__version__

    def test_the_changelog_has_this_version_or_what_comes_next(self) -> None:
        first = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
        assert first in ("Unreleased", framing.__version__)

    def test_the_workflow_runs_what_ci_runs_on_every_python(self) -> None:
        text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
        job = yaml.safe_load(text)["jobs"]["test"]
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        versions = [one.rpartition(" ")[2] for one in project["classifiers"] if re.search(r"Python :: 3\.\d+$", one)]
        assert job["strategy"]["matrix"]["python"] == versions
        assert ".ci/run" in [step.get("run") for step in job["steps"]]
        assert all(re.fullmatch(r"[\w/-]+@v\d+\.\d+\.\d+", one) for one in re.findall(r"uses: (\S+)", text))


def test_code_fits_the_page() -> None:
    """At 1,280 px some eighty characters stand beside the two columns of links."""
    long = []
    for page in DOCS.rglob("*.md"):
        for language, body in re.findall(
            r"^```(\w+)[^\n]*\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            lines = body.splitlines()
            typed = lines if language == "python" else [one for one in lines if one.startswith((">>> ", "... ", "$ "))]
            long += [(page.name, line) for line in typed if len(line) > 84]
    assert long == []
