"""Bringing in earlier work: lists of past requests (CSV, XLSX) and saved e-mails (.eml)."""
