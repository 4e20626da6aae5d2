"""Gathers the models of the nouns of surveys."""
