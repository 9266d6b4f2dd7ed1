"""How groups call an actor: shares of forms, wordings and modifiers."""

from __future__ import annotations

import numpy as np
import pytest
from test_compare_frames import articles_of

from framing.compare import Resampling, naming_shares
from framing.errors import ChoiceError
from framing.tables import to_frame
from framing.values import FORMS

FEW = Resampling(draws=50)
ARTICLES = articles_of(("a", "Post"), ("b", "Post"), ("c", "Wire"), ("d", "Quiet"))
DEFAULTS = {
    "actor": "Ada Moss", "actor_kind": "person", "text": "Moss", "form": "bare name", "modifiers": None, "sentence": 0,
    "voice": "outlet", "statement_id": None, "start": 0, "end": 4,
}  # fmt: skip


def naming_of(*rows):
    """Naming from mappings with at least a doc_id; the rest has defaults."""
    return to_frame("naming", [{**DEFAULTS, **row} for row in rows])


NAMING = naming_of(
    {"doc_id": "a", "text": "Mayor Moss", "form": "title", "modifiers": "hardline"},
    {"doc_id": "a", "text": "the mayor", "form": "role"},
    {"doc_id": "a", "text": "she", "form": "pronoun"},
    {"doc_id": "b", "text": "The mayor", "form": "role", "modifiers": "hardline; embattled"},
    {"doc_id": "b", "text": "the mayor", "form": "role"},
    {"doc_id": "c"},
    {"doc_id": "c", "actor": "Ben Orr", "text": "Orr"},
    {"doc_id": "c", "actor": "officials", "actor_kind": "unnamed", "text": "officials", "form": "epithet"},
)


def numbers(shares, split):
    return {(row["outlet"], row[split]): (row["n_hits"], row["n_mentions"]) for row in shares.to_dict("records")}


def test_every_group_has_every_form_of_the_actor():
    found = numbers(naming_shares(NAMING, ARTICLES, actor="Ada Moss", resampling=FEW), "form")
    assert set(found) == {(outlet, form) for outlet in ("Post", "Wire", "Quiet") for form in FORMS}
    assert found["Post", "role"] == (3, 5)
    assert found["Wire", "bare name"] == (1, 1)
    assert found["Quiet", "role"] == (0, 0)


def test_wordings_leave_out_pronouns_and_do_not_mind_case():
    found = numbers(naming_shares(NAMING, ARTICLES, actor="Ada Moss", split="text", top=1, resampling=FEW), "text")
    assert found["Post", "the mayor"] == (3, 4)
    assert found["Post", "other"] == (1, 4)
    assert found["Wire", "other"] == (1, 1)


def test_modifiers_count_each_and_any():
    shares = naming_shares(NAMING, ARTICLES, actor="Ada Moss", split="modifiers", resampling=FEW)
    found = numbers(shares, "modifiers")
    assert found["Post", "(any)"] == (2, 4)
    assert found["Post", "hardline"] == (2, 4)
    assert found["Post", "embattled"] == (1, 4)
    assert found["Wire", "hardline"] == (0, 1)


def test_without_an_actor_all_that_are_named_count():
    found = numbers(naming_shares(NAMING, ARTICLES, resampling=FEW), "form")
    assert found["Wire", "bare name"] == (2, 2)


def test_intervals_hold_the_share():
    shares = naming_shares(NAMING, ARTICLES, actor="Ada Moss", resampling=FEW).dropna(subset=["low"])
    assert len(shares) == len(FORMS)
    assert ((shares["low"] <= shares["share"]) & (shares["share"] <= shares["high"])).all()


@pytest.mark.parametrize("split", ["form", "text", "modifiers"])
def test_a_corpus_that_names_nobody_gives_zeros(split):
    shares = naming_shares(to_frame("naming", []), ARTICLES, split=split, resampling=FEW)
    assert shares["n_mentions"].tolist() == [0] * len(shares)
    assert np.isnan(shares["share"]).all()


@pytest.mark.parametrize(
    ("options", "says"),
    [({"split": "colour"}, "split='colour'"), ({"actor": "Nobody"}, "'Ada Moss'"), ({"top": 0}, "top=0")],
)
def test_what_is_unknown_is_refused(options, says):
    with pytest.raises(ChoiceError, match=says):
        naming_shares(NAMING, ARTICLES, resampling=FEW, **options)
