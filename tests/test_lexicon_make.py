"""A lexicon on top of another without a file: added, replaced and removed entries, and what can be wrong."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.errors import LexiconError
from framing.lexicon import Lexicon, Term, extend_lexicon, load_lexicon

PETS = Lexicon(
    "pets",
    "1.2.0",
    "Animals at home",
    categories={"animal": "It is kept."},
    sources={"moss1990": "Moss, A. (1990). Pets."},
    terms=(
        Term("cat", "animal", lemma=("cat", "tom - cat"), hits=("The [cat] slept.",), misses=("No catalogue.",)),
        Term("dog", "animal", text=("dog",), hits=("The [dog] barked.",), misses=("No dogma.",)),
    ),
)
COW = {"id": "cow", "lemma": "Cow", "category": "animal", "hits": ["A [cow] ate."], "misses": ["A coward ate."]}


def test_entries_are_added_before_those_of_the_base() -> None:
    mine = extend_lexicon(PETS, [COW], name="farm", version="0.2.0")
    assert (mine.name, mine.version, mine.extends, mine.title) == ("farm", "0.2.0", "pets 1.2.0", "Animals at home")
    assert [term.id for term in mine] == ["cow", "cat", "dog"]
    assert mine["cow"].lemma == ("cow",)
    assert [term.id for term in PETS] == ["cat", "dog"]


@pytest.mark.parametrize(
    ("change", "forms", "category"),
    [
        ({"lemma": ["Kitten", "so-called cat"]}, ("kitten", "so - called cat"), "animal"),
        ({"category": "pest"}, ("cow",), "pest"),
    ],
)
def test_an_entry_with_the_id_of_the_base_takes_its_place(change, forms, category) -> None:
    mine = extend_lexicon(PETS, [COW | {"id": "cat"} | change], categories={"pest": "It is chased."})
    assert [term.id for term in mine] == ["cat", "dog"]
    assert (mine["cat"].forms, mine["cat"].category) == (forms, category)


@pytest.mark.parametrize("removed", ["cat", ["cat"], ("cat",)])
def test_entries_are_removed(removed) -> None:
    assert [term.id for term in extend_lexicon(PETS, remove=removed)] == ["dog"]


def test_categories_and_sources_join_those_of_the_base() -> None:
    cow = COW | {"category": "cattle", "source": "renn2001"}
    mine = extend_lexicon(PETS, [cow], categories={"cattle": "Milked."}, sources={"renn2001": "Renn, P. (2001)."})
    assert mine.categories == {"animal": "It is kept.", "cattle": "Milked."}
    assert mine.sources.keys() == {"moss1990", "renn2001"}


def test_a_data_frame_gives_entries_with_cells_joined_and_cells_missing() -> None:
    rows = pd.DataFrame(
        {
            "id": ["cow", "hen"],
            "lemma": ["cow | milch cow", None],
            "text": [None, "hens"],
            "category": "animal",
            "note": [float("nan"), "plural only"],
            "hits": ["A [cow] ate. | Two [cows] ate.", "Two [hens] ate."],
            "misses": [["A coward ate."], ["When did it eat?"]],
        }
    )
    mine = extend_lexicon(PETS, rows)
    assert mine["cow"].lemma == ("cow", "milch cow")
    assert mine["cow"].hits == ("A [cow] ate.", "Two [cows] ate.")
    assert (mine["cow"].note, mine["hen"].note, mine["hen"].text) == (None, "plural only", ("hens",))


def test_terms_of_another_lexicon_are_taken_as_they_are() -> None:
    other = Term("hen", "animal", text=("hen",), hits=("A [hen] ate.",), misses=("When?",))
    assert extend_lexicon(PETS, [other])["hen"] == other


def test_a_built_in_base_goes_by_its_name() -> None:
    mine = extend_lexicon("hedges", remove=["possibly"])
    hedges = load_lexicon("hedges")
    assert (mine.name, mine.extends) == ("my-hedges", f"hedges {hedges.version}")
    assert len(mine) == len(hedges) - 1


def test_an_extension_is_extended_again() -> None:
    third = extend_lexicon(extend_lexicon(PETS, [COW], name="farm"), remove="dog", name="third")
    assert ([term.id for term in third], third.extends) == (["cow", "cat"], "farm 0.1.0")


@pytest.mark.parametrize(
    ("terms", "options", "message"),
    [
        ([], {"remove": ["cta"]}, "`remove` names `cta`, which `pets` does not have (did you mean `cat`?)"),
        ([COW], {"remove": ["cow"]}, "`cow` is removed and defined in the same file"),
        ([COW | {"category": "animals"}], {}, "terms:1: cow: unknown category `animals` (did you mean `animal`?)"),
        ([COW, COW], {}, "terms:2: cow: the id is taken (line 1)"),
        ([COW | {"lema": "cow"}], {}, "terms:1: cow: unknown key `lema` (did you mean `lemma`?)"),
        ([COW | {"hits": "A cow ate."}], {}, "no brackets in the hit 'A cow ate.'"),
        ([COW | {"misses": []}], {}, "terms:1: cow: no miss"),
        ([{"id": "cow", "form": "cow", "match": "lemma"}], {}, "`form` and `match` are columns of lexicon_frame"),
        ([COW], {"version": "2"}, "version `2` is not three numbers"),
    ],
)
def test_what_can_be_wrong_is_said(terms, options, message) -> None:
    with pytest.raises(LexiconError) as caught:
        extend_lexicon(PETS, terms, **options)
    assert message in str(caught.value)


def test_every_problem_is_said_at_once() -> None:
    with pytest.raises(LexiconError) as caught:
        extend_lexicon(PETS, [COW | {"hits": []}, COW | {"id": "hen", "pos": "noun"}], remove=["x"])
    assert len(caught.value.problems) >= 3


def test_a_base_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.toml"):
        extend_lexicon(tmp_path / "none.toml", [COW])
