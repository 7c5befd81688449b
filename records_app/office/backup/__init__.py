"""Backups: everything the office has in one file, and back again."""
