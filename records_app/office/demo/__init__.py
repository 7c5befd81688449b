"""The made-up office of `make demo`: its agencies, its days and its story."""
