"""Runs the command line, in a new process or in the process of the tests."""

import importlib.util
import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.__main__ import main

ROOT = Path(__file__).parent.parent
LOADED = ("data", "seeds")
SECONDS = 120
Done = subprocess.CompletedProcess[str]


def program(*arguments: str, **environment: str) -> Done:
    """Run ``python`` with these arguments, in the folder of the project."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def dashboard(*arguments: str, **environment: str) -> Done:
    """Run ``python -m dashboard`` with these arguments."""
    return program("-m", "dashboard", *arguments, **environment)


def dashboard_here(*arguments: str, **environment: str) -> Done:
    """Run the same in this process. A new process takes two seconds for its imports."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patched.setenv(name, value)
        try:
            code = main(arguments)
        except SystemExit as ended:  # of argparse
            code = int(ended.code or 0)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def copy_loaded(root: Path) -> Path:
    """Copy all files that the atlas loads into ``root``; return ``root``."""
    for folder in LOADED:
        shutil.copytree(ROOT / folder, root / folder)
    return root


def ci_script(name: str) -> ModuleType:
    """Import a Python script of ``.ci``, whose name has no ending."""
    loader = SourceFileLoader(name, str(ROOT / ".ci" / name))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
