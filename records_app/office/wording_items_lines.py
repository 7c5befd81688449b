"""The lines of the editor of a list: its items, its laws and its versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from records_app.casework.subjects import Subject
from records_app.law.statute import law as law_of
from records_app.letters.blocks import Block
from records_app.letters.own_items import (
    OwnItem,
    laws_of_scope,
    list_kind,
    worded,
)
from records_app.letters.wording import SHARED, AskedItem, shipped_list
from records_app.office.wording_items_form import read_rows, rows_of
from records_app.office.wording_lines import in_use, version_lines
from records_app.office.wording_views import Choice, ItemRow, ItemsPage, KindLine, LawKinds
from records_app.store.wording import VersionBy

_STATES = "What we ask agencies in Missouri, Illinois and Kansas for"
_OF_ICE = {"us-fed": " for ICE"}
SHIPPED_LIST = "The standard list"
_FEDERAL = "What we ask ICE for"


def list_href(scope: str, subject: str) -> str:
    """The address of the editor of a list."""
    return f"/studio/lists/{scope}/{subject}/"


def lists_by_scope(newest: Sequence[VersionBy]) -> tuple[LawKinds, ...]:
    """The lists of every subject, with what is in use."""
    known = {(each.row.law, each.row.kind): each for each in newest}
    return tuple(
        LawKinds(
            title,
            tuple(
                _line(scope, subject, known.get((scope, list_kind(subject)))) for subject in Subject
            ),
        )
        for scope, title in ((SHARED, _STATES), ("us-fed", _FEDERAL))
    )


def _line(scope: str, subject: Subject, newest: VersionBy | None) -> KindLine:
    return KindLine(
        href=list_href(scope, subject),
        label=subject.label if scope == SHARED else f"{subject.label}, of ICE",
        words=in_use(newest, "Own list"),
        own=bool(newest and newest.row.parts),
    )


def items_page(
    scope: str,
    subject: Subject,
    items: tuple[OwnItem, ...],
    versions: Sequence[VersionBy],
    made: Mapping[int, int],
    *,
    blocks: tuple[Block, ...],
) -> ItemsPage:
    """The editor: ``made`` says how many letters were made with each version, by its id."""
    newest = versions[0] if versions else None
    return ItemsPage(
        scope=scope,
        subject=subject.value,
        title=f"Items{_OF_ICE.get(scope, '')}: {subject.label}",
        law_name=_STATES if scope == SHARED else _FEDERAL,
        words=in_use(newest, "Own list"),
        version=newest.row.number if newest else 0,
        rows=tuple(_rows(subject, scope, items)),
        laws=tuple(_laws(scope)),
        versions=tuple(version_lines(versions, made, shipped=SHIPPED_LIST)),
        blocks=blocks,
        errors=read_rows(subject, scope, rows_of(subject, scope, items))[1],
    )


def _rows(subject: Subject, scope: str, items: tuple[OwnItem, ...]) -> Iterator[ItemRow]:
    shipped = {item.key: item for item in shipped_list(subject, scope).items}
    looked_at = {item.key for item in items}
    for item, on in worded(subject, scope, items):
        ours = shipped.get(item.key)
        yield ItemRow(
            key=item.key,
            on=on,
            own=ours is None,
            text=item.text,
            short=item.short,
            why=item.why,
            law="" if ours or not item.laws else item.laws[0],
            shipped=ours.text if ours else "",
            shipped_short=ours.short if ours else "",
            shipped_why=ours.why if ours else "",
            note=_note(ours, new=item.key not in looked_at),
        )


def _note(ours: AskedItem | None, *, new: bool) -> str:
    if new:
        return "This item came with an update. It is not in your list yet."
    if ours is None or not ours.laws:
        return ""
    return f"Asked only under the {' and the '.join(law_of(law).name for law in ours.laws)}."


def _laws(scope: str) -> Iterator[Choice]:
    laws = laws_of_scope(scope)
    if len(laws) > 1:
        yield Choice("", "All of these laws")
        for law in sorted(laws, key=("us-mo", "us-il", "us-ks").index):
            yield Choice(law, law_of(law).name)
