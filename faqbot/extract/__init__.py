"""A page or a file becomes documents and passages."""
