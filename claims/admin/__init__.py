"""The admin site: what an admin sees of the desk, and the levers on it, one module an object.

`site` lists what is registered. Nothing here writes the workflow: the actions call the stage
functions with `by=request.user`, so that the desk's rules hold here too; whatever has a history
is shown and never deleted.
"""
