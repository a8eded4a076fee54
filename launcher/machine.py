"""What tests need of the machine: Chromium, Chinese letters, readers of PDF and certificates."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk", "poppler-utils", "libnss3-tools", "openssl")
INSTALL = f"apt-get update && apt-get install -y {' '.join(PACKAGES)}"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """Where Chromium is, None when there is none; ``OPENLEVY_CHROMIUM`` names one elsewhere."""
    named = os.environ.get("OPENLEVY_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def missing() -> list[str]:
    """The packages without which some tests cannot run or cannot be believed."""
    present = {
        "chromium": chromium() is not None,
        "fonts-noto-cjk": _has_chinese_letters(),
        "poppler-utils": shutil.which("pdftotext") is not None,
        "libnss3-tools": shutil.which("certutil") is not None,
        "openssl": shutil.which("openssl") is not None,
    }
    return [package for package in PACKAGES if not present[package]]


def can_install() -> bool:
    """Whether this is root on a machine that has apt."""
    return os.geteuid() == 0 and Path("/etc/debian_version").exists() and bool(_apt())


def install(packages: list[str]) -> bool:
    """Installs packages, showing what apt says on the error output; whether it succeeded."""
    apt, quiet = _apt() or "apt-get", {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = [
        [apt, "update"],
        [apt, "install", "-y", "--no-install-recommends", *packages],
    ]
    return all(
        subprocess.run(command, env=quiet, stdout=sys.stderr, check=False).returncode == 0
        for command in commands
    )


def _apt() -> str | None:
    return shutil.which("apt-get")


def _has_chinese_letters() -> bool:
    try:
        found = subprocess.run(
            ["fc-list", ":lang=zh", "family"], capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return bool(found.stdout.strip())
