"""What happens to an office when something breaks: processes killed, power cut, servers crashed, disks full.

Run by ``packaging/dev.py faults [NAME] [--quick] [--json FILE]``; the quick form is also a test of every run. Each
section breaks a real database that the program itself is writing to, opens it again as the program does, and
counts: acknowledged saves that are lost or doubled, missing numbers, damage. All four must be zero.
"""
