"""Lexicon files that are too large, too deep, or look like patterns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon import Matcher, check_lexicon, extend_lexicon, load_lexicon, read, write_lexicon
from framing.parse import Tokens

HEAD = """name = "odd"
version = "1.0.0"
title = "Odd"
[categories.thing]
means = "It is a thing."
"""
TERM = """[[term]]
id = "{id}"
text = '{form}'
category = "thing"
hits = ['An [{form}] ran.']
misses = ["Nobody ran."]
"""


def odd_entry(**more: str) -> dict[str, object]:
    category = load_lexicon("labels").terms[0].category
    return {"id": "odd", "text": "odd", "category": category, "hits": ["An [odd] one."], "misses": ["None."], **more}


def written(folder: Path, *terms: str, head: str = HEAD) -> Path:
    path = folder / "odd.toml"
    path.write_text(head + "\n".join(terms), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["(a+)+$", ".*", "[a-z]{1,9999}", "a|b", "\\w+"])
def test_what_looks_like_a_pattern_is_a_literal(form: str, make_tokens: Callable[..., Tokens]) -> None:
    lexicon = extend_lexicon("labels", [odd_entry(text=form)])
    matcher, words = Matcher(lexicon), lexicon["odd"].text[0].split()
    found = [hit.term.id for hit in matcher.find(make_tokens(["An", *words, "ran"])) if hit.term.id == "odd"]
    others = [hit.term.id for hit in matcher.find(make_tokens(["a" * 5000 + "!", "b", "z"]))]
    assert found == ["odd"]
    assert "odd" not in others


def test_many_entries_are_read(tmp_path: Path) -> None:
    names = [f"{first}{second}{third}" for first in "abcdefgh" for second in "abcdefgh" for third in "abcdefgh"]
    lexicon = load_lexicon(written(tmp_path, *(TERM.format(id=name, form=name) for name in names)))
    assert len(lexicon) == 512


def test_a_file_over_the_limit_is_one_problem_and_is_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, *(TERM.format(id=f"a{number}", form="a") for number in range(50)))
    monkeypatch.setattr(read, "LARGEST_FILE", 1000)
    (problem,) = check_lexicon(path)
    assert str(problem).endswith(
        "cannot be read: it has over 1,000 bytes (LARGEST_FILE); split it into several lexicons"
    )
    with pytest.raises(LexiconError, match="LARGEST_FILE"):
        load_lexicon(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a = " + "[" * 20_000, "not valid TOML", id="brackets"),
        pytest.param("a = " + "9" * 5000, "not valid TOML", id="a number of thousands of digits"),
        pytest.param("a = [\n[" + " " * 20_000 + "\n]]", "unknown key `a`", id="a bracket before many spaces"),
        pytest.param("a" + ".a" * 300 + " = 1", "unknown key `a`", id="many dots"),
        pytest.param("a = 1979-99-99", "not valid TOML", id="no date"),
        pytest.param('a = "\x00"', "not valid TOML", id="a null"),
        pytest.param('a = "\\ud800"', "not valid TOML", id="half of a surrogate pair"),
        pytest.param('extends = "odd/../odd.toml"', "goes in a circle", id="a way round to itself"),
        pytest.param('extends = "../none.toml"', "is no file", id="a way out"),
        pytest.param(
            TERM.format(id="long", form="(" * 501), "has 501 characters; a phrase has at most 500", id="marks"
        ),
    ],
)
def test_a_strange_file_is_a_problem_with_a_name(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "odd").mkdir()
    in_head = not text.startswith("[[")
    path = tmp_path / "odd.toml"
    path.write_text(text + "\n" + HEAD if in_head else HEAD + text, encoding="utf-8")
    assert any(said in str(problem) for problem in check_lexicon(path))


def test_a_lexicon_with_half_of_a_surrogate_pair_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="surrogate"):
        write_lexicon(extend_lexicon("labels", [odd_entry(note="\ud800")]), tmp_path / "odd.toml")
    assert not list(tmp_path.iterdir())


def test_a_path_that_holds_a_null_is_one_problem() -> None:
    (problem,) = check_lexicon("odd\0.toml")
    assert "null" in str(problem)


def test_the_matcher_takes_any_tokens() -> None:
    assert not list(Matcher(load_lexicon("labels")).find(Tokens("", *([[]] * 12))))
