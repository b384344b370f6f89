"""What goes on without anybody asking, and what the desk must know when it does not."""

from enum import StrEnum


class ChoreTrouble(StrEnum):
    """Something does not answer, though people are received all the same. Names nothing and nobody."""

    FOLDER_SILENT = "folder-silent"
    FOLDER_MISSING = "folder-missing"
    FILES_REMAIN = "files-remain"
    CALENDAR_UNREAD = "calendar-unread"
    REPORTS_SILENT = "reports-silent"
    CENTRE_SILENT = "centre-silent"
    CENTRE_REFUSES = "centre-refuses"
    CLOSING_STUCK = "closing-stuck"
    IMPORTS_STUCK = "imports-stuck"
    CALENDARS_STUCK = "calendars-stuck"
    REPORTS_STUCK = "reports-stuck"
    PRINTING_STUCK = "printing-stuck"
    SPEECH_STUCK = "speech-stuck"
    FIGURES_STUCK = "figures-stuck"
    TOO_MANY_CODES = "too-many-codes"
    READER_SLOW = "reader-slow"
