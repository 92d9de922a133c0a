"""Training of the network that tells look-alike characters apart (``pipeline/glyphs``).

The weights in the package come from::

    pip install -e .[train]
    python -m samples.glyphs draw --pages 550 --seed 21 --out build/glyphs21.npz
    python -m samples.glyphs draw --pages 550 --seed 22 --out build/glyphs22.npz
    python -m samples.glyphs train build/glyphs21.npz build/glyphs22.npz

with the font packages of Debian 13 in which the designs of ``faces`` are found. No word tells a look-alike
there: those of words are drawn anew, so that the network learns shapes and no vocabulary.
"""
