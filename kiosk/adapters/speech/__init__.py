"""Engines that speak, each a program of its own, and the clips that they make."""
