"""From ``Facts`` to views, one section of a page a file."""
