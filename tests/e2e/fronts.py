"""nginx and Caddy with the configuration we ship, on ports of this machine."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.e2e.running import ROOT, START_LIMIT_SECONDS, STOP_LIMIT_SECONDS
from tests.ports import free_port

DEPLOY = ROOT / "deploy"


class NoFront(Exception):
    """A program is missing, with the way to get it."""


@dataclass(frozen=True)
class Front:
    """Where a front listens, and the file into which it writes who came."""

    name: str
    https: int
    http: int
    log: Path
    certificate: Path

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.https}"


def plan(name: str, folder: Path) -> Front:
    """Ports and a certificate for this machine."""
    program_of(name)
    folder.mkdir(parents=True)
    certificate = _certificate(folder)
    return Front(name, free_port(), free_port(), folder / "access.log", certificate)


def program_of(name: str) -> str:
    """The path of a front's program; scripts/fronts.sh unpacks what is not installed."""
    places = [*os.environ["PATH"].split(":"), "/usr/sbin"]
    places += [str(ROOT / "build" / "fronts" / "usr" / folder) for folder in ("bin", "sbin")]
    found = shutil.which(name, path=":".join(places))
    if found is None:
        raise NoFront(f"{name} is missing. Type: scripts/fronts.sh (or install it)")
    return found


@contextmanager
def standing(front: Front, backend: int) -> Iterator[None]:
    """The front in front of the app that listens on the port ``backend``."""
    folder = front.log.parent
    command = {"nginx": _nginx, "caddy": _caddy}[front.name](front, backend, folder)
    said = folder / "front.log"
    with said.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
        try:
            _wait(front.https, process, said)
            yield
        finally:
            process.terminate()
            process.wait(timeout=STOP_LIMIT_SECONDS)


def _nginx(front: Front, backend: int, folder: Path) -> list[str]:
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{front.http};")
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{front.https} ssl")
    site = site.replace("https://desk.example.org$", f"{front.url}$")
    site = site.replace("server_name desk.example.org", "server_name 127.0.0.1")
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{backend}")
    site = site.replace("/etc/ssl/desk.example.org/fullchain.pem", str(front.certificate))
    key = front.certificate.with_suffix(".key")
    site = site.replace("/etc/ssl/desk.example.org/privkey.pem", str(key))
    (folder / "site.conf").write_text(site, "utf-8")
    places = "\n".join(
        f"{kind}_temp_path {folder / kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder / 'nginx.pid'}; error_log stderr;\nevents {{}}\n"
        f"http {{\n{places}\naccess_log {front.log};\ninclude {folder / 'site.conf'};\n}}\n",
        "utf-8",
    )
    return [
        program_of("nginx"),
        "-p",
        str(folder),
        "-e",
        "stderr",
        "-c",
        str(folder / "nginx.conf"),
    ]


def _caddy(front: Front, backend: int, folder: Path) -> list[str]:
    site = (DEPLOY / "Caddyfile").read_text("utf-8")
    key = front.certificate.with_suffix(".key")
    address = f"{front.url} {{\n\ttls {front.certificate} {key}"
    log = f"\tlog {{\n\t\toutput file {front.log}\n\t}}"
    site = re.sub(r"^desk\.example\.org \{", f"{address}\n{log}", site, flags=re.M)
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{backend}")
    options = f"{{\n\tadmin off\n\thttp_port {front.http}\n\tdefault_bind 127.0.0.1\n}}\n"
    (folder / "Caddyfile").write_text(options + site, "utf-8")
    config = str(folder / "Caddyfile")
    return [program_of("caddy"), "run", "--config", config, "--adapter", "caddyfile"]


def _wait(port: int, process: subprocess.Popen[bytes], said: Path) -> None:
    ends = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"The front did not start:\n{said.read_text('utf-8', 'replace')}")


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.IPAddress(ip_address("127.0.0.1"))
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "front.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    path.with_suffix(".key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
