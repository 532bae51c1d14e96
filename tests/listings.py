"""Taking apart what `check` prints."""


def errors_of(listing: str) -> list[str]:
    """Each error with the file it is listed under."""
    lines, file = [], ""
    for line in listing.splitlines():
        if line.startswith("  error"):
            lines.append(f"{file}: {line.removeprefix('  error').strip()}")
        elif not line.startswith(" "):
            file = line
    return lines
