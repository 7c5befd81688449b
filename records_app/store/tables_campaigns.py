"""Tables of campaigns: the same request to many agencies, and which agencies they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class Campaign(SQLModel, table=True):
    """The same request to many agencies.

    ``form`` is a request form without an agency. ``stage`` is ``open``, ``approving``, ``stopped``
    or ``done``; ``trouble`` says why approving stopped by itself, and is empty otherwise.
    """

    __tablename__ = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    author_id: int = Field(foreign_key="person.id", index=True)
    stage: str = Field(default="open", max_length=20, index=True)
    trouble: str = Field(default="", max_length=500)
    version: int = Field(default=1)
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)


class CampaignAgency(SQLModel, table=True):
    """An agency of a campaign.

    ``request_id`` is set in the transaction that makes the request, and a campaign has an agency
    once: so no agency gets two. ``form`` holds only the fields in which its letter differs.
    ``trouble`` says why its letter could not be approved.
    """

    __tablename__ = "campaign_agency"
    __table_args__ = (UniqueConstraint("campaign_id", "agency_id"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(
        sa_column=Column(Integer, ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False)
    )
    agency_id: int = Field(foreign_key="agency.id", index=True)
    request_id: int | None = Field(default=None, foreign_key="request.id", unique=True)
    form: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    dropped: bool = Field(default=False)
    trouble: str = Field(default="", max_length=500)
