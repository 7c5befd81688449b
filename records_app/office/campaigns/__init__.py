"""Campaigns: the same request to many agencies, each of which becomes a request of its own."""
