"""Fuzz the suite: feed one of its areas with bytes until an error comes that is not one of its own.

    python benchmarks/fuzz.py quotes --runs 100000
    python benchmarks/fuzz.py all --runs 20000

With atheris installed the bytes are guided by coverage; without it, or with --plain, they are drawn by a seeded
generator. A case that fails is kept as a file in --keep (``crash-...``); give it as CASE to run it again. A small
seeded part of this runs with the tests.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

LONGEST = 512  # bytes of a case
# Each target is a function of bytes, loaded when it is wanted: a module and a name in it.
TARGETS = {
    "corpus": ("fuzz_files", "fuzz_corpus"),
    "tables": ("fuzz_files", "fuzz_tables"),
    "quotes": ("fuzz_text", "fuzz_quotes"),
    "statements": ("fuzz_text", "fuzz_statements"),
    "lexicon": ("fuzz_lexicons", "fuzz_lexicon"),
    "html": ("fuzz_pages", "fuzz_html"),
}


def main() -> int:
    """Run one target, or each in a process of its own; the exit status is 0 when nothing was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("target", choices=(*TARGETS, "all"))
    parser.add_argument("--runs", type=int, default=20_000, help="cases of each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="do not use atheris")
    parser.add_argument(
        "--keep", type=Path, default=Path("out/fuzz"), help="folder for cases that fail and for the corpora"
    )
    parser.add_argument("case", nargs="*", type=Path, help="files with cases to run again, nothing else is run")
    options = parser.parse_args()
    if options.target == "all":
        return max(_in_own_process(name, options) for name in TARGETS)
    if options.case:
        run = target(options.target)
        for path in options.case:
            run(path.read_bytes())
        print(f"{options.target}: {len(options.case)} cases again, no error")
        return 0
    return _plain(options) if options.plain or not _has_atheris() else _guided(options)


def target(name: str) -> Callable[[bytes], None]:
    """The function of a target; any exception that it raises is a find."""
    module, function = TARGETS[name]
    found: Callable[[bytes], None] = getattr(import_module(module), function)
    return found


def _in_own_process(name: str, options: argparse.Namespace) -> int:
    command = [sys.executable, __file__, name, "--runs", str(options.runs), "--seed", str(options.seed)]
    command += ["--keep", str(options.keep), *(["--plain"] if options.plain else [])]
    return subprocess.run(command, check=False).returncode


def _has_atheris() -> bool:
    from importlib.util import find_spec

    return find_spec("atheris") is not None


def _plain(options: argparse.Namespace) -> int:
    run, drawn = target(options.target), random.Random(options.seed)
    begun = time.perf_counter()
    for number in range(options.runs):
        case = drawn.randbytes(drawn.randrange(LONGEST))
        try:
            run(case)
        except Exception:
            options.keep.mkdir(parents=True, exist_ok=True)
            kept = options.keep / f"crash-{options.target}-{options.seed}-{number}"
            kept.write_bytes(case)
            print(f"{options.target}: case {number} fails, kept as {kept}", file=sys.stderr)
            raise
    print(f"{options.target}: {options.runs:,} seeded cases, no error, {time.perf_counter() - begun:.0f} s")
    return 0


def _guided(options: argparse.Namespace) -> int:
    import atexit

    import atheris

    with atheris.instrument_imports(include=["framing"], enable_loader_override=False):
        run = target(options.target)
    corpus = options.keep / "corpus" / options.target
    corpus.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    print(f"{options.target}: {options.runs:,} cases guided by coverage ...", flush=True)
    # ``-verbosity=0`` still prints the final figures
    arguments = [
        f"-runs={options.runs}", f"-seed={options.seed}", f"-max_len={LONGEST}", "-timeout=900", "-rss_limit_mb=4096",
        f"-artifact_prefix={options.keep}/crash-{options.target}-", "-print_final_stats=1", "-verbosity=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *arguments], run)
    atexit.register(_report, options, begun)
    atheris.Fuzz()  # ends the process
    return 0


def _report(options: argparse.Namespace, begun: float) -> None:
    print(f"{options.target}: ended after {time.perf_counter() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
