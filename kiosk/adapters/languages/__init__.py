"""Languages: catalogues read, texts extracted."""
