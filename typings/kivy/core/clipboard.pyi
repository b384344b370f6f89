class _Clipboard:
    def copy(self, data: str = "") -> None: ...

Clipboard: _Clipboard
