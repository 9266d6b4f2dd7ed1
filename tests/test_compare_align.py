"""Which statements report the same utterance."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.align import HOW, INTERCEPT, align_statements, probability, published_weights
from framing.compare.wording import FEATURES
from framing.errors import ChoiceError, TableError

COLUMNS = [
    "doc_id", "statement_id", "event", "utterance", "n_statements", "n_articles", "probability", "how", "copy_of",
]  # fmt: skip
LOCKED = "“The doors were locked at noon and nobody in the harbour office had a key,”"
# Other news of the day, so that words have a rarity.
AROUND = [
    ("x", "“We asked for nothing but bread.”", "direct", "Keller"),
    ("y", "taxes on butter would rise in spring", "indirect", "Brandt"),
    ("x", "that three trains had been cancelled", "indirect", "Roth"),
    ("y", "the school would open again on Monday", "indirect", "Lind"),
]

Said = tuple[str, str, str, str | None]


def table(rows: list[Said], *, start: int = 0) -> pd.DataFrame:
    """Statements: the article, content, kind and actor of each; contents one after the other in the text."""
    records: list[dict[str, Any]] = []
    for number, (doc_id, content, kind, actor) in enumerate(rows):
        first = start + 1000 * number
        records.append(
            {"doc_id": doc_id, "statement_id": f"{doc_id}#{number}", "content": content, "kind": kind, "actor": actor,
             "content_start": first, "content_end": first + len(content),
             "content_spans": f"{first}-{first + len(content)}", "n_words": len(content.split())}
        )  # fmt: skip
    return pd.DataFrame(records)


def news(statements: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": sorted(set(statements["doc_id"])), "event": "harbour", **columns})


def aligned(*rows: Said) -> pd.DataFrame:
    statements = table([*rows, *AROUND])
    return align_statements(statements, news(statements)).head(len(rows))


def groups(found: pd.DataFrame) -> set[frozenset[str]]:
    return {frozenset(part) for _, part in found.groupby("utterance")["statement_id"]}


class TestPairs:
    @pytest.mark.parametrize(
        ("one", "other", "how"),
        [
            pytest.param(
                ("a", LOCKED, "direct", "Moss"), ("b", LOCKED.replace("“", '"').replace("”", '"'), "direct", "Moss"),
                "same words", id="the same words in other quotation marks",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"),
                ("b", "“The doors were loked at noon and nobody in the harbor office had a key”", "direct", "Moss"),
                "same words", id="misspelt",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"),
                ("b", "“The doors were locked at noon [...] nobody in the harbour office had a key”", "direct", "Moss"),
                "same words", id="with an ellipsis",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"), ("b", "“The doors were locked at noon,”", "direct", "Moss"),
                "part of the words", id="truncated",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"),
                ("b", "that “nobody in the harbour office” there “had a key”", "mixed", "Moss"),
                "part of the words", id="quoted in fragments: the words in quotation marks count",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"),
                ("b", "the harbour office was locked at noon and no one had keys to the doors", "indirect", "Moss"),
                "paraphrase", id="paraphrased",
            ),
            pytest.param(
                ("a", "the doors were locked at noon", "indirect", "Moss"),
                ("b", "that the doors were locked at noon", "indirect", "a spokesman"),
                "same words", id="the same words without quotation marks",
            ),
            pytest.param(
                ("a", "“I will not resign,”", "direct", "Moss"), ("b", "“I will not resign,”", "direct", "Moss"),
                "same words", id="a short quotation",
            ),
        ],
    )  # fmt: skip
    def test_one_utterance(self, one: Said, other: Said, how: str) -> None:
        found = aligned(one, other)
        assert found["utterance"].nunique() == 1
        assert sorted(found["how"]) == sorted(["fullest", how])
        assert found["n_statements"].tolist() == found["n_articles"].tolist() == [2, 2]
        assert (found["probability"] >= 0.5).all()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            pytest.param(
                ("a", LOCKED, "direct", "Moss"),
                ("b", "“The keys hang in my kitchen and always have.”", "direct", "Moss"),
                id="another sentence of the same speech",
            ),
            pytest.param(
                ("a", LOCKED, "direct", "Moss"), ("b", "the harbour office", "indirect", "Moss"), id="a mere mention"
            ),
            pytest.param(
                ("a", "40 tonnes of grain were lost", "indirect", "Moss"),
                ("b", "14 tonnes of grain were lost", "indirect", "Moss"), id="other numbers",
            ),
            pytest.param(
                ("a", "the doors had been locked", "indirect", "Moss"),
                ("b", "the doors had not been locked", "indirect", "Moss"), id="denied",
            ),
            pytest.param(
                ("a", "the doors would be mended", "indirect", "Moss"),
                ("b", "the doors were a disgrace", "indirect", "Keller"), id="others on the same matter",
            ),
            pytest.param(("a", "", "indirect", "Moss"), ("b", "", "indirect", "Moss"), id="no words at all"),
            pytest.param(("a", "“…”", "direct", "Moss"), ("b", "“…”", "direct", "Moss"), id="nothing but marks"),
        ],
    )  # fmt: skip
    def test_two_utterances(self, one: Said, other: Said) -> None:
        found = aligned(one, other)
        assert found["utterance"].nunique() == 2
        assert found["how"].tolist() == ["only", "only"]
        assert found["probability"].isna().all()


class TestTable:
    def test_its_columns(self) -> None:
        found = aligned(("a", LOCKED, "direct", "Moss"))
        assert list(found.columns) == COLUMNS
        assert set(found["how"]) <= set(HOW)

    def test_the_event_is_named_as_its_column(self) -> None:
        statements = table(AROUND)
        found = align_statements(statements, news(statements, day="Monday"), pair="day")
        assert set(found["day"]) == {"Monday"}
        assert found["utterance"].str.startswith("Monday~").all()

    def test_utterances_never_cross_events(self) -> None:
        statements = table([("a", LOCKED, "direct", "Moss"), ("b", LOCKED, "direct", "Moss")])
        assert align_statements(statements, news(statements, event=["one", "two"]))["utterance"].nunique() == 2

    def test_articles_without_an_event_take_no_part(self) -> None:
        statements = table([("a", LOCKED, "direct", "Moss"), ("b", LOCKED, "direct", "Moss")])
        found = align_statements(statements, news(statements, event=["one", None]))
        assert found["doc_id"].tolist() == ["a"]

    def test_no_statements(self) -> None:
        statements = table(AROUND)
        assert list(align_statements(statements.head(0), news(statements)).columns) == COLUMNS

    def test_a_statement_is_never_aligned_with_one_that_stands_inside_it(self) -> None:
        outer = "that Moss had said the doors were locked at noon"
        statements = table([("a", outer, "indirect", "Keller"), ("a", outer[19:], "indirect", "Moss"), *AROUND])
        start = int(statements.loc[0, "content_start"]) + 19
        statements.loc[1, ["content_start", "content_end"]] = [start, start + len(outer) - 19]
        statements.loc[1, "content_spans"] = f"{start}-{start + len(outer) - 19}"
        found = align_statements(statements, news(statements), threshold=0.01)
        assert found["utterance"].iloc[0] != found["utterance"].iloc[1]

    def test_what_stands_between_the_parts_of_a_content_is_not_compared(self) -> None:
        broken = "“The doors were locked at noon,” said Moss, a former harbour master, “and nobody had a key.”"
        part = "“The doors were locked at noon”"
        statements = table([("a", broken, "direct", "Moss"), ("b", part, "direct", "Moss")])
        statements.loc[0, "content_spans"] = f"0-32 {broken.index('“and')}-{len(broken)}"
        found = align_statements(statements, news(statements))
        assert found["how"].tolist() == ["fullest", "part of the words"]

    def test_wire_copy_counts_once(self) -> None:
        rows = [(doc, LOCKED, "direct", "Moss") for doc in ("a", "b", "c")]
        statements = table([*rows, *AROUND])
        articles = news(statements, near_duplicate_of=[None, None, "b", None, None])
        found = align_statements(statements, articles).head(3)
        assert found["utterance"].nunique() == 1
        assert found["copy_of"].fillna("").tolist() == ["", "", "b"]
        assert found["n_statements"].tolist() == found["n_articles"].tolist() == [2, 2, 2]

    def test_two_statements_of_one_article_are_one_article(self) -> None:
        found = aligned(("a", LOCKED, "direct", "Moss"), ("a", LOCKED, "direct", "Moss"))
        assert (found["n_statements"].tolist(), found["n_articles"].tolist()) == ([2, 2], [1, 1])


class TestRefused:
    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"pair": "affair"}, ChoiceError, "affair.*event"),
            ({"threshold": 1.5}, ChoiceError, "threshold=1.5"),
            ({"threshold": -0.1}, ChoiceError, "threshold=-0.1"),
        ],
    )
    def test_options(self, options: dict[str, Any], error: type[Exception], message: str) -> None:
        statements = table(AROUND)
        with pytest.raises(error, match=message):
            align_statements(statements, news(statements), **options)

    def test_a_table_without_what_is_compared(self) -> None:
        statements = table(AROUND)
        with pytest.raises(TableError, match="lacks content, actor"):
            align_statements(statements.drop(columns=["content", "actor"]), news(statements))


class TestWeights:
    def test_published_ones_are_of_the_features_and_signed_as_they_are_meant(self) -> None:
        weights = published_weights()
        assert set(weights) == {INTERCEPT, *FEATURES}
        against = {"apart", "other_actor", "numbers", "negation", "brief"}
        assert all((weights[name] <= 0) is (name in against) for name in FEATURES)

    def test_probability_is_the_logistic_of_the_weighted_sum(self) -> None:
        weights = {INTERCEPT: -1.0, **dict.fromkeys(FEATURES, 0.0), "overlap": 2.0}
        rows = np.zeros((2, len(FEATURES)))
        rows[1, FEATURES.index("overlap")] = 0.5
        assert probability(rows, weights).round(4).tolist() == [0.2689, 0.5]

    def test_own_weights(self) -> None:
        never = {INTERCEPT: -50.0, **dict.fromkeys(FEATURES, 0.0)}
        statements = table([("a", LOCKED, "direct", "Moss"), ("b", LOCKED, "direct", "Moss")])
        assert align_statements(statements, news(statements), weights=never)["utterance"].nunique() == 2


UTTERANCES = (LOCKED, "“We will not run a single train.”", "that 40 tonnes of grain were lost", "", "“locked at noon”",
              "the trains would not run", "14 tonnes of grain were lost", "“malarkey”")  # fmt: skip
said = st.tuples(
    st.sampled_from("abc"), st.sampled_from(UTTERANCES), st.sampled_from(["direct", "indirect", "mixed"]),
    st.sampled_from(["Moss", "Keller", None]),
)  # fmt: skip


class TestAlways:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(said, min_size=1, max_size=8), st.randoms())
    def test_the_order_of_rows_does_not_matter(self, rows: list[Said], chance: Any) -> None:
        statements = table(rows)
        order = list(statements.index)
        chance.shuffle(order)
        straight, moved = (align_statements(one, news(statements)) for one in (statements, statements.loc[order]))
        assert groups(straight) == groups(moved)
        columns = ["statement_id", "n_statements", "how"]
        assert (
            straight[columns].sort_values("statement_id").values.tolist()
            == moved[columns].sort_values("statement_id").values.tolist()
        )

    @settings(max_examples=25, deadline=None)
    @given(st.lists(said, min_size=1, max_size=8))
    def test_every_statement_once_and_one_fullest_an_utterance(self, rows: list[Said]) -> None:
        statements = table(rows)
        found = align_statements(statements, news(statements))
        assert found["statement_id"].tolist() == statements["statement_id"].tolist()
        for _, members in found.groupby("utterance"):
            first = "only" if len(members) == 1 else "fullest"
            assert (members["how"] == first).sum() == 1
            assert set(members["n_statements"]) == {len(members)}

    @settings(max_examples=25, deadline=None)
    @given(st.lists(said, min_size=2, max_size=8))
    def test_a_higher_threshold_only_splits(self, rows: list[Said]) -> None:
        statements = table(rows)
        together = []
        for threshold in (0.2, 0.5, 0.9):
            found = align_statements(statements, news(statements), threshold=threshold)
            together.append({pair for group in groups(found) for pair in combinations(sorted(group), 2)})
        assert together[2] <= together[1] <= together[0]

    def test_an_article_beside_itself_shares_every_statement_with_words(self) -> None:
        rows = [(text, kind, actor) for _, text, kind, actor in [("", LOCKED, "direct", "Moss"), *AROUND]]
        statements = table([(doc, *row) for doc in ("a", "b") for row in rows])
        found = align_statements(statements, news(statements))
        half = len(rows)
        assert found["utterance"].tolist()[:half] == found["utterance"].tolist()[half:]
        assert found["utterance"].nunique() == half
