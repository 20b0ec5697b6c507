"""Pages: functions that look a thing up as far as the person may see it, and answer.

One module an object, as in `claims/urls.py`. Every view says above itself which methods it takes
and who may (`guards.allowed`); sign-in is demanded of every view by middleware.
"""
