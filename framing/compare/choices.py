"""Which of the rival names of one referent a group chooses, in its own voice and in the words of others."""

from __future__ import annotations

import pandas as pd

from framing.compare.bootstrap import DEFAULT, Resampling, ratio_table
from framing.compare.groups import Groups
from framing.compare.rates import places
from framing.errors import ChoiceError

OWN, OTHERS = "outlet", "others"
MOST_NAMED = 6


def label_choices(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    referent: str,
    by: str = "outlet",
    resampling: Resampling = DEFAULT,
) -> pd.DataFrame:
    """The share of each label among those of its contrast set, by voice; one row a group × voice × label.

    ``referent`` names the set, such as "armed non-state fighter" (see ``contrast_sets``). ``voice`` is ``outlet``,
    the group's own words, or ``others``: quoted, paraphrased and scare-quoted ones. Rates of single words compare
    badly where the news differ; which of several names is taken for one thing compares better.

    Columns: the group, ``referent``, ``voice``, ``category``, ``term``, ``n_hits`` of ``n_set`` labels of the set in
    that voice, ``n_articles`` (that have one), ``share``, ``low``, ``high``; a share is missing where a voice has
    none of them. Labels stand by category and name. Raises ChoiceError for an unknown ``by`` or ``referent``.

    ``resampling`` is how intervals are drawn.

    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Post", "Wire"]})
    >>> mentions = pd.DataFrame({"doc_id": ["a", "a", "b"], "referent": "fighter", "category": "descriptive",
    ...     "term": ["rebel", "militant", "rebel"], "voice": ["outlet", "direct", "outlet"], "scare_quoted": False})
    >>> found = label_choices(mentions, articles, referent="fighter")
    >>> found[["outlet", "voice", "term", "n_hits", "n_set"]].values.tolist()[:2]
    [['Post', 'outlet', 'militant', 0, 1], ['Post', 'outlet', 'rebel', 1, 1]]
    """
    groups = Groups.of(articles, by)
    rows = groups.rows(mentions, "mentions")
    own = rows[rows["referent"] == referent]
    if own.empty:
        common = rows["referent"].value_counts().index[:MOST_NAMED]
        raise ChoiceError(
            f"referent={referent!r} is named nowhere in `mentions`; those with most labels are: "
            + ", ".join(repr(str(name)) for name in common)
        )
    terms = own[["category", "term"]].astype(str).drop_duplicates().sort_values(["category", "term"])
    levels = list(terms["term"])
    voice = (places(own) == "outlet").map({True: OWN, False: OTHERS})
    parts = []
    for name in (OWN, OTHERS):
        spoken = own[voice == name]
        hits = groups.count(spoken, ["term"], levels=levels)
        table = ratio_table(groups, hits, groups.count(spoken), share=True, resampling=resampling)
        parts.append(table.assign(voice=name))
    table = pd.concat(parts, ignore_index=True).assign(referent=referent)
    table["category"] = table["level"].map(dict(zip(levels, terms["category"])))
    names = {"group": by, "level": "term", "numerator": "n_hits", "denominator": "n_set", "value": "share"}
    table = table.rename(columns=names)
    table = table.sort_values(by, kind="stable", ignore_index=True)
    for count in ("n_hits", "n_set", "n_articles"):
        table[count] = table[count].round().astype("Int64")
    for text in ("referent", "voice", "category", "term"):
        table[text] = table[text].astype("string")
    return table[[by, "referent", "voice", "category", "term", "n_hits", "n_set", "n_articles", "share", "low", "high"]]
