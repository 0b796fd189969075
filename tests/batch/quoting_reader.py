"""A reader without weights, in a module that worker processes can import."""

import os
import re
import signal
import time

from onrecord.records import Article, Attribution, Findings

SAID = re.compile(r"(“[^”]+”) (\w+) (said)")


class QuotingReader:
    """Finds “…” NAME said, and nothing else; dies, fails and dawdles where the text asks for it."""

    def read(self, article: Article) -> Findings:
        """One attribution for every match."""
        if "KILL ME" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "FAIL ME" in article.text:
            raise ZeroDivisionError("asked to")
        if "WAIT FOR ME" in article.text:
            time.sleep(600)
        return Findings(
            tuple(
                Attribution((m.span(2),), (m.span(3),), (m.span(1),), "direct", 0.9)
                for m in SAID.finditer(article.text)
            )
        )


class OtherReader:
    """Finds nothing: another model."""

    def read(self, article: Article) -> Findings:
        """No attributions."""
        return Findings()
