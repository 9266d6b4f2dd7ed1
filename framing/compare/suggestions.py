"""What a lexicon may lack: words of a corpus that behave like its entries, with the evidence for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

import numpy as np
import pandas as pd

from framing.compare.context import with_context
from framing.compare.gather import MOST_PLACES, Gathered, Key, Seen, gather
from framing.compare.likeness import Likeness, likeness, slot_fit
from framing.compare.log_odds import log_odds
from framing.errors import ChoiceError, LexiconError
from framing.lexicon import Lexicon, load_lexicon
from framing.parse import Tokens, parse_columns

FUSION = 60  # of reciprocal ranks (Cormack, Clarke and Buettcher 2009, Reciprocal rank fusion)
RARE_CLASS = 0.02  # share of the hits below which a class of words is not looked at
CONTEXT = 40  # characters on each side of an example
PARTS = {
    "terms": ("log_odds", "similarity", "slot_fit", "links", "family"),
    "cues": ("reporting_low", "similarity", "slot_fit"),
}


def suggest(
    lexicon: Lexicon | str | PathLike[str],
    articles: pd.DataFrame,
    *,
    top: int = 100,
    fewest: int = 3,
    model: str | None = None,
    cache: bool | Path = True,
    progress: bool = True,
) -> pd.DataFrame:
    """Words and short phrases that the articles use as they use the lexicon's entries, the likeliest first.

    One row a candidate that occurs ``fewest`` times or more; names of persons, places and organisations are passed
    over. ``candidate`` holds lemmas, ``pos`` the commonest tag, ``n`` and ``n_docs`` its occurrences and articles.
    The parts of the evidence, for a lexicon of terms:

    * ``log_odds``: how surely it prefers sentences with a hit (Monroe, Colaresi and Quinn 2008), a z-score;
    * ``similarity``: mean cosine to the three nearest entries, over the syntactic slots that both fill;
    * ``slot_fit``: how much more often than chance entries fill its slots;
    * ``links``: times that it is coordinated, in apposition or equated with a hit;
    * ``family``: entries that share its head or its modifier ("illegal worker" beside "illegal alien").

    For a lexicon of cues: ``reporting``, times that it has a subject and introduces a clause or a quotation,
    ``reporting_low``, the lower end of the 95 % Wilson interval of its share of ``n``, ``similarity`` and ``slot_fit``.
    ``score`` puts the ranks in all parts together (reciprocal rank fusion); it orders, and means nothing by itself.
    ``nearest`` is the entry used most alike, ``category`` its category, ``why`` the evidence in words, ``examples``
    up to three places as ``doc_id:start-end`` with their context.

    A suggestion is a word to look at, not an entry: read it with `kwic` or its examples first. Raises LexiconError
    when no entry occurs in the articles, ChoiceError for ``top`` or ``fewest`` below 1.

    ``top`` is the most rows; ``model``, ``cache`` and ``progress`` are as in `analyze`.

    >>> import pandas as pd
    >>> from framing.lexicon import Lexicon, Term
    >>> mine = Lexicon("mine", "1.0.0", "Mine", terms=(Term("rebel", "fighters", lemma=("rebel",)),))
    >>> text = "Rebels and militants fled. Armed rebels shot at us. Armed militants shot at the farm. Cows slept."
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": [text]})
    >>> suggest(mine, articles, fewest=2, cache=False, progress=False)[["candidate", "n", "links"]].values.tolist()
    [['militant', 2, 1], ['armed', 2, 0]]
    """
    found = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon)
    parsed = parse_columns(articles, model=model, cache=cache, progress=progress)
    return suggest_from(found, zip(articles["doc_id"], parsed), top=top, fewest=fewest)


def suggest_from(
    lexicon: Lexicon, parsed: Iterable[tuple[str, Tokens]], *, top: int = 100, fewest: int = 3
) -> pd.DataFrame:
    """As `suggest`, from articles that are parsed already: pairs of a doc_id and its tokens.

    One row a candidate. ``lexicon``, ``top``, ``fewest``, the columns and what it raises are as there.

    >>> from framing.lexicon import Lexicon, Term
    >>> from framing.parse import parse_text
    >>> mine = Lexicon("mine", "1.0.0", "Mine", terms=(Term("rebel", "fighters", lemma=("rebel",)),))
    >>> text = "Rebels and militants fled. Armed rebels shot at us. Armed militants shot at the farm. Cows slept."
    >>> suggest_from(mine, [("a", parse_text(text))], fewest=2)[["candidate", "n", "links"]].values.tolist()
    [['militant', 2, 1], ['armed', 2, 0]]
    """
    for option, value in (("top", top), ("fewest", fewest)):
        if value < 1:
            raise ChoiceError(f"{option}={value!r}: give a number of at least 1")
    found = gather(lexicon, parsed)
    if not found.known:
        raise LexiconError(
            f"no entry of `{lexicon.name}` occurs in the {len(found.texts):,} articles, so that there is nothing to "
            "compare their words with; give other articles, or look with `framing lexicon check --corpus`"
        )
    classes = {one for one, number in found.heads.items() if number >= RARE_CLASS * found.heads.total()}
    keys = [key for key, seen in found.units.items() if seen.n >= fewest and key[1] in classes]
    like = likeness([found.units[key] for key in keys], found.known)
    table = _evidence(found, keys, like, PARTS[lexicon.kind])
    order = np.lexsort((table["candidate"], -table["n"], -table["score"]))[:top]
    rows = [_row(found.units[keys[place]], like, place, lexicon) for place in order]
    told = pd.DataFrame(rows, columns=["nearest", "category", "why"], index=table.index[order])
    told["examples"] = _examples(found, [found.units[keys[place]] for place in order])
    return table.iloc[order].join(told.astype("string")).reset_index(drop=True)


def _evidence(found: Gathered, keys: Sequence[Key], like: Likeness, parts: Sequence[str]) -> pd.DataFrame:
    seen = [found.units[key] for key in keys]
    n = np.array([one.n for one in seen], dtype=float)
    near = np.array([one.near for one in seen], dtype=float)
    reporting = np.array([one.reporting.total() for one in seen], dtype=float)
    values = {
        "candidate": [phrase for phrase, _ in keys],
        "pos": [one.tags.most_common(1)[0][0] for one in seen],
        "n": n.astype("int64"),
        "n_docs": np.array([len(one.docs) for one in seen], dtype="int64"),
        "log_odds": log_odds(near, n - near),
        "similarity": like.score,
        "slot_fit": slot_fit(seen, found.known),
        "links": np.array([one.links.total() for one in seen], dtype="int64"),
        "family": _family(found, keys),
        "reporting": reporting.astype("int64"),
        "reporting_low": _wilson_low(reporting, n),
    }
    values["score"] = sum((_fused(np.asarray(values[part], dtype=float)) for part in parts), np.zeros(len(keys)))
    shown = [*(["reporting"] if "reporting_low" in parts else []), *parts]
    table = pd.DataFrame(values)[["candidate", "pos", "n", "n_docs", "score", *shown]]
    return table.astype({"candidate": "string", "pos": "string"})


def _fused(values: np.ndarray) -> np.ndarray:
    """The reciprocal of the rank of each value, ties sharing theirs; nothing for a value that is no evidence (0)."""
    if not len(values):
        return values
    return np.where(values > 0, 1 / (FUSION + pd.Series(-values).rank(method="average").to_numpy()), 0.0)


def _wilson_low(hits: np.ndarray, n: np.ndarray) -> np.ndarray:
    from statsmodels.stats.proportion import proportion_confint

    if not len(n):
        return n
    return np.where(hits > 0, proportion_confint(hits, n, method="wilson")[0], 0.0)


def _family(found: Gathered, keys: Sequence[Key]) -> np.ndarray:
    """How many entries share the first or the last word of a candidate in the same place."""
    firsts, lasts = Counter[str](), Counter[str]()
    for phrases in found.phrases.values():
        words = phrases.most_common(1)[0][0].split()
        firsts[words[0]] += 1
        lasts[words[-1]] += 1
    shared = []
    for phrase, _ in keys:
        words = phrase.split()
        # a single word is first and last at once
        shared.append(firsts[words[0]] + lasts[words[-1]] if words[1:] else max(firsts[phrase], lasts[phrase]))
    return np.array(shared, dtype="int64")


def _row(seen: Seen, like: Likeness, place: int, lexicon: Lexicon) -> tuple[object, ...]:
    nearest = like.nearest[place]
    told = []
    if seen.reporting:
        kinds = ", ".join(f"{number} {kind}" for kind, number in seen.reporting.most_common())
        told.append(f"reports in {seen.reporting.total()} of {seen.n} ({kinds})")
    if nearest:
        told.append(f"used like `{nearest}`: {like.shared[place]}")
    if seen.links:
        ties = ", ".join(f"`{term}` ({number})" for term, number in seen.links.most_common(2))
        told.append(f"coordinated or equated with {ties}")
    if seen.near:
        told.append(f"{seen.near} of {seen.n} in a sentence with a hit")
    return nearest, lexicon[nearest].category if nearest else None, "; ".join(told)


def _examples(found: Gathered, chosen: Sequence[Seen]) -> list[str]:
    """For each, up to three places in their context, those that show the evidence first."""
    places = [(number, *place) for number, seen in enumerate(chosen)
              for place in list(dict.fromkeys([*seen.telling, *seen.places]))[:MOST_PLACES]]  # fmt: skip
    rows = pd.DataFrame(places, columns=["number", "doc_id", "start", "end"])
    texts = pd.DataFrame({"doc_id": list(found.texts), "text": list(found.texts.values())})
    lines = with_context(rows, texts, width=CONTEXT)
    told: list[list[str]] = [[] for _ in chosen]
    for number, doc_id, start, end, before, after in zip(*(lines[name] for name in lines.columns)):
        words = " ".join(found.texts[doc_id][start:end].split())
        told[number].append(f"{doc_id}:{start}-{end} {before} [{words}] {after}".strip())
    return [" | ".join(one) for one in told]
