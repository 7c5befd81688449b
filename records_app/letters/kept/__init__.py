"""What was worked out for one letter and is the same in the next: lines of text, and styles.

The letters of a campaign share nearly all of their paragraphs. Breaking those into lines, finding
the shapes of their letters and working out their styles is more than half of the time of a letter,
and WeasyPrint does it anew for each. So the results are kept and used again, with the very same
bytes in the PDF. There is no door for this: three functions of WeasyPrint are replaced, for the
documents with our fonts only, and only in the version that was looked at.
"""
