"""The coded samples that travel with the built-in lexicons: drawn from the constructed corpus, each hit still there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing import analyze, load_coding, load_corpus, load_lexicon
from framing.compare import lexicon_hits

DATA = Path(__file__).parent.parent / "data"
NAMES = ("hedges", "labels")


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return load_corpus(DATA / "constructed")


@pytest.mark.parametrize("name", NAMES)
def test_every_hit_has_an_answer_of_a_named_coder(name: str) -> None:
    sample = load_coding(name)
    assert sample["correct"].notna().all()
    assert sample["item"].is_unique
    assert set(sample["coder"]) == {"author-1"}
    assert sample.loc[~sample["correct"].astype(bool), "note"].notna().all(), "a no says why"


@pytest.mark.parametrize("name", NAMES)
def test_every_hit_stands_in_the_constructed_texts(name: str, articles: pd.DataFrame) -> None:
    texts = dict(zip(articles["doc_id"], articles["text"]))
    for row in load_coding(name).itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.hit


@pytest.mark.model
def test_strata_of_the_present_version_are_as_large_as_the_sample_says(articles: pd.DataFrame) -> None:
    analysis = analyze(articles, cache=False, progress=False)
    for name in NAMES:
        lexicon, sample = load_lexicon(name), load_coding(name)
        if set(sample["lexicon_version"]) != {lexicon.version}:
            continue  # drawn with an earlier version: it speaks for that one
        present = lexicon_hits(lexicon, analysis).groupby("category").size()
        said = sample.groupby("category")["n_stratum"].first()
        assert present.reindex(said.index).astype(int).to_dict() == said.astype(int).to_dict()
