// Small enhancements of every page; each page works without it.
