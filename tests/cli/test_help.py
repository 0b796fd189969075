"""What the command says about itself."""

import shlex
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.cli.commands import COMMANDS, GROUPS
from onrecord.cli.read import read

HEAVY = {"rich", "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "resiliparse", "torch"}


def command(path: str) -> click.Command:
    found: click.Command = main
    for word in path.split():
        assert isinstance(found, click.Group)
        inner = found.get_command(click.Context(found), word)
        assert inner is not None
        found = inner
    return found


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_says_what_it_does_and_what_its_options_mean(path: str) -> None:
    result = CliRunner().invoke(main, [*path.split(), "--help"])
    assert result.exit_code == 0
    assert command(path).help
    for parameter in command(path).params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert all(name in result.stdout for name in parameter.opts)


@pytest.mark.parametrize("name", [*GROUPS, *(path for path in COMMANDS if " " not in path)])
def test_the_first_help_lists_every_command(name: str) -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert f"\n  {name} " in result.stdout


def test_the_examples_in_the_help_are_commands_that_are_understood() -> None:
    lines = [line.strip() for line in (read.help or "").partition("Examples:")[2].splitlines() if line.strip()]
    assert len(lines) >= 5
    for line in lines:
        [words] = [part for part in map(shlex.split, line.split("|")) if part[0] == "onrecord"]
        arguments = words[2 : words.index(">") if ">" in words else None]
        assert words[1] == "read"
        read.make_context("onrecord read", arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"""if True:
        import sys
        from onrecord.cli import main
        main({arguments}, standalone_mode=False)
        print(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr == "[]\n"
    assert run.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"onrecord, version {onrecord.__version__}\n"
    try:
        installed = version("onrecord")
    except PackageNotFoundError:
        pytest.skip("onrecord runs from its sources here")
    assert installed == onrecord.__version__


def test_an_unknown_command_is_named() -> None:
    result = CliRunner().invoke(main, ["reed"])
    assert result.exit_code == 2
    assert "reed" in result.stderr


def test_a_terminal_with_nothing_to_read_gets_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    def with_terminal(*arguments: Any, **settings: Any) -> None:
        raise AssertionError("standard input was read")

    with CliRunner().isolation():
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("onrecord.pages.open_pages", with_terminal)
        context = read.make_context("onrecord read", [])
        with pytest.raises(click.exceptions.Exit) as leaving, context:
            read.invoke(context)
    assert leaving.value.exit_code == 2
