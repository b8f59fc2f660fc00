"""Heard: earn the right to be heard."""
