"""What date was named for a thing promised, and when: the finding in words, its chart, its table, and the calendar."""
