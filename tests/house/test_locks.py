"""The lock files pin every package by hash and leave it to the machine where it comes from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ELSEWHERE = re.compile(r"://|^\s*-[a-z]|--(?!hash=)|^[^#]*@", re.MULTILINE)


def entries(lock: Path) -> list[str]:
    """The requirements of a lock file, each on one line with its hashes."""
    uncommented = re.sub(r"^\s*#.*$", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    joined = uncommented.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def locked(lock: Path) -> dict[str, list[Requirement]]:
    """Requirements by name: a package has several where releases differ between Pythons or systems."""
    found: dict[str, list[Requirement]] = {}
    for entry in entries(lock):
        requirement = Requirement(HASH.sub("", entry).strip())
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_line_pins_one_release_by_hash(lock: Path) -> None:
    assert entries(lock)
    for entry in entries(lock):
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.!+]+ ", entry), entry
        assert HASH.search(entry), entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_no_lock_names_a_host_or_an_index(lock: Path) -> None:
    assert not ELSEWHERE.search(lock.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_every_lock_holds_a_release_that_each_dependency_allows(lock: Path) -> None:
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    wanted = (
        PROJECT["project"]["dependencies"] + groups["build"] + extras.get(lock.stem, []) + groups.get(lock.stem, [])
    )
    releases = locked(lock)
    for requirement in map(Requirement, wanted):
        if requirement.name == "torch":
            continue
        pinned = releases[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(str(p.specifier).removeprefix("==")) for p in pinned), requirement


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_locks_agree_on_what_they_share_with_the_running_package(lock: Path) -> None:
    releases = locked(lock)
    for name, pinned in locked(ROOT / "requirements" / "run.txt").items():
        assert {str(p.specifier) for p in releases[name]} == {str(p.specifier) for p in pinned}


def test_torch_is_pinned_in_the_project_and_left_out_of_the_locks() -> None:
    train = map(Requirement, PROJECT["project"]["optional-dependencies"]["train"])
    assert [str(r.specifier) for r in train if r.name == "torch"] == ["==2.13.0"]
    assert not any("torch" in locked(lock) for lock in LOCKS)
