"""The Trans-Caspian Atlas: quoted facts and hand-curated lines on one map."""
