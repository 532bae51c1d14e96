"""Ways side by side: the table of them, their strips on one scale, and how a way is added or taken away."""
