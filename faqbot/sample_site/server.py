"""The sample site on a port of the loopback address."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self

from faqbot.sample_site.site import respond


class SampleSite:
    """Serves the sample site in a thread for as long as its `with` block runs.

    Port 0 takes a free one. Raises OSError if the port is taken.
    """

    def __init__(self, port: int = 0) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet; two would wait 40 ms for each other

    def do_GET(self) -> None:
        reply = respond(
            self.path,
            origin=f"http://{self.headers.get('Host', '127.0.0.1')}",
            if_none_match=self.headers.get("If-None-Match", ""),
        )
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Print nothing: requests would bury the output of the demo."""
