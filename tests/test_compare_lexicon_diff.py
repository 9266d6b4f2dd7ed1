"""Two versions of a lexicon on one corpus: known mentions come and go, known rates move."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.compare import diff_lexicons, mention_changes, mention_rates, rate_changes
from framing.corpus import load_corpus
from framing.errors import ChoiceError
from framing.lexicon import Lexicon, Term, extend_lexicon

TEXT = "A mob of rebels met the army."
ARTICLES = pd.DataFrame({"doc_id": ["a", "b", "c"], "outlet": ["Post", "Post", "Wire"], "text": TEXT})
EXPOSURE = pd.DataFrame({"doc_id": ["a", "b", "c"], "voice": "outlet", "n_words": [400, 600, 500]})


def rows(*hits: str) -> pd.DataFrame:
    """Mentions written as ``doc:word:term:category``; the category may be followed by ``:voice``."""
    records = []
    for hit in hits:
        doc_id, word, term, category, *voice = hit.split(":")
        start = TEXT.index(word)
        records.append(
            {"doc_id": doc_id, "lexicon": "l", "term": term, "category": category, "text": word, "start": start,
             "end": start + len(word), "voice": voice[0] if voice else "outlet", "scare_quoted": False}
        )  # fmt: skip
    columns = ["doc_id", "lexicon", "term", "category", "text", "start", "end", "voice", "scare_quoted"]
    return pd.DataFrame(records, columns=columns)


OLD = rows("a:mob:mob:crowd", "a:rebels:rebel:fighters", "b:mob:mob:crowd", "c:army:army:state")
NEW = rows("a:mob:mob:crowd", "a:rebels:rebel:state", "b:rebels:rebel:state", "c:army:army:state")


def test_what_appears_vanishes_and_is_read_otherwise() -> None:
    found = mention_changes(OLD, NEW, ARTICLES)
    columns = ["doc_id", "change", "hit", "term_old", "term_new", "category_old", "category_new", "left"]
    assert found[columns].fillna("").values.tolist() == [
        ["a", "changes", "rebels", "rebel", "rebel", "fighters", "state", "A mob of"],
        ["b", "vanishes", "mob", "mob", "", "crowd", "", "A"],
        ["b", "appears", "rebels", "", "rebel", "", "state", "A mob of"],
    ]


def test_two_terms_on_the_same_words_are_compared_together() -> None:
    both = rows("a:mob:mob:crowd", "a:mob:throng:crowd")
    found = mention_changes(rows("a:mob:mob:crowd"), both, ARTICLES)
    assert found[["change", "term_old", "term_new"]].values.tolist() == [["changes", "mob", "mob + throng"]]
    assert mention_changes(both, both.iloc[::-1], ARTICLES).empty


@pytest.mark.parametrize("same", [OLD, OLD.head(0)])
def test_the_same_mentions_give_no_change(same: pd.DataFrame) -> None:
    assert mention_changes(same, same, ARTICLES).empty


def test_rates_and_their_differences_are_those_counted_by_hand() -> None:
    found = rate_changes(OLD, NEW, EXPOSURE, ARTICLES).set_index(["outlet", "category"])
    assert len(found) == 6, "every outlet has every category of either"
    post = found.loc["Post"]
    assert post["n_words"].tolist() == [1000] * 3
    assert post[["n_hits_old", "n_hits_new"]].loc["crowd"].tolist() == [2, 1]
    assert post["difference"].to_dict() == pytest.approx({"state": 2.0, "crowd": -1.0, "fighters": -1.0})
    assert found.loc["Wire", "difference"].tolist() == [0, 0, 0]


def test_rates_are_those_of_mention_rates() -> None:
    found = rate_changes(OLD, NEW, EXPOSURE, ARTICLES).sort_values(["outlet", "category"])
    for side, mentions in (("old", OLD), ("new", NEW)):
        own = mention_rates(mentions, EXPOSURE, ARTICLES)
        both = own.merge(found, on=["outlet", "category"])
        for name in ("rate", "low", "high"):
            assert both[name].tolist() == pytest.approx(both[f"{name}_{side}"].tolist(), nan_ok=True)


def test_the_interval_of_the_difference_holds_it_and_is_missing_for_one_article() -> None:
    found = rate_changes(OLD, NEW, EXPOSURE, ARTICLES)
    post, wire = found[found["outlet"] == "Post"], found[found["outlet"] == "Wire"]
    assert ((post["difference_low"] <= post["difference"]) & (post["difference"] <= post["difference_high"])).all()
    assert wire[["difference_low", "difference_high"]].isna().all(axis=None)


def test_what_moves_most_comes_first() -> None:
    sizes = rate_changes(OLD, NEW, EXPOSURE, ARTICLES)["difference"].abs().tolist()
    assert sizes == sorted(sizes, reverse=True)


def test_only_the_voice_asked_for_is_counted() -> None:
    quoted = rows("a:mob:mob:crowd:direct")
    exposure = pd.concat([EXPOSURE, EXPOSURE.assign(voice="direct", n_words=100)])
    assert rate_changes(OLD.head(0), quoted, exposure, ARTICLES)["n_hits_new"].sum() == 0
    direct = rate_changes(OLD.head(0), quoted, exposure, ARTICLES, voice="direct", split="term")
    assert direct[["outlet", "term", "difference"]].values.tolist()[0] == ["Post", "mob", 5.0]


MOB = Term("mob", "crowd", lemma=("mob",), hits=("A [mob].",), misses=("No.",))
CROWDS = Lexicon("crowds", "1.0.0", "Crowds", categories={"crowd": "Many."}, terms=(MOB,))


@pytest.mark.model
def test_two_versions_on_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A mob of rebels met the army. “The mob ran,” Keller said.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Rebels met nobody.", encoding="utf-8")
    articles = load_corpus(tmp_path, outlet="Post")
    rebel = {"id": "rebel", "lemma": "rebel", "category": "crowd", "hits": "[Rebels] met.", "misses": "No."}
    changes, rates = diff_lexicons(CROWDS, extend_lexicon(CROWDS, [rebel], remove="mob"), articles, cache=False)
    assert changes[["change", "hit", "voice"]].values.tolist() == [
        ["vanishes", "mob", "outlet"],
        ["appears", "rebels", "outlet"],
        ["vanishes", "mob", "direct"],
        ["appears", "Rebels", "outlet"],
    ]
    row = rates.iloc[0]
    assert (row["n_hits_old"], row["n_hits_new"], row["n_articles"]) == (1, 2, 2)


@pytest.mark.model
def test_two_versions_of_a_cue_lexicon(tmp_path: Path) -> None:
    text = "Keller claimed that the army had left. Moss said that it rained."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    articles = load_corpus(tmp_path, outlet="Post")
    fewer = extend_lexicon("reporting-verbs", remove=["claim"])
    changes, rates = diff_lexicons("reporting-verbs", fewer, articles, cache=False)
    assert changes[["change", "hit", "term_old"]].values.tolist() == [["vanishes", "claimed", "claim"]]
    assert rates.iloc[0][["category", "n_hits_old", "n_hits_new"]].tolist() == ["doubting", 1, 0]


@pytest.mark.parametrize(
    ("new", "options", "message"),
    [
        ("reporting-verbs", {}, "kind of reporting-verbs"),
        (CROWDS, {"voice": "nobody"}, "voice='nobody'"),
        (CROWDS, {"split": "referent"}, "split='referent'"),
    ],
)
def test_what_cannot_be_compared_is_said(new, options, message) -> None:
    with pytest.raises(ChoiceError, match=message):
        diff_lexicons(CROWDS, new, ARTICLES, **options)
