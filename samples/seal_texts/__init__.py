"""Training of the networks that tell a seal's texts under print (``pipeline/seals/text_network.py``).

The weights in the package come from::

    pip install -e .[train]
    python -m samples.seal_texts draw --pages 15000 --seed 61 --out build/seals.npz
    python -m samples.seal_texts draw --pages 700 --seed 62 --held-out --out build/unseen.npz
    python -m samples.seal_texts draw --pages 1200 --seed 63 --blank --out build/blank.npz
    python -m samples.seal_texts train line build/seals.npz build/blank.npz --unseen build/unseen.npz
    python -m samples.seal_texts train rim build/seals.npz build/blank.npz --unseen build/unseen.npz

``--held-out`` draws in faces of type that no other seal is drawn in.
"""
