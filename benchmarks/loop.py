"""The loop of editing a lexicon and looking at tables and figures, beside the parse of the same articles in one run.

    python benchmarks/loop.py GOLD.jsonl [--articles 840] [--repeats 5] [--seed 0]

GOLD.jsonl has one JSON object a line with ``doc_id``, ``outlet`` and ``text``. The articles are parsed once by spaCy as
``spacy.load`` gives it, in batches of 32 ("parse"; the suite's own set-up gives the same in less time, see
parse_speed.py), the parses are kept, and a first run of `framing.analyze` keeps its readings. Then everything is timed
anew, and a ratio is the time of the parse over that of a step:

    mentions       the table of mentions of a lexicon of 2,000 entries drawn from the corpus (see matching.py)
    all_tables     all six tables of `analyze`, after an edit of one built-in lexicon of terms
    more_entries   the same with the 2,000 entries on top of the built-in lexicons
    two_figures    all six tables, then `label_voices` and `mention_rates` with their plots, drawn
    fresh_process  `framing analyze` on the corpus in a new process, until its tables are written
    cue_changed    all six tables, after another stance for a reporting verb that a middling number of articles have
    cue_added      the same after a verb of middling frequency was added
    cue_say        the same after another stance for the verb that most articles have: the worst case

In every repeat another entry is edited, so that nothing but what an edit leaves can be taken from before. Seconds are
of processor time, all threads and child processes of a step together; the least of the repeats counts, and the parse
is timed once. ``phrase_matcher`` is spaCy's PhraseMatcher with the 2,000 entries over Docs that are kept in memory
(at most 200 articles), which tells places alone: the ratio is of the parse of these articles. ``import_seconds`` is
`import framing` by -X importtime, the median of five, and ``heavy`` which heavy packages it loads. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from attribution import meta_of, read_gold
from matching import drawn_lexicon, drawn_phrases, vocabulary

import framing
from framing.analysis import CUES, Settings, parts_of, read_part
from framing.collector import collector_off
from framing.frames import frame_of, joined
from framing.lexicon import Lexicon, Term, load_lexicon
from framing.parse import Tokens
from framing.parse.corpus import BATCH, open_cache
from framing.parse.model import model_identity
from framing.show.style import house_style

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

ENTRIES = 2_000
GOALS = {
    "mentions": 500, "all_tables": 500, "two_figures": 200, "fresh_process": 20, "cue_changed": 50, "cue_added": 50,
}  # fmt: skip
KEPT_DOCS = 200
HEAVY = ("numpy", "pandas", "pyarrow", "matplotlib", "seaborn", "spacy", "pandera", "scipy")
LEXICON = "labels"  # of the built-in ones, that which is edited


def seconds() -> float:
    """Of processor time, this process and those it has waited for."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + told.ru_utime + told.ru_stime


def least(step: Callable[[], object], repeats: int) -> float:
    """The least seconds that a step takes."""
    taken = []
    for _ in range(repeats):
        start = seconds()
        step()
        taken.append(seconds() - start)
    return min(taken)


@dataclass
class Parsed:
    """What parsing the articles gave beside the cache."""

    taken: list[float] = field(default_factory=list)  # seconds of each batch
    words: dict[int, set[str]] = field(default_factory=dict)
    lemmas: list[frozenset[str]] = field(default_factory=list)  # of each article
    verbs: Counter[str] = field(default_factory=Counter)  # articles that have them
    docs: list[Doc] = field(default_factory=list)


def parse(texts: Sequence[str], nlp: Language, folder: Path) -> Parsed:
    """Parse all articles, timed, and keep the parses."""
    found, kept = Parsed(), open_cache(folder, None)
    for first in range(0, len(texts), BATCH):
        start = seconds()
        docs = list(nlp.pipe(texts[first : first + BATCH], batch_size=BATCH))
        found.taken.append(seconds() - start)
        with collector_off():
            columns = [Tokens.of(doc) for doc in docs]
        for tokens in columns:
            if kept is not None:
                kept.put(tokens)
            found.lemmas.append(frozenset(tokens.lemma))
            found.verbs.update({lemma for lemma, pos in zip(tokens.lemma, tokens.pos) if pos == "VERB"})
        for length, pool in vocabulary(columns, nlp.Defaults.stop_words).items():
            found.words.setdefault(length, set()).update(pool)
        if len(found.docs) + len(docs) <= KEPT_DOCS:
            found.docs += docs
        print(f"parsed {min(first + BATCH, len(texts))} of {len(texts)}", file=sys.stderr)
    return found


def edits(lexicon: Lexicon, ids: Sequence[str], categories: Sequence[str]) -> Iterator[Lexicon]:
    """The lexicon with another category for one of these terms, another one each time."""
    for number in count():
        chosen = ids[number % len(ids)]
        other = [category for category in categories if category != lexicon[chosen].category]
        category = other[number // len(ids) % len(other)]
        terms = tuple(replace(term, category=category) if term.id == chosen else term for term in lexicon)
        yield replace(lexicon, terms=terms)


def additions(lexicon: Lexicon, verbs: Sequence[str]) -> Iterator[Lexicon]:
    """The lexicon with one of these verbs added, another one each time."""
    for number in count():
        verb = verbs[number % len(verbs)]
        new = Term(f"{verb}-{number}", "asserting", lemma=(verb,), pos=("VERB",), governs=("ccomp",), act="speech")
        yield replace(lexicon, terms=(*lexicon.terms, new))


def after(step: Callable[..., object], *editions: Iterator[Lexicon]) -> Callable[[], object]:
    """The step with the next edition of each lexicon."""

    def run() -> object:
        return step(*map(next, editions))

    return run


def by_frequency(cues: Lexicon, lemmas: Sequence[frozenset[str]]) -> dict[str, int]:
    """The single verbs among the cues, with the number of articles that have them, the most first; none with 0."""
    verbs = {term.id: term.lemma[0] for term in cues if "VERB" in term.pos and len(term.lemma) == 1}
    found = {name: sum(lemma in own for own in lemmas) for name, lemma in verbs.items() if " " not in lemma}
    return dict(sorted(((name, own) for name, own in found.items() if own), key=_most_first))


def middling(frequencies: Mapping[str, int], number: int) -> list[str]:
    """So many from the middle of those given."""
    names = list(frequencies)
    first = max(0, (len(names) - number) // 2)
    return names[first : first + number]


def _most_first(told: tuple[str, int]) -> tuple[int, str]:
    return -told[1], told[0]


def draw(analysis: framing.Analysis) -> None:
    """Two figures, drawn on a canvas."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    tables = analysis.mentions, analysis.exposure, analysis.articles
    voices = framing.label_voices(analysis.mentions[analysis.mentions["lexicon"] == LEXICON], analysis.articles)
    rates = framing.mention_rates(*tables, split="lexicon")
    plots = partial(framing.plot_label_voices, voices), partial(framing.plot_rates, rates, split="lexicon")
    for plot in plots:
        figure = Figure(figsize=(8, 8))
        FigureCanvasAgg(figure)
        plot(ax=figure.subplots())
        with house_style():  # as `save_figure` and `show_figure` draw
            figure.canvas.draw()


def phrase_matcher(nlp: Language, docs: Sequence[Doc], phrases: Sequence[str], repeats: int) -> float:
    """Seconds that PhraseMatcher takes over these Docs."""
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    words = [phrase.split() for phrase in phrases]
    matcher.add("drawn", [Doc(nlp.vocab, words=one, lemmas=one) for one in words])

    def run() -> object:
        return [matcher(doc) for doc in docs]

    return least(run, repeats)


def import_time() -> tuple[float, list[str]]:
    """Seconds that `import framing` takes, the median of five, and the heavy packages that it loads."""
    taken, loaded = [], set()
    for _ in range(5):
        run = [sys.executable, "-X", "importtime", "-c", "import framing"]
        told = subprocess.run(run, capture_output=True, text=True, check=True).stderr.splitlines()
        rows = [line.removeprefix("import time:").split("|") for line in told if "|" in line]
        names = [row[2].strip() for row in rows]
        loaded.update(name.split(".")[0] for name in names)
        taken.append(int(rows[names.index("framing")][1]) / 1e6)
    return statistics.median(taken), [name for name in HEAVY if name in loaded]


@dataclass(frozen=True)
class Loop:
    """The steps, on one corpus whose parses are kept."""

    articles: pd.DataFrame
    corpus: Path
    folder: Path
    drawn: Lexicon
    parsed: Parsed

    def mentions(self, lexicon: Lexicon) -> int:
        """The table of mentions of one lexicon."""
        settings = replace(Settings.of(cache=self.folder), terms=(lexicon,))
        parts = [read_part(part, settings) for part in parts_of(self.articles)]
        return len(frame_of("mentions", joined("mentions", [part.mentions for part in parts])))

    def tables(self, *lexicons: Lexicon) -> framing.Analysis:
        """All tables."""
        return framing.analyze(self.articles, lexicons=lexicons, cache=self.folder, progress=False)

    def figures(self, *lexicons: Lexicon) -> None:
        """All tables and two figures."""
        draw(self.tables(*lexicons))

    def command(self) -> None:
        """The command line, in a process of its own."""
        run = [
            sys.executable,
            "-c",
            "from framing.cli import app; app()",
            "analyze",
            str(self.corpus),
            "--out",
            str(self.folder / "out"),
        ]
        environment = {**os.environ, "FRAMING_CACHE": str(self.folder)}
        subprocess.run(run, env=environment, check=True, capture_output=True)

    def steps(self, seed: int) -> dict[str, Callable[[], object]]:
        """What is timed, by its name."""
        chance = random.Random(seed)
        labels, cues = load_lexicon(LEXICON), load_lexicon(CUES)
        frequent = by_frequency(cues, self.parsed.lemmas)
        lemmas = {form for term in cues for form in term.forms}
        verbs = {verb: own for verb, own in self.parsed.verbs.most_common() if verb not in lemmas and verb.isalpha()}
        several = {verb: own for verb, own in verbs.items() if own > 1}
        ids = [term.id for term in labels]
        label = edits(labels, chance.sample(ids, len(ids)), list(labels.categories))
        drawn = edits(self.drawn, [term.id for term in self.drawn], ["drawn", "other"])
        stances = list(cues.categories)
        changed = edits(cues, middling(frequent, 15), stances)
        added = additions(cues, middling(several, 15))
        most = edits(cues, list(frequent)[:1], stances)
        return {
            "mentions": after(self.mentions, drawn),
            "all_tables": after(self.tables, label),
            "more_entries": after(self.tables, label, drawn),
            "two_figures": after(self.figures, label),
            "fresh_process": self.command,
            "cue_changed": after(self.tables, changed),
            "cue_added": after(self.tables, added),
            "cue_say": after(self.tables, most),
        }


def measure(records: Sequence[dict[str, Any]], repeats: int, seed: int) -> dict[str, Any]:
    """Parse, keep, and time every step."""
    with tempfile.TemporaryDirectory() as place:
        corpus, folder = Path(place) / "corpus.jsonl", Path(place) / "cache"
        rows = [{name: record.get(name, "unknown") for name in ("doc_id", "outlet", "text")} for record in records]
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
        articles = framing.load_corpus(corpus, near_duplicates=False)
        nlp = spacy.load(model_identity()[0])
        list(nlp.pipe(articles["text"].head(1)))  # the first call pays for what it loads
        parsed = parse(articles["text"].tolist(), nlp, folder)
        pools = {length: sorted(pool) for length, pool in parsed.words.items()}
        phrases = drawn_phrases(pools, ENTRIES, seed)
        loop = Loop(articles, corpus, folder, drawn_lexicon(phrases), parsed)
        start = seconds()
        first = loop.tables()
        cold = seconds() - start
        draw(first)
        taken = {name: least(step, repeats) for name, step in loop.steps(seed).items()}
        peer = phrase_matcher(nlp, parsed.docs, phrases, repeats)
        kept = sum(path.stat().st_size for path in folder.glob("parts-*/**/*.arrow"))
    whole, of_docs = sum(parsed.taken), sum(parsed.taken[: -(-len(parsed.docs) // BATCH)])
    imported, heavy = import_time()
    ratios = {name: round(whole / own, 1) for name, own in taken.items()}
    return {
        "articles": len(articles),
        "tokens": int(first.exposure["n_words"].sum()),
        "repeats": repeats,
        "seconds": {"parse": round(whole, 2), "first run, parses kept": round(cold, 3)}
        | {name: round(own, 4) for name, own in taken.items()},
        "ratio": ratios,
        "goals": {name: {"at_least": goal, "met": ratios[name] >= goal} for name, goal in GOALS.items()},
        "phrase_matcher": {"articles": len(parsed.docs), "ratio": round(of_docs / peer, 1)},
        "import_seconds": round(imported, 4),
        "heavy": heavy,
        "kept_bytes_a_word": round(kept / int(first.exposure["n_words"].sum()), 1),
        "load": os.getloadavg(),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Editing a lexicon and looking at tables, beside the parse.")
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--articles", type=int, metavar="N", help="so many, evenly spread (default: all)")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    if not chosen.gold.is_file():
        parser.error(f"there is no file {chosen.gold}; the head of this script tells its form")
    records = read_gold(chosen.gold)
    wanted = min(chosen.articles or len(records), len(records))
    if wanted < 1 or chosen.repeats < 1:
        parser.error("at least one article and one repeat")
    sample = [records[number * len(records) // wanted] for number in range(wanted)]
    json.dump(
        {**measure(sample, chosen.repeats, chosen.seed), "meta": meta_of(chosen.gold, "all")}, sys.stdout, indent=1
    )
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
