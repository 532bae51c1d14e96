"""The page without its surroundings, for frames of other sites: ``/embed/<any address of the atlas>``."""

PREFIX = "/embed"


def split_embedded(path: str) -> tuple[str, bool]:
    """``path`` without ``/embed``, and whether it had it."""
    if path == PREFIX or path.startswith(f"{PREFIX}/"):
        return path.removeprefix(PREFIX) or "/", True
    return path, False
