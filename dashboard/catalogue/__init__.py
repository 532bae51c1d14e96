"""What is known: vocabulary, records, loading and checking. Imports nothing else of the house."""
