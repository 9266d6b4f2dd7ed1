"""Words that tell what sort of actor is meant, from the built-in lexicon ``actors``."""

from __future__ import annotations

from functools import lru_cache

from framing.lexicon import load_lexicon

MASCULINE, FEMININE, TITLE = "masculine", "feminine", "title"
# categories that refine another for the resolver of actors alone; the rest of the suite sees the other
REFINED = {
    "generic-organisation": "organisation",
    "generic-title": TITLE,
    "masculine-title": TITLE,
    "feminine-title": TITLE,
}
NOUNS = ("document", "group", "organisation", FEMININE, MASCULINE, TITLE, "norm")
GENDERED = {MASCULINE: MASCULINE, "masculine-title": MASCULINE, FEMININE: FEMININE, "feminine-title": FEMININE}
GIVEN_NAMES = {"masculine-name": MASCULINE, "feminine-name": FEMININE}


@lru_cache(maxsize=1)
def nouns_of_actors() -> dict[str, str]:
    """The category of each noun: document, group, organisation, feminine, masculine, title.

    >>> nouns_of_actors()["report"]
    'document'
    """
    found = {}
    for term in load_lexicon("actors"):
        category = REFINED.get(term.category, term.category)
        if category in NOUNS:
            found.update(dict.fromkeys(term.forms, category))
    return found


@lru_cache(maxsize=32)
def words_of(category: str) -> frozenset[str]:
    """The forms of one category as the lexicon has it; empty for a category that it lacks.

    >>> "jr" in words_of("suffix")
    True
    """
    return frozenset(form for term in load_lexicon("actors") if term.category == category for form in term.forms)


@lru_cache(maxsize=1)
def canonical_nouns() -> dict[str, str]:
    """For each spelling of a noun, the first one of its entry.

    >>> canonical_nouns()["sen."]
    'senator'
    """
    terms = load_lexicon("actors")
    return {form: term.forms[0] for term in terms if term.category not in GIVEN_NAMES for form in term.forms}


@lru_cache(maxsize=1)
def given_names() -> dict[str, tuple[str, str]]:
    """For each given name, the one that it is short for (or itself) and the gender of those who bear it.

    >>> given_names()["joe"], given_names().get("leslie")
    (('joseph', 'masculine'), None)
    """
    terms = load_lexicon("actors")
    return {
        form: (term.forms[0], GIVEN_NAMES[term.category])
        for term in terms
        if term.category in GIVEN_NAMES
        for form in term.forms
    }


@lru_cache(maxsize=1)
def genders() -> dict[str, str]:
    """The gender that a noun or a title tells; what both bear is not in it.

    >>> genders()["mrs."], genders()["spokesman"], genders().get("doctor")
    ('feminine', 'masculine', None)
    """
    terms = load_lexicon("actors")
    return {form: GENDERED[term.category] for term in terms if term.category in GENDERED for form in term.forms}


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """The words that can stand before a name as its title.

    >>> "sen." in titles(), "table" in titles()
    (True, False)
    """
    nouns = nouns_of_actors()
    return words_of("rank") | {form for form, category in nouns.items() if category in (TITLE, MASCULINE, FEMININE)}


@lru_cache(maxsize=1)
def nouns_of_people() -> frozenset[str]:
    """The nouns for people: titles and the rest.

    >>> "adviser" in nouns_of_people(), "deal" in nouns_of_people()
    (True, False)
    """
    return titles() | words_of("person")


@lru_cache(maxsize=1)
def nouns_of_anybody() -> frozenset[str]:
    """The nouns for actors of any sort.

    >>> "adviser" in nouns_of_anybody(), "report" in nouns_of_anybody(), "table" in nouns_of_anybody()
    (True, True, False)
    """
    return nouns_of_people() | nouns_of_actors().keys()


def is_title(word: str) -> bool:
    """Whether the word can stand before a name as its title ("president", "Mr.", "Lord").

    >>> is_title("sen."), is_title("table")
    (True, False)
    """
    return word in titles()


def is_person(noun: str) -> bool:
    """Whether the noun is for people, by the lexicon.

    >>> is_person("adviser"), is_person("deal")
    (True, False)
    """
    return noun in nouns_of_people()
