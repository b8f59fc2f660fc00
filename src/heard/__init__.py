"""Heard: earn the right to be heard."""

__version__ = "0.1.0"
