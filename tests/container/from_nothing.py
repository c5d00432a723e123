"""The whole way, not a test: a bare system, the zip, setup.sh with a network, samples in containers without.

    python -m tests.container.from_nothing ASSIGNMENT SUITE [SAMPLE ...]     as `make gradescope` does

Needs root, debootstrap and docker. SUITE is jammy (Ubuntu 22.04) or bookworm (Debian 12).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.publish.package import package, told
from tests.attacks import docker
from tests.container.gradescope_schema import faults, worth

PROJECT = Path(__file__).parents[2]
MIRRORS = {"jammy": "http://archive.ubuntu.com/ubuntu", "bookworm": "http://deb.debian.org/debian"}
POCKETS = {"jammy": ("jammy", "jammy-updates"), "bookworm": ("bookworm", "bookworm-updates")}
COMPONENTS = {"jammy": "main universe", "bookworm": "main"}
IMAGE, SAMPLES = "gradescope", 2
OF_THE_NETWORK = ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt", "etc/pip.conf")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ENTER = """
mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit
root="$1"; shift; exec chroot "$root" "$@"
"""
PEAK = "cat /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes 2>/dev/null"


def bare(root: Path, suite: str) -> None:
    """A system with nothing on it."""
    run(
        [
            "debootstrap",
            "--variant=minbase",
            "--no-check-gpg",
            "--include=ca-certificates",
            suite,
            str(root),
            MIRRORS[suite],
        ]
    )
    lines = [f"deb {MIRRORS[suite]} {pocket} {COMPONENTS[suite]}\n" for pocket in POCKETS[suite]]
    (root / "etc" / "apt" / "sources.list").write_text("".join(lines))
    for name in OF_THE_NETWORK:
        if Path("/", name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(Path("/", name), root / name)


def set_up(root: Path, archive: Path) -> None:
    """Unpack the zip where Gradescope does, and run setup.sh there."""
    source = root / "autograder" / "source"
    shutil.unpack_archive(archive, source)
    shutil.copy(source / "run_autograder", root / "autograder")
    (root / "autograder" / "run_autograder").chmod(0o755)
    passed = [f"{name}={value}" for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))]
    inside = [
        "/usr/bin/env",
        "-i",
        f"PATH={PATH}",
        "HOME=/root",
        *passed,
        "bash",
        "/autograder/source/setup.sh",
    ]
    run(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh", str(root), *inside]
    )


def graded(root: Path, samples: Sequence[Path]) -> Iterator[str]:
    """A line for each sample, graded in a container of its own, without a network."""
    with docker.daemon() as daemon:
        packing = [
            "tar",
            "-C",
            str(root),
            "--exclude=./proc/*",
            "--exclude=./sys/*",
            "--exclude=./dev/*",
            "-c",
            ".",
        ]
        with subprocess.Popen(packing, stdout=subprocess.PIPE) as packed:
            subprocess.run(
                [*daemon.client, "import", "-", IMAGE], stdin=packed.stdout, check=True, capture_output=True
            )
        for sample in samples:
            with tempfile.TemporaryDirectory() as name:
                yield one(daemon.client, Path(name), sample)


def one(client: Sequence[str], folder: Path, sample: Path) -> str:
    """Grade a sample; its score, what it took, and what is wrong with its results.json."""
    mounts: Mapping[str, Path] = {name: folder / name for name in ("submission", "results")}
    for path in mounts.values():
        path.mkdir()
    (shutil.copytree if sample.is_dir() else shutil.copy)(sample, mounts["submission"] / sample.name)
    binds = [word for name, path in mounts.items() for word in ("-v", f"{path}:/autograder/{name}")]
    command = ["bash", "-c", f"/autograder/run_autograder; {PEAK}"]
    done = subprocess.run(
        [*client, "run", "--rm", *docker.LIMITS, *binds, "-w", "/autograder", IMAGE, *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    written = (mounts["results"] / "results.json").read_bytes()
    body = json.loads(written)
    took = f"{body.get('execution_time')} s, {int(done.stdout.split()[-1]) / 1e6:.0f} MB"
    return f"{sample.name}: {body['score']} of {worth(body):g} points, {took}, {faults(written) or 'valid'}"


def run(command: Sequence[str]) -> None:
    """A command that must succeed."""
    subprocess.run(command, check=True)


def main() -> None:
    name, suite, *chosen = sys.argv[1:]
    folder = PROJECT / "submissions" / name
    samples = [folder / sample for sample in chosen] or sorted(folder.iterdir())[:SAMPLES]
    if reason := docker.reason_it_cannot():
        sys.exit(reason)
    if not shutil.which("debootstrap"):
        sys.exit("debootstrap is not installed: apt-get install debootstrap")
    with tempfile.TemporaryDirectory() as work:
        root, archive = Path(work) / "root", Path(work) / f"{name}.zip"
        print(*told(package(PROJECT, name, archive)), sep="\n", flush=True)
        bare(root, suite)
        set_up(root, archive)
        for line in graded(root, samples):
            print(line, flush=True)


if __name__ == "__main__":
    main()
