"""How good the language work is: measured on labelled data, without a database.

`folder` finds what a folder holds and names its splits; one module for each kind of data measures
it (`checkworthy`, `attribution`, `desk`, `sentences`, `speed`); `engine` is the one place that
asks `claims.text` anything but a whole analysis; `measures` holds the figures' definitions.
Nothing here knows Django, and of the desk only `claims.text`.
"""
