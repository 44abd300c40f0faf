"""What ``make run`` does: the main job on the example, then the site with invented people.

Environment: PORT (8000; another is taken when it is in use), NO_SERVE=1 (stop before serving).
Everything is kept in var/. A second run repeats only what its inputs or the programme changed.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from tutela.foundation.language import CODES
from tutela.people.engine.states import state_name

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples/marevia"
VAR = ROOT / "var"
PEERS = ROOT / "examples/peers/peers.json"
RESULTS = VAR / "marevia"
REGISTRY = ROOT / "examples/registry/open-activities.csv"
SETUP, OTHERS = ROOT / "examples/region/setup.toml", ROOT / "examples/region/others.csv"
PLAN = VAR / "region"
OFFICER = "programme-officer@demonstration.example"
FILES = ("kobo-police-prosecution.json", "kobo-justice.xlsx", "workbook-child-fr.xlsx",
         "workbook-academy-ar.xlsx")
FORMATS = ("--format", "pdf", "--format", "docx", "--format", "html", "--format", "json")
AS_OF = "2026-11-23"
"""Evidence is weighed for this day, so that the results are the same whenever this is run."""
REGION = "014"
_TUTELA = [sys.executable, "-m", "tutela.command"]


def environment() -> dict[str, str]:
    """Return the environment of the site: this machine only, invented people allowed."""
    port = free_port(int(os.environ.get("PORT") or 8000))
    mine = {
        "TUTELA_DATA_FOLDER": str(VAR),
        "TUTELA_DEMONSTRATION": "yes",
        "TUTELA_ADDRESS": f"http://127.0.0.1:{port}",
        "TUTELA_LISTEN": f"127.0.0.1:{port}",
    }
    return {**mine, **os.environ}


def free_port(wanted: int) -> int:
    """Return the wanted port, or a free one when something answers there already."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                print(f"Port {port} is taken; another is used.")
                continue
            return int(probe.getsockname()[1])
    raise SystemExit("no port is free on 127.0.0.1")


def tutela(*arguments: str | Path, env: dict[str, str]) -> None:
    """Run one verb; stop when it does not end well."""
    done = subprocess.run([*_TUTELA, *map(str, arguments)], cwd=ROOT, env=env, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def main_job(env: dict[str, str]) -> None:
    """Check, import, score and report the example in six languages, unless that is done."""
    digest, done = _digest(), RESULTS / ".done"
    if done.exists() and done.read_text("ascii") == digest:
        print(f"The main job was done before. Its results are in {RESULTS} and {PLAN}")
        return
    answers = RESULTS / "answers.json"
    files = [EXAMPLE / name for name in FILES]
    names = [f"--state-name={code}={state_name('XMA', code)}" for code in CODES]
    print("Checking what five agencies of an invented State sent in")
    tutela("needs", "check", *files, env=env)
    tutela("needs", "import", *files, "--settlements", EXAMPLE / "settlements.json",
           "--state", "XMA", *names, "--title", "National needs assessment of Marevia 2026",
           "-o", answers, env=env)
    tutela("needs", "score", answers, "--as-of", AS_OF, env=env)
    tutela("needs", "report", answers, "--language", "all", *FORMATS, "--as-of", AS_OF,
           "--with", PEERS, "--region", REGION, "-o", RESULTS, env=env)
    plan_region(answers, env)
    done.write_text(digest, "ascii")
    print(f"The main job is done. Its results are in {RESULTS} and {PLAN}")


def plan_region(answers: Path, env: dict[str, str]) -> None:
    """Plan for fifteen invented States from their needs, the money and what others already do."""
    problem, plan = PLAN / "problem.json", PLAN / "plan.json"
    print("Planning a programme for a region of invented States")
    tutela("planning", "prepare", SETUP, "--needs", answers, "--needs", PEERS,
           "--registry", OTHERS, "--as-of", AS_OF, "-o", problem, env=env)
    tutela("planning", "solve", problem, "-o", plan, env=env)
    tutela("planning", "document", plan, "--language", "all", "--format", "pdf", "--format",
           "docx", "--format", "xlsx", "--format", "iati", "--registry", OTHERS,
           "--issued", AS_OF, "-o", PLAN, env=env)


def _digest() -> str:
    """Return the digest of all that the results depend on."""
    found = hashlib.sha256()
    code = ("needs", "registry", "planning", "documents", "foundation")
    for folder in (EXAMPLE, SETUP.parent, *(ROOT / "src/tutela" / name for name in code)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


def serve(env: dict[str, str]) -> None:
    """Serve pages and do background work until interrupted."""
    # In sessions of their own: Ctrl+C reaches this process alone, which ends each of them once.
    parts = [subprocess.Popen([*_TUTELA, *verb], cwd=ROOT, env=env, start_new_session=True)
             for verb in (("site", "serve"), ("jobs", "work"))]

    def end(*_: object) -> None:
        for part in parts:
            part.terminate()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    code = parts[0].wait()
    end()
    parts[1].wait()
    raise SystemExit(code)


def main() -> None:
    """Do everything in order."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # keep our order
    env = environment()
    main_job(env)
    tutela("site", "migrate", env=env)
    tutela("site", "demonstration", env=env)
    tutela("registry", "import", REGISTRY, "--as", OFFICER, env=env)
    if os.environ.get("NO_SERVE", "") not in {"", "0"}:
        print("NO_SERVE is set; nothing is served.")
        return
    serve(env)


if __name__ == "__main__":
    main()
