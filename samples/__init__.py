"""Certificates made up at random and drawn as real ones look, each with the truth of what it says.

``python -m samples --help`` lists the commands. A certificate is drawn once as sheets of marks in
millimetres (``sheet``); the same sheets become pixels (``raster``) or a born-digital PDF
(``born_digital``). Damage (``damage``) works on pixels only. No person, company or site in the
random certificates is meant to exist.
"""
