"""Reflex pages and the few ASGI routes. Thin: parse, call the office, show."""
