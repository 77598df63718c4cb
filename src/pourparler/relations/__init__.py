"""Relations: how two sides stand to each other over time, from the events between them."""
