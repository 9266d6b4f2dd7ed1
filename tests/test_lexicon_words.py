"""How phrases split into words, and the nearest name to a mistyped one."""

from __future__ import annotations

import pytest

from framing.lexicon import builtin_lexicons, load_lexicon, phrase_words
from framing.lexicon.words import did_you_mean

PHRASES = {
    "sort of": "sort of",
    "So-called": "so - called",
    "self-styled  leader": "self - styled leader",
    "as-it-were": "as - it - were",
    "mid-1990s": "mid-1990s",
    "Covid-19": "covid-19",
    "9/11": "9/11",
    "anti-U.S.": "anti - u.s.",
    "U.S.-backed": "u.s.-backed",
    "al-Qaeda": "al - qaeda",
    "him/her": "him / her",
    "don't": "do n't",
    "Israel's": "israel 's",
    "rebels'": "rebels '",
    "they've": "they 've",
    "I'd": "i 'd",
    "cannot": "can not",
    "coup d'état": "coup d'état",
    "o'clock": "o'clock",
    "a.m.": "a.m.",
    "'s": "'s",
    "n't": "n't",
    "-": "-",
    '"so-called"': '" so - called "',
    "(sic)": "( sic )",
    "10%": "10 %",
    "$5": "$ 5",
    "well, maybe": "well , maybe",
    "café-owner": "café - owner",
    "": "",
}


@pytest.mark.parametrize(("phrase", "words"), PHRASES.items())
def test_a_phrase_splits_into_lower_cased_words(phrase: str, words: str) -> None:
    assert " ".join(phrase_words(phrase)) == words


def test_a_typographic_apostrophe_is_a_straight_one() -> None:
    assert phrase_words("don’t") == phrase_words("don't")


@pytest.mark.model
def test_the_parser_splits_these_phrases_alike(nlp) -> None:
    split = {phrase: " ".join(token.lower_ for token in nlp.make_doc(phrase.strip())) for phrase in PHRASES}
    split = {phrase: " ".join(words.split()) for phrase, words in split.items()}
    assert split == PHRASES


@pytest.mark.model
@pytest.mark.parametrize("name", builtin_lexicons())
def test_the_parser_splits_the_forms_of_the_lexicons_alike(nlp, name: str) -> None:
    forms = [form for term in load_lexicon(name) for form in term.text]
    assert [form for form in forms if form not in _as_the_parser_splits(nlp, form)] == []


def _as_the_parser_splits(nlp, form: str) -> set[str]:
    """The form in running text, in lower case, in capitals and with one: "id" is read as "i" + "d", "ID" is not.

    What begins with a clitic ("'m certain") has a word before it.
    """
    if form.startswith("'"):
        words_before = (_as_the_parser_splits(nlp, f"{word} {form}") for word in ("I", "we", "it"))
        return {splits.partition(" ")[2] for found in words_before for splits in found}
    text = form.replace(" - ", "-").replace(" '", "'").replace(" n't", "n't").replace("can not", "cannot")
    return {" ".join(token.lower_ for token in nlp.make_doc(one)) for one in (text, text.upper(), text.capitalize())}


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("lema", " (did you mean `lemma`?)"),
        ("categroy", " (did you mean `category`?)"),
        ("zzz", ""),
    ],
)
def test_near_names_are_offered(name: str, tail: str) -> None:
    assert did_you_mean(name, ["lemma", "category", "text"]) == tail
