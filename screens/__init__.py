"""Everything Kivy. One screen is one `.py` and one `.kv` of the same name; `app` registers and wires them."""
