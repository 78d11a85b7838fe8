"""The blog as a program of its own, on an empty database, for as long as a tool looks at it."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = HERE / "work"
# Of the three callers that the blog knows, the one who may do most.
TOKEN = "admin-token"


class LeftOut(Exception):
    """A run that cannot be made here, and need not."""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Blog:
    def __init__(self, database):
        self.database = database
        self.url = f"http://127.0.0.1:{free_port()}"

    def __enter__(self):
        self.folder = tempfile.mkdtemp()
        environment = {
            **os.environ,
            "DATABASE_URL": self._make_database(),
            "HOST": "127.0.0.1",
            "PORT": self.url.rsplit(":", 1)[1],
            "RUST_LOG": "warn",
        }
        program = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug/blog"
        self.log = open(WORK / f"blog-{self.database}.log", "w")
        self.process = subprocess.Popen([program], env=environment, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(300):
            try:
                self._get("/health/ready")
                return self
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.__exit__()
        raise AssertionError(f"the blog does not become ready; see {self.log.name}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.log.close()
        self._drop_database()
        shutil.rmtree(self.folder)
        assert code == 0, f"the blog ended with {code}; see {self.log.name}"

    def document(self):
        """A file with its OpenAPI document."""
        path = WORK / "openapi.json"
        path.write_bytes(self._get("/openapi.json"))
        return path

    def _get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.read()

    def _make_database(self):
        if self.database == "sqlite":
            return f"sqlite://{self.folder}/blog.db?mode=rwc"
        self.server = os.environ.get("RESTRUCT_TEST_POSTGRES_URL")
        if not self.server:
            if os.environ.get("RESTRUCT_TEST_LEAVE_NOTHING_OUT") == "1":
                raise AssertionError("RESTRUCT_TEST_POSTGRES_URL is not set, and nothing may be left out")
            raise LeftOut("RESTRUCT_TEST_POSTGRES_URL is not set")
        self.name = f"restruct_contract_{os.getpid()}_{time.time_ns()}"
        self._sql(f"CREATE DATABASE {self.name}")
        address, _, parameters = self.server.partition("?")
        return address.rsplit("/", 1)[0] + f"/{self.name}" + (f"?{parameters}" if parameters else "")

    def _drop_database(self):
        if self.database != "sqlite":
            self._sql(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _sql(self, text):
        subprocess.run(["psql", "-X", "-q", "-d", self.server, "-c", text], check=True)
