"""The nouns and the rules of the permanence, in the standard library alone."""
