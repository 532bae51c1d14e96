"""Writing what a person confirms to the files that a person would write."""
