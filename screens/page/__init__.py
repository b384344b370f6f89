"""What goes where on a page. Knows no visit."""
