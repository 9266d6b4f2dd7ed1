"""Every row of the design table, measured through the whole path: what was put in is found, the rest is not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.compare import actors_side_by_side, align_statements, omission_differences, omission_rates, side_by_side
from framing.compare.groups import Groups
from framing.compare.overview import Measure
from framing.compare.pairs import compare_measures, events_of
from framing.compare.rates import places

DESIGN_FOLDER = Path(__file__).parent.parent / "data" / "design"
DESIGN = pd.read_csv(DESIGN_FOLDER / "outlets.csv")
UTTERANCES = pd.read_csv(DESIGN_FOLDER / "utterances.csv")
SIDES = dict(zip(UTTERANCES["actor"], UTTERANCES["side"]))
TRUTH = pd.read_csv(DESIGN_FOLDER / "statements.csv").dropna(subset="cue_start").astype({"cue_start": "Int64"})
TRUTH = TRUTH.merge(UTTERANCES[["utterance_id", "side"]], on="utterance_id")[["doc_id", "cue_start", "side"]]
TERMS = pd.read_csv(DESIGN_FOLDER / "terms.csv").set_index("term")["device"]
BASELINE = "northern-courier"
CUES = ("stance", "kind")
COUNTED = ("label_voice", "scare_quotes", "hedging")
LEAST_P = 2 / 64
pytestmark = pytest.mark.model


def side_of(statement_ids: pd.Series, constructed) -> pd.Series:
    """The side whose statement each is, by the place of its cue in the drafts."""
    found = constructed.statements.merge(TRUTH, on=["doc_id", "cue_start"])
    return statement_ids.map(dict(zip(found["statement_id"], found["side"])))


def counts_of(constructed, row) -> Measure:
    """What a row of the design is about, counted per article."""
    groups = Groups.of(constructed.articles)
    if row["device"] in CUES:
        said = constructed.statements
        said = said[side_of(said["statement_id"], constructed) == row["target"]]
        if row["device"] == "stance":
            hits = said[said["stance"] == row["setting"].split(":")[0]]
            return Measure("stance", "share of statements", 1, groups.count(hits), groups.count(said))
        hits = said[said["kind"] == "direct"]
    elif row["device"] == "hedging":
        hits = constructed.mentions[constructed.mentions["lexicon"] == "hedges"]
        hits = hits[hits["voice"] == "outlet"]
    else:
        hits = constructed.mentions[constructed.mentions["lexicon"] == "labels"]
        hits = hits[hits["term"].map(TERMS) == row["device"]]
        place = {"label_voice": "outlet", "scare_quotes": "scare_quoted"}[row["device"]]
        hits = hits[(places(hits) == place) & hits["statement_id"].isna()]
    return Measure(row["device"], "per article", 1, groups.count(hits), groups.count(constructed.articles))


def rows_with(*devices, manipulated=(True, False)):
    rows = DESIGN[DESIGN["device"].isin(devices) & DESIGN["manipulated"].isin(manipulated)].to_dict("records")
    return [pytest.param(row, id=f"{row['outlet']}-{row['device']}-{row['target']}") for row in rows]


@pytest.mark.parametrize("row", rows_with(*CUES, *COUNTED))
def test_the_level_of_the_design_is_found(constructed, row):
    measure = counts_of(constructed, row)
    own = Groups.of(constructed.articles)
    members = own.members(own.names.index(row["outlet"]))
    top, base = (frame.to_numpy()[members, 0] for frame in (measure.numerators, measure.denominators))
    assert top.sum() / base.sum() == row["level"]


def difference(constructed, row):
    groups = Groups.of(constructed.articles)
    events = events_of(constructed.articles, groups, "event")
    table = compare_measures([counts_of(constructed, row)], groups, events)
    pair = sorted([BASELINE, row["outlet"]])
    return table[(table["group_a"] == pair[0]) & (table["group_b"] == pair[1])].iloc[0]


@pytest.mark.parametrize("row", rows_with(*CUES, *COUNTED, manipulated=[True]))
def test_what_is_manipulated_differs_from_the_baseline_as_clearly_as_six_events_allow(constructed, row):
    assert difference(constructed, row)["p"] == LEAST_P


@pytest.mark.parametrize(
    "row", [row for row in rows_with(*CUES, *COUNTED, manipulated=[False]) if BASELINE not in row.id]
)
def test_what_is_not_manipulated_does_not(constructed, row):
    p = difference(constructed, row)["p"]
    assert pd.isna(p) or p > 0.05


@pytest.fixture(scope="module")
def side(constructed):
    """Utterances side by side, each with the side of its speaker (that of most of its statements)."""
    found = side_by_side(align_statements(constructed.statements, constructed.articles), constructed)
    sides = side_of(found["statement_id"], constructed).groupby(found["utterance"]).agg(commonest)
    return found.assign(side=found["utterance"].map(sides))


def commonest(values: pd.Series) -> str:
    return values.mode().iloc[0]


@pytest.fixture(scope="module")
def actors(constructed):
    found = actors_side_by_side(constructed.statements, constructed.articles)
    return found.assign(side=found["actor"].map(SIDES)).dropna(subset="side")


@pytest.mark.parametrize("row", rows_with("omission"))
def test_actors_are_left_out_where_the_design_says_so_and_hardly_elsewhere(actors, row):
    """Hardly: an actor whom an article calls by the office alone is not always recognised."""
    own = omission_rates(actors[actors["side"] == row["target"]], of="actor").set_index("outlet")
    share = own.loc[row["outlet"], "share"]
    assert (share == 1) if row["manipulated"] else (share <= 0.1)


@pytest.mark.parametrize("row", rows_with("omission"))
def test_utterances_are_left_out_where_the_design_says_so_and_far_less_elsewhere(side, row):
    """Less: a paraphrase that is not recognised as the same utterance counts as left out."""
    own = omission_rates(side[side["side"] == row["target"]], others=2).set_index("outlet")
    share = own.loc[row["outlet"], "share"]
    assert (share == 1) if row["manipulated"] else (share <= 0.35)


def test_the_outlet_that_leaves_out_the_challenger_differs_from_each_other_and_no_others_differ(side):
    table = omission_differences(side[side["side"] == "challenger"], others=2)
    found = table[table["p"] < 0.05]
    pairs = {frozenset(pair) for pair in zip(found["group_a"], found["group_b"])}
    others = set(DESIGN["outlet"]) - {"meridian-times"}
    assert pairs == {frozenset(["meridian-times", other]) for other in others}
    assert set(found["p"]) == {LEAST_P}


@pytest.mark.parametrize("target", ["authority", "third"])
def test_no_outlets_differ_in_what_they_leave_out_of_the_other_sides(side, target):
    table = omission_differences(side[side["side"] == target], others=2)
    assert (table["p"].dropna() > 0.05).all()
