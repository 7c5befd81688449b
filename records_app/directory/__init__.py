"""The agencies we ship: the sources' files as they are, and the rules that clean them."""
