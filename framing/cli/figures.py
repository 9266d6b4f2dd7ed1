"""``framing figures``: every figure with the table that it shows, from the notebooks or from an analysis."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from framing.cli.columns import Column
from framing.cli.kernel_log import kernel_arguments
from framing.cli.output import counted, say
from framing.errors import FramingError, install_hint


def figures(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where figures, tables and run notebooks go.")] = Path(
        "figures"
    ),
    corpus: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Articles to run on, instead of those the notebooks name.")
    ] = None,
    column: Column = None,
    notebooks: Annotated[Path, typer.Option(metavar="DIR", help="The folder of notebooks.")] = Path("notebooks"),
    tables: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Draw the standard figures of these tables of `framing analyze` instead."),
    ] = None,
    numbers: Annotated[
        Path | None, typer.Option(metavar="DIR", help="With --tables: where each figure's numbers as drawn go, as CSV.")
    ] = None,
) -> None:
    """Run the notebooks, write every figure.

    Each figure is written as PNG and SVG, with the table that it shows as CSV. A notebook's parameters CORPUS
    and OUT, where it has them, are set to --corpus and --out. The notebooks as they ran, outputs included, are
    written beside the figures. With --tables no notebook is run: the standard figures of an analysis are drawn.

    \b
    Examples:
      framing figures
      framing figures --corpus my-articles.csv --out my-figures
      framing figures --corpus export.csv --column text=Body --out my-figures
      framing figures --tables my-tables --out my-figures
    """
    if tables is not None:
        draw_tables(tables, out, numbers)
        return
    if numbers is not None:
        raise FramingError("--numbers goes with --tables: name the tables of `framing analyze` with --tables DIR")
    if column and corpus is None:
        raise FramingError("--column goes with --corpus: name your table with --corpus PATH")
    found = sorted(path for path in notebooks.glob("*.ipynb") if path.is_file())
    if not found:
        raise FramingError(f"no notebooks in {notebooks}: name their folder with --notebooks DIR")
    out.mkdir(parents=True, exist_ok=True)
    with _renamed(corpus, column) as articles:
        given = {"OUT": out.resolve(), "CORPUS": articles.resolve() if articles else None}
        for number, notebook in enumerate(found, start=1):
            say(f"{number}/{len(found)} {notebook.name}")
            run_notebook(notebook, out / notebook.name, {name: str(path) for name, path in given.items() if path})
    written = sorted(path for path in out.rglob("*") if path.suffix in (".png", ".svg", ".csv"))
    say(f"{counted(len(found), 'notebook')}, {counted(len(written), 'file')} of figures and their tables -> {out}")


@contextmanager
def _renamed(corpus: Path | None, column: list[str] | None) -> Iterator[Path | None]:
    """The corpus; where columns have other names, a copy in a temporary folder that names them as notebooks do."""
    if corpus is None or not column:
        yield corpus
        return
    from framing.cli.corpus import load_articles

    articles = load_articles([corpus], column=column)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"{corpus.stem}.parquet"
        articles.to_parquet(copy, index=False)
        yield copy


def draw_tables(tables: Path, out: Path, numbers: Path | None = None) -> None:
    """Draw the standard figures of an analysis that was written to `tables`; to `numbers` goes what each one draws."""
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    from framing import load_analysis
    from framing.show import save_figure
    from framing.show.drawn import drawn_numbers
    from framing.show.gallery import gallery

    count = 0
    if numbers is not None:
        numbers.mkdir(parents=True, exist_ok=True)
    for drawing in gallery(load_analysis(tables)):
        save_figure(drawing.ax, drawing.table, drawing.name, out)
        if numbers is not None:
            frame = drawn_numbers(drawing.ax)
            frame.to_csv(numbers / f"{drawing.name}.csv", index=False, encoding="utf-8", lineterminator="\n")
        plt.close(drawing.ax.figure)  # type: ignore[arg-type]
        count += 1
    say(f"{counted(count, 'figure')} of {tables} -> {out}" + (f"; their numbers -> {numbers}" if numbers else ""))


def run_notebook(notebook: Path, out: Path, values: dict[str, str]) -> None:
    """Execute a notebook in its own folder and write it, with its outputs, to `out`.

    Of `values`, those are set that the notebook declares as parameters. Raises FramingError that names the
    notebook, the cell and the error when a cell fails.
    """
    try:
        import papermill
        from papermill.exceptions import PapermillExecutionError
    except ImportError as error:
        raise FramingError(f"notebooks need papermill; install it {install_hint('notebooks')}") from error

    known = set(parameters(notebook))
    try:
        papermill.execute_notebook(
            notebook,
            out,
            parameters={name: value for name, value in values.items() if name in known},
            cwd=notebook.parent,
            kernel_name="python3",
            progress_bar=False,
            extra_arguments=kernel_arguments(),
        )
    except PapermillExecutionError as error:
        raise FramingError(
            f"{notebook}, cell {error.cell_index + 1}: {error.ename}: {error.evalue}; the run so far is in {out}"
        ) from error


def parameters(notebook: Path) -> Iterator[str]:
    """The names that the cell tagged `parameters` assigns, in its order; none when there is no such cell."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            yield from _assigned(ast.parse("".join(cell["source"])))


def _assigned(module: ast.Module) -> Iterator[str]:
    for statement in module.body:
        targets: list[ast.expr] = []
        if isinstance(statement, ast.Assign):
            targets = statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))
