"""Rules are tried without a clock: the first example may load a library, and the computer may be busy."""

from hypothesis import settings

settings.register_profile("lete", deadline=None)
settings.load_profile("lete")
