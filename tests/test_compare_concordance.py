"""A concordance: every hit in its context, selected, sorted, drawn and written."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from framing.analysis import Analysis
from framing.compare import kwic, lexicon_hits, neutral_cells, plain_cells, sample_lines, select_lines, write_cells
from framing.errors import ChoiceError, LexiconError, TableError
from framing.lexicon import Lexicon, Term

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["b", "a"],
        "outlet": ["Wire", "Post"],
        "date": pd.to_datetime(["2021-05-01", "2021-05-02"]),
        "text": ["Angry rebels fled. The rebels, armed, won.", "“Brave rebels” died. No mob came."],
    }
)


def mentions_of(**words: str) -> pd.DataFrame:
    """Every occurrence of the words, with the term that each is of, in no order of places."""
    rows = [
        {"doc_id": doc_id, "lexicon": "labels", "term": term, "category": term.upper(), "text": word, "start": start,
         "end": start + len(word), "voice": "direct" if "“" in text[:start] and "”" in text[start:] else "outlet",
         "actor": None, "scare_quoted": False, "negated": text[:start].endswith("No ")}
        for term, word in words.items() for doc_id, text in zip(ARTICLES["doc_id"], ARTICLES["text"])
        for start in range(len(text)) if text.startswith(word, start)
    ]  # fmt: skip
    return pd.DataFrame(rows)


LINES = kwic(mentions_of(mob="mob", rebel="rebels"), ARTICLES)


def test_a_line_tells_what_is_hit_where_and_in_whose_voice() -> None:
    row = LINES.iloc[2]
    assert (row["left"], row["hit"], row["right"]) == ("“Brave", "rebels", "” died. No mob came.")
    assert (row["doc_id"], row["outlet"], str(row["date"])[:10]) == ("a", "Post", "2021-05-02")
    assert (row["voice"], row["term"], row["category"], row["negated"]) == ("direct", "rebel", "REBEL", False)


def test_offsets_lead_back_to_the_words() -> None:
    texts = dict(zip(ARTICLES["doc_id"], ARTICLES["text"]))
    assert all(texts[row.doc_id][row.start : row.end] == row.hit for row in LINES.itertuples())


@pytest.mark.parametrize(
    ("sort", "lefts"),
    [
        ("text", ["Angry", "Angry rebels fled. The", "“Brave", "“Brave rebels” died. No"]),
        ("left", ["Angry", "“Brave", "“Brave rebels” died. No", "Angry rebels fled. The"]),
        ("right", ["Angry rebels fled. The", "“Brave rebels” died. No", "“Brave", "Angry"]),
        ("hit", ["“Brave rebels” died. No", "Angry rebels fled. The", "“Brave", "Angry"]),
    ],
)
def test_sorted_by_place_or_by_the_words_beside(sort: str, lefts: list[str]) -> None:
    assert kwic(mentions_of(mob="mob", rebel="rebels"), ARTICLES, sort=sort)["left"].tolist() == lefts


def test_the_second_word_decides_where_the_first_is_the_same() -> None:
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["mob of men. mob of boys. mob."]})
    mobs = pd.DataFrame({"doc_id": "a", "text": "mob", "start": [0, 12, 25], "end": [3, 15, 28]})
    lines = kwic(mobs, articles, sort="right", width=10)
    assert lines["start"].tolist() == [25, 12, 0]


@pytest.mark.parametrize(
    ("wanted", "starts"),
    [
        ({}, [6, 23, 7, 24]),
        ({"term": "rebel"}, [6, 23, 7]),
        ({"term": "rebel", "outlet": "Wire"}, [6, 23]),
        ({"voice": ["outlet", "direct"], "category": "MOB"}, [24]),
        ({"voice": "direct"}, [7]),
    ],
)
def test_selected_by_what_the_columns_hold(wanted, starts) -> None:
    assert select_lines(LINES, **wanted)["start"].tolist() == starts


def test_a_value_that_no_line_has_is_named_with_the_nearest() -> None:
    message = r"term='rebels' has no row \(did you mean `rebel`\?\); rows have: mob, rebel"
    with pytest.raises(ChoiceError, match=message):
        select_lines(LINES, term=["mob", "rebels"])


@pytest.mark.parametrize(("n", "drawn"), [(1, 1), (3, 3), (4, 4), (9, 4)])
def test_a_sample_is_drawn_by_its_seed_and_kept_in_order(n: int, drawn: int) -> None:
    one = sample_lines(LINES, n, seed=5)
    assert len(one) == drawn
    pd.testing.assert_frame_equal(one, sample_lines(LINES, n, seed=5))
    places = [LINES["left"].tolist().index(left) for left in one["left"]]
    assert places == sorted(set(places))


def test_other_seeds_draw_other_samples() -> None:
    assert len({tuple(sample_lines(LINES, 2, seed=seed)["start"]) for seed in range(20)}) > 1


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: kwic(LINES, ARTICLES, sort="up"), ChoiceError, "sort='up'"),
        (lambda: kwic(LINES), TableError, "`articles` are needed"),
        (lambda: kwic(mentions_of(mob="mob"), ARTICLES.drop(columns="text")), TableError, "no column `text`"),
        (lambda: kwic("labls", ARTICLES), LexiconError, "labels"),
        (lambda: sample_lines(LINES, 0), ChoiceError, "n=0"),
    ],
)
def test_what_cannot_be_done_is_said(call, error, message) -> None:
    with pytest.raises(error, match=message):
        call()


def test_no_hit_gives_no_line() -> None:
    assert kwic(mentions_of(mob="mob").head(0), ARTICLES).empty


CUES = Lexicon("cues", "2.0.0", "Cues", kind="cues", terms=(Term("claim", "doubting", lemma=("claim",)),))


def test_the_hits_of_a_cue_lexicon_are_the_cues() -> None:
    statements = pd.DataFrame(
        {
            "doc_id": "a", "statement_id": ["a#0", "a#1", "a#2"], "within": pd.array([None, "a#0", None], "string"),
            "sentence": 0, "kind": ["direct", "indirect", "indirect"], "cue": ["said", "claims", None],
            "cue_lemma": ["say", "claim", None], "cue_start": pd.array([5, 20, None], "Int64"),
            "cue_end": pd.array([9, 26, None], "Int64"), "stance": ["neutral", "doubting", "neutral"],
            "actor": ["Keller", "Moss", "Moss"], "negated": False,
        }
    )  # fmt: skip
    mentions = pd.DataFrame(columns=["doc_id", "lexicon", "term", "category", "text", "start", "end", "voice", "actor"])
    found = lexicon_hits(CUES, SimpleNamespace(statements=statements, mentions=mentions))  # type: ignore[arg-type]
    assert found[["lexicon", "term", "category", "text", "voice"]].values.tolist() == [
        ["cues", "say", "neutral", "said", "outlet"],
        ["cues", "claim", "doubting", "claims", "direct"],
    ]
    assert found["actor"].fillna("").tolist() == ["", "Keller"]


def test_an_analysis_brings_its_own_articles() -> None:
    empty = pd.DataFrame()
    analysis = Analysis(ARTICLES, empty, mentions_of(mob="mob"), empty, empty)
    assert kwic(analysis)["hit"].tolist() == ["mob"]


@pytest.mark.model
def test_a_lexicon_is_read_against_articles() -> None:
    mob = Lexicon("crowds", "1.0.0", "Crowds", terms=(Term("mob", "crowd", lemma=("mob",)),))
    articles = ARTICLES.assign(title=None, url=None, event=None, lang="en", n_words=7, text_sha256="0")
    lines = kwic(mob, articles.assign(near_duplicate_of=None))
    assert lines[["hit", "lexicon", "term", "voice", "outlet", "negated"]].values.tolist() == [
        ["mob", "crowds", "mob", "outlet", "Post", True]
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-3", "@home", "\tx", "\rx"])
def test_cells_that_a_spreadsheet_would_run_are_neutral_in_the_file(cell: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({"hit": [cell, "mob", None], "start": [-1, 2, 3]})
    path = write_cells(frame, tmp_path / "new" / "lines.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["hit"] for row in rows] == ["'" + cell, "mob", ""]
    assert [row["start"] for row in rows] == ["-1", "2", "3"]
    assert plain_cells(neutral_cells(frame)).equals(frame)
