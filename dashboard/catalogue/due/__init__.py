"""What date was named for a thing promised, and when; what is due."""
