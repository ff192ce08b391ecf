"""What letters may say, and the only place that knows Word."""
