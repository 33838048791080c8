"""One module a container. Each yields the texts of a file as ``(key, text)`` pairs, as far as it can be read.

A module's ``texts(stream)`` raises BadInput where the file breaks; what it yielded before stays valid.
"""
