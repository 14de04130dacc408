"""Markdown: its words without the marks of headings, lists, emphasis, links and tables."""
