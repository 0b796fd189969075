"""The tree of commands. A command's module is imported when it is run or listed, and nothing heavy with it."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from onrecord import __version__
from onrecord.errors import OnRecordError
from onrecord.export.visible import visible

COMMANDS = {
    "read": "onrecord.cli.read:read",
    "add": "onrecord.cli.add:add",
    "build": "onrecord.cli.build:build",
    "find": "onrecord.cli.find:find",
    "show": "onrecord.cli.show:show",
    "who": "onrecord.cli.who:who",
    "story": "onrecord.cli.story:story",
    "claims": "onrecord.cli.claims:claims",
    "claim": "onrecord.cli.claim:claim",
    "trace": "onrecord.cli.trace:trace",
    "conflicts": "onrecord.cli.conflicts:conflicts",
    "copies": "onrecord.cli.copies:copies",
    "stats": "onrecord.cli.stats:stats",
    "sql": "onrecord.cli.sql:sql",
    "export": "onrecord.cli.export:export",
    "fix merge": "onrecord.cli.fix:merge",
    "fix split": "onrecord.cli.fix:split",
    "fix speaker": "onrecord.cli.fix:speaker",
    "fix reject": "onrecord.cli.fix:reject",
    "fix undo": "onrecord.cli.fix:undo",
    "fix list": "onrecord.cli.fix:listed",
    "fix rows": "onrecord.cli.fix:rows",
    "retry": "onrecord.cli.retry:retry",
    "reread": "onrecord.cli.reread:reread",
    "check": "onrecord.cli.check:check",
    "evaluate attributions": "onrecord.cli.evaluate:attributions",
    "evaluate speakers": "onrecord.cli.evaluate:speakers",
    "evaluate times": "onrecord.cli.evaluate:times",
    "evaluate quantities": "onrecord.cli.evaluate:quantities",
    "train attributions": "onrecord.cli.train:attributions",
    "train claims": "onrecord.cli.train:claims",
    "train heads": "onrecord.cli.train:heads",
    "train linking": "onrecord.cli.train:linking",
    "train meaning": "onrecord.cli.train:meaning",
}
"""Every command by its words, and the function that it is."""

GROUPS = {
    "fix": "Set right what was read; it is kept when articles are read anew.",
    "evaluate": "Measure what is read against what people marked.",
    "train": "Train the weights anew from a labelled corpus.",
}

INTERRUPTED = 128 + 2
PIPE_CLOSED = 128 + 13


class LazyGroup(click.Group):
    """A group whose commands are named by module and function, and imported when they are asked for."""

    def __init__(self, name: str, **settings: Any) -> None:
        super().__init__(name, **settings)
        self.places: dict[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the tree."""
        return [*self.places, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command `cmd_name`, or return None where there is none."""
        if cmd_name not in self.places:
            return super().get_command(ctx, cmd_name)
        module, _, function = self.places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command


class Root(LazyGroup):
    """The whole command: what every subcommand does when it is interrupted, cut off or fails."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run; leaves with 130 on Ctrl-C, 141 where the reader of the output has gone, 1 on errors."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nonrecord: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _drop_output()
            ctx.exit(PIPE_CLOSED)
        except OnRecordError as error:
            raise click.ClickException(visible(str(error))) from error
        except OSError as error:
            raise click.ClickException(visible(f"{error.filename or 'output'}: {error.strerror}")) from error


def _drop_output() -> None:
    """Send what is still buffered nowhere, or the interpreter would complain about the closed pipe as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _tree() -> Root:
    root = Root(
        "onrecord",
        help="Put news pages on record: who said what, on whose authority, and where in the text it stands.",
        epilog="Start with: onrecord read article.html. Many at once: onrecord add FOLDER, then onrecord find WORDS",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    for name, help_text in GROUPS.items():
        root.add_command(LazyGroup(name, help=help_text))
    for path, place in COMMANDS.items():
        *above, name = path.split()
        group = root.commands[above[0]] if above else root
        assert isinstance(group, LazyGroup)
        group.places[name] = place
    return click.version_option(__version__, prog_name="onrecord")(root)


main = _tree()
