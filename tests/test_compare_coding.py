"""Samples of hits for coding, and the precision that the answers give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.compare import coded_precision, load_coding, sample_hits
from framing.compare.coding import COLUMNS
from framing.errors import ChoiceError, LexiconError, TableError
from framing.lexicon import Lexicon, Term

WORDS = {"mob": "condemning", "crowd": "descriptive", "regime": "condemning"}
OUTLETS = {"a": "Post", "b": "Wire", "c": "Post"}


def corpus(**hits):
    """Articles a, b, c and their mentions: `mob=(3, 2, 0)` stands three times in a, twice in b."""
    texts, rows = dict.fromkeys(OUTLETS, ""), []
    for word, counts in hits.items():
        for doc_id, count in zip(OUTLETS, counts):
            for _ in range(count):
                start = len(texts[doc_id]) + len("We saw the ")
                texts[doc_id] += f"We saw the {word} at night. "
                rows.append(
                    {"doc_id": doc_id, "lexicon": "crowds", "lexicon_version": "1.2.0", "term": word, "text": word,
                     "category": WORDS[word], "start": start, "end": start + len(word), "voice": "outlet"}
                )  # fmt: skip
    articles = pd.DataFrame({"doc_id": list(texts), "outlet": list(OUTLETS.values()), "text": list(texts.values())})
    return pd.DataFrame(rows), articles


def coded(*rows, **columns):
    """Rows (item, category, n_stratum, coder, correct) of one lexicon; each category is a stratum."""
    frame = pd.DataFrame(rows, columns=["item", "category", "n_stratum", "coder", "correct"])
    lexicon = {"lexicon": "crowds", "lexicon_version": "1.2.0"}
    return frame.assign(**{**lexicon, "stratum": "crowds/" + frame["category"], **columns})


def answered(category, yes, no, n_stratum, coder="Moss"):
    answers = ["yes"] * yes + ["no"] * no
    return [(f"{category}{number}", category, n_stratum, coder, one) for number, one in enumerate(answers)]


def test_a_sample_holds_the_hit_in_its_context_and_where_it_comes_from():
    sample = sample_hits(*corpus(mob=(1, 0, 0)), width=10)
    row = sample.iloc[0]
    assert tuple(sample.columns) == COLUMNS
    assert (row["left"], row["hit"], row["right"]) == ("We saw the", "mob", "at night.")
    assert (row["doc_id"], row["outlet"], row["voice"], row["term"]) == ("a", "Post", "outlet", "mob")
    assert (row["lexicon"], row["lexicon_version"], row["category"]) == ("crowds", "1.2.0", "condemning")
    assert sample[["correct", "coder", "note"]].isna().all(axis=None)


def test_of_each_stratum_n_are_drawn_or_all():
    sample = sample_hits(*corpus(mob=(4, 2, 1), regime=(1, 1, 1), crowd=(1, 0, 1)), n=5)
    found = sample.groupby("stratum")[["n_stratum", "n_sampled", "inclusion"]].first()
    assert found.values.tolist() == [[10, 5, 0.5], [2, 2, 1.0]]
    assert sample["stratum"].value_counts().to_dict() == {"crowds/condemning": 5, "crowds/descriptive": 2}
    assert sample["item"].is_unique


@pytest.mark.parametrize(
    ("per", "strata"),
    [
        ("category", {"condemning": 7, "descriptive": 2}),
        ("term", {"mob": 4, "regime": 3, "crowd": 2}),
        ("outlet", {"Post": 6, "Wire": 3}),
        ("voice", {"outlet": 9}),
    ],
)
def test_strata_by_any_of_four_columns(per, strata):
    sample = sample_hits(*corpus(mob=(2, 1, 1), regime=(1, 1, 1), crowd=(1, 1, 0)), per=per)
    found = sample.groupby("stratum")["n_stratum"].first()
    assert found.to_dict() == {f"crowds/{name}": size for name, size in strata.items()}


def test_the_seed_fixes_the_sample_whatever_the_order_of_the_hits():
    mentions, articles = corpus(mob=(9, 9, 9), crowd=(9, 9, 9))
    drawn = sample_hits(mentions, articles, n=4, seed=7)
    pd.testing.assert_frame_equal(drawn, sample_hits(mentions.iloc[::-1], articles.iloc[::-1], n=4, seed=7))
    assert set(drawn["item"]) != set(sample_hits(mentions, articles, n=4, seed=8)["item"])


def test_a_stratum_is_drawn_apart_from_the_others():
    with_crowds = sample_hits(*corpus(mob=(9, 9, 9), crowd=(9, 9, 9)), n=4, seed=7)
    alone = sample_hits(*corpus(mob=(9, 9, 9)), n=4, seed=7)
    assert with_crowds.loc[with_crowds["term"] == "mob", "item"].tolist() == alone["item"].tolist()


def test_the_meaning_of_a_category_stands_beside_it():
    lexicon = Lexicon(
        "crowds", "1.2.0", "Crowds", categories={"condemning": "Said by foes."}, terms=(Term("mob", "x"),)
    )
    sample = sample_hits(*corpus(mob=(1, 0, 0), crowd=(1, 0, 0)), lexicon=lexicon)
    assert sample[["category", "means"]].values.tolist() == [["condemning", "Said by foes."], ["descriptive", ""]]


def test_no_hit_gives_an_empty_sample():
    mentions, articles = corpus(mob=(1, 0, 0))
    sample = sample_hits(mentions.iloc[:0], articles)
    assert (len(sample), tuple(sample.columns)) == (0, COLUMNS)


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"per": "mood"}, ChoiceError, "per='mood'"),
        ({"n": 0}, ChoiceError, "at least 1"),
        ({"lexicon": "crowd"}, ChoiceError, "did you mean `crowds`"),
        ({"articles": None}, TableError, "`articles` are needed"),
        ({"articles": pd.DataFrame({"doc_id": ["a"]})}, TableError, "hold no texts"),
        ({"articles": pd.DataFrame({"doc_id": ["z"], "text": ["No."]})}, TableError, "no article has doc_id 'a'"),
    ],
)
def test_what_cannot_be_sampled_says_so(change, error, message):
    mentions, articles = corpus(mob=(1, 0, 0))
    options = {"articles": articles, **change}
    with pytest.raises(error, match=message):
        sample_hits(mentions, options.pop("articles"), **options)


def test_precision_with_the_interval_of_wilson():
    row = coded_precision(coded(*answered("condemning", 8, 2, 400))).iloc[0]
    assert (row["n_hits"], row["n_coded"], row["n_correct"], row["n_coders"]) == (400, 10, 8, 1)
    assert row["precision"] == pytest.approx(0.8)
    # (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with p = .8, n = 10, z = 1.959964
    assert (row["low"], row["high"]) == (pytest.approx(0.49016, abs=1e-5), pytest.approx(0.94332, abs=1e-5))


def test_all_weighs_strata_by_their_size():
    sample = coded(*answered("condemning", 5, 5, 900), *answered("descriptive", 10, 0, 100))
    table = coded_precision(sample).set_index("category")
    assert table["precision"].to_dict() == pytest.approx({"condemning": 0.5, "descriptive": 1.0, "all": 0.55})
    assert table.loc["all", ["n_hits", "n_coded", "n_correct"]].tolist() == [1000, 20, 15]
    alike = coded_precision(coded(*answered("condemning", 11, 9, 1000))).iloc[0]
    # the weights .09 and .01 a hit are worth 1 / (.9² / 10 + .1² / 10) = 12.2 equal ones: a wider interval than of 20
    whole = table.loc["all"]
    assert whole["high"] - whole["low"] > alike["high"] - alike["low"]


def test_weighted_precision_is_unbiased_over_samples():
    mentions, articles = corpus(mob=(300, 200, 100), crowd=(20, 20, 20))
    # every second mob is right and every crowd: 300 + 60 of 660
    right = (mentions["term"] == "crowd") | (mentions["start"] // len("We saw the mob at night. ") % 2 == 0)
    truth = dict(zip(zip(mentions["doc_id"], mentions["start"]), np.where(right, "yes", "no")))
    weighted, plain = [], []
    for seed in range(60):
        sample = sample_hits(mentions, articles, n=25, seed=seed)
        sample["correct"] = [truth[key] for key in zip(sample["doc_id"], sample["start"])]
        row = coded_precision(sample).set_index("category").loc["all"]
        weighted.append(row["precision"])
        plain.append(row["n_correct"] / row["n_coded"])
    true = right.mean()
    error = np.std(weighted) / np.sqrt(len(weighted))
    assert abs(np.mean(weighted) - true) < 4 * error
    assert np.mean(plain) - true > 0.1


@pytest.mark.parametrize(
    ("answers", "correct"),
    [(("yes", "yes"), 1), (("yes", "no"), 0), (("no", "no"), 0), (("yes", "yes", "no"), 1), (("yes", None), 1)],
)
def test_several_coders_decide_by_more_than_half(answers, correct):
    rows = [("h1", "condemning", 9, f"coder {number}", one) for number, one in enumerate(answers)]
    row = coded_precision(coded(*rows)).iloc[0]
    assert (row["n_coded"], row["n_correct"]) == (1, correct)
    assert row["n_coders"] == sum(one is not None for one in answers)


def test_of_two_answers_of_one_coder_the_first_counts():
    rows = [("h1", "condemning", 9, "Moss", "yes"), ("h1", "condemning", 9, "Moss", "no")]
    assert coded_precision(coded(*rows)).iloc[0][["n_coded", "n_correct"]].tolist() == [1, 1]


def test_rows_without_an_answer_are_not_counted():
    rows = [*answered("condemning", 1, 1, 50), ("open", "condemning", 50, "", ""), ("none", "descriptive", 7, "", None)]
    table = coded_precision(coded(*rows)).set_index("category")
    assert table["n_coded"].to_dict() == {"condemning": 2, "descriptive": 0, "all": 2}
    assert table["n_hits"].to_dict() == {"condemning": 50, "descriptive": 7, "all": 50}
    assert table.loc["descriptive", ["precision", "low", "high"]].isna().all()


def test_rows_by_something_else_than_the_strata_estimate_their_hits():
    sample = coded(*answered("condemning", 3, 1, 40), voice=["outlet", "outlet", "direct", "direct"])
    table = coded_precision(sample, by="voice").set_index("voice")
    assert table["n_hits"].to_dict() == {"direct": 20, "outlet": 20, "all": 40}
    assert table["precision"].to_dict() == pytest.approx({"direct": 0.5, "outlet": 1.0, "all": 0.75})


def test_versions_of_a_lexicon_stand_apart():
    sample = pd.concat([coded(*answered("condemning", 1, 0, 5)),
                        coded(*answered("condemning", 0, 1, 5), lexicon_version="1.3.0")])  # fmt: skip
    table = coded_precision(sample)
    assert table[["lexicon_version", "category", "precision"]].values.tolist() == [
        ["1.2.0", "condemning", 1.0], ["1.2.0", "all", 1.0], ["1.3.0", "condemning", 0.0], ["1.3.0", "all", 0.0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "options", "error", "message"),
    [
        (coded(("h1", "condemning", 9, "", "")), {}, TableError, "nothing is coded"),
        (coded(("h1", "condemning", 9, "", "perhaps")), {}, TableError, "row 0: `perhaps` is no answer"),
        (
            coded(("h1", "condemning", 9, "", "yes")).drop(columns="stratum"),
            {},
            TableError,
            "lacks the column `stratum`",
        ),
        (coded(("h1", "condemning", 9, "", "yes")), {"by": "mood"}, ChoiceError, "by='mood'"),
        (coded(("h1", "condemning", 9, "", "yes")), {"level": 95}, ChoiceError, "level=95"),
    ],
)
def test_what_cannot_be_scored_says_so(sample, options, error, message):
    with pytest.raises(error, match=message):
        coded_precision(sample, **options)


def test_a_coded_sample_travels_beside_its_lexicon(tmp_path):
    from framing.compare import write_coding

    assert load_coding(tmp_path / "crowds.toml") is None
    write_coding(coded(*answered("condemning", 2, 1, 9)), tmp_path / "crowds.coded.csv")
    found = load_coding(tmp_path / "crowds.toml")
    assert found["correct"].tolist() == [True, True, False]
    assert load_coding(Lexicon("crowds", "1.2.0", "Crowds", file=str(tmp_path / "crowds.toml"))).equals(found)
    assert load_coding(Lexicon("hedges", "1.0.0", "Made in memory")) is None
    with pytest.raises(LexiconError, match="no lexicon `hedgs`"):
        load_coding("hedgs")
