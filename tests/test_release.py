"""A release as users get it: an sdist, the wheel made from it, and that wheel in a fresh environment elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).parents[1]
BUILD = "import sys; from setuptools import build_meta; sys.stderr.write(getattr(build_meta, sys.argv[1])(sys.argv[2]))"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, run with nothing of this environment but the search path; what it keeps is kept here."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "FRAMING_CACHE": str(cwd / "cache")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT / "framing", tree / "framing", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("LICENSE", "README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tree)
    run(sys.executable, "-c", BUILD, "build_sdist", out, cwd=tree)
    (made,) = out.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def installed(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel of this sdist; what it needs is that of the tests."""
    source, environment = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("environment")
    with tarfile.open(sdist) as archive:
        archive.extractall(source, filter="data")
    (unpacked,) = source.iterdir()
    run(sys.executable, "-c", BUILD, "build_wheel", source, cwd=unpacked)
    (wheel,) = source.glob("*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=source)
    python = environment / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel,
        cwd=source)  # fmt: skip
    # a path, not an installation: the editable framing of the tests is not reached through it
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=source).strip()
    (Path(packages) / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return environment / "bin"


def test_the_sdist_has_what_a_reader_needs(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "framing/__init__.py", "framing/accuracy.csv"} <= names
    assert sdist.name == f"framing_suite-{framing.__version__}.tar.gz"
    assert not [name for name in names if "__pycache__" in name]


def test_the_package_comes_from_the_environment(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import framing; print(framing.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_lexicons_and_accuracy_are_aboard(installed: Path, tmp_path: Path) -> None:
    assert "reporting-verbs" in run(installed / "framing", "lexicon", "list", cwd=tmp_path)
    code = "from framing import published_accuracy; print(len(published_accuracy()))"
    assert int(run(installed / "python", "-c", code, cwd=tmp_path)) > 100


@pytest.mark.model
def test_an_article_goes_through_to_the_report(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The minister claimed that the regime had fallen.", encoding="utf-8")
    run(installed / "framing", "analyze", "one.txt", "--outlet", "Gazette", "--out", "tables", cwd=tmp_path)
    run(installed / "framing", "report", "tables", "--out", "report.html", cwd=tmp_path)
    assert "Gazette" in (tmp_path / "report.html").read_text(encoding="utf-8")
    code = "import spacy; nlp = spacy.blank('en'); print(type(nlp.add_pipe('framing')).__name__)"
    assert run(installed / "python", "-c", code, cwd=tmp_path).strip() == "FramingComponent"
