"""Work on files of shares and keys, in a process that can be left behind: a dead share hangs whoever looks at it."""
