"""Worker processes: results in order, the same as without; what dies is done again, and nothing is left running."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
from scale_functions import DieOnce, die, double, fail, slow
from small_corpus import SmallCorpus, bytes_of

from framing.analysis import analyze
from framing.errors import CorpusError, ScaleError
from framing.scale import analyze_to, mapped, processes
from framing.tables import SCHEMAS

HERE = Path(__file__).parent
PATIENCE = 60  # seconds
STOPPED = """
import sys
from pathlib import Path
from scale_functions import Noted
from framing.scale import mapped
if __name__ == "__main__":
    list(mapped(Noted(Path(sys.argv[1])), range(9), workers=2))
"""


def test_results_come_in_order_from_two_processes() -> None:
    found = list(mapped(slow, range(20), workers=2))
    assert [number for number, _ in found] == list(range(20))
    assert len({process for _, process in found} - {os.getpid()}) == 2


def test_an_endless_run_of_items_is_taken_as_needed_and_no_process_is_left() -> None:
    found = mapped(double, count(), workers=2)
    assert [next(found) for _ in range(5)] == [0, 2, 4, 6, 8]
    found.close()
    assert multiprocessing.active_children() == []


def test_no_items_need_no_process() -> None:
    assert list(mapped(double, [], workers=2)) == []


def test_an_error_of_a_worker_is_raised_as_it_is() -> None:
    with pytest.raises(CorpusError, match="article 3 is bad; mend it"):
        list(mapped(fail, range(9), workers=2))


def test_what_a_worker_died_over_is_done_again(tmp_path: Path) -> None:
    assert list(mapped(DieOnce(tmp_path / "died"), range(9), workers=2)) == list(range(9))
    assert (tmp_path / "died").exists()


class BreaksLater:
    """A pool in this process that turns out to be broken when it is given its seventh item, as one may at any time."""

    made = 0

    def __init__(self, packed: bytes, workers: int) -> None:
        BreaksLater.made += 1
        self.given, self.breaks = 0, BreaksLater.made == 1

    def submit(self, item: int) -> Future[int]:
        self.given += 1
        if self.breaks and self.given > 6:
            raise BrokenProcessPool("a worker died")
        done: Future[int] = Future()
        done.set_result(item)
        return done

    def stop(self) -> None:
        """Nothing runs."""


def test_a_result_that_is_there_survives_a_pool_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BreaksLater, "made", 0)
    monkeypatch.setattr(processes, "_Pool", BreaksLater)
    assert list(mapped(double, range(9), workers=2)) == list(range(9))
    assert BreaksLater.made == 2


def test_articles_that_kill_every_worker_are_said() -> None:
    with pytest.raises(ScaleError, match=r"a worker process died 3 times over the same articles.*try fewer workers"):
        list(mapped(die, range(9), workers=2))


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_the_workers_end_with_the_process_that_started_them(tmp_path: Path, end: signal.Signals) -> None:
    script = tmp_path / "stopped.py"
    script.write_text(STOPPED)
    noted = tmp_path / "noted"
    noted.mkdir()
    path = os.pathsep.join((str(HERE), str(HERE.parent)))
    main = subprocess.Popen(
        [sys.executable, script, noted], stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path}
    )
    latest = time.monotonic() + PATIENCE
    while len(list(noted.iterdir())) < 2 and time.monotonic() < latest:
        time.sleep(0.05)
    main.send_signal(end)
    assert main.wait(PATIENCE) != 0
    workers = [int(path.name) for path in noted.iterdir()]
    while any(map(_runs, workers)) and time.monotonic() < latest:
        time.sleep(0.05)
    assert (len(workers), [number for number in workers if _runs(number)]) == (2, [])


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.model
def test_two_workers_give_the_same_tables_and_the_same_bytes(nlp, tmp_path: Path) -> None:
    corpus = SmallCorpus(tmp_path)
    expected = analyze(corpus.articles, cache=corpus.cache, progress=False)
    found = analyze(corpus.articles, cache=corpus.cache, progress=False, workers=2)
    for table in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(found, table), getattr(expected, table))
    analyze_to(corpus.folder, tmp_path / "streamed", corpus.settings, workers=2, progress=False)
    assert bytes_of(tmp_path / "streamed") == bytes_of(expected.save(tmp_path / "saved"))
