class _Factory:
    def register(self, classname: str, *, cls: type) -> None: ...

Factory: _Factory
