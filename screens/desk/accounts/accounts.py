"""The accounts of the desk, for the administrator: who may unlock it, with which role; codes are typed twice."""

from __future__ import annotations

from collections.abc import Callable

from kivy.properties import StringProperty
from kivy.uix.widget import Widget

from kiosk.domain.machine.printing import Printed
from kiosk.domain.reception.access import LABEL_LETTERS, PIN_DIGITS, ROLES, Role, Staff
from kiosk.domain.reception.codes import BadgeCode
from kiosk.services.access import Refused
from screens.desk.printed import PRINTED, say_printed
from screens.desk.staff_screen import StaffScreen
from screens.running.lanes import Lane
from screens.staff.making import button, choice_button, column, row
from screens.staff.parts import ACCENTS, ALPHABET, DIGITS, StaffField, StaffRule, StaffText
from screens.toolkit.choices import Choice

_ENTRIES = (
    ("label", "Nom court, jamais un nom complet", ALPHABET + ACCENTS + DIGITS, LABEL_LETTERS, "ex. M2"),
    ("pin", "Code à 6 chiffres", DIGITS, PIN_DIGITS, ""),
    ("again", "Le même code, encore une fois", DIGITS, PIN_DIGITS, ""),
)
_INTENT = "Nom court, code deux fois, puis Entrée."


class AccountsScreen(StaffScreen):
    """Lists accounts; adds one, gives one another code, removes one after a second touch."""

    heading = "Comptes"
    form_title = StringProperty("")
    hint = StringProperty("")
    hint_paint = StringProperty("soft")
    changing = StringProperty("")

    def __init__(self, **properties: object) -> None:
        self._staff: tuple[Staff, ...] = ()
        self._role = Role.MEDIATOR
        self._leaving = ""
        self._fields: dict[str, StaffField] = {}
        super().__init__(**properties)

    def enter(self) -> None:
        """List the accounts, beside an empty form."""
        self._fields = {
            name: StaffField(focus_on=self.desk.keys.focus, kinds=kinds, limit=limit, hint=hint, masked=name != "label",
                             entered=self.submit, size_hint=(1, None))
            for name, _, kinds, limit, hint in _ENTRIES
        }  # fmt: skip
        for name, words, *_ in _ENTRIES:
            self._fields[name].spoken = words
        self._start()
        self.refresh()

    def leave(self) -> None:
        """Hold no digit."""
        self._fields, self._leaving = {}, ""
        for name in ("accounts", "form"):
            self.ids[name].fill([])

    def refresh(self) -> None:
        """Read the accounts again."""
        self.ask(lambda s: s.access.staff(), self._show)

    def go_back(self) -> None:
        """Escape: leave what was begun, or the accounts."""
        if self.changing or self._leaving:
            self._start()
            self._show(self._staff)
        else:
            self.desk.show("day")

    # --- the list
    def _show(self, staff: tuple[Staff, ...]) -> None:
        self._staff = staff
        rows: list[Widget] = []
        for each in staff:
            rows += [self._account(each), StaffRule()]
        self.ids.accounts.fill(rows)

    def _account(self, account: Staff) -> Widget:
        who = column(StaffText(words=account.label, role="strong"), StaffText(words=ROLES[account.role], paint="soft"))
        leaving = account.label == self._leaving
        words, style = ("Oui, retirer", "missing") if leaving else ("Retirer", "outline")
        remove = button(words, self._remover(account.label), style=style)
        code = button("Nouveau code", self._changer(account.label))
        badge = button("Badge", self._badger(account.label), "badge")
        remove.spoken, code.spoken = f"{words} {account.label}", f"Nouveau code de {account.label}"
        badge.spoken = f"Badge de {account.label}"
        if self.is_narrow:
            return column(who, row(code, badge, remove), spacing=self.look.mm(2))
        return row(who, code, badge, remove)

    def _badger(self, label: str) -> Callable[[], None]:
        def draw() -> None:
            self.ask(lambda s: s.access.new_badge(label), self._print_badge)

        return draw

    def _print_badge(self, drawn: BadgeCode | Refused) -> None:
        if isinstance(drawn, Refused):
            self.desk.say(drawn.why, "care")
            return
        self.ask(lambda s: s.paperwork.print_badge(drawn), self._badge_printed, lane=Lane.PRINTING)

    def _badge_printed(self, ended: Printed) -> None:
        if ended.is_made:
            self.desk.say(f"{PRINTED[ended]} Le badge d’avant ne vaut plus rien.")
        else:
            say_printed(self.desk, ended)

    def _remover(self, label: str) -> Callable[[], None]:
        def remove() -> None:
            if self._leaving != label:
                self._leaving = label
                self._show(self._staff)
                return
            self._leaving, by = "", self.desk.staff
            self.ask(lambda s: s.access.remove(label, by), self._removed)

        return remove

    def _removed(self, outcome: Staff | Refused) -> None:
        if isinstance(outcome, Refused):
            self.desk.say(outcome.why, "care")
        else:
            self.desk.say(f"Le compte {outcome.label} est retiré.")
        self.refresh()

    # --- the form
    def _start(self) -> None:
        self.changing, self.form_title, self._role, self._leaving = "", "Nouveau compte", Role.MEDIATOR, ""
        self._say(_INTENT)
        self._draw("label")

    def _changer(self, label: str) -> Callable[[], None]:
        def change() -> None:
            self.changing, self.form_title = label, f"Nouveau code de {label}"
            self._say("Tapez le code deux fois, puis Entrée.")
            self.bring("second")
            self._draw("pin")

        return change

    def _draw(self, focused: str = "") -> None:
        if focused:
            for field in self._fields.values():
                field.value = ""
        shown: list[Widget] = []
        for name, words, *_ in _ENTRIES:
            if not (self.changing and name == "label"):
                shown += [StaffText(words=words, paint="soft"), self._fields[name]]
        self.ids.form.fill(shown + ([] if self.changing else [choice_button(c) for c in self._roles()]))
        if focused:
            self.desk.keys.focus(self._fields[focused])

    def _roles(self) -> list[Choice]:
        found = []
        for role, words in ROLES.items():
            chosen = role is self._role
            icon = "check_circle" if chosen else "radio_button_unchecked"
            found.append(Choice(words, self._role_setter(role), icon=icon, style="tinted" if chosen else "card"))
        return found

    def _role_setter(self, role: Role) -> Callable[[], None]:
        def choose() -> None:
            self._role = role
            self._draw()

        return choose

    def submit(self) -> None:
        """Make the account, or change its code, once both codes are the same."""
        label, pin, again = (self._fields[name].value for name, *_ in _ENTRIES)
        changing, role = self.changing, self._role
        if pin != again:
            self._say("Les deux codes ne sont pas les mêmes.", "stop")
        elif changing:
            self.ask(lambda s: s.access.reset(changing, pin), self._changed)
        else:
            self.ask(lambda s: s.access.add(label, role, pin), self._added)

    def _changed(self, outcome: Staff | Refused) -> None:
        self._settle(outcome, "Le code de {label} est changé.")

    def _added(self, outcome: Staff | Refused) -> None:
        self._settle(outcome, "Le compte {label} est créé.")

    def _settle(self, outcome: Staff | Refused, words: str) -> None:
        if isinstance(outcome, Refused):
            self._say(outcome.why, "stop")
            return
        self.desk.say(words.format(label=outcome.label))
        self._start()
        self.refresh()

    def _say(self, words: str, paint: str = "soft") -> None:
        self.hint, self.hint_paint = words, paint
