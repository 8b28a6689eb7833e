"""Images: logos that are uploaded, and PNG."""
