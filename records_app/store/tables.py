"""Every table, so that the metadata is complete wherever it is needed."""

from __future__ import annotations

from sqlmodel import SQLModel

from records_app.store.tables_agencies import (
    Agency,
    Agreement,
    Closure,
    Contact,
    ContactChange,
    DayChange,
)
from records_app.store.tables_audit import AuditHead, AuditRow
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_files import FileRow, FileText, ImportRun
from records_app.store.tables_groups import Group, GroupMember, LimitedAgency, LimitedCampaign
from records_app.store.tables_people import CalendarAddress, Invite, Office, Person, SignIn
from records_app.store.tables_requests import (
    EventRow,
    LetterRow,
    NumberCounter,
    Request,
    RequestSubject,
)
from records_app.store.tables_retention import RetentionRule
from records_app.store.tables_sign_in import (
    HalfSignIn,
    KnownBrowser,
    RecoveryCode,
    SecondFactor,
)
from records_app.store.tables_watching import RemindMe, Watch
from records_app.store.tables_wording import LetterWording, OfficeLogo, WordingVersion

metadata = SQLModel.metadata

__all__ = [
    "Agency",
    "Agreement",
    "AuditHead",
    "AuditRow",
    "CalendarAddress",
    "Campaign",
    "CampaignAgency",
    "Closure",
    "Contact",
    "ContactChange",
    "DayChange",
    "EventRow",
    "FileRow",
    "FileText",
    "Group",
    "GroupMember",
    "HalfSignIn",
    "ImportRun",
    "Invite",
    "KnownBrowser",
    "LetterRow",
    "LetterWording",
    "LimitedAgency",
    "LimitedCampaign",
    "NumberCounter",
    "Office",
    "OfficeLogo",
    "Person",
    "RecoveryCode",
    "RemindMe",
    "Request",
    "RequestSubject",
    "RetentionRule",
    "SecondFactor",
    "SignIn",
    "Watch",
    "WordingVersion",
    "metadata",
]
