"""Contrast sets: rival names for one referent stand together, and the built-in labels form whole sets."""

from __future__ import annotations

import pandas as pd
import pytest
from typer.testing import CliRunner

from framing.cli import app
from framing.lexicon import Lexicon, Term, contrast_sets, load_lexicon

FIELDS = (
    "armed conflict", "terrorism", "migration", "protest and policing", "government and opposition",
    "economy and labour", "climate and energy", "health", "crime", "gender and religion",
)  # fmt: skip


def term(name: str, referent: str | None = None, field: str | None = None, category: str = "descriptive") -> Term:
    return Term(name, category, text=(name, f"{name}s"), referent=referent, field=field)


def lexicon(*terms: Term) -> Lexicon:
    return Lexicon("names", "1.0.0", "Names", terms=terms)


class TestContrastSets:
    def test_the_terms_of_a_referent_stand_together_in_the_order_of_the_file(self) -> None:
        found = contrast_sets(lexicon(term("cur", "dog"), term("mog", "cat"), term("hound", "dog")))
        assert list(zip(found["referent"], found["term"])) == [("dog", "cur"), ("dog", "hound"), ("cat", "mog")]

    def test_the_sets_of_a_field_stand_together(self) -> None:
        found = contrast_sets(
            lexicon(term("cur", "dog", "pets"), term("oak", "tree", "wood"), term("mog", "cat", "pets"))
        )
        assert list(found["field"]) == ["pets", "pets", "wood"]

    def test_rivals_are_the_others_of_the_set(self) -> None:
        found = contrast_sets(lexicon(term("cur", "dog"), term("hound", "dog"), term("mog", "cat")))
        assert dict(zip(found["term"], found["n_rivals"])) == {"cur": 1, "hound": 1, "mog": 0}

    def test_a_term_without_a_field_is_of_that_of_its_set(self) -> None:
        found = contrast_sets(lexicon(term("cur", "dog"), term("hound", "dog", "pets")))
        assert list(found["field"]) == ["pets", "pets"]

    def test_no_field_at_all_is_missing(self) -> None:
        assert contrast_sets(lexicon(term("cur", "dog")))["field"].isna().all()

    def test_forms_are_joined(self) -> None:
        assert list(contrast_sets(lexicon(term("cur", "dog")))["forms"]) == ["cur | curs"]

    def test_terms_without_a_referent_form_no_set(self) -> None:
        found = contrast_sets(lexicon(term("cur"), term("hound")))
        assert len(found) == 0
        assert list(found.columns) == ["field", "referent", "term", "category", "forms", "n_rivals"]

    @pytest.mark.parametrize("name", ["hedges", "reporting-verbs"])
    def test_lexicons_that_name_no_referents_have_none(self, name: str) -> None:
        assert contrast_sets(load_lexicon(name)).empty


@pytest.fixture(scope="module")
def sets() -> pd.DataFrame:
    return contrast_sets(load_lexicon("labels"))


class TestBuiltInLabels:
    def test_every_label_is_in_a_set_of_a_field(self, sets: pd.DataFrame) -> None:
        labels = load_lexicon("labels")
        assert [one.id for one in labels if not (one.field and one.referent)] == []
        assert sorted(sets["term"]) == sorted(one.id for one in labels)
        assert len(labels) >= 400

    def test_the_fields_are_ten(self, sets: pd.DataFrame) -> None:
        assert tuple(sets["field"].unique()) == FIELDS

    @pytest.mark.parametrize("field", FIELDS)
    def test_every_field_has_forty_terms_in_ten_sets(self, sets: pd.DataFrame, field: str) -> None:
        rows = sets[sets["field"] == field]
        assert len(rows) >= 40
        assert rows["referent"].nunique() >= 10

    def test_a_referent_is_of_one_field(self) -> None:
        fields: dict[str, set[str]] = {}
        for one in load_lexicon("labels"):
            fields.setdefault(str(one.referent), set()).add(str(one.field))
        assert {referent: sorted(named) for referent, named in fields.items() if len(named) > 1} == {}

    def test_every_term_has_a_rival(self, sets: pd.DataFrame) -> None:
        assert list(sets.loc[sets["n_rivals"] == 0, "term"]) == []

    def test_every_set_is_a_choice_between_uses(self, sets: pd.DataFrame) -> None:
        """A set of one category would hold synonyms, between which nothing is chosen."""
        uses = sets.groupby("referent")["category"].nunique()
        assert list(uses[uses < 2].index) == []

    def test_every_set_has_a_plain_name(self, sets: pd.DataFrame) -> None:
        """Against a descriptive or an official name the others are counted."""
        plain = sets["category"].isin(["descriptive", "official"]).groupby(sets["referent"]).any()
        assert list(plain[~plain].index) == []

    def test_both_camps_of_a_standing_dispute_are_there(self, sets: pd.DataFrame) -> None:
        rivals = {referent: set(rows["term"]) for referent, rows in sets.groupby("referent")}
        assert {"terrorist", "militant", "rebel", "freedom-fighter"} <= rivals["armed non-state fighter"]
        assert {"pro-life", "anti-abortion", "anti-choice"} <= rivals["opponents of legal abortion"]
        assert {"pro-choice", "abortion-rights", "pro-abortion"} <= rivals["supporters of legal abortion"]
        assert {"tax-cut", "tax-relief", "tax-giveaway"} <= rivals["lowering of a tax"]
        assert {"climate-denier", "climate-skeptic"} <= rivals["person who doubts man-made warming"]


def test_show_prints_the_sets_under_their_fields() -> None:
    out = CliRunner().invoke(app, ["lexicon", "show", "labels"]).stdout
    assert [line for line in out.splitlines() if line.startswith("Contrast sets: ")][-1].startswith(
        "Contrast sets: gender and religion ("
    )
    assert "  lowering of a tax: tax-cut (descriptive), tax-relief (legitimating), tax-giveaway (condemning)" in out


def test_show_prints_no_sets_where_there_are_none() -> None:
    assert "Contrast sets" not in CliRunner().invoke(app, ["lexicon", "show", "hedges"]).stdout
