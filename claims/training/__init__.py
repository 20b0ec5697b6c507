"""How the trained reader of `claims.text.reader` comes about: one command, `make train`.

    corpus    the labelled sentences: our own, in this folder's data, and ClaimBuster's
    network   the encoder, its heads, and the loss of one batch
    members   several encoders, each trained without its own fold of the data
    export    their average as an int8 ONNX file
    stack     the weights of the reasons, fitted beside what the reader says
    finish    from the members to the reader's files, with thresholds and scores

Nothing of the product imports this package; its requirements are its own (requirements.txt here).
Run it as `python -m claims.training --data DIR --out DIR`; `__main__` says what DIR holds.
"""
