"""The part of Kivy 2.3 that this program uses, typed: Kivy itself says nothing of its types.

Everything that mypy may know of Kivy stands in this folder. Properties whose value may be anything are typed where
they are declared (`look: Look = ObjectProperty(None)`); what tells nothing of itself in Kivy either stays Any.
"""
