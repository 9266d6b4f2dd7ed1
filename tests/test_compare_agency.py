"""How groups tell events: shares of passives, of deleted agents, of nouns, of dying."""

from __future__ import annotations

import numpy as np
import pytest
from test_compare_frames import articles_of

from framing.compare import Resampling, agency_rates
from framing.errors import ChoiceError
from framing.tables import to_frame

FEW = Resampling(draws=50)
ARTICLES = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Quiet"))
DEFAULTS = {
    "verb": "kill", "text": "killed", "construction": "active", "agent": "rebels", "agent_actor": None,
    "patient": "guards", "patient_actor": None, "passive": False, "agent_deleted": False, "negated": False,
    "category": "killing", "term": "kill", "sentence": 0, "voice": "outlet", "statement_id": None, "start": 0, "end": 6,
}  # fmt: skip
DELETED = {"agent": None, "agent_deleted": True}


def agency_of(*rows):
    """Agency from mappings with at least a doc_id; the rest has defaults, `passive` follows the construction."""
    full = [{**DEFAULTS, **row} for row in rows]
    return to_frame("agency", [{**row, "passive": row["construction"] == "passive"} for row in full])


AGENCY = agency_of(
    {"doc_id": "a"},
    {"doc_id": "a", "construction": "passive", **DELETED},
    {"doc_id": "a", "construction": "nominal", **DELETED, "patient_actor": "Ada Moss"},
    {"doc_id": "a", "construction": "nominal", **DELETED, "patient": None},
    {"doc_id": "b", "construction": "passive"},
    {"doc_id": "b", "construction": "intransitive", "category": "death", "agent": None},
    {"doc_id": "b", "construction": "passive", "category": None, "term": None, **DELETED},
    {"doc_id": "c", "category": "detention", "patient_actor": "Ada Moss"},
)


def numbers(rates):
    return {(row["outlet"], row["measure"]): (row["n_hits"], row["n_events"]) for row in rates.to_dict("records")}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(
            {"category": "(violence)"},
            {"passive": (2, 3), "agent deleted": (2, 4), "nominal": (1, 5), "intransitive": (1, 5)},
            id="all violence",
        ),
        pytest.param({}, {"passive": (3, 4), "agent deleted": (3, 5), "nominal": (1, 5)}, id="all events"),
        pytest.param({"category": "death"}, {"agent deleted": (0, 0), "intransitive": (1, 1)}, id="dying"),
        pytest.param({"category": ["death", "killing"]}, {"intransitive": (1, 5)}, id="two categories"),
        pytest.param({"patient": "Ada Moss"}, {"passive": (0, 0), "nominal": (1, 1)}, id="one patient"),
    ],
)
def test_the_numbers_of_one_group(options, expected):
    found = numbers(agency_rates(AGENCY, ARTICLES, resampling=FEW, **options))
    assert {measure: found["Post", measure] for measure in expected} == expected


def test_a_group_without_events_stands_with_zero():
    rates = agency_rates(AGENCY, ARTICLES, category="killing", measures=["passive"], resampling=FEW)
    assert rates["outlet"].tolist() == ["Post", "Quiet", "Wire"]
    assert numbers(rates)["Wire", "passive"] == (0, 0)


def test_a_category_of_the_lexicon_that_never_occurs_gives_zeros():
    rates = agency_rates(AGENCY, ARTICLES, category="displacement", resampling=FEW)
    assert rates["n_events"].tolist() == [0] * len(rates)
    assert np.isnan(rates["share"]).all()


def test_intervals_hold_the_share():
    rates = agency_rates(AGENCY, ARTICLES, resampling=FEW).dropna(subset=["low"])
    assert len(rates) > 0
    assert ((rates["low"] <= rates["share"]) & (rates["share"] <= rates["high"])).all()


def test_no_events_at_all_are_no_error():
    assert agency_rates(to_frame("agency", []), ARTICLES, resampling=FEW)["n_hits"].sum() == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"category": "gossip"}, "category='gossip'"),
        ({"patient": "Nobody"}, "'Ada Moss'"),
        ({"measures": ["bias"]}, "measures='bias'"),
        ({"measures": []}, "at least one"),
        ({"by": "colour"}, "by='colour'"),
    ],
)
def test_what_is_unknown_is_refused(options, says):
    with pytest.raises(ChoiceError, match=says):
        agency_rates(AGENCY, ARTICLES, resampling=FEW, **options)
