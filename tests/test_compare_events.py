"""Events found from words and days."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import load_corpus
from framing.compare.events import find_events
from framing.errors import ChoiceError, TableError

FERRY = "The ferry Aurora sank off Ostrel with 212 passengers aboard after it left the quay overloaded."
FERRY_AGAIN = "An overloaded ferry sank near Ostrel; the Aurora had 212 passengers on board, police said."
TAX = "Parliament in Carvenia delayed the vote on the butter tax by a week after farmers protested."
CONSTRUCTED = Path(__file__).parents[1] / "data" / "constructed"


def articles(*rows: tuple[str, str | None]) -> pd.DataFrame:
    texts, days = zip(*rows) if rows else ((), ())
    return pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(len(rows))], "text": list(texts), "date": pd.to_datetime(list(days))}
    )


class TestFound:
    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            pytest.param([], [], id="no articles"),
            pytest.param([(FERRY, "2024-05-01")], [1], id="one article is an event"),
            pytest.param([(FERRY, "2024-05-01"), (FERRY_AGAIN, "2024-05-02")], [1, 1], id="the same news"),
            pytest.param([(FERRY, "2024-05-01"), (TAX, "2024-05-01")], [1, 2], id="the same day, other news"),
            pytest.param([(FERRY, "2024-05-01"), (FERRY_AGAIN, "2024-05-04")], [1, 1], id="three days are within"),
            pytest.param([(FERRY, "2024-05-01"), (FERRY_AGAIN, "2024-05-05")], [1, 2], id="four days are not"),
            pytest.param([(FERRY, "2024-05-01"), (FERRY_AGAIN, None)], [1, 1], id="without a date words decide"),
            pytest.param([("", None), ("", None)], [1, 2], id="without words everyone is alone"),
            pytest.param([("the of and", None), ("the of and", None)], [1, 2], id="function words are no words"),
            pytest.param(
                [(TAX, "2024-05-01"), (FERRY, "2024-05-01"), (TAX, "2024-05-02")], [1, 2, 1], id="named in order"
            ),
        ],
    )
    def test_groups(self, rows: list[tuple[str, str | None]], expected: list[int]) -> None:
        assert find_events(articles(*rows)).tolist() == [f"event-{number}" for number in expected]

    def test_no_column_of_dates_is_no_date(self) -> None:
        assert find_events(articles((FERRY, None), (FERRY_AGAIN, None)).drop(columns="date")).nunique() == 1

    def test_no_chain_of_days_longer_than_the_window(self) -> None:
        """Each is within two days of the next, the first not of the last."""
        days = ("2024-05-01", "2024-05-03", "2024-05-05", "2024-05-07")
        frame = articles(*((FERRY, day) for day in days))
        frame["event"] = find_events(frame, window=2)
        spans = frame.groupby("event")["date"].agg(["min", "max"])
        assert ((spans["max"] - spans["min"]).dt.days <= 2).all()
        assert len(spans) == 2

    def test_the_events_of_the_constructed_corpus(self) -> None:
        corpus = load_corpus(CONSTRUCTED)
        found = find_events(corpus)
        assert found.nunique() == 6
        assert len(set(zip(corpus["event"], found))) == 6

    @given(st.permutations(range(6)))
    def test_the_order_of_rows_changes_names_alone(self, order: list[int]) -> None:
        rows = [(FERRY, "2024-05-01"), (FERRY_AGAIN, "2024-05-02"), (TAX, "2024-05-01"), (TAX + FERRY, "2024-05-02"),
                ("Rain fell.", "2024-05-03"), (TAX, "2024-05-09")]  # fmt: skip
        frame = articles(*rows)
        straight = find_events(frame)
        moved = find_events(frame.iloc[order])
        assert moved.index.tolist() == order
        pairs = set(zip(straight[order], moved))
        assert len(pairs) == straight.nunique() == moved.nunique()

    def test_a_higher_threshold_makes_no_fewer_events(self) -> None:
        corpus = load_corpus(CONSTRUCTED)
        numbers = [find_events(corpus, threshold=value).nunique() for value in (0.0, 0.1, 0.3, 0.6, 1.0)]
        assert numbers == sorted(numbers)
        assert numbers[-1] == len(corpus)


class TestRefused:
    @pytest.mark.parametrize(("options", "message"), [({"window": -1}, "window=-1"), ({"threshold": 2}, "threshold=2")])
    def test_options(self, options: dict[str, int], message: str) -> None:
        with pytest.raises(ChoiceError, match=message):
            find_events(articles((FERRY, None)), **options)

    def test_a_saved_analysis_has_no_text(self) -> None:
        with pytest.raises(TableError, match=r"lacks text.*load_corpus"):
            find_events(articles((FERRY, None)).drop(columns="text"))
