"""Files that belong to a request: adding, naming, looking inside, reading, searching."""
