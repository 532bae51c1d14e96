"""What programs are told of the atlas: its addresses as OpenAPI and as a page, its files as DCAT and Croissant, oEmbed.

Begin with ``addresses``, which declares every public address once.
"""
