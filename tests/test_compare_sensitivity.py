"""Whether a finding hangs on one word, one event or one version of a lexicon."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_compare_frames import MadeUp, articles_of, build, exposure_of, mentions_of, statements_of

from framing.compare import Comparison, Resampling, paired_differences, specification_curve
from framing.errors import ChoiceError

EVENTS = 8
FEW = Resampling(draws=200)
CUES = Comparison("doubting cues", "Post", "Wire")
LABELS = Comparison("labels, outlet voice", "Post", "Wire")


def analysis_of(*, post_cues: list[str], terms: list[str]) -> MadeUp:
    """Eight events, two outlets: Wire has neutral cues and no label, Post these doubting cues and these labels each."""
    rows, statements, mentions = [], [], []
    for event in range(EVENTS):
        rows += [(f"p{event}", "Post", f"e{event}"), (f"w{event}", "Wire", f"e{event}")]
        for doc in (f"p{event}", f"w{event}"):
            statements += [{"doc_id": doc, "stance": "neutral", "cue_lemma": "say"}] * (2 + event % 3)
        statements += [{"doc_id": f"p{event}", "stance": "doubting", "cue_lemma": cue} for cue in post_cues]
        mentions += [{"doc_id": f"p{event}", "term": term} for term in terms]
    words = {row[0]: (100, 0, 0) for row in rows}
    return MadeUp(articles_of(*rows), statements_of(*statements), mentions_of(*mentions), exposure_of(**words))


class TestLeavingOut:
    def test_each_cue_each_event_and_the_whole_have_a_row(self) -> None:
        table = specification_curve(analysis_of(post_cues=["claim", "allege"], terms=[]), CUES, resampling=FEW)
        counts = table["kind"].value_counts().to_dict()
        assert counts == {"as it is": 1, "without one term": 2, "without one event": EVENTS}
        assert set(table.query("kind == 'without one term'")["specification"]) == {"allege", "claim"}

    def test_the_whole_is_the_row_of_paired_differences(self) -> None:
        made = build(outlets=3, events=6)
        pair = Comparison("doubting cues", "Harbour Post", "Inland Courier")
        row = specification_curve(made, pair, resampling=FEW).query("kind == 'as it is'").iloc[0]
        whole = paired_differences(*made.tables, resampling=FEW).query(
            "measure == 'doubting cues' and group_a == 'Harbour Post' and group_b == 'Inland Courier'"
        )
        for name in ("difference", "low", "high", "p", "n_events"):
            assert row[name] == pytest.approx(whole[name].iloc[0])

    def test_without_an_event_there_is_one_less(self) -> None:
        table = specification_curve(analysis_of(post_cues=["claim"], terms=[]), CUES, resampling=FEW)
        assert set(table.query("kind == 'without one event'")["n_events"]) == {EVENTS - 1}

    def test_the_terms_of_a_lexicon(self) -> None:
        table = specification_curve(analysis_of(post_cues=[], terms=["regime", "mob"]), LABELS, resampling=FEW)
        left = table.query("kind == 'without one term'").set_index("specification")["value_a"].to_dict()
        assert left == {"regime": 10.0, "mob": 10.0}

    def test_without_its_only_term_nothing_is_left_to_compare(self) -> None:
        table = specification_curve(analysis_of(post_cues=[], terms=["regime"]), LABELS, resampling=FEW)
        assert table.query("kind == 'without one term'")["difference"].isna().all()

    def test_sorted_by_the_difference(self) -> None:
        table = specification_curve(analysis_of(post_cues=["claim", "allege"], terms=[]), CUES, resampling=FEW)
        assert table["difference"].is_monotonic_increasing


class TestVersions:
    def test_another_version_of_the_lexicons_is_a_specification(self) -> None:
        old, new = (analysis_of(post_cues=["claim"], terms=terms) for terms in (["regime"], ["regime", "mob"]))
        table = specification_curve(new, LABELS, versions={"labels 1.0.0": old}, resampling=FEW)
        row = table.query("kind == 'other lexicon'").iloc[0]
        assert (row["specification"], row["value_a"]) == ("labels 1.0.0", 10.0)


class TestReading:
    @pytest.mark.parametrize(
        ("cues", "expected"),
        [
            pytest.param(["claim", "allege", "purport"], "hangs on no single one of them", id="several cues"),
            pytest.param(["claim"], "is lost in 1 of 9 other specifications: without one term, claim", id="one cue"),
            pytest.param([], "no difference is shown as it is, nor in any", id="no difference"),
        ],
    )
    def test_it_says_whether_the_finding_holds(self, cues: list[str], expected: str) -> None:
        table = specification_curve(analysis_of(post_cues=cues, terms=[]), CUES, resampling=FEW)
        (reading,) = set(table["reading"])
        assert expected in reading

    def test_a_difference_that_only_shows_without_something_is_not_to_be_reported_alone(self) -> None:
        made = analysis_of(post_cues=["claim"], terms=[])
        other = statements_of(*[{"doc_id": "w0", "stance": "doubting", "cue_lemma": "allege"}] * 40)
        made.statements = pd.concat([made.statements, other.assign(statement_id=[f"x{n}" for n in range(40)])])
        table = specification_curve(made, Comparison("doubting cues", "Post", "Wire"), resampling=FEW)
        base = table.query("kind == 'as it is'").iloc[0]
        assert not base["p"] < 0.05
        assert "do not report these alone" in table["reading"].iloc[0]


class TestBadInput:
    @pytest.mark.parametrize(
        ("comparison", "message"),
        [
            (Comparison("luck", "Post", "Wire"), r"measure='luck'"),
            (Comparison("doubting cues", "Post", "Bell"), r"group='Bell'"),
            (Comparison("doubting cues", "Post", "Wire", pair="day"), r"pair='day'"),
            (Comparison("doubting cues", "Post", "Wire", by="paper"), r"by='paper'"),
        ],
    )
    def test_it_names_what_is_unknown(self, comparison: Comparison, message: str) -> None:
        with pytest.raises(ChoiceError, match=message):
            specification_curve(analysis_of(post_cues=["claim"], terms=[]), comparison)

    def test_tables_without_a_hit_have_no_term_to_leave_out(self) -> None:
        table = specification_curve(analysis_of(post_cues=[], terms=[]), CUES, resampling=FEW)
        assert "without one term" not in set(table["kind"])
        assert np.isnan(table["p"]).all()
