"""A letter on the screen, beside the form that it follows."""
