"""An atlas: quoted facts and hand-curated lines on one map."""
