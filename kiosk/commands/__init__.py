"""The command line, a file for each trade: screens, planning, guides, figures, staff."""
