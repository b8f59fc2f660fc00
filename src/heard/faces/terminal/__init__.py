"""The terminal: a module for each group of commands, which prints and gives the exit code back."""

from __future__ import annotations

NOTHING, FOUND, FAILED = 0, 1, 2
"""Exit codes: nothing to report; something to report; could not run."""
