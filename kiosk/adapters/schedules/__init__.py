"""Plans made elsewhere: calendars and sheets, read in a process of their own that hands back kept rows only."""
