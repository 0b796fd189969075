"""Addresses into a ledger, from a server on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.batch import Ledger

from .conftest import MakeReader, article


class Site(BaseHTTPRequestHandler):
    """One article with an entity tag; anything else is not found."""

    asked: list[tuple[str, str | None]] = []  # noqa: RUF012 - one list for every request

    def do_GET(self) -> None:
        """Answer, and note what was asked."""
        if self.path != "/bridge":
            self.send_error(404)
            return
        tag = self.headers.get("If-None-Match")
        self.asked.append((self.path, tag))
        content = f"<html><body><article><p>{article('Vesk')}</p></article></body></html>".encode()
        self.send_response(304 if tag == '"one"' else 200)
        self.send_header("ETag", '"one"')
        if tag != '"one"':
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if tag != '"one"':
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a site that runs as long as the test."""
    Site.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_page_that_has_not_changed_is_not_sent_again(ledger: Ledger, site: str, reader: MakeReader) -> None:
    first = ledger.add(f"{site}/bridge", private=True, delay=0, workers=0, reader=reader)
    again = ledger.add(f"{site}/bridge", private=True, delay=0, workers=0, reader=reader)
    assert (first.read, again.unchanged, again.pages) == (1, 1, 1)
    assert Site.asked == [("/bridge", None), ("/bridge", '"one"')]


def test_this_machine_is_not_asked_without_leave(ledger: Ledger, site: str, reader: MakeReader) -> None:
    summary = ledger.add(f"{site}/bridge", workers=0, reader=reader)
    assert summary.failed == {"RefusedAddress": 1}
    assert Site.asked == []
    assert ledger.retry(private=True, delay=0, workers=0, reader=reader).read == 1
    assert ledger.failures() == []


def test_a_password_is_kept_nowhere(ledger: Ledger, site: str, reader: MakeReader) -> None:
    ledger.add(site.replace("//", "//orlen:hidden@") + "/bridge", private=True, workers=0, reader=reader)
    assert len(ledger.failures()) == 1
    with ledger.reading() as connection:
        kept = connection.execute("SELECT pages, runs FROM pages JOIN runs USING (run)").fetchall()
    assert "bridge" in str(kept)
    assert "hidden" not in str(kept)


def test_a_file_that_a_feed_names_is_not_read_by_trying_again(
    ledger: Ledger, tmp_path: Path, reader: MakeReader
) -> None:
    secret, feed = tmp_path / "secret.txt", tmp_path / "feed.xml"
    secret.write_text(article("Vesk"), encoding="utf-8")
    feed.write_text(f"<rss><channel><item><link>{secret}</link></item></channel></rss>", encoding="utf-8")
    assert ledger.add(feed, workers=0, reader=reader).failed == {"RefusedAddress": 1}
    again = ledger.retry(workers=0, reader=reader)
    assert (again.read, again.gone) == (0, 1)
