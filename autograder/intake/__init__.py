"""Disk to values: assignment folders, notebooks and submissions. Reads files, never runs them."""
