"""A whole print server of its own: scheduler, backend, spool, forwarder and portal, each of which can be killed and started again."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
from portal import ADMINISTRATOR, Browser  # noqa: E402

BIN = ROOT / "build/release/bin"
PPD = ROOT / "build/release/share/quillport/quillport.ppd"
IS_ROOT = os.geteuid() == 0
QUEUE = "Fault"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until(true, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise TimeoutError(f"waited {seconds} s in vain for {what}")


class House:
    def __init__(self):
        # Backends run as lp: the folder must be one that everybody may pass.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="quillport-fault.", dir="/tmp"))
        self.folder.chmod(0o711)
        self.spool = self.folder / "spool"
        self.log = self.folder / "log"
        self.log.mkdir()
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.running = {}
        self.portal_settings = []
        self.environment = {**os.environ, "CUPS_SERVER": str(self.folder / "cups/run/cups.sock")}
        self.make_spool(self.spool)
        self.make_scheduler()

    def make_spool(self, spool):
        for name, mode in (("", 0o711), ("held", 0o700), ("incoming", 0o2770)):
            (spool / name).mkdir(exist_ok=True)
            if name == "incoming" and IS_ROOT:
                shutil.chown(spool / name, group="lp")
            (spool / name).chmod(mode)

    def make_scheduler(self):
        script = f"""
            root={ROOT}; source "$root/installer/lib/common.sh"; source "$root/installer/lib/scheduler.sh"; pids=()
            scheduler_prepare {self.folder} {BIN} {PPD.parent}
        """
        subprocess.run(["bash", "-c", script], check=True)
        settings = self.folder / "cups/etc/cupsd.conf"
        settings.write_text(settings.read_text() + "JobRetryInterval 2\nMaxJobs 0\n")

    # Starting and ending -------------------------------------------------------------------------------------------------------
    def start(self, name, *words):
        with open(self.log / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen([str(w) for w in words], stdout=log, stderr=log, env=self.environment, start_new_session=True)

    def kill(self, name):
        process = self.running.pop(name, None)
        if process:
            process.kill()
            process.wait()

    def end(self, name):
        """As a service manager does."""
        process = self.running.pop(name)
        process.terminate()
        process.wait()

    def kill_group(self, name):
        """With what runs above and below it, say strace and the worker."""
        process = self.running.pop(name, None)
        if process:
            # It may have ended by itself, with all of its group.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def start_portal(self):
        self.start("portal", BIN / "quillportd", f"--data={self.folder}/data", "--listen=127.0.0.1", f"--port={self.port}", f"--public_url={self.url}",
                   "--trial=true", "--smtp.url=smtp://127.0.0.1:9", "--mail.from=fault@quillport.invalid", *self.portal_settings, "serve")
        until(self.portal_answers, 30, "the portal")

    def portal_answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.2):
                return True
        except OSError:
            return False

    def start_forwarder(self, *under):
        self.start("forwarder", *under, BIN / "quillport-forwarder", f"--spool={self.spool}", f"--portal.url={self.url}",
                   f"--portal.key_file={self.folder}/key")

    def start_scheduler(self):
        cups = self.folder / "cups"
        self.start("scheduler", cups / "sbin/cupsd", "-f", "-c", cups / "etc/cupsd.conf", "-s", cups / "etc/cups-files.conf")
        # lpstat ends with 0 whatever it finds.
        until(lambda: b"is running" in subprocess.run(["lpstat", "-r"], env=self.environment, capture_output=True).stdout, 20, "the scheduler")

    def open(self):
        """Everything but the forwarder; an administrator and a key are made."""
        self.start_portal()
        until(lambda: "/setup#" in (self.log / "portal.log").read_text(), 20, "the set-up link")
        link = re.search(r"/setup#([\w-]+)", (self.log / "portal.log").read_text())
        self.browser = Browser(self.url, self.folder / "cookies")
        status, answer = self.browser.call("POST", "/api/v1/setup", json.dumps({**ADMINISTRATOR, "token": link.group(1)}))
        assert status == 200, answer
        key = subprocess.run([BIN / "quillportd", f"--data={self.folder}/data", "key", "add", "fault"], capture_output=True, text=True, check=True)
        (self.folder / "key").write_text(key.stdout)
        self.start_scheduler()
        done = subprocess.run(["lpadmin", "-p", QUEUE, "-E", "-v", f"quillport:/{QUEUE}?spool={self.spool}", "-P", PPD,
                               "-o", "printer-error-policy=retry-job"], env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def close(self, keep=False):
        for name in list(self.running):
            self.kill(name)
        if keep:
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    # Looking -------------------------------------------------------------------------------------------------------------------
    def waiting(self):
        return len(list((self.spool / "incoming").glob("*.job")))

    def open_jobs(self):
        """Those with a document: where the scheduler died between Create-Job and Send-Document there is none, and lp said so."""
        listed = subprocess.run(["lpstat", "-W", "not-completed", "-o"], env=self.environment, capture_output=True, text=True).stdout.splitlines()
        return [line for line in listed if line.split()[2] != "0"]

    def drafts(self):
        """All open drafts, newest first."""
        found, before = [], ""
        while True:
            status, answer = self.browser.call("GET", f"/api/v1/drafts?limit=200{before}")
            assert status == 200, answer
            found += answer["drafts"]
            if not answer.get("next"):
                return found
            before = f"&before={answer['next']}"

    def capturing(self, program):
        """Processes of backend/quillport or filter/quillport-pass."""
        mark = str(self.folder / "cups/bin" / program)
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(entry / "exe") == mark:
                    yield int(entry.name)
            except OSError:
                continue


def document(text):
    """One page with a tag and words of its own."""
    content = f"BT /F1 12 Tf 72 700 Td (Contract {text} {{{{sig:1}}}}) Tj ET"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               f"<</Length {len(content)}>>\nstream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    out, table = "%PDF-1.7\n", ""
    for number, body in enumerate(objects, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{body}\nendobj\n"
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
