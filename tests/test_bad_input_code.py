"""What the suite never does: unpickle, evaluate, unpack archives, or use the network unless a data set is fetched."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

import framing
from framing import analyze, load_corpus, write_report
from framing.corpus.datasets import BASIL, Dataset, fetch_dataset, list_datasets
from framing.errors import CorpusError

PACKAGE = Path(framing.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
UNSAFE_MODULES = {
    "pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "yaml", "code", "codeop",
    "zipfile", "tarfile", "xmlrpc", "telnetlib",
}  # fmt: skip
UNSAFE_CALLS = {
    "eval", "exec", "compile", "__import__", "read_pickle", "to_pickle", "unpack_archive", "extractall", "os.system",
    "os.popen", "torch.load", "allow_pickle", "yaml.load",
}  # fmt: skip
NETWORK = {
    "socket",
    "urllib.request",
    "http",
    "http.client",
    "requests",
    "pooch",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
}
# Fetching a data set, and an analysis that is given the address of a scheduler.
MAY_CONNECT = {"corpus/datasets.py", "scale/cluster.py"}
# What a run hands to the workers that it started itself, or to the scheduler that it was given; never a file.
TO_WORKERS = {"scale/cluster.py", "scale/processes.py"}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def unsafe(source: str) -> list[str]:
    """Everything in a module that runs or unpacks what it reads."""
    tree = ast.parse(source)
    found = [name for name in imports(tree) if name.split(".")[0] in UNSAFE_MODULES]
    for name, call in calls(tree):
        bare = name in UNSAFE_CALLS or (name.rsplit(".", 1)[-1] in UNSAFE_CALLS - {"compile", "eval"} and "." in name)
        shell = any(key.arg in ("shell", "allow_pickle") and ast.unparse(key.value) != "False" for key in call.keywords)
        if bare or shell:
            found.append(ast.unparse(call))
    return found


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(PACKAGE).as_posix() for path in MODULES])
def test_no_module_unpickles_evaluates_or_unpacks(path: Path) -> None:
    found = unsafe(path.read_text(encoding="utf-8"))
    assert [one for one in found if one != "pickle" or path.relative_to(PACKAGE).as_posix() not in TO_WORKERS] == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "eval(x)",
        "pd.read_pickle(x)",
        "np.load(x, allow_pickle=True)",
        "subprocess.run(x, shell=True)",
        "shutil.unpack_archive(x)",
        "import tarfile",
        "__import__(x)",
    ],
)
def test_the_search_finds_what_it_looks_for(source: str) -> None:
    assert unsafe(source)


@pytest.mark.parametrize(
    "source", ["re.compile(x)", "np.load(x, allow_pickle=False)", "frame.eval", "subprocess.run(x)"]
)
def test_the_search_leaves_the_rest(source: str) -> None:
    assert unsafe(source) == []


def test_only_what_is_asked_to_connect_imports_what_uses_the_network() -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if NETWORK & set(imports(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert users <= MAY_CONNECT
    assert "corpus/datasets.py" in users


@pytest.mark.model
def test_reading_analysing_and_reporting_need_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network is used")

    for holder, name in ((socket, "create_connection"), (socket, "getaddrinfo"), (socket.socket, "connect")):
        monkeypatch.setattr(holder, name, refuse)
    (tmp_path / "one.txt").write_text("It rained, the mayor said. The regime denied it.", encoding="utf-8")
    analysis = analyze(load_corpus(tmp_path), cache=False, progress=False)
    assert len(analysis.statements)
    assert "<html" in write_report(analysis, tmp_path / "report.html").read_text(encoding="utf-8")
    assert list(list_datasets()["name"]) == ["basil"]
    with pytest.raises(AssertionError, match="the network is used"):
        fetch_dataset("basil", out=tmp_path / "b.jsonl", downloads=tmp_path / "d")


def test_every_file_of_a_data_set_has_a_checksum_and_stays_in_its_folder() -> None:
    for row in BASIL.files():
        assert len(bytes.fromhex(row["sha256"])) == 32
        assert not Path(row["path"]).is_absolute()
        assert ".." not in Path(row["path"]).parts


@pytest.mark.parametrize("path", ["../outside.json", "/outside.json", "a/../../outside.json", "C:\\outside.json"])
def test_a_manifest_that_leads_out_of_its_folder_is_refused(path: str, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(f"path,sha256,doc_id,part\n{path},{'0' * 64},a,all\n", encoding="utf-8")
    dataset = Dataset("odd", "Odd", "", "", "http://127.0.0.1:9/", manifest)
    with pytest.raises(CorpusError, match="leads out of the folder"):
        fetch_dataset(dataset, out=tmp_path / "out.jsonl", downloads=tmp_path / "kept")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["manifest.csv"]
