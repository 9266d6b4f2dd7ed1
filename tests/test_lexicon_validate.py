"""What is wrong in a lexicon file: every problem, with its line, its entry and its mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon import check_lexicon, load_lexicon

SOUND = """\
name = "pets"
version = "1.0.0"
title = "Animals at home"
[sources.smith1990]
cite = "Smith, A. (1990). Pets."
[categories.animal]
means = "It is kept."
[[term]]
id = "cat"
lemma = "cat"
pos = "NOUN"
category = "animal"
source = "smith1990"
hits = ["The [cat] sleeps."]
misses = ["The catalogue is long."]
"""


@pytest.fixture
def check(tmp_path: Path):
    def run(text: str | bytes) -> list[tuple[int | None, str | None, str]]:
        path = tmp_path / "pets.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [(problem.line, problem.term, problem.message) for problem in check_lexicon(path)]

    return run


def test_a_sound_file_has_no_problem(check) -> None:
    assert check(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "term", "message"),
    [
        ('lemma = "cat"', 'lema = "cat"', 10, "cat", "unknown key `lema` (did you mean `lemma`?)"),
        ('lemma = "cat"\n', "", 8, "cat", "neither `lemma` nor `text`"),
        ('lemma = "cat"', 'lemma = "cat"\ntext = "cats"', 11, "cat", "`lemma` and `text` both"),
        ('lemma = "cat"', "lemma = []", 10, "cat", "`lemma` is an empty list"),
        ('lemma = "cat"', "lemma = 3", 10, "cat", "`lemma` is a number"),
        ('lemma = "cat"', 'lemma = ["cat", 3]', 10, "cat", "`lemma` is a list of other things"),
        ('lemma = "cat"', 'lemma = " "', 10, "cat", "`lemma` holds an empty string"),
        ('id = "cat"\n', "", 8, "term 1", "`id` is missing"),
        ('id = "cat"', 'id = "The cat"', 9, "The cat", "the id `The cat` is not lower-case words joined by hyphens"),
        ('pos = "NOUN"', 'pos = "noun"', 11, "cat", "`noun` is not a universal tag (did you mean `NOUN`?)"),
        ('pos = "NOUN"', 'pos = ["NOUN", "NNS"]', 11, "cat", "`NNS` is not a universal tag"),
        ('pos = "NOUN"', 'governs = "ccom"', 11, "cat", "`ccom` is not a relation (did you mean `ccomp` or `xcomp`?)"),
        ('pos = "NOUN"', 'act = "speech"', 11, "cat", "`act` in a lexicon of terms"),
        ('category = "animal"\n', "", 8, "cat", "`category` is missing"),
        ('"animal"', '"animals"', 12, "cat", "unknown category `animals` (did you mean `animal`?)"),
        ('"smith1990"', '"smith1991"', 13, "cat", "unknown source `smith1991` (did you mean `smith1990`?)"),
        ('hits = ["The [cat] sleeps."]\n', "", 8, "cat", "no hit"),
        ('misses = ["The catalogue is long."]\n', "", 8, "cat", "no miss"),
        ("hits = [", "hits = []\nnote = [", 14, "cat", "no hit"),
        ("[cat]", "cat", 14, "cat", "no brackets in the hit 'The cat sleeps.'"),
        ("[cat]", "[cat", 14, "cat", "a bracket opens that is not closed: 'The [cat sleeps.'"),
        ("[cat]", "cat]", 14, "cat", "a bracket closes that was not opened: 'The cat] sleeps.'"),
        ("[cat]", "[[cat]]", 14, "cat", "a bracket opens inside brackets: 'The [[cat]] sleeps.'"),
        ("[cat]", "[cat ]", 14, "cat", "the brackets are empty or hold a space at an edge: 'The [cat ] sleeps.'"),
        ("[cat]", "[]cat", 14, "cat", "the brackets are empty or hold a space at an edge: 'The []cat sleeps.'"),
        ("catalogue", "[cat]alogue", 15, "cat", "brackets in the miss 'The [cat]alogue is long.'"),
        ('version = "1.0.0"', 'version = "1"', 2, None, "version `1` is not three numbers"),
        ('version = "1.0.0"', "version = 1.0", 2, None, "`version` is a number"),
        ('name = "pets"', 'name = "My Pets"', 1, None, "name `My Pets` is not lower-case words joined by hyphens"),
        ('title = "Animals at home"\n', "", None, None, "`title` is missing"),
        ('name = "pets"', 'name = "pets"\nkind = "words"', 2, None, "`kind` is `words`"),
        ('name = "pets"', 'name = "pets"\nexamples = "no"', 2, None, "`examples` is `no`"),
        ('name = "pets"', 'name = "pets"\nremove = ["x"]', 2, None, "`remove` without `extends`"),
        ('name = "pets"', 'name = "pets"\nauthor = "me"', 2, None, "unknown key `author`"),
        ("[[term]]", "[[terms]]", 8, None, "unknown key `terms` (did you mean `term`?)"),
        ("[[term]]", "[term]", 8, None, "`term` is a table of other things"),
        ('cite = "', 'quote = "', 4, "source smith1990", "`cite` is missing"),
        ('means = "', 'mean = "', 6, "category animal", "`means` is missing"),
        ("It is kept.", "", 7, "category animal", "`means` holds an empty string"),
        ('means = "', 'hits = ["[x]"]\nmeans = "', 7, "category animal", "`hits` on a category"),
        ('means = "', 'group = 3\nmeans = "', 7, "category animal", "`group` is a number"),
        (
            'means = "',
            'group = "At home"\nmeans = "',
            7,
            "category animal",
            "group `At home` is not lower-case words joined by hyphens",
        ),
        ("[categories.animal]", "[topics.animal]", 6, None, "unknown key `topics`"),
        ("[sources.smith1990]", "[sources]", 4, None, "`sources` is a table of other things"),
    ],
)
def test_one_thing_wrong(check, old: str, new: str, line: int | None, term: str | None, message: str) -> None:
    assert SOUND.count(old) == 1
    assert (line, term, message) in check(SOUND.replace(old, new))


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ('name = "a"\nname = "b"\n', 2, "not valid TOML: Cannot overwrite a value"),
        ('name = "a"\n[[term]\n', 2, "not valid TOML: Expected ']]' at the end of an array declaration"),
        ('name = "a', 1, "not valid TOML: Unterminated string"),
        ("name = 'a'\ntitle = 'caf\xe9'".encode("latin-1"), 2, "byte 23 is not UTF-8"),
    ],
)
def test_a_file_that_is_no_toml(check, content: str | bytes, line: int, message: str) -> None:
    assert check(content) == [(line, None, message)]


@pytest.mark.parametrize(
    ("content", "mend"),
    [
        ('name = "a\nversion = "1.0.0"\n', "close the quotation mark that is open in this line"),
        ("name = \u201ca\u201d\n", "write straight quotation marks round values, not curly ones"),
        ("name = a\n", "mend the syntax at or before this line"),
    ],
)
def test_syntax_comes_with_its_mend(tmp_path: Path, content: str, mend: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(content, encoding="utf-8")
    (problem,) = check_lexicon(file)
    assert (problem.line, problem.mend) == (1, mend)


def test_a_byte_order_mark_and_carriage_returns_do_no_harm(check) -> None:
    assert check(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode()) == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = check_lexicon(tmp_path / "none.toml")
    assert problem.message == "cannot be read: No such file or directory"


def test_ids_are_unique_and_a_form_is_not_listed_twice_under_the_same_constraints(check) -> None:
    again = SOUND[SOUND.index("[[term]]") :]
    assert check(SOUND + again) == [(17, "cat", "the id is taken (line 8)")]
    other = again.replace('id = "cat"', 'id = "tom"')
    assert check(SOUND + other) == [(18, "tom", "`cat` under the same constraints is in `cat`: it can never match")]
    assert check(SOUND + other.replace('pos = "NOUN"', 'pos = "ADJ"')) == []


def test_lines_are_those_of_the_entry_even_after_a_multi_line_string(check) -> None:
    long = '[[term]]\nid = "dog"\nnote = """\n[[term]]\nid = 3\n"""\nlemma = "dog"\ncategory = "none"\n'
    assert (23, "dog", "unknown category `none`") in check(SOUND + long)


CUES = SOUND.replace('name = "pets"', 'name = "pets"\nkind = "cues"')


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"animal": "neutral"}, []),
        ({"animal": "neutral", 'pos = "NOUN"': 'governs = ["prep_of", "quote"]\nact = "thought"'}, []),
        (
            {},
            [
                (7, "category animal", "`animal` is not a stance"),
                (13, "cat", "`animal` is not a stance"),
            ],
        ),
        ({"animal": "neutral", 'pos = "NOUN"': 'act = "thinking"'}, [(12, "cat", "`thinking` is not an act")]),
        ({"animal": "neutral", 'pos = "NOUN"': 'governs = "nsubj"'}, [(12, "cat", "`nsubj` is not a relation")]),
    ],
)
def test_cues_have_stances_acts_and_relations_of_their_own(check, changes: dict[str, str], problems) -> None:
    text = CUES
    for old, new in changes.items():
        text = text.replace(old, new)
    assert check(text) == problems


def test_in_a_topical_lexicon_the_categories_carry_the_examples(check) -> None:
    text = SOUND.replace('name = "pets"', 'name = "pets"\nexamples = "category"')
    assert check(text) == [(7, "category animal", "0 hits"), (7, "category animal", "0 misses")]
    bare = text.replace('hits = ["The [cat] sleeps."]\nmisses = ["The catalogue is long."]\n', "")
    five = f'hits = {["A [cat]."] * 5}\nmisses = {["No."] * 5}\nmeans = "'
    assert check(bare.replace('means = "', five)) == []


def test_every_problem_at_once_each_on_a_line_of_the_error(tmp_path: Path) -> None:
    path = tmp_path / "pets.toml"
    path.write_text(SOUND.replace('"NOUN"', '"N"').replace("[cat]", "cat").replace('"smith1990"', '"jones"'))
    with pytest.raises(LexiconError) as caught:
        load_lexicon(path)
    lines = str(caught.value).splitlines()
    assert [line.removeprefix(f"{path}:").split("; ")[0] for line in lines] == [
        "11: cat: `N` is not a universal tag",
        "13: cat: unknown source `jones`",
        "14: cat: no brackets in the hit 'The cat sleeps.'",
    ]
    assert all("; " in line for line in lines)
    assert len(caught.value.problems) == 3
