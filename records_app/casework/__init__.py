"""What can happen to a request: events, standing, next steps. Pure."""
