"""The bundle: one PDF for court or board with every letter, reply and date, and the same as a ZIP.

Facts come in as plain values, files as paths. ``making.make`` does the work in a process of its
own, so that a file that is damaged or made to do harm can stop the work but not the desk.
"""
