"""What is asked for when onrecord is installed is what it imports, no more and no less."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "onrecord"
WITH_EXTRAS = ("training", "evaluation")
FOR_OTHERS = {"lxml-html-clean"}  # what a library of ours imports without asking for it


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, wherever in it; relative imports left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def named(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def test_the_dependencies_are_exactly_what_is_imported_for_reading() -> None:
    """Training and evaluation may use what only the extras bring; everything else may not."""
    paths = (p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).parts[0] not in WITH_EXTRAS)
    packages = {name for path in paths for name in imported(path)} - sys.stdlib_module_names - {"onrecord"}
    distributions = packages_distributions()
    used = {canonicalize_name(distributions[name][0]) if name in distributions else name for name in packages}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared, if_wanted = named(project["dependencies"]), named(project["optional-dependencies"]["frames"])
    assert used | FOR_OTHERS == declared | if_wanted
