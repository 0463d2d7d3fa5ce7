"""A portal that knows the settings of queues and nothing else. Prints its port; ends when its standard input does."""
import http.server, json, os, sys, threading, urllib.parse

SETTINGS = {"Accounting": {"dialects": ["adobe"]}, "../../etc/passwd": {"dialects": ["docuseal"]}}


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        name = urllib.parse.unquote(self.path.rsplit("/", 1)[1])
        known = self.headers["Authorization"] == "Bearer right"
        status = 401 if not known else 200 if name in SETTINGS else 500
        body = json.dumps({"name": name, "auto_send": "never", "job_files": "one_each", "tags": SETTINGS.get(name, {}), "of_a_newer_portal": 1}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
