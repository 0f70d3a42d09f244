"""Benches: each figure beside a floor measured in the same run, because machines are noisy.

``python -m tests.bench [NAME] [--json FILE] [--quick]``, or ``packaging/dev.py bench``. Not tests of their own:
``test_bench.py`` runs the harness on a handful of rows, and says nothing about time.
"""
