"""One loader a noun: takes the content and the history, calls the apps' services."""
