"""For authors: ``tracing`` draws lines along railways, ``basemap`` makes the basemap. The server imports neither."""
