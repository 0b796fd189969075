"""The same over real sockets, on this machine: several hosts at once, broken servers, and being stopped."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import pytest
from tests.pages.fetching.web import ARTICLE

from onrecord.pages.fetching import Fetcher
from onrecord.records import Failure, Page

Do = Callable[[BaseHTTPRequestHandler], None]


def page(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.send_header("Content-Length", str(len(ARTICLE)))
    request.end_headers()
    request.wfile.write(ARTICLE)


@contextmanager
def serving(do: Do) -> Iterator[str]:
    """A server on the loopback that answers everything but robots.txt, which isn't there, by `do`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                self.send_error(404)
            else:
                do(self)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def everywhere(host: str, port: int) -> list[str]:
    """A name server for which every name is this machine."""
    return ["127.0.0.1"]


def test_pages_come_over_sockets() -> None:
    with serving(page) as address:
        found = list(Fetcher(private=True, delay=0).pages([f"{address}/a", f"{address}/b"]))
    assert [type(item) for _, item in found] == [Page, Page]


def test_this_machine_is_refused_without_leave() -> None:
    with serving(page) as address:
        ((_, item),) = Fetcher(delay=0).pages([f"{address}/a"])
    assert isinstance(item, Failure)
    assert item.error == "RefusedAddress"


def test_hosts_are_read_at_once_and_each_one_at_a_time() -> None:
    """Each of four hosts answers only when all four were asked, and none may be asked twice at once."""
    together = threading.Barrier(4, timeout=20)
    asking: list[str] = []
    twice: list[str] = []
    lock = threading.Lock()

    def wait(request: BaseHTTPRequestHandler) -> None:
        host = request.headers["Host"]
        with lock:
            twice.extend(host for other in asking if other == host)
            asking.append(host)
        together.wait()
        with lock:
            asking.remove(host)
        page(request)

    with serving(wait) as address:
        port = address.rpartition(":")[2]
        urls = [f"http://{name}.example:{port}/{path}" for path in "xy" for name in ("a", "b", "c", "d")]
        fetcher = Fetcher(private=True, delay=0, hosts=4, resolve=everywhere)
        found = [item for _, item in fetcher.pages(urls)]
    assert [type(item) for item in found] == [Page] * 8
    assert twice == []


def test_a_host_that_is_slow_does_not_keep_others_waiting() -> None:
    """Its first page comes only when the other host was asked, though both threads could be busy with it."""
    other, in_time = threading.Event(), []

    def wait(request: BaseHTTPRequestHandler) -> None:
        if request.path == "/other":
            other.set()
        else:
            in_time.append(other.wait(20))
        page(request)

    with serving(wait) as address:
        port = address.rpartition(":")[2]
        urls = [f"http://a.example:{port}/1", f"http://a.example:{port}/2", f"http://b.example:{port}/other"]
        found = list(Fetcher(private=True, delay=0, hosts=2, resolve=everywhere).pages(urls))
    assert len(found) == 3
    assert in_time == [True, True]


def close_half(request: BaseHTTPRequestHandler) -> None:
    request.connection.shutdown(socket.SHUT_WR)
    request.close_connection = True


def reset(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf of i")
    request.wfile.flush()
    request.connection.shutdown(socket.SHUT_RDWR)
    request.close_connection = True


@pytest.mark.parametrize("do", [close_half, reset])
def test_a_connection_that_ends_in_the_middle_is_a_failure(do: Do) -> None:
    with serving(do) as address:
        ((_, item),) = Fetcher(private=True, delay=0).pages([f"{address}/a"])
    assert isinstance(item, Failure)
    assert item.error == "Unfetched"


def test_a_server_that_does_not_speak_tls_is_a_failure() -> None:
    with serving(page) as address:
        ((_, item),) = Fetcher(private=True, delay=0).pages([address.replace("http", "https")])
    assert isinstance(item, Failure)
    assert "no connection" in item.reason


def test_closing_ends_a_request_that_hangs_and_every_thread() -> None:
    hanging, let_go = threading.Event(), threading.Event()

    def hang(request: BaseHTTPRequestHandler) -> None:
        hanging.set()
        let_go.wait(60)

    before = set(threading.enumerate())
    with serving(lambda request: page(request) if request.path == "/a" else hang(request)) as address:
        port = address.rpartition(":")[2]
        fetcher = Fetcher(private=True, delay=0, hosts=3, resolve=everywhere, timeout=50)
        items = cast("Iterator[object]", fetcher.pages([f"http://{name}.example:{port}/{name}" for name in "ab"]))
        assert next(items)
        assert hanging.wait(20)
        items.close()  # type: ignore[attr-defined]
        left = [thread.name for thread in set(threading.enumerate()) - before if thread.name.startswith("fetching")]
        let_go.set()
    assert left == []


def test_what_the_list_of_addresses_raises_is_raised_and_ends_the_threads() -> None:
    def broken() -> Iterator[str]:
        yield "http://127.0.0.1:1/"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Fetcher(private=True, delay=0).pages(broken()))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetching")]
