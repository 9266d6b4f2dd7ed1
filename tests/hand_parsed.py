"""Docs by hand: a sentence written as words with their dependency, head and more, no model needed."""

from __future__ import annotations

from spacy.lang.en import English
from spacy.tokens import Doc

VOCAB = English().vocab
NO_SPACE_BEFORE = (",", ".", "?", "!", ":", "”", "’", ")", "'s", "’s", "\n\n")
NO_SPACE_AFTER = ("“", "‘", "(", "\n\n")


def parsed(sketch: str) -> Doc:
    """The Doc of a sketch: ``form/dep/head/POS/lemma/ENTITY`` for each word, from the right as much as is needed.

    The head is the number of a word, from 0; POS is ``X`` when left out (``PUNCT`` for marks), the lemma is the form
    in lower case. A run of words with one entity is one name. ``¶`` is a paragraph break.
    """
    words, deps, heads, poses, lemmas, entities = [], [], [], [], [], []
    for number, word in enumerate(sketch.split()):
        form, dep, head, pos, lemma, entity, *_ = [*word.split("/"), *[""] * 6][:6]
        form = "\n\n" if form == "¶" else form
        words.append(form)
        deps.append(dep or "dep")
        heads.append(int(head) if head else number)
        poses.append(pos or ("SPACE" if form.isspace() else "X" if form[0].isalnum() else "PUNCT"))
        lemmas.append(lemma or form.lower())
        entities.append(entity)
    inside = [bool(kind) and number > 0 and entities[number - 1] == kind for number, kind in enumerate(entities)]
    following = [*words[1:], "."]
    return Doc(
        VOCAB,
        words=words,
        spaces=[one not in NO_SPACE_AFTER and other not in NO_SPACE_BEFORE for one, other in zip(words, following)],
        deps=deps,
        heads=heads,
        pos=poses,
        tags=[_tag(pos, form) for pos, form in zip(poses, words)],
        lemmas=lemmas,
        ents=[f"{'I' if within else 'B'}-{kind}" if kind else "O" for kind, within in zip(entities, inside)],
    )


def _tag(pos: str, form: str) -> str:
    """A tag that goes with the part of speech; plurals, modals and pronouns are told by their form."""
    if pos == "NOUN":
        return "NNS" if form.endswith("s") else "NN"
    if pos == "AUX" and form in ("may", "will", "would", "could"):
        return "MD"
    if pos == "PRON":
        return "PRP$" if form.lower() in ("his", "her", "their") else "PRP"
    return {"PROPN": "NNP", "VERB": "VBD", "AUX": "VBD"}.get(pos, pos)
