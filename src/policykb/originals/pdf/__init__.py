"""PDFs: signs on pages back to lines, columns, tables and paragraphs."""
