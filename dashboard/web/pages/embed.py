"""The page without its frame, for other people's pages: ``/embed/<any address of the atlas>``."""

PREFIX = "/embed"


def split_embedded(path: str) -> tuple[str, bool]:
    """The atlas's own address behind ``path``, and whether it is asked for as an embedded page."""
    if path == PREFIX or path.startswith(f"{PREFIX}/"):
        return path.removeprefix(PREFIX) or "/", True
    return path, False
