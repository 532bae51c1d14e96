"""Descriptions of the atlas for programs: OpenAPI, ``/api``, ``/data``, DCAT, Croissant, oEmbed.

Begin with ``addresses``, which declares every public address once.
"""
