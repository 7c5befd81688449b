"""Facts to letters: HTML by Jinja2, PDF by WeasyPrint. No database."""
