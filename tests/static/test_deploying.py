"""The service file is one that systemd takes, and that lets the app do little."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "deploy" / "sunshine-desk.service"


@pytest.fixture
def analyze() -> str:
    found = shutil.which("systemd-analyze")
    if found is None:
        pytest.fail("systemd-analyze is missing. On Debian: sudo apt-get install systemd")
    return found


def test_systemd_takes_the_service(analyze: str, tmp_path: Path) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    text = UNIT.read_text("utf-8").replace("/srv/sunshine-desk/.venv/bin/python", str(program))
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace("/srv/sunshine-desk", str(tmp_path)), "utf-8")
    done = subprocess.run(
        [analyze, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_it_may_do_little(analyze: str) -> None:
    done = subprocess.run(
        [analyze, "security", "--offline=true", "--no-pager", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    level = re.search(r"exposure level for \S+: ([0-9.]+)", done.stdout)
    assert level, done.stdout + done.stderr
    assert float(level.group(1)) <= 2.0


def test_it_can_be_made_a_template_for_several_processes(analyze: str, tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "deploying.md").read_text("utf-8")
    command = re.search(r"^ +(sed '.*?) >", guide, re.MULTILINE | re.DOTALL)
    assert command
    made = subprocess.run(
        ["sh", "-c", command.group(1)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "\nEnvironment=RECORDS_PORT=%i\n" in made
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    made = made.replace("/srv/sunshine-desk/.venv/bin/python", str(program))
    unit = tmp_path / "sunshine-desk@8001.service"
    unit.write_text(made.replace("/srv/sunshine-desk", str(tmp_path)), "utf-8")
    done = subprocess.run(
        [analyze, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_terminal_takes_the_settings_of_the_service(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\npwd\nprintf "%s\\n" "$@"\nenv | grep ^RECORDS_ | sort\n')
    program.chmod(0o755)
    secret = "RECORDS_DATABASE_URL=postgresql://desk@localhost/desk?a=b&c=$(touch harm) d"
    (tmp_path / "env").write_text(f"# ours\n{secret}\nPATH=/nowhere\nRECORDS_LOG=json", "utf-8")
    script = (ROOT / "deploy" / "desk").read_text("utf-8")
    me = getpass.getuser()
    for ours, here in (
        ("/etc/sunshine-desk.env", str(tmp_path / "env")),
        ("/var/lib/sunshine-desk", str(tmp_path / "data")),
        ("/srv/sunshine-desk", str(tmp_path)),
        ("--reuid=sunshine-desk --regid=sunshine-desk --init-groups", f"--reuid={me}"),
    ):
        assert ours in script
        script = script.replace(ours, here)
    done = subprocess.run(
        ["sh", "-c", script, "desk", "backup", "a file"],
        capture_output=True,
        text=True,
        check=False,
    )
    data = str(tmp_path / "data")
    said = done.stdout.splitlines()
    assert said[:5] == [data, "-m", "records_app", "backup", "a file"], done.stderr
    assert set(said[5:]) == {f"RECORDS_DATA_DIR={data}", secret, "RECORDS_LOG=json"}
    assert not list(tmp_path.rglob("harm"))
