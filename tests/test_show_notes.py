"""What a notebook says of articles that it was not written about, and of tables without rows."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.errors import CorpusError
from framing.show.notes import Note, own_articles, table_or_note

CONSTRUCTED = Path(__file__).parents[1] / "data" / "constructed"


@pytest.mark.parametrize("path", [CONSTRUCTED, str(CONSTRUCTED), CONSTRUCTED / "mine" / ".."])
def test_of_the_constructed_articles_nothing_is_said(path: str | Path) -> None:
    assert own_articles(path, constructed=CONSTRUCTED) is None


@pytest.mark.parametrize(
    ("rows", "outlet", "counts"),
    [
        (["Rain fell.,Anchor", "Snow fell.,Beacon"], None, "2 articles of 2 outlets"),
        (["Rain fell.,", "Snow fell.,Beacon"], "Beacon", "2 articles of 1 outlet"),
        (["Rain fell.,Anchor", ",Beacon"], None, "1 article of 1 outlet"),
    ],
)
def test_of_other_articles_path_and_counts_are_told(
    rows: list[str], outlet: str | None, counts: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(["text,outlet", *rows]) + "\n", encoding="utf-8")
    note = own_articles(path, outlet=outlet, constructed=CONSTRUCTED)
    assert note is not None
    assert note.startswith(f"These are your own articles: {counts}, read from {path}.")
    assert "hold for those alone" in note


def test_a_path_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"none\.csv"):
        own_articles(tmp_path / "none.csv")


def test_a_note_is_escaped_in_its_box() -> None:
    page = Note("a <b> & c")._repr_html_()
    assert page.startswith('<div role="note"')
    assert page.endswith(">a &lt;b&gt; &amp; c</div>")


def test_a_table_with_rows_is_left_as_it_is() -> None:
    table = pd.DataFrame({"event": ["strike"]})
    assert table_or_note(table, "No event.") is table
    assert table_or_note(table[:0], "No event.") == "No event."
