"""Tables of groups: who is in one, and what only its members may see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class Group(SQLModel, table=True):
    """Some people of the office. ``version`` moves with its name, its people and its agencies."""

    __tablename__ = "people_group"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, unique=True)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=UtcDateTime)


class GroupMember(SQLModel, table=True):
    """Somebody is in a group."""

    __tablename__ = "group_member"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    group_id: int = Field(
        sa_column=Column(
            Integer, ForeignKey("people_group.id", ondelete="CASCADE"), primary_key=True, index=True
        )
    )


class LimitedAgency(SQLModel, table=True):
    """Requests to this agency are only for the members of one group, and for admins."""

    __tablename__ = "limited_agency"

    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    group_id: int = Field(
        sa_column=Column(
            Integer, ForeignKey("people_group.id", ondelete="CASCADE"), index=True, nullable=False
        )
    )


class LimitedCampaign(SQLModel, table=True):
    """A campaign and its requests are only for the members of one group, and for admins."""

    __tablename__ = "limited_campaign"

    campaign_id: int = Field(
        sa_column=Column(Integer, ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)
    )
    group_id: int = Field(
        sa_column=Column(
            Integer, ForeignKey("people_group.id", ondelete="CASCADE"), index=True, nullable=False
        )
    )
