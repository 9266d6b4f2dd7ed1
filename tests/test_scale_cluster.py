"""A Dask scheduler and two workers, real processes on loopback, one of them killed half-way."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from distributed import Client
from scale_functions import double, fail
from small_corpus import SmallCorpus, bytes_of
from typer.testing import CliRunner

from framing.analysis import analyze
from framing.cli import app
from framing.errors import ChoiceError, CorpusError, ScaleError
from framing.scale import analyze_to, cluster, folder, mapped
from framing.tables import SCHEMAS

HERE = Path(__file__).parent
PATIENCE = 60  # seconds
QUIET = ["--no-dashboard", "--host", "127.0.0.1"]

pytestmark = pytest.mark.model


class Cluster:
    """A scheduler and two workers of one thread each."""

    def __init__(self, place: Path) -> None:
        told = str(place / "scheduler.json")
        path = os.pathsep.join((str(HERE), str(HERE.parent)))
        self.log = (place / "log").open("wb")
        self.options = {"env": {**os.environ, "PYTHONPATH": path}, "cwd": place, "stderr": self.log, "stdout": self.log}
        command = [sys.executable, "-m", "dask"]
        self.processes = [self._start([*command, "scheduler", "--port", "0", "--scheduler-file", told, *QUIET])]
        worker = [*command, "worker", "--scheduler-file", told, "--nthreads", "1", "--no-nanny", *QUIET]
        self.processes += [self._start([*worker, "--name", str(number)]) for number in range(2)]
        latest = time.monotonic() + PATIENCE
        while not Path(told).exists() and time.monotonic() < latest:
            time.sleep(0.05)
        self.client = Client(scheduler_file=told, timeout=PATIENCE, set_as_default=False)
        self.client.wait_for_workers(2, timeout=PATIENCE)
        self.address = str(self.client.scheduler.address)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, **self.options)

    def close(self) -> None:
        self.client.close()
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.log.close()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def corpus(nlp, tmp_path_factory: pytest.TempPathFactory) -> SmallCorpus:
    return SmallCorpus(tmp_path_factory.mktemp("corpus"))


def test_results_come_in_order(dask: Cluster) -> None:
    assert list(mapped(double, range(40), client=dask.client)) == list(range(0, 80, 2))


def test_an_error_of_the_suite_is_raised_as_it_is(dask: Cluster) -> None:
    with pytest.raises(CorpusError, match="article 3 is bad; mend it"):
        list(mapped(fail, range(9), client=dask.client))


def test_workers_and_client_exclude_each_other(dask: Cluster) -> None:
    with pytest.raises(ChoiceError, match="exclude each other"):
        mapped(double, range(9), client=dask.client, workers=2)


def test_the_tables_are_those_of_one_machine(dask: Cluster, corpus: SmallCorpus) -> None:
    expected = analyze(corpus.articles, cache=corpus.cache, progress=False)
    found = analyze(corpus.articles, cache=corpus.cache, progress=False, client=dask.client)
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(expected, table))


def test_the_command_takes_the_address_of_a_scheduler(
    dask: Cluster, corpus: SmallCorpus, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("FRAMING_CACHE", str(corpus.cache))
    expected = analyze(corpus.articles, cache=corpus.cache, progress=False).save(tmp_path / "saved")
    place = f"file://{tmp_path}/tables"
    result = CliRunner().invoke(app, ["analyze", f"file://{corpus.folder}", "--dask", dask.address, "--out", place])
    assert result.exit_code == 0, result.output
    assert bytes_of(tmp_path / "tables") == bytes_of(expected)


class KillingBar:
    """A progress bar that kills a worker when the second part is done."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker, self.updates = worker, 0

    def __enter__(self) -> KillingBar:
        return self

    def __exit__(self, *told: object) -> None:
        pass

    def update(self, size: int) -> None:
        self.updates += size
        if self.updates == 2:
            self.worker.kill()
            self.worker.wait()


# The last test: it leaves one worker.
def test_one_worker_killed_half_way_nothing_is_lost_and_nothing_twice(
    dask: Cluster, corpus: SmallCorpus, tmp_path: Path, monkeypatch
) -> None:
    expected = analyze(corpus.articles, cache=corpus.cache, progress=False).save(tmp_path / "saved")
    bar = KillingBar(dask.processes[-1])
    monkeypatch.setattr(folder, "progress_bar", lambda total, progress: bar)
    analyze_to(corpus.folder, tmp_path / "tables", corpus.settings, client=dask.client)
    assert dask.processes[-1].returncode is not None
    assert bar.updates == len(corpus.articles)
    assert bytes_of(tmp_path / "tables") == bytes_of(expected)


def test_a_worker_with_other_code_is_refused(corpus: SmallCorpus, tmp_path: Path) -> None:
    function = folder.PartFolder(folder.folder_at(tmp_path), corpus.settings)
    packed = zlib.compress(pickle.dumps(function))
    assert cluster._unpacked(packed, corpus.settings.key).settings.key == corpus.settings.key
    with pytest.raises(ScaleError, match="has another release of the suite, its model or spaCy than the client"):
        cluster._unpacked(packed, "other")


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.2)
    with pytest.raises(ScaleError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9 .*start one with"):
        cluster.connect("tcp://127.0.0.1:9")


def test_without_dask_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScaleError, match=r"Dask is not installed .* clone .*pip install '\.\[scale\]'"):
        cluster.connect("tcp://127.0.0.1:9")
