"""The command line: data to standard output, everything else to standard error.

Exit code 0: done; 1: some reports could not be read, or only in part; 2: the command was wrong.
Each command is a module of its own, imported when it is asked for; packages that take time to
load are imported in the functions that need them.
"""

from __future__ import annotations

import gc
from importlib import import_module

import click

from tawatur import __version__

# Command → the module of this package that has the function of that name.
_COMMANDS = {
    "add": "adding",
    "claims": "asking",
    "correct": "correcting",
    "coverage": "coverage",
    "diff": "comparing",
    "explain": "explain",
    "gazetteer": "places",
    "failures": "asking",
    "follow": "following",
    "init": "adding",
    "read": "read",
    "readings": "comparing",
    "reread": "adding",
    "retry": "adding",
    "score": "score",
    "where": "places",
    "search": "asking",
    "show": "asking",
    "snapshot": "correcting",
    "status": "asking",
    "versions": "comparing",
    "who": "who",
}


class _Commands(click.Group):
    """The commands of `_COMMANDS`, each loaded when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tawatur.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="tawatur", message="%(prog)s %(version)s")
def main() -> None:
    """Read Arabic reports of conflict and diplomacy into attributed claims."""
    # Loading and reading make many records and hardly a cycle; collecting at the usual pace costs a tenth.
    gc.set_threshold(50_000, 20, 20)
