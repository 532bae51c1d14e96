"""The record as it stood on a day in the past."""
