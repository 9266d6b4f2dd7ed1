"""Make the tables of data/derived/basil: an analysis of BASIL's articles without a word of them.

    python benchmarks/derive_basil.py ARTICLES.jsonl [--out data/derived/basil] [--cache DIR]

ARTICLES.jsonl is what ``framing datasets fetch basil`` writes. Taken are the articles of the manifest's part ``dev``
(53 events, each in three outlets); the others stay unseen. They are analysed with the built-in lexicons; which
statements report one utterance is found while their words are there (``align_statements``); then the words go
(``Analysis.without_words``). The same articles and the same version of the suite give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from framing import analyze, load_corpus
from framing.compare.align import align_statements
from framing.corpus.datasets import BASIL, Dataset
from framing.errors import CorpusError
from framing.store import write_table

OUT = Path(__file__).resolve().parents[1] / "data" / "derived" / "basil"
PART = "dev"
ALIGNMENTS = "alignments.parquet"


def lines_of(articles: Path, dataset: Dataset = BASIL) -> Iterator[str]:
    """The lines of the articles of the part, in the manifest's order; CorpusError names the first that lacks."""
    found = {}
    with articles.open(encoding="utf-8") as lines:
        for line in lines:
            found[str(json.loads(line)["doc_id"])] = line.rstrip("\n")
    for row in dataset.files():
        if row["part"] != PART:
            continue
        if row["doc_id"] not in found:
            raise CorpusError(f"{articles} lacks {row['doc_id']}; fetch it with: framing datasets fetch {dataset.name}")
        yield found[row["doc_id"]]


def derive(articles: Path, out: Path, *, dataset: Dataset = BASIL, cache: bool | Path = True) -> Path:
    """Write the tables to a folder that ``load_analysis`` reads, with `alignments.parquet`; returns the folder."""
    text = "\n".join(lines_of(articles, dataset)) + "\n"
    with TemporaryDirectory() as folder:
        chosen = Path(folder) / f"{dataset.name}.jsonl"
        chosen.write_text(text, encoding="utf-8")
        corpus = load_corpus(chosen, on_bad="error")
    analysis = analyze(corpus, cache=cache)
    alignments = align_statements(analysis.statements, analysis.articles)
    wordless = analysis.without_words()
    texts = "".join(sorted(wordless.articles["text_sha256"]))
    about = {
        "corpus": dataset.title,
        "part": PART,
        "cite": dataset.cite,
        "licence": dataset.licence,
        "url": dataset.url,
        "texts_sha256": hashlib.sha256(texts.encode()).hexdigest(),
    }
    wordless = replace(wordless, meta={**about, **wordless.meta})
    wordless.save(out)
    write_table(alignments, out / ALIGNMENTS, meta=json.dumps(wordless.meta, indent=2, ensure_ascii=False))
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("articles", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    parser.add_argument("--cache", type=Path, default=None, metavar="DIR", help="where parses are kept")
    options = parser.parse_args(arguments)
    out = derive(options.articles, options.out, cache=options.cache or True)
    size = sum(path.stat().st_size for path in out.iterdir() if path.is_file())
    print(f"{out}: {size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
