"""Start Sunshine Desk: build the pages if needed, prepare the data, serve on one address.

``python scripts/serve.py`` serves the office; ``--demo`` serves a made-up one from a data
folder of its own. The settings are those of docs/settings.md.
"""

from __future__ import annotations

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from pydantic import ValidationError

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from frontend import BuildFailed, ensure_built, reflex_environment  # noqa: E402

from records_app.settings import Settings, settings_problem  # noqa: E402

SERVER = [
    *("granian", "--interface", "asgi", "--factory", "--workers", "1"),
    *("--no-access-log", "--log-level", "warning", "--workers-kill-timeout", "5"),
    # The server takes no more connections than that at once, idle ones too: with the thousand that
    # it takes of itself, a stranger who opens a thousand and says nothing would stop everybody.
    *("--backpressure", "16384", "--backlog", "4096"),
]
_DESCRIPTORS = 65_536
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
START_LIMIT_SECONDS = 60


class CannotStart(Exception):
    """Why the app cannot start, in one sentence for the person at the terminal."""


def read_settings(*, demo: bool) -> Settings:
    """Settings from the environment; the demo never touches the office's own database."""
    try:
        if demo:
            os.environ["RECORDS_DATA_DIR"] = str(Settings().data_dir / "demo")
            os.environ.pop("RECORDS_DATABASE_URL", None)
        return Settings()
    except ValidationError as error:
        raise CannotStart(settings_problem(error)) from None


def refuse_busy_port(settings: Settings) -> None:
    """Say so when the port is taken, before anything else is done."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotStart(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
            "Stop what uses it, or choose another: RECORDS_PORT=8001 make run"
        ) from None


def run_command(name: str) -> None:
    """Run one of our own terminal commands and let it speak."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "records_app", name], cwd=ROOT, check=False
    )
    if done.returncode != 0:
        raise CannotStart(f"'python -m records_app {name}' failed; its message is above.")


def _make_room_for_connections() -> None:
    """Each connection takes a descriptor; a shell often gives no more than 1,024 of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def start_server(settings: Settings) -> subprocess.Popen[bytes]:
    """Start the one server process."""
    program = Path(sys.executable).parent / SERVER[0]
    environment = {
        **reflex_environment(),
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    listen = ["--host", settings.host, "--port", str(settings.port)]
    command = [str(program), *SERVER[1:], *listen, "records_app.records_app:app"]
    _make_room_for_connections()
    # In a process group of its own Ctrl-C reaches only us, and we stop it in order.
    return subprocess.Popen(command, cwd=ROOT, env=environment, process_group=0)  # noqa: S603


def wait_until_ready(server: subprocess.Popen[bytes], settings: Settings) -> None:
    """Return when the server answers; say so when it does not."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    for _ in range(START_LIMIT_SECONDS * 20):
        if server.poll() is not None:
            raise CannotStart("The server stopped while starting; its message is above.")
        try:
            connection = http.client.HTTPConnection(host, settings.port, timeout=5)
            connection.request("GET", "/ping")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.05)
    server.terminate()
    raise CannotStart(f"The server did not answer within {START_LIMIT_SECONDS} seconds.")


def serve(settings: Settings) -> int:
    """Serve until Ctrl-C or a termination signal; return the exit code."""
    stopping = False
    server = start_server(settings)

    def stop(number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        wait_until_ready(server, settings)
    except CannotStart:
        if stopping:
            return server.wait()
        raise
    print(f"Sunshine Desk is ready: {settings.origin} (Ctrl-C stops it)", flush=True)
    if settings.host not in LOOPBACK and not settings.public_url:
        print(
            f"It listens on {settings.host}, but browsers elsewhere are refused until "
            "RECORDS_PUBLIC_URL names the address they use."
        )
    code = server.wait()
    return 0 if stopping else code or 1


def main() -> int:
    """Prepare and serve."""
    demo = "--demo" in sys.argv[1:]
    try:
        settings = read_settings(demo=demo)
        refuse_busy_port(settings)
        ensure_built()
        run_command("demo" if demo else "prepare")
        return serve(settings)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        print("The pages could not be built; the end of the output is above.", file=sys.stderr)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
