"""Work that takes longer than a request should wait for: threads that read, tasks that tell."""
