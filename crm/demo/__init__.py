"""The demo: a believable Dutch wholesaler with eighteen months of history, dated from today.

`content/` says who and what, `loaders/` puts it in through the apps' own services, one noun each,
`load.py` does so once, `runner.py` starts Kring with it. It stands on the roof: it may ask every app.
"""
