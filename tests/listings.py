"""Parses the output of `check`."""


def errors_of(listing: str) -> list[str]:
    """The errors of the output, each with its file."""
    lines, file = [], ""
    for line in listing.splitlines():
        if line.startswith("  error"):
            lines.append(f"{file}: {line.removeprefix('  error').strip()}")
        elif not line.startswith(" "):
            file = line
    return lines
