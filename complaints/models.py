"""Gathers the models of the nouns of complaints."""
