"""How accurate the detectors are: the published figures, as the reports quote them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.errors import ChoiceError

_FILE = Path(__file__).with_name("accuracy.csv")


def published_accuracy(detector: str | None = None) -> pd.DataFrame:
    """What each detector reached on text that people annotated; one row a published figure.

    ``measure`` and ``figure`` (``p`` precision, ``r`` recall, ``f1``, ``share`` ...) name it, ``means`` says in plain
    words what the measure counts, ``value`` is the figure (0 to 1) with the bounds ``low`` and ``high`` of its 95 %
    interval, ``n`` the items that it stands on. ``split`` is "check" for the part of the ``data_set`` that nothing was
    tuned on. ``date``, ``version`` and ``command`` tell how it was measured: the command, run in the repository beside
    the annotated file, prints it again.

    Raises ChoiceError for a detector without published figures.

    >>> found = published_accuracy("statements").set_index(["measure", "figure"]).loc[("cue", "f1")]
    >>> found["means"], found["data_set"], bool(found["low"] < found["value"] < found["high"])
    ('reporting cues found', 'polnear-train', True)
    """
    rows = pd.read_csv(_FILE, dtype={"value": "float64", "low": "float64", "high": "float64", "n": "int64"})
    known = sorted(rows["detector"].unique())
    if detector is not None and detector not in known:
        raise ChoiceError.of("detector", detector, known)
    if detector is not None:
        rows = rows[rows["detector"] == detector]
    parts = rows["metric"].str.rpartition(".")
    place = list(rows.columns).index("metric")
    rows = rows.drop(columns="metric")
    rows.insert(place, "measure", parts[0])
    rows.insert(place + 1, "figure", parts[2])
    return rows.reset_index(drop=True)
