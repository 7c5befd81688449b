"""What the page of letters shows: the lists by the way, one pile by post, numbers typed so far."""

from __future__ import annotations

import reflex as rx

from records_app.office.mail_day import to_go_out
from records_app.office.mail_day_numbers import doubt_about, tidy_number
from records_app.office.mail_day_recording import NUMBER_FIELD, Kept
from records_app.office.mail_day_view import PILE, MailLine, by_way, pile_of
from records_app.web.house import clock
from records_app.web.run import run

GROUPS = {"post": "post", "email": "email", "portal": "portal", "fax": "fax", "": "nowhere"}


class MailShown(rx.State, mixin=True):
    """The lists of the page. It has no handlers: those are in ``state``.

    ``off`` are those by post that stay for another day. ``rest`` says of each list how many more
    come up later. ``numbers`` are what stands at each letter by the name of its field; the fields
    are made anew when ``filled`` counts up.
    """

    is_loaded: bool = False
    may_record: bool = False
    is_empty: bool = True
    more: int = 0
    today: str = ""
    post: list[MailLine] = []  # noqa: RUF012 - a State var; Reflex copies the default
    email: list[MailLine] = []  # noqa: RUF012
    portal: list[MailLine] = []  # noqa: RUF012
    fax: list[MailLine] = []  # noqa: RUF012
    nowhere: list[MailLine] = []  # noqa: RUF012
    off: list[int] = []  # noqa: RUF012
    going: int = 0
    print_query: str = ""
    start: str = "1"
    doubts: dict[str, str] = {}  # noqa: RUF012
    doubtful: bool = False
    numbers: dict[str, str] = {}  # noqa: RUF012
    filled: int = 0
    list_wrong: str = ""
    list_done: str = ""
    listed: int = 0
    pile: int = 1
    piles: int = 1
    pile_words: str = ""
    rest: dict[str, int] = {}  # noqa: RUF012
    kept: list[Kept] = []  # noqa: RUF012
    pressed: int = 0
    done: int = 0

    _mailed: dict[int, str] = {}  # noqa: RUF012

    async def _refresh(self) -> None:
        day = await run(self, to_go_out)
        self.may_record, self.more = day.may_record, day.more
        self.is_empty = not day.lines
        self.today = clock()[1].isoformat()
        groups = by_way(day.lines, self._mailed)
        pile = pile_of(groups["post"], self.pile)
        self.pile, self.piles, self.pile_words = pile.at, pile.of, pile.words
        rest: dict[str, int] = {}
        for way, lines in groups.items():
            shown = list(pile.lines) if way == "post" else lines[:PILE]
            setattr(self, GROUPS[way], shown)
            rest[GROUPS[way]] = len(lines) - len(shown)
        self.rest = rest
        fields = {NUMBER_FIELD.format(line.id) for line in groups["post"]}
        self.numbers = {name: text for name, text in self.numbers.items() if name in fields}
        self.doubts = {name: words for name, words in self.doubts.items() if name in fields}
        self.list_wrong = self.list_done = ""
        self._count()

    def _count(self) -> None:
        ticked = [line.id for line in self.post if line.id not in self.off]
        self.going = len(ticked)
        self.print_query = "?letters=" + "-".join(str(each) for each in ticked)

    def _take_numbers(self, found: dict[int, str]) -> None:
        named = {NUMBER_FIELD.format(key): number for key, number in found.items()}
        doubts = {name: doubt_about(tidy_number(number)) for name, number in named.items()}
        self.numbers = {**self.numbers, **named}
        self.doubts = {**self.doubts, **doubts}
        self.doubtful = any(self.doubts.values())

    def _group_of(self, letter_id: int) -> str:
        lists = {name: getattr(self, name) for name in GROUPS.values()}
        found = (name for name, lines in lists.items() if letter_id in {one.id for one in lines})
        return next(found, "")
