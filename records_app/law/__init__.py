"""What the statutes say: laws as data, calendars, clocks. Pure: no input or output, no today."""
