"""Reference solutions, one module an assignment: what the judge compares with, never what a worker sees."""
