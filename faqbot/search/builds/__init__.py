"""`index/` on disk: builds are started, sealed, checked, published and pruned.

In: an index folder. Out: folders of builds.

Others may import: folders, manifest.
"""
