"""The process that is sent to read a plan: limited as every child is, it answers with kept rows or with words."""

from kiosk.adapters.errands.child import serve
from kiosk.adapters.schedules.contents import plan

if __name__ == "__main__":
    serve(plan)
