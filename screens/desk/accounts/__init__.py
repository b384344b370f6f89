"""Who may open the desk."""
