"""Public corpora: fetched from where they are published, held to checksums, written as articles to analyse.

This is the only place of the suite that uses the network, and only when it is called. The corpora themselves are not
part of the suite: their licences (or the lack of one) are the user's to mind.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

from framing.errors import ChoiceError, CorpusError

if TYPE_CHECKING:
    import pandas as pd
    import pooch

_MANIFESTS = Path(__file__).with_name("manifests")
_TRIES = 2


@dataclass(frozen=True)
class Dataset:
    """A public corpus: where it is, what is to be said of it, and the file that lists its files with checksums.

    The manifest is a CSV with ``path`` (below the address), ``sha256``, ``doc_id`` and ``part``.
    """

    name: str
    title: str
    cite: str
    licence: str
    url: str
    manifest: Path

    def files(self) -> list[dict[str, str]]:
        """The rows of the manifest; raises CorpusError for a path that leads out of the folder of the files."""
        with self.manifest.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for row in rows:
            parts = PureWindowsPath(row["path"])  # which knows both kinds of slashes, and drives
            if parts.anchor or ".." in parts.parts:
                raise CorpusError(f"{self.name}: {row['path']!r} leads out of the folder that the files are kept in")
        return rows


BASIL = Dataset(
    name="basil",
    title="BASIL, second release: 100 events, each in Fox News, HuffPost and the New York Times",
    cite=(
        "Fan, L., White, M., Sharma, E., Su, R., Choubey, P. K., Huang, R. and Wang, L. (2019). In Plain Sight: "
        "Media Bias Through the Lens of Factual Reporting. EMNLP-IJCNLP 2019."
    ),
    licence="none stated",
    url="https://raw.githubusercontent.com/launchnlp/BASIL/4fdbc4f68d5ddae648990063cb6dd11424d96222/",
    manifest=_MANIFESTS / "basil.csv",
)
_KNOWN: Mapping[str, Dataset] = {BASIL.name: BASIL}


def list_datasets() -> pd.DataFrame:
    """The public corpora that `fetch_dataset` knows; one row each: name, title, files, licence, cite, url.

    Raises nothing: nothing is fetched, the list is part of the package.

    >>> list_datasets()[["name", "files"]].values.tolist()
    [['basil', 300]]
    """
    import pandas as pd

    rows = [
        {
            "name": one.name, "title": one.title, "files": len(one.files()), "licence": one.licence,
            "cite": one.cite, "url": one.url,
        }
        for one in _KNOWN.values()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def fetch_dataset(
    name: str | Dataset, *, out: str | Path, url: str | None = None, downloads: str | Path | None = None
) -> Path:
    """Fetch a public corpus and write its articles to the file `out` (JSONL); returns that path.

    The file has ``doc_id``, ``outlet``, ``date``, ``title``, ``url``, ``event``, ``part`` (of the manifest) and
    ``text``, one article a line: `load_corpus` reads it. `url` is another address that serves the same files (a
    mirror); `downloads` the folder where they are kept, so that a second call fetches nothing (by default in the
    user's cache). Each file is held to its SHA-256 before a word of it is used; one that does not match is not kept.

    Raises ChoiceError for an unknown name; CorpusError when a file cannot be had or is not what it should be: then
    nothing is written to `out`, and what was fetched stays for the next try.

    >>> from framing import FramingError
    >>> try:
    ...     fetch_dataset("weather", out="weather.jsonl")
    ... except FramingError as error:
    ...     print(error)
    name='weather' is not known; choose one of: 'basil'
    """
    from tqdm.auto import tqdm  # warns in a notebook without ipywidgets, so only when it is wanted

    dataset = _named(name)
    kept = _downloads(dataset, url or dataset.url, Path(downloads) if downloads else None)
    files = dataset.files()
    lines = []
    for row in tqdm(files, desc=f"fetching {dataset.name}", unit="file", disable=None):
        path = _fetch(kept, row["path"], dataset)
        try:
            article = {"doc_id": row["doc_id"], **_article(json.loads(path.read_bytes())), "part": row["part"]}
        except (KeyError, TypeError, ValueError) as error:
            raise CorpusError(f"{dataset.name}: {row['path']} has not the form of an article: {error!r}") from error
        lines.append(json.dumps(article, ensure_ascii=False) + "\n")
    target = Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(target.name + ".part")
    temporary.write_text("".join(lines), encoding="utf-8")
    return temporary.replace(target)


def _named(name: str | Dataset) -> Dataset:
    if isinstance(name, Dataset):
        return name
    if name not in _KNOWN:
        raise ChoiceError.of("name", name, _KNOWN)
    return _KNOWN[name]


def _downloads(dataset: Dataset, url: str, folder: Path | None) -> pooch.Pooch:
    import platformdirs
    import pooch

    pooch.get_logger().setLevel("WARNING")
    return pooch.create(
        path=folder or platformdirs.user_cache_path("framing") / "datasets" / dataset.name,
        base_url=url if url.endswith("/") else url + "/",
        registry={row["path"]: f"sha256:{row['sha256']}" for row in dataset.files()},
        retry_if_failed=_TRIES,
    )


def _fetch(kept: pooch.Pooch, path: str, dataset: Dataset) -> Path:
    import requests

    try:
        return Path(kept.fetch(path))
    except requests.exceptions.RequestException as error:
        raise CorpusError(
            f"{dataset.name}: {kept.get_url(path)} could not be fetched ({error}); look at the connection and run it "
            f"again (files that have come are kept in {kept.path}), or name a mirror"
        ) from error
    except ValueError as error:
        raise CorpusError(
            f"{dataset.name}: {kept.get_url(path)} is not the file that it should be (its SHA-256 differs from the "
            "manifest's); it was not kept. Run it again; if it stays so, the address serves another version"
        ) from error


def _article(found: Mapping[str, Any]) -> dict[str, Any]:
    """An article of BASIL; sentences are joined by a space, paragraphs by a blank line."""
    return {
        "outlet": str(found["source"]).lower(),
        "date": found["date"],
        "title": found["title"],
        "url": found["url"],
        "event": found["triplet-uuid"],
        "text": "\n\n".join(_paragraphs(found["body-paragraphs"])),
    }


def _paragraphs(paragraphs: list[list[str]]) -> Iterator[str]:
    for sentences in paragraphs:
        yield " ".join(sentences)
