"""Lexicons by name and path, and lexicons that extend others."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon import Lexicon, Term, builtin_lexicons, check_lexicon, load_lexicon

BASE = """\
name = "pets"
version = "1.2.0"
title = "Animals at home"
[sources.smith1990]
cite = "Smith, A. (1990). Pets."
[categories.animal]
means = "It is kept."
[[term]]
id = "cat"
lemma = ["Cat", "tom-cat"]
category = "animal"
hits = ["The [cat] sleeps."]
misses = ["The catalogue is long."]
[[term]]
id = "dog"
text = "dog"
category = "animal"
source = "smith1990"
hits = ["The [dog] barks."]
misses = ["The dogma is old."]
"""
OWN = """\
name = "my-pets"
version = "0.1.0"
extends = "pets.toml"
"""
COW = """
[[term]]
id = "cow"
lemma = "cow"
category = "animal"
source = "smith1990"
hits = ["The [cow] eats."]
misses = ["The coward runs."]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pets.toml").write_text(BASE)
    return tmp_path


def extended(folder: Path, text: str) -> Lexicon:
    (folder / "own.toml").write_text(text)
    return load_lexicon(folder / "own.toml")


def problems(folder: Path, text: str) -> list[tuple[int | None, str]]:
    (folder / "own.toml").write_text(text)
    return [(problem.line, problem.message) for problem in check_lexicon(folder / "own.toml")]


def test_a_file_becomes_a_frozen_lexicon(folder: Path) -> None:
    pets = load_lexicon(folder / "pets.toml")
    assert (pets.name, pets.version, pets.kind, pets.extends, len(pets)) == ("pets", "1.2.0", "terms", None, 2)
    assert pets["cat"].lemma == ("cat", "tom - cat")
    assert pets["dog"].forms == pets["dog"].text == ("dog",)
    assert (pets["cat"].line, pets["dog"].line) == (8, 14)
    assert pets.categories == {"animal": "It is kept."}
    assert pets.sources == {"smith1990": "Smith, A. (1990). Pets."}
    assert "cat" in pets
    with pytest.raises(FrozenInstanceError):
        pets.name = "other"
    with pytest.raises(TypeError):
        pets.categories["animal"] = "no"


def test_two_readings_are_equal_and_a_lexicon_travels_between_processes(folder: Path) -> None:
    pets = load_lexicon(str(folder / "pets.toml"))
    again = load_lexicon(folder / "pets.toml")
    assert pets == again == pickle.loads(pickle.dumps(pets))
    assert len({pets, again}) == 1
    assert pickle.loads(pickle.dumps(pets))["cat"] == pets["cat"]


def test_an_unknown_term_is_an_error_that_names_the_nearest(folder: Path) -> None:
    with pytest.raises(LexiconError, match=r"`pets` has no term `dogs` \(did you mean `dog`\?\)"):
        load_lexicon(folder / "pets.toml")["dogs"]


def test_a_lexicon_adds_to_another_and_inherits_the_rest(folder: Path) -> None:
    own = extended(folder, OWN + COW)
    assert (own.name, own.version, own.extends, own.title) == ("my-pets", "0.1.0", "pets 1.2.0", "Animals at home")
    assert [term.id for term in own] == ["cow", "cat", "dog"]
    assert own.sources.keys() == {"smith1990"}
    assert Path(own["cat"].file).name == "pets.toml"
    assert Path(own["cow"].file).name == "own.toml"


def test_an_entry_with_the_id_of_the_base_takes_its_place(folder: Path) -> None:
    own = extended(folder, OWN + COW.replace('id = "cow"', 'id = "cat"'))
    assert [term.id for term in own] == ["cat", "dog"]
    assert own["cat"].lemma == ("cow",)
    assert load_lexicon(folder / "pets.toml")["cat"].lemma == ("cat", "tom - cat")


def test_removed_entries_are_gone(folder: Path) -> None:
    assert [term.id for term in extended(folder, OWN + 'remove = ["cat"]\n')] == ["dog"]


def test_own_categories_and_sources_join_those_of_the_base(folder: Path) -> None:
    text = OWN + '[categories.cattle]\nmeans = "It is milked."\n' + COW.replace('"animal"', '"cattle"')
    own = extended(folder, text)
    assert own.categories == {"animal": "It is kept.", "cattle": "It is milked."}


GROUPED = BASE.replace('means = "It is kept."', 'means = "It is kept."\ngroup = "tame"')


def test_categories_may_be_grouped_and_an_extension_inherits_the_groups(folder: Path) -> None:
    (folder / "pets.toml").write_text(GROUPED)
    text = OWN + '[categories.cattle]\nmeans = "It is milked."\ngroup = "tame"\n' + COW.replace('"animal"', '"cattle"')
    own = extended(folder, text)
    assert own.categories_of("tame") == ("animal", "cattle")
    assert load_lexicon(folder / "pets.toml").groups == {"animal": "tame"}
    assert pickle.loads(pickle.dumps(own)).groups == own.groups


def test_an_extension_may_put_a_category_in_another_group(folder: Path) -> None:
    (folder / "pets.toml").write_text(GROUPED)
    own = extended(folder, OWN + '[categories.animal]\nmeans = "It is kept."\ngroup = "wild"\n' + COW)
    assert own.groups == {"animal": "wild"}


@pytest.mark.parametrize(
    ("text", "message"),
    [(GROUPED, r"has no group `tam` \(did you mean `tame`\?\); its groups are: tame"), (BASE, "are: none")],
)
def test_an_unknown_group_is_named_with_those_there_are(folder: Path, text: str, message: str) -> None:
    (folder / "pets.toml").write_text(text)
    with pytest.raises(LexiconError, match=message):
        load_lexicon(folder / "pets.toml").categories_of("tam")


def test_every_hedge_is_a_cue_of_uncertainty_or_a_mitigation() -> None:
    hedges = load_lexicon("hedges")
    both = [*hedges.categories_of("uncertainty"), *hedges.categories_of("mitigation")]
    assert sorted(both) == sorted(hedges.categories)
    assert {hedges[term].category in hedges.categories_of("uncertainty") for term in ("may", "if", "believe")} == {True}
    assert hedges["about-number"].category in hedges.categories_of("mitigation")


def test_a_chain_of_extensions(folder: Path) -> None:
    extended(folder, OWN + COW)
    (folder / "third.toml").write_text('name = "third"\nversion = "1.0.0"\nextends = "own.toml"\nremove = "dog"\n')
    third = load_lexicon(folder / "third.toml")
    assert ([term.id for term in third], third.extends) == (["cow", "cat"], "my-pets 0.1.0")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (OWN + 'remove = ["cta"]', 4, "`remove` names `cta`, which `pets` does not have (did you mean `cat`?)"),
        (OWN + 'remove = "cat"' + COW.replace('"cow"', '"cat"', 1), 4, "`cat` is removed and defined in the same file"),
        (OWN + 'kind = "cues"', 4, "`kind` is `cues`, that of the base `pets` is `terms`"),
        (OWN.replace("pets.toml", "own.toml"), 3, "`extends` goes in a circle: own.toml -> own.toml"),
        (OWN.replace('"pets.toml"', "3"), 3, "`extends` is a number"),
        (OWN + COW.replace('"animal"', '"animals"'), 8, "unknown category `animals` (did you mean `animal`?)"),
    ],
)
def test_what_can_be_wrong_in_an_extension(folder: Path, text: str, line: int, message: str) -> None:
    assert (line, message) in problems(folder, text)


def test_a_circle_through_another_file(folder: Path) -> None:
    (folder / "pets.toml").write_text(BASE.replace('name = "pets"', 'name = "pets"\nextends = "own.toml"'))
    assert problems(folder, OWN) == [(2, "`extends` goes in a circle: own.toml -> pets.toml -> own.toml")]


def test_a_base_that_is_not_there(folder: Path) -> None:
    assert problems(folder, OWN.replace("pets.toml", "none.toml")) == [
        (3, f"`extends` names {folder / 'none.toml'}, which is no file")
    ]
    ((line, message),) = problems(folder, OWN.replace("pets.toml", "reporting-verb"))
    assert line == 3
    assert message.startswith("`extends`: no lexicon `reporting-verb`")


def test_problems_of_the_base_come_along(folder: Path) -> None:
    (folder / "pets.toml").write_text(BASE.replace('lemma = ["Cat"', 'lema = ["Cat"'))
    found = problems(folder, OWN + COW.replace('"cow"', '"Cow"', 1))
    assert [message.split("`")[1] for _, message in found] == ["lemma", "lema", "Cow"]


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon("no-such-lexicon")
    assert all(name in str(caught.value) for name in builtin_lexicons())
    assert "must end in .toml" in str(caught.value)


@pytest.mark.parametrize("name", builtin_lexicons())
def test_built_in_lexicons_are_sound_cached_and_named_as_their_files(name: str) -> None:
    assert [str(problem) for problem in check_lexicon(name)] == []
    lexicon = load_lexicon(name)
    assert lexicon.name == name
    assert load_lexicon(name) is lexicon


@pytest.mark.parametrize("name", builtin_lexicons())
def test_every_category_of_a_built_in_lexicon_is_used(name: str) -> None:
    lexicon = load_lexicon(name)
    assert {term.category for term in lexicon} == lexicon.categories.keys()


def test_there_are_built_in_lexicons() -> None:
    assert {"hedges", "labels", "reporting-verbs"} <= set(builtin_lexicons())


@pytest.mark.parametrize(("kind", "act"), [("cues", "speech"), ("terms", None)])
def test_a_cue_without_an_act_is_speech(folder: Path, kind: str, act: str | None) -> None:
    text = BASE.replace('"animal"', '"neutral"').replace("[categories.animal]", "[categories.neutral]")
    made = extended(folder, text.replace('name = "pets"', f'name = "pets"\nkind = "{kind}"'))
    assert {term.act for term in made} == {act}


def test_a_lexicon_by_hand() -> None:
    assert len(Lexicon("a", "1.0.0", "A", terms=(Term("x", "y", text=("x",)),))) == 1
