"""Resolution: mentions to actors, words to dates and places."""
