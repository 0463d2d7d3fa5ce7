"""A web server with the manners that the tests need. Prints its port; ends when its standard input does."""
import http.server, json, os, ssl, sys, threading, time


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/slow":
            time.sleep(5)
        if self.path == "/redirect":
            return self.answer(302, b"", [("Location", "/echo")])
        if self.path == "/large":
            return self.answer(200, b"x" * 200_000)
        if self.path == "/endless":
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            for _ in range(2000):
                self.wfile.write(b"x" * 1000)
            self.close_connection = True
            return
        if self.path.startswith("/events/"):
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in (b": hello\n\n", b"event: dra", b"ft\r\ndata: one\r", b"\n\r\n", b"data:two\n\n"):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.02)
            if self.path == "/events/silent":
                time.sleep(30)
            self.close_connection = True
            return
        if self.path == "/headers":
            return self.answer(200, b"", [("X-%d" % i, "y" * 1000) for i in range(99)])
        if self.path.startswith("/status/"):
            return self.answer(int(self.path[8:]), b"said", [("Retry-After", "7")])
        seen = {"method": self.command, "body": body.decode("latin-1"), "headers": dict(self.headers)}
        self.answer(200, json.dumps(seen, sort_keys=True).encode(), [("X-Mixed-Case", "  kept ")])

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_any

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Answers)
if len(sys.argv) > 1:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1])
    server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
