"""The process that writes a backup on a key: it holds nothing but what is locked already."""

from kiosk.adapters.errands.backup_place import answer
from kiosk.adapters.errands.child import serve

if __name__ == "__main__":
    serve(answer)
