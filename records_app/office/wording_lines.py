"""The lines of the studio: which letters there are, their parts, and their versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from records_app.law.statute import law as law_of
from records_app.letters.blocks import Block
from records_app.letters.cover_note import LANGUAGES, note_kind
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.own_wording_parts import NOTES, PORTAL, Part, parts_of
from records_app.letters.own_wording_shipped import ShippedPart
from records_app.letters.own_wording_values import placeholders_of
from records_app.letters.required import required_of
from records_app.letters.wording import SHARED
from records_app.office.missouri_time import day_and_time
from records_app.office.wording_comparing import SHIPPED_LETTER, version_title
from records_app.office.wording_form import AS_SHIPPED, LEFT_OUT, OWN, read_parts
from records_app.office.wording_views import (
    Choice,
    KindLine,
    LawKinds,
    PartLine,
    PlaceholderLine,
    VersionLine,
    WordingPage,
)
from records_app.store.wording import VersionBy

_LAWS = ("us-mo", "us-il", "us-ks", "us-fed")
_ORDER = ("request", *KINDS)
STANDARD = "Standard wording"
_NOTES = "Notes for families and volunteers"
_LANGUAGE_OF = {note_kind(code): code for code in LANGUAGES}
_LABELS = {
    "request": "Request",
    PORTAL: "Short texts for portals",
    **{note_kind(code): f"Note in {name}" for code, name in LANGUAGES.items()},
}
_HINTS = {
    "paragraph": "One paragraph a line. It stands inside a paragraph whose other words are locked.",
    "block": "One paragraph a line; a line that begins with “- ” or “1. ” is an item.",
    "text": "Plain text in one paragraph; names in braces are filled in.",
    "added": "One paragraph a line; a line that begins with “- ” or “1. ” is an item.",
}


def studio_href(law: str = "", kind: str = "") -> str:
    """The address of the studio, or of one kind of letter in it."""
    return f"/studio/{law}/{kind}/" if law else "/studio/"


def kind_label(kind: str) -> str:
    """The kind of a letter as lists name it."""
    return _LABELS.get(kind) or KINDS[kind].label


def kinds_by_law(newest: Sequence[VersionBy]) -> tuple[LawKinds, ...]:
    """Every kind that can be worded anew, law by law."""
    known = {(each.row.law, each.row.kind): each for each in newest}
    kinds = {law: [*(kind for kind in _ORDER if parts_of(law, kind)), PORTAL] for law in _LAWS}
    kinds[SHARED] = list(NOTES)
    return tuple(
        LawKinds(
            law_name(law),
            tuple(_kind_line(law, kind, known.get((law, kind))) for kind in kinds_of_law),
        )
        for law, kinds_of_law in kinds.items()
    )


def law_name(law: str) -> str:
    """The name of a law, or what stands for all of them."""
    return _NOTES if law == SHARED else law_of(law).name


def _kind_line(law: str, kind: str, newest: VersionBy | None) -> KindLine:
    return KindLine(
        href=studio_href(law, kind),
        label=kind_label(kind),
        words=in_use(newest),
        own=bool(newest and newest.row.parts),
    )


def in_use(newest: VersionBy | None, own: str = "Own wording") -> str:
    """What is in use, in words: "Own wording, version 3, by Alice, ..."."""
    if newest is None or not newest.row.parts:
        return STANDARD
    return f"{own}, version {newest.row.number}, {made_words(newest)}"


def made_words(version: VersionBy) -> str:
    """Who made a version and when."""
    return f"by {version.made_by}, {day_and_time(version.row.made_at)}"


def wording_page(
    law: str,
    kind: str,
    shipped: Iterable[ShippedPart],
    versions: Sequence[VersionBy],
    *,
    made: Mapping[int, int],
    blocks: tuple[Block, ...],
) -> WordingPage:
    """The editor: ``made`` says how many letters were made with each version, by its id."""
    newest = versions[0] if versions else None
    own = dict(newest.row.parts) if newest else {}
    raw: dict[str, object] = {**own, **{f"{n}-how": OWN if t else LEFT_OUT for n, t in own.items()}}
    return WordingPage(
        law=law,
        kind=kind,
        title=kind_label(kind),
        law_name=law_name(law),
        language=_LANGUAGE_OF.get(kind, "en"),
        words=in_use(newest),
        version=newest.row.number if newest else 0,
        parts=tuple(_part_line(law, kind, each, own) for each in shipped),
        placeholders=tuple(
            PlaceholderLine(f"{{{name}}}", means) for name, means in placeholders_of(kind).items()
        ),
        versions=tuple(version_lines(versions, made)),
        blocks=blocks,
        errors=read_parts(law, kind, raw)[1],
    )


def _part_line(law: str, kind: str, shipped: ShippedPart, own: Mapping[str, str]) -> PartLine:
    part = shipped.part
    text = own.get(part.name)
    needed = required_of(law, kind, part.name)
    return PartLine(
        name=part.name,
        label=part.label,
        shipped=tuple(shipped.text.splitlines()),
        start=shipped.text,
        how=AS_SHIPPED if text is None else OWN if text else LEFT_OUT,
        text=shipped.text if text is None else text,
        hint=_HINTS[part.shape],
        must_say=tuple(
            f"{each.what} ({each.citation})".replace("§ ", "§\u00a0") for each in needed
        ),
        ways=tuple(_ways(part, left_out=part.may_be_left_out and not needed)),
    )


def _ways(part: Part, *, left_out: bool) -> Iterator[Choice]:
    added = part.shape == "added"
    yield Choice(AS_SHIPPED, "Nothing is added" if added else STANDARD)
    yield Choice(OWN, "Our own words")
    if left_out:
        yield Choice(LEFT_OUT, "Left out")


def _letters(count: int) -> str:
    return "1 letter" if count == 1 else f"{count:,} letters"


def version_lines(
    versions: Sequence[VersionBy], made: Mapping[int, int], *, shipped: str = SHIPPED_LETTER
) -> Iterator[VersionLine]:
    """Every version, newest first, and the shipped letter at the end."""
    for at, each in enumerate(versions):
        count = made.get(each.row.id or 0, 0)
        yield VersionLine(
            number=each.row.number,
            title=version_title(each.row.number),
            words=f"{each.made_by}, {day_and_time(each.row.made_at)}",
            note=each.row.note,
            letters="No letter yet" if not count else _letters(count),
            in_use=at == 0,
        )
    yield VersionLine(0, shipped, "", "", "", not versions)
