"""Schema changes of the record, one file each, run when it is opened."""
