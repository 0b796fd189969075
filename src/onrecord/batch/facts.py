"""What somebody says of all pages of a run, kept in the run's command, so that `retry` says it of them again."""

import shlex
from dataclasses import dataclass, replace

from onrecord.records import Page

_OPTIONS = {"published": "--published", "outlet": "--outlet"}


@dataclass(frozen=True, slots=True)
class Facts:
    """When pages were published and by whom, where they are not given that themselves."""

    published: str | None = None
    outlet: str | None = None

    def of(self, page: Page) -> Page:
        """`page` with these facts; what a row says of itself is closer to it and wins."""
        return replace(page, published=page.published or self.published, outlet=page.outlet or self.outlet)

    def command(self, verb: str) -> str:
        """The command that was given: `add --outlet 'The Example'`."""
        given = [(option, getattr(self, name)) for name, option in _OPTIONS.items()]
        return shlex.join([verb, *(word for option, value in given if value for word in (option, value))])


def facts_in(command: str) -> Facts:
    """The facts that `Facts.command` wrote into a command; none where it is some other."""
    try:
        words = shlex.split(command)
    except ValueError:
        return Facts()
    following = dict(zip(words[1::2], words[2::2], strict=False))
    return Facts(*(following.get(option) for option in _OPTIONS.values()))
