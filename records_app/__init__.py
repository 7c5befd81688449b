"""Sunshine Desk: request letters, deadlines and replies under public-records laws."""
