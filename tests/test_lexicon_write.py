"""A lexicon written as TOML reads back as the same lexicon, or nothing is written."""

from __future__ import annotations

import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import LexiconError
from framing.lexicon import Lexicon, Term, builtin_lexicons, extend_lexicon, load_lexicon, phrase_words, write_lexicon

CAT = Term("cat", "animal", lemma=("cat",), hits=("The [cat] slept.",), misses=("No catalogue.",))
PETS = Lexicon("pets", "1.2.0", "Animals", categories={"animal": "It is kept."}, terms=(CAT,))
COW = {"id": "cow", "text": "so-called cow", "category": "animal", "hits": "A [so-called cow] ate.", "misses": "No."}

ids = st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=4), min_size=1, max_size=3).map("-".join)
plain = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
said = plain.map(str.strip).filter(bool)
words = st.text(string.ascii_letters + "'’-.", min_size=1, max_size=8)
phrases = (
    st.lists(words, min_size=1, max_size=3).map(" ".join).map(phrase_words).filter(bool).map(" ".join).filter(
        lambda phrase: " ".join(phrase_words(phrase)) == phrase
    )
)  # fmt: skip
bare = said.map(lambda text: text.translate(str.maketrans("[]", "()")))


@st.composite
def lexicons(draw: st.DrawFn) -> Lexicon:
    """Any lexicon of terms that a file can hold."""
    categories = draw(st.dictionaries(ids, said, min_size=1, max_size=3))
    sources = draw(st.dictionaries(ids, said, max_size=2))
    names = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    forms = draw(st.lists(phrases, min_size=len(names), max_size=len(names), unique=True))
    terms = tuple(
        Term(
            name,
            draw(st.sampled_from(sorted(categories))),
            **{draw(st.sampled_from(["lemma", "text"])): (form,)},
            pos=tuple(draw(st.lists(st.sampled_from(["NOUN", "VERB", "ADJ"]), unique=True, max_size=2))),
            not_before=tuple(draw(st.lists(phrases, unique=True, max_size=2))),
            governs=tuple(draw(st.lists(st.sampled_from(["amod", "prep_of"]), unique=True, max_size=2))),
            referent=draw(st.none() | said),
            note=draw(st.none() | said),
            source=draw(st.none() if not sources else st.none() | st.sampled_from(sorted(sources))),
            hits=tuple(f"[{one}]" for one in draw(st.lists(bare, min_size=1, max_size=3))),
            misses=tuple(draw(st.lists(bare, min_size=1, max_size=3))),
        )
        for name, form in zip(names, forms)
    )
    return Lexicon(draw(ids), "1.0.0", draw(said), categories=categories, sources=sources, terms=terms)


@settings(max_examples=30, deadline=None)
@given(lexicon=lexicons())
def test_any_lexicon_reads_back_as_it_was(lexicon: Lexicon) -> None:
    with TemporaryDirectory() as folder:
        assert load_lexicon(write_lexicon(lexicon, Path(folder) / "any.toml")) == lexicon


@pytest.mark.parametrize("name", builtin_lexicons())
def test_a_built_in_lexicon_reads_back_as_it_is(name: str, tmp_path: Path) -> None:
    assert load_lexicon(write_lexicon(load_lexicon(name), tmp_path / "copy.toml")) == load_lexicon(name)


def test_an_extension_of_a_built_in_one_holds_only_what_differs(tmp_path: Path) -> None:
    cow = COW | {"category": next(iter(load_lexicon("hedges").categories))}
    mine = extend_lexicon("hedges", [cow], remove=["possibly"])
    path = write_lexicon(mine, tmp_path / "mine.toml")
    assert load_lexicon(path) == mine
    text = path.read_text(encoding="utf-8")
    assert 'extends = "hedges"\nremove = ["possibly"]' in text
    assert text.count("[[term]]") == 1
    assert 'text = "so-called cow"' in text, "as one writes it, not as the parser splits it"


def test_an_extension_of_a_file_names_it_by_its_path(tmp_path: Path) -> None:
    base = load_lexicon(write_lexicon(PETS, tmp_path / "base" / "pets.toml"))
    mine = extend_lexicon(base, [COW], name="farm")
    path = write_lexicon(mine, tmp_path / "own" / "farm.toml", base=base)
    assert 'extends = "../base/pets.toml"' in path.read_text(encoding="utf-8")
    assert load_lexicon(path) == mine


def test_a_chain_to_a_built_in_one(tmp_path: Path) -> None:
    second = extend_lexicon("hedges", remove=["possibly"], name="second")
    second = load_lexicon(write_lexicon(second, tmp_path / "second.toml"))
    third = extend_lexicon(second, remove=["perhaps"], name="third")
    found = load_lexicon(write_lexicon(third, tmp_path / "third.toml", base=second))
    assert found == third
    assert not {"possibly", "perhaps"} & {term.id for term in found}


@pytest.mark.parametrize(
    ("lexicon", "name", "message"),
    [
        (PETS, "pets.txt", "must end in .toml"),
        (Lexicon("pets", "1.0.0", "P", terms=(Term("cat", "animal", lemma=("cat",)),)), "a.toml", "cat: no hit"),
        (extend_lexicon(PETS, [COW], name="farm"), "a.toml", "extends `pets 1.2.0`, which is no built-in lexicon"),
        (
            Lexicon("pets", "1.0.0", "P", categories={"animal": "K."}, terms=(Term("cat", "animal", lemma=("Cat",),
                    hits=("A [cat].",), misses=("No.",)),)),
            "a.toml", "the entry `cat` is not as the loader makes it",
        ),
    ],
)  # fmt: skip
def test_what_no_file_could_hold_is_not_written(lexicon, name, message, tmp_path: Path) -> None:
    with pytest.raises(LexiconError) as caught:
        write_lexicon(lexicon, tmp_path / name)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    path = write_lexicon(PETS, tmp_path / "pets.toml")
    with pytest.raises(LexiconError, match=r"pets\.toml"):
        write_lexicon(Lexicon("pets", "1.0.0", "P", terms=(Term("cat", "x", lemma=("cat",)),)), path)
    assert load_lexicon(path) == PETS


def test_another_version_of_the_base_is_refused(tmp_path: Path) -> None:
    base = load_lexicon(write_lexicon(PETS, tmp_path / "pets.toml"))
    newer = Lexicon("pets", "2.0.0", "Animals", terms=(CAT,), file=base.file)
    with pytest.raises(LexiconError, match=r"extends `pets 1\.2\.0`, but the base is `pets 2\.0\.0`"):
        write_lexicon(extend_lexicon(base, [COW]), tmp_path / "mine.toml", base=newer)
