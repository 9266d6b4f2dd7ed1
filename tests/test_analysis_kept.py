"""Parts kept on disk: a warm run gives what a cold one gives, whatever was edited, damaged or shared between runs."""

from __future__ import annotations

import random
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import framing.analysis.kept as kept
from framing.analysis import Part, Settings, assemble, parts_of, read_part
from framing.analysis.part import TABLES
from framing.analysis.touched import touched
from framing.corpus import load_corpus
from framing.find import Layout, Voices, find_mentions, find_statements
from framing.find.actors import resolve_actors
from framing.find.mentions import BlockVoices, find_mentions_in
from framing.find.scope import Scope
from framing.lexicon import Lexicon, Matcher, Term, builtin_lexicons, load_lexicon
from framing.parse import parse_columns
from framing.parse.block import Block
from framing.parse.cache import CacheWarning
from framing.tables import validate

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent.parent / "data" / "constructed"
ARTICLES = 6


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return load_corpus(FOLDER, near_duplicates=False).head(ARTICLES)


@pytest.fixture(scope="module")
def folder(articles: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the parses and the parts of these articles under the built-in lexicons."""
    made = tmp_path_factory.mktemp("cache")
    tables(articles, Settings.of(cache=made))
    return made


def tables(articles: pd.DataFrame, settings: Settings) -> dict[str, pd.DataFrame]:
    read = assemble(articles, [read_part(part, settings) for part in parts_of(articles)], settings)
    return {name: validate(name, getattr(read, name)) for name in TABLES}


def cold(articles: pd.DataFrame, folder: Path, settings: Settings) -> dict[str, pd.DataFrame]:
    """The tables without any part kept; parses are, for the time they take."""
    (folder / "cold").mkdir(exist_ok=True)
    link = next(folder.glob("parse-*"))
    if not (folder / "cold" / link.name).exists():
        (folder / "cold" / link.name).symlink_to(link, target_is_directory=True)
    for path in (folder / "cold").rglob("*-*.arrow"):
        if "parts" in str(path):
            path.unlink()
    return tables(articles, replace(settings, cache=folder / "cold"))


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> bool:
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], other[name])
    return True


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that detectors read from now on."""
    import framing.analysis.reading as reading

    read: list[str] = []

    def told(tokens, **options):
        read.append(tokens.text)
        return find_statements(tokens, **options)

    monkeypatch.setattr(reading, "find_statements", told)
    return read


def test_a_warm_run_reads_nothing_and_gives_the_same(articles, folder, monkeypatch) -> None:
    settings = Settings.of(cache=folder)
    expected = cold(articles, folder, settings)
    read = counting(monkeypatch)
    assert same(tables(articles, settings), expected)
    assert read == []


def test_names_of_articles_are_no_part_of_what_is_kept(articles, folder, monkeypatch) -> None:
    other = articles.assign(doc_id=[f"other-{number}" for number in range(len(articles))])
    read = counting(monkeypatch)
    found = tables(other, Settings.of(cache=folder))
    assert read == []
    assert set(found["naming"]["doc_id"]) <= set(other["doc_id"])
    assert found["statements"]["statement_id"].str.startswith("other-").all()


def test_other_articles_are_read(articles, folder, monkeypatch) -> None:
    read = counting(monkeypatch)
    tables(articles.head(2), Settings.of(cache=folder))
    assert read == articles["text"].head(2).tolist()


def test_terms_change_nothing_of_what_is_kept(articles, folder, monkeypatch) -> None:
    lexicon = Lexicon("own", "1.0.0", "Own", terms=(Term("the", "article", text=("the",)),))
    expected = cold(articles, folder, Settings.of([lexicon], cache=folder))
    read = counting(monkeypatch)
    assert same(tables(articles, Settings.of([lexicon], cache=folder)), expected)
    assert read == []
    assert (expected["mentions"]["lexicon"] == "own").any()


def test_a_lexicon_of_violence_is_part_of_the_key(articles, folder) -> None:
    harm = load_lexicon("violence")
    own = replace(harm, name="own-harm", extends="violence 1.0.0", terms=harm.terms[: len(harm) // 2])
    settings = Settings.of([own], cache=folder)
    assert same(tables(articles, settings), cold(articles, folder, settings))


def test_a_resolver_of_ones_own_is_asked_every_time(articles, folder) -> None:
    def nobody(layout, statements):
        return [None] * len(statements)

    settings = Settings.of(cache=folder, resolver=nobody)
    assert tables(articles, settings)["statements"]["actor"].isna().all()
    assert not tables(articles, replace(settings, resolver=resolve_actors))["statements"]["actor"].isna().all()


def test_code_that_changed_reads_anew(articles, folder, monkeypatch) -> None:
    monkeypatch.setattr(kept.fingerprint, "of_code", str)
    kept._named.cache_clear()
    read = counting(monkeypatch)
    tables(articles, Settings.of(cache=folder))
    assert len(read) == len(articles)
    kept._named.cache_clear()


def edited(cues: Lexicon, chance: random.Random) -> Lexicon:
    """The lexicon with some entries changed, taken away, added or moved."""
    terms = list(cues.terms)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(terms))
        term = terms[place]
        match chance.randrange(5):
            case 0:
                terms[place] = replace(term, category=chance.choice(("doubting", "neutral", "denying")))
            case 1:
                del terms[place]
            case 2:
                terms.append(Term(f"new-{chance.random()}", "doubting", lemma=(chance.choice(COMMON),), pos=("VERB",)))
            case 3:
                terms.insert(chance.randrange(len(terms)), terms.pop(place))
            case _:
                terms[place] = replace(term, governs=(), not_before=(*term.not_before, "that"))
    return replace(cues, version=f"1.0.{chance.randrange(1000)}", terms=tuple(terms))


COMMON = ("say", "go", "be", "make", "leave", "call", "take", "report", "tell", "know")


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_of_the_cues_the_tables_are_those_of_a_cold_run(articles, folder, seed: int) -> None:
    chance = random.Random(seed)
    cues = load_lexicon("reporting-verbs")
    for _ in range(2):
        cues = edited(cues, chance)
        settings = Settings.of([cues], cache=folder)
        assert same(tables(articles, settings), cold(articles, folder, settings))


def test_after_an_edit_only_the_articles_with_the_word_are_read(articles, folder, monkeypatch) -> None:
    cues = load_lexicon("reporting-verbs")
    with_word = [text for text in articles["text"] if " claim" in text]
    assert 0 < len(with_word) < len(articles)
    terms = tuple(replace(term, category="neutral") if "claim" in term.lemma else term for term in cues)
    settings = Settings.of([replace(cues, terms=terms)], cache=folder)
    read = counting(monkeypatch)
    found = tables(articles, settings)
    assert set(read) <= set(with_word)
    assert read
    read.clear()
    assert same(tables(articles, settings), found)
    assert read == []


def test_what_an_article_rests_on(make_tokens) -> None:
    lexicon = Lexicon("c", "1.0.0", "C", kind="cues", terms=(Term("a", "neutral", lemma=("say so",)),))
    other = replace(lexicon, terms=(*lexicon.terms, Term("b", "neutral", text=("told",))))
    block = Block.of([make_tokens(words) for words in (["they", "say"], ["they", "told"], ["so"], [])])
    changed = (touched(block, lexicon) != touched(block, other)).any(axis=1)
    assert changed.tolist() == [False, True, False, False]
    assert touched(block, lexicon).any(axis=1).tolist() == [True, False, False, False]


def test_a_damaged_variant_goes(articles, folder) -> None:
    some, cues = articles.tail(1), load_lexicon("reporting-verbs")
    tables(some, Settings.of(cache=folder))
    files = KeptFiles(folder, some)
    files.readings[0].write_bytes(b"")
    other = Settings.of([replace(cues, terms=cues.terms[1:])], cache=folder)
    with pytest.warns(CacheWarning, match="unreadable"):
        assert same(tables(some, other), cold(some, folder, other))
    assert not files.readings[0].exists()


def test_only_some_variants_are_kept(articles, folder) -> None:
    cues = load_lexicon("reporting-verbs")
    for number in range(kept.VARIANTS + 2):
        terms = (*cues.terms, Term(f"new-{number}", "neutral", lemma=(f"unheard{number}",)))
        tables(articles.head(1), Settings.of([replace(cues, terms=terms)], cache=folder))
    part = KeptFiles(folder, articles.head(1))
    assert len(part.readings) == kept.VARIANTS


class KeptFiles:
    """The files of a part."""

    def __init__(self, folder: Path, articles: pd.DataFrame) -> None:
        own = kept.KeptParts.of(Settings.of(cache=folder))
        place = own._part(tuple(articles["text"]))
        self.tokens = place / "tokens.arrow"
        self.readings = [path for path in place.iterdir() if path != self.tokens]


@pytest.mark.parametrize("which", ["tokens", "readings"])
@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_file_gives_a_warning_and_the_same_tables(articles, folder, which: str, damage: str) -> None:
    some = articles.head(1)
    settings = Settings.of(cache=folder)
    expected = tables(some, settings)
    files = KeptFiles(folder, some)
    for path in [files.tokens] if which == "tokens" else files.readings:
        data = path.read_bytes()
        at = len(data) // 3
        flipped = data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]
        path.write_bytes({"cut": data[:at], "flipped": flipped, "empty": b"", "other": b"PAR1" * 99}[damage])
    with pytest.warns(CacheWarning, match="unreadable"):
        found = tables(some, settings)
    assert same(found, expected)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert same(tables(some, settings), expected)


def test_a_full_disk_gives_a_warning_and_the_same_tables(articles, folder, tmp_path, monkeypatch) -> None:
    def full(path, data):
        raise OSError(28, "No space left on device")

    expected = tables(articles.head(1), Settings.of(cache=folder))
    monkeypatch.setattr("framing.parse.packed.write_whole", full)
    monkeypatch.setattr("framing.parse.cache.write_whole", full)
    with pytest.warns(CacheWarning, match="No space left"):
        assert same(tables(articles.head(1), Settings.of(cache=tmp_path)), expected)
    assert list(tmp_path.rglob("*.arrow")) == []


def test_mentions_of_a_block_are_those_of_its_articles(articles, folder) -> None:
    parsed = list(parse_columns(articles, cache=folder, progress=False))
    matcher = Matcher(*map(load_lexicon, builtin_lexicons()))
    block = Block.of(parsed)
    voices, expected = [], []
    for number, tokens in enumerate(parsed):
        voices.append(Voices.of(Layout.of(tokens), list(find_statements(tokens))))
        for row in find_mentions(tokens, lexicon=matcher, voices=voices[-1]):
            expected.append({"article": number, **row._asdict()})
    found = find_mentions_in(block, lexicon=matcher, voices=BlockVoices.of(voices), scope=Scope.of(block))
    assert found.to_pylist() == expected
    assert len(expected) > 100


def test_an_article_put_in_changes_few_parts() -> None:
    texts = [f"Rain fell on Ostrel on day {day}." for day in range(600)]
    before = {tuple(part["text"]) for part in parts_of(pd.DataFrame({"text": texts}))}
    after = {tuple(part["text"]) for part in parts_of(pd.DataFrame({"text": ["Keller left.", *texts]}))}
    assert len(before) > 20
    assert len(after - before) <= 5
    assert [text for part in parts_of(pd.DataFrame({"text": texts})) for text in part["text"]] == texts


def test_a_part_has_rows_of_its_own_articles_alone(articles, folder) -> None:
    part: Part = read_part(articles.tail(2), Settings.of(cache=folder))
    for name in TABLES:
        assert set(getattr(part, name)["doc_id"].to_pylist()) <= set(articles["doc_id"].tail(2))


def test_a_run_with_every_part_kept_imports_no_spacy(articles, folder, tmp_path) -> None:
    articles.to_pickle(tmp_path / "articles.pkl")
    script = (
        "import sys, pandas, pathlib, framing\n"
        f"articles = pandas.read_pickle({str(tmp_path / 'articles.pkl')!r})\n"
        f"framing.analyze(articles, cache=pathlib.Path({str(folder)!r}), progress=False)\n"
        "sys.exit(any(name.split('.')[0] in ('spacy', 'thinc', 'seaborn') for name in sys.modules))\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_an_article_that_says_nothing(tmp_path) -> None:
    articles = pd.DataFrame({"doc_id": ["a"], "outlet": ["Ostrel Post"], "text": ["Rain."]})
    (tmp_path / "one.jsonl").write_text(articles.to_json(orient="records", lines=True))
    found = tables(load_corpus(tmp_path / "one.jsonl", near_duplicates=False), Settings.of(cache=tmp_path))
    assert [len(found[name]) for name in ("statements", "mentions", "agency")] == [0, 0, 0]
    assert found["exposure"]["n_words"].tolist() == [1, 0, 0]
