"""Quotations by their marks alone: which stretches of a text stand between marks, and which marks are none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.words import count_words
from framing.find.quotes import Quote, find_quotes, token_range

MARKS = "\"'“”„«»‘’`"
PIECES = st.sampled_from([*MARKS, "''", "``", " ", "\n", "\n\n", "\r\n", ".", ",", "s", "we", "90", "-", "(", ")"])
TANGLED = st.lists(PIECES, max_size=60).map("".join)
ANY_TEXT = st.text(max_size=200) | TANGLED


def quotes(text: str) -> list[str]:
    return [quote.text for quote in find_quotes(text)]


def outer(text: str) -> list[Quote]:
    return [quote for quote in find_quotes(text) if quote.depth == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('She said "we are done" and left.', ['"we are done"'], id="straight"),
        pytest.param("She said “we are done” and left.", ["“we are done”"], id="curly"),
        pytest.param("She said ‘we are done’ and left.", ["‘we are done’"], id="British"),
        pytest.param("She said 'we are done' and left.", ["'we are done'"], id="British, straight"),
        pytest.param("She said «we are done» and left.", ["«we are done»"], id="guillemets"),
        pytest.param("She said « we are done » and left.", ["« we are done »"], id="guillemets with spaces"),
        pytest.param("She said »we are done« and left.", ["»we are done«"], id="guillemets, German"),
        pytest.param("`We are done' he said.", ["`We are done'"], id="TeX, single"),
        pytest.param('He said " no way " twice.', ['" no way "'], id="marks between spaces"),
        pytest.param("She said „we are done“ and left.", ["„we are done“"], id="low and high"),
        pytest.param("She said „we are done” and left.", ["„we are done”"], id="low and closing"),
        pytest.param("She said ``we are done'' and left.", ["``we are done''"], id="TeX"),
        pytest.param('“We are done," she said.', ['“We are done,"'], id="curly closed by straight"),
        pytest.param('"We are done,” she said.', ['"We are done,”'], id="straight closed by curly"),
        pytest.param('It (the "plan") was —“late”— again.', ['"plan"', "“late”"], id="after a bracket and a dash"),
        pytest.param('Verdict:"no".', ['"no"'], id="after a colon without a space"),
        pytest.param('"A," said Lund, "B."', ['"A,"', '"B."'], id="split by its cue"),
        pytest.param('"A""B"', ['"A"', '"B"'], id="two without a space"),
        pytest.param('the "experts" and "reformers" met', ['"experts"', '"reformers"'], id="two in one clause"),
        pytest.param('"It is 6 feet," she said.', ['"It is 6 feet,"'], id="digits inside"),
        pytest.param("no marks at all", [], id="none"),
        pytest.param("", [], id="empty text"),
    ],
)
def test_every_style_of_marks(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“He told me ‘go home’ and left,” she said.",
            [(0, "“He told me ‘go home’ and left,”"), (1, "‘go home’")],
            id="single in double",
        ),
        pytest.param(
            "‘He told me “go home” and left,’ she said.",
            [(0, "‘He told me “go home” and left,’"), (1, "“go home”")],
            id="double in single",
        ),
        pytest.param(
            "\"He told me 'go home' and left,\" she said.",
            [(0, "\"He told me 'go home' and left,\""), (1, "'go home'")],
            id="straight single in straight double",
        ),
        pytest.param(
            "'He told me \"go home\" and left,' she said.",
            [(0, "'He told me \"go home\" and left,'"), (1, '"go home"')],
            id="straight double in straight single",
        ),
        pytest.param(
            "“He told me ‘go home,’” she said.",
            [(0, "“He told me ‘go home,’”"), (1, "‘go home,’")],
            id="both close at once",
        ),
        pytest.param(
            "“The “plan” is late,” he said.",
            [(0, "“The “plan” is late,”"), (1, "“plan”")],
            id="double in double",
        ),
        pytest.param(
            "\"He told me 'go home.'\" She left.",
            [(0, "\"He told me 'go home.'\""), (1, "'go home.'")],
            id="both close at once, straight",
        ),
        pytest.param(
            "“Ask ‘who said “no” then’ again,” he said.",
            [(0, "“Ask ‘who said “no” then’ again,”"), (1, "‘who said “no” then’"), (2, "“no”")],
            id="three deep",
        ),
    ],
)
def test_marks_in_marks_come_outer_first(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(quote.depth, quote.text) for quote in find_quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The workers' pay was late; the boys' mother cried.", [], id="plural possessives"),
        pytest.param("The workers’ pay isn’t James’ fault, it’s the ’90s.", [], id="curly apostrophes"),
        pytest.param("James' hat and Tess' coat were lost.", [], id="names on s"),
        pytest.param("In the '90s and the '60s they sang rock 'n' roll.", [], id="decades, rock 'n' roll"),
        pytest.param("'Tis late, and 'twas dark; wait 'til noon.", [], id="letters left out"),
        pytest.param("The ’phone rang and the bo’sun’s mate answered.", [], id="curly apostrophe before a word"),
        pytest.param("He is 6' tall, she 5'9\".", [], id="feet and inches"),
        pytest.param('The board is 6" wide and 12" long, he said.', [], id="inches"),
        pytest.param('"The board is 6" wide," he said.', ['"The board is 6" wide,"'], id="inches in a quotation"),
        pytest.param("'Phone calls of “this sort” rose in the boys' club.", ["“this sort”"],
                     id="an apostrophe first, a plural possessive later"),
        pytest.param("The `plan isn't late, says the `boss.", [], id="accents that open nothing"),
        pytest.param("‘We don't know,’ she said, ‘and won’t ask.’", ["‘We don't know,’", "‘and won’t ask.’"],
                     id="in British quotations"),
        pytest.param("'We don't know,' she said, 'and won't ask.'", ["'We don't know,'", "'and won't ask.'"],
                     id="in straight British quotations"),
        pytest.param("‘The workers’ pay is late,’ she said.", ["‘The workers’ pay is late,’"],
                     id="possessive in a British quotation"),
        pytest.param("The unions' leader said 'no deal' on Monday.", ["'no deal'"], id="possessive before one"),
        pytest.param("“It was the ’90s, y’know,” he said.", ["“It was the ’90s, y’know,”"], id="in curly doubles"),
        pytest.param("He called it 'rock'n'roll' music.", ["'rock'n'roll'"], id="inside a quoted word"),
    ],
)  # fmt: skip
def test_apostrophes_and_measures_are_no_quotation_marks(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He wrote "" and left.', [0], id="empty, straight"),
        pytest.param("He wrote “” and left.", [0], id="empty, curly"),
        pytest.param('He said "..." and left.', [0], id="dots alone"),
        pytest.param('He wrote " " and left.', [], id="a space"),
        pytest.param('"', [], id="a mark alone"),
        pytest.param('a " b', [], id="a mark between spaces"),
        pytest.param("'", [], id="a single mark alone"),
        pytest.param("”“", [], id="the wrong way round"),
    ],
)
def test_quotations_of_nothing_hold_no_words(text: str, expected: list[int]) -> None:
    assert [quote.n_words for quote in find_quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We are done,” she said. “Bye.”", ["“Bye.”"], id="curly"),
        pytest.param('We are done," she said. "Bye."', ['"Bye."'], id="straight"),
        pytest.param("We are done,’ she said. ‘Bye.’", ["‘Bye.’"], id="British"),
        pytest.param("We are done'' she said. ``Bye.''", ["``Bye.''"], id="TeX"),
    ],
)
def test_a_closing_mark_without_an_opening_one_quotes_nothing(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('She said "we are done.\n\nHe left. "Good," he said.', ['"we are done.', '"Good,"'],
                     id="ends with its paragraph"),
        pytest.param("She said “we are done.\n\nHe left. “Good,” he said.", ["“we are done.", "“Good,”"], id="curly"),
        pytest.param("She said “we are done. “Good,” he said.", ["“we are done.", "“Good,”"],
                     id="ends with its sentence where another opens"),
        pytest.param('"We are done, she said. "Bye," he said.', ['"We are done, she said.', '"Bye,"'],
                     id="straight, the same"),
        pytest.param("He called it “a sham and left “Good,” he said.", ["“Good,”"],
                     id="no sentence to end with: dropped"),
        pytest.param("The ‘plan was late.\n\n‘Good,’ he said.", ["‘Good,’"], id="a single mark is an apostrophe then"),
    ],
)  # fmt: skip
def test_an_unclosed_mark_does_not_swallow_the_article(text: str, expected: list[str]) -> None:
    assert quotes(text) == expected


def test_an_unclosed_quotation_says_so() -> None:
    text = 'She said "we are done.\n\nHe left. "Good," he said.'
    assert [quote.closed for quote in find_quotes(text)] == [False, True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“We are done.\n\n“We leave now.\n\n“And that is all,” she said.",
            [("“We are done.", False, False), ("“We leave now.", False, True), ("“And that is all,”", True, True)],
            id="curly",
        ),
        pytest.param(
            '"We are done.\n\n"We leave now.\n\n"And that is all," she said.',
            [('"We are done.', False, False), ('"We leave now.', False, True), ('"And that is all,"', True, True)],
            id="straight",
        ),
        pytest.param(
            "‘We are done.\n\n‘We leave now.\n\n‘And that is all,’ she said.",
            [("‘We are done.", False, False), ("‘We leave now.", False, True), ("‘And that is all,’", True, True)],
            id="British",
        ),
        pytest.param(
            '"We are done.\r\n\r\n"We go," she said.',
            [('"We are done.', False, False), ('"We go,"', True, True)],
            id="line ends of two characters",
        ),
        pytest.param(
            "“We are done.\n\nWe leave now,” she said. “Bye.”",
            [("“We are done.", False, False), ("We leave now,”", True, True), ("“Bye.”", True, False)],
            id="without a mark of its own",
        ),
        pytest.param(
            "“We are done.”\n\n“We leave now,” she said.",
            [("“We are done.”", True, False), ("“We leave now,”", True, False)],
            id="closed: the next one is new",
        ),
        pytest.param(
            "“We are done.\n\nShe left, and “Bye,” was all.",
            [("“We are done.", False, False), ("“Bye,”", True, False)],
            id="a mark in mid-paragraph is new",
        ),
        pytest.param(
            "“We are done.\n\nShe didn’t stay.\n\n“Bye,” she said.",
            [("“We are done.", False, False), ("“Bye,”", True, False)],
            id="a paragraph without marks between them",
        ),
        pytest.param(
            "“We are done.\n \t\n“Bye,” she said.",
            [("“We are done.", False, False), ("“Bye,”", True, True)],
            id="white space between them",
        ),
        pytest.param(
            "“We are done.\r“Bye,” she said.",
            [("“We are done.", False, False), ("“Bye,”", True, True)],
            id="a line end of one other character",
        ),
    ],
)
def test_a_paragraph_that_opens_again_continues(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    assert [(quote.text, quote.closed, quote.continues) for quote in find_quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "short"),
    [
        pytest.param('the so-called "experts" met', True, id="one word"),
        pytest.param("a “free and fair” vote", True, id="three words"),
        pytest.param('the "moderates," he said', True, id="the comma is the outlet's"),
        pytest.param('"No." He left.', False, id="a sentence"),
        pytest.param('"Why?" he said.', False, id="a question"),
        pytest.param('a "very long and very winding road" led', False, id="six words"),
        pytest.param('a "" mark', False, id="nothing"),
        pytest.param('He had "no idea\n\nThen he left.', False, id="unclosed"),
    ],
)
def test_short_quotations_may_be_scare_quotes(text: str, short: bool) -> None:
    assert [quote.short for quote in find_quotes(text)] == [short]


@given(ANY_TEXT)
def test_a_quotation_is_its_text(text: str) -> None:
    for quote in find_quotes(text):
        assert text[quote.start : quote.end] == quote.text
        assert quote.start <= quote.inner_start <= quote.inner_end <= quote.end


@given(ANY_TEXT)
def test_its_words_are_those_between_its_marks(text: str) -> None:
    for quote in find_quotes(text):
        assert quote.n_words == count_words(text[quote.inner_start : quote.inner_end])


@given(ANY_TEXT)
def test_quotations_come_in_text_order(text: str) -> None:
    places = [(quote.start, -quote.end) for quote in find_quotes(text)]
    assert places == sorted(places)


@given(ANY_TEXT)
def test_outermost_quotations_do_not_overlap(text: str) -> None:
    found = outer(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(TANGLED)
def test_no_quotation_crosses_a_line(text: str) -> None:
    assert not any("\n" in quote.text for quote in find_quotes(text))


@given(st.text(alphabet="abc d.,", min_size=1).filter(str.strip), st.sampled_from(['""', "“”", "«»", "„“"]))
def test_whatever_stands_between_two_marks_is_quoted(inner: str, marks: str) -> None:
    quoted = f"{marks[0]}{inner.strip()}{marks[1]}"
    assert quotes(f"She said {quoted} and left.") == [quoted]


@pytest.mark.parametrize(
    "unit",
    ['"', "'", "“", "”", "‘", "’", "`", "a'", "s' ", '"a ', "“a", "„“", "x", "“‘"],
)
def test_one_long_line_takes_no_longer_than_it_should(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begun = time.perf_counter()
    for _ in find_quotes(text):
        pass
    assert time.perf_counter() - begun < 5


def test_quotations_lie_over_tokens(make_tokens) -> None:
    tokens = make_tokens(["He", "said", "“", "no", "”", "twice"])
    (quote,) = find_quotes(tokens)
    assert (quote.text, token_range(tokens, quote)) == ("“ no ”", (2, 5))
