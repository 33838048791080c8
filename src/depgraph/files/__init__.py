"""What touches the disk: which paths may be read, and what is read of a file or a folder."""
