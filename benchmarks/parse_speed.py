"""How fast articles are parsed, beside spaCy's own set-up of the same pipeline, in one run.

    python benchmarks/parse_speed.py CORPUS.jsonl [--articles 64]

Batches of 32 articles are parsed in turn by ``spacy.load`` with ``nlp.pipe`` as spaCy has it ("shipped") and as the
suite parses them ("suite": numpy's BLAS in one thread, eight articles at once, each kind of word embedded once, an
attribute ruler that remembers, an entity recogniser that decides on many tokens together). A ratio is shipped over
suite, so that above 1 ours is faster. The annotation of both is compared, token by token: tags, parts of speech,
morphology, lemmas, dependencies, heads, sentences, entities. ``kernel`` is what blis, spaCy's matrix library, says that
it picked for this processor.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import spacy
from timing import Clock, parser_of_speed, print_json, texts_of

from framing.parse import load_model
from framing.parse.corpus import BATCH
from framing.parse.kernel import ATTRIBUTES, docs_of
from framing.parse.model import model_identity

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHIPPED, SUITE = "shipped", "suite"


def kernel() -> str:
    """The kernel that blis picks here."""
    code = "from thinc.api import NumpyOps; import numpy as np; a = np.ones((9, 9), 'f'); NumpyOps().gemm(a, a)"
    environment = {**os.environ, "BLIS_ARCH_DEBUG": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"sub-configuration '(\w+)'", done.stdout + done.stderr)
    return found.group(1) if found else "not told"


def differences(one: Doc, other: Doc) -> int:
    """How many tokens are annotated otherwise."""
    columns = [*ATTRIBUTES]
    return int((one.to_array(columns) != other.to_array(columns)).any(axis=1).sum())


def measure(texts: Sequence[str]) -> dict[str, Any]:
    """Seconds of both, their ratios, and the tokens that differ."""
    ours, shipped = load_model(), spacy.load(model_identity()[0])
    clock, differ, tokens = Clock(), 0, 0
    for nlp in (ours, shipped):
        list(nlp.pipe(texts[:2]))  # the first call pays for what it loads
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        with clock.step(SHIPPED):
            expected = list(shipped.pipe(batch))
        with clock.step(SUITE):
            docs = list(docs_of(ours, batch))
        differ += sum(map(differences, expected, docs))
        tokens += sum(map(len, docs))
    return {
        "articles": len(texts),
        "tokens": tokens,
        "tokens annotated otherwise": differ,
        "kernel": kernel(),
        "seconds": {name: round(value, 3) for name, value in clock.seconds.items()},
        "tokens a second": {name: round(tokens / value) for name, value in clock.seconds.items()},
        "ratio, processor time": round(clock.seconds[SHIPPED] / clock.seconds[SUITE], 3),
        "ratio, by the wall": round(clock.wall[SHIPPED] / clock.wall[SUITE], 3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Run and print."""
    parser = parser_of_speed("How fast articles are parsed, beside spaCy's own set-up.", articles=64)
    chosen = parser.parse_args(arguments)
    print_json(measure(texts_of(parser, chosen)))


if __name__ == "__main__":
    main()
