"""Training of the classifier that tells look-alike characters apart (``pipeline/glyphs``).

The weights in the package come from::

    python -m samples.glyphs draw --pages 83 --seed 1 --out build/glyphs1.npz
    python -m samples.glyphs draw --pages 83 --seed 2 --out build/glyphs2.npz
    python -m samples.glyphs train build/glyphs1.npz build/glyphs2.npz

with the font packages of Debian 12 in which the designs of ``faces`` are found. Training runs best on
one thread (``OMP_NUM_THREADS=1``).
"""
