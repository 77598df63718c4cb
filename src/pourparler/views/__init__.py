"""Views: command line, brief, exports."""
