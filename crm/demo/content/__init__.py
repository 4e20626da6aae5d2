"""What the demo is about: names, texts and stories; no database here."""
