"""Training of the network that reads dates written into a form (``pipeline/handwriting``).

The weights in the package come from::

    pip install -e .[train]
    python -m samples.handwriting draw --figures mnist_5k.csv.gz --rows 36000 --seed 31 --out build/rows.npz
    python -m samples.handwriting draw --held-out --figures mnist_5k.csv.gz --rows 1600 --seed 32 \\
        --out build/unseen.npz
    python -m samples.handwriting train build/rows.npz --unseen build/unseen.npz

where ``mnist_5k.csv.gz`` holds 5,000 figures of the MNIST database (LeCun, Cortes, Burges), each in a line of
784 pixels and a label; every fifth of each value is kept out, for
``draw --held-out``.
"""
