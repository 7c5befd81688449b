"""Every approved letter of a campaign in one PDF, from the stored bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.letters.merging import Finished, merge
from records_app.office.campaigns.own import seen
from records_app.office.letter_files import LetterDamaged, is_intact
from records_app.office.refusals import NotFound
from records_app.store.campaigns import letters_in
from records_app.store.database import Store

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Pile:
    """The letters to print. ``stream`` is the only way to them: nothing stays on the disk."""

    name: str
    size: int
    stream: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces that fit into memory; the stream is closed at the end."""
        with self.stream:
            while piece := self.stream.read(_PIECE):
                yield piece


def letters_pdf(store: Store, actor: Actor, campaign_id: int, *, two_sided: bool = False) -> Pile:
    """The letters that the actor may see, in the order of their numbers.

    Raises ``NotFound`` when there is none yet, ``LetterDamaged`` when stored bytes have changed.
    """
    with tempfile.TemporaryDirectory() as folder, store.reading() as session:
        campaign = seen(session, actor, campaign_id)
        path = Path(folder) / "letters.pdf"
        letters = _intact(session, actor, campaign_id)
        if not merge(letters, path, title=f"Letters: {campaign.name}", two_sided=two_sided):
            raise NotFound("letter")
        # The name goes with the folder; what is open can still be read to its end.
        return Pile(f"campaign-{campaign_id}-letters.pdf", path.stat().st_size, path.open("rb"))


def _intact(session: Session, actor: Actor, campaign_id: int) -> Iterator[Finished]:
    for row in letters_in(session, actor, campaign_id):
        if not is_intact(row):
            raise LetterDamaged(row.name)
        yield Finished(row.name.removesuffix(".pdf"), row.pdf)
