"""Training of the network that tells look-alike characters apart (``pipeline/glyphs``).

The weights in the package come from::

    pip install -e .[train]
    python -m samples.glyphs draw --pages 260 --seed 1 --out build/glyphs1.npz
    python -m samples.glyphs draw --pages 260 --seed 2 --out build/glyphs2.npz
    python -m samples.glyphs train build/glyphs1.npz build/glyphs2.npz
    python -m samples.glyphs draw --pages 90 --seed 3 --out build/glyphs3.npz
    python -m samples.glyphs train build/glyphs*.npz --further
    python -m samples.glyphs draw --pages 300 --seed 11 --out build/figures11.npz
    python -m samples.glyphs draw --pages 300 --seed 12 --out build/figures12.npz
    python -m samples.glyphs train build/figures*.npz --further

with the font packages of Debian 13 in which the designs of ``faces`` are found; the first two files were
drawn with hardly a capital O, the first three without numbers, and the third was trained on in 1,500 steps
at a rate of 4e-4. No word tells a look-alike there: those of words are drawn anew, so that the network learns
shapes and no vocabulary.
"""
