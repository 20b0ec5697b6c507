// see _scripts.html
