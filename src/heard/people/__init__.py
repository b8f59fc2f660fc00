"""Accounts that are one human. Only evidence joins them; what the user says always wins."""
