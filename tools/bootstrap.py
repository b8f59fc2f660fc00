"""Fetch the `uv` that uv.lock pins, checked by its hash, and print the path of its program.

A fresh Debian has Python but neither pip nor venv; this needs only the standard library. A `uv` already on
the PATH is used as it is.
"""

from __future__ import annotations

import hashlib
import io
import platform
import shutil
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".uv"


def wheel_tags() -> tuple[str, ...]:
    """The parts of a wheel's name that fit this machine, best first."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    if sys.platform == "darwin":
        return (f"macosx_11_0_{'arm64' if machine == 'aarch64' else machine}", f"macosx_10_12_{machine}")
    if sys.platform == "win32":
        return ("win_amd64",) if machine == "x86_64" else ("win_arm64",)
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return (f"{libc}_2_17_{machine}", f"{libc}_2_28_{machine}", f"{libc}_1_1_{machine}")


def pinned_wheel(tags: tuple[str, ...]) -> tuple[str, str]:
    """The address and SHA-256 of the wheel that uv.lock names for this machine."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    wheels = next(package["wheels"] for package in lock["package"] if package["name"] == "uv")
    for tag in tags:
        for wheel in wheels:
            if tag in wheel["url"]:
                return wheel["url"], wheel["hash"].removeprefix("sha256:")
    raise SystemExit(f"uv.lock holds no uv for {tags[0]}; install uv by hand, then run make again.")


def main() -> None:
    """Print where uv is, fetching it first if need be."""
    if found := shutil.which("uv"):
        print(found)
        return
    url, digest = pinned_wheel(wheel_tags())
    program = HOME / digest[:12] / ("uv.exe" if sys.platform == "win32" else "uv")
    if not program.exists():
        print(f"fetching {url.rsplit('/', 1)[1]}", file=sys.stderr)
        with urllib.request.urlopen(url, timeout=120) as answer:
            wheel = answer.read()
        if hashlib.sha256(wheel).hexdigest() != digest:
            raise SystemExit(
                "The uv that arrived is not the one uv.lock pins; nothing was installed. Try again."
            )
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            inside = next(name for name in archive.namelist() if name.endswith(f"scripts/{program.name}"))
            program.parent.mkdir(parents=True, exist_ok=True)
            fresh = program.with_suffix(".part")
            fresh.write_bytes(archive.read(inside))
        fresh.chmod(0o755)
        fresh.rename(program)
    print(program)


if __name__ == "__main__":
    main()
