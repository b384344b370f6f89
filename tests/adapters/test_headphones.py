"""Headphones: told by the settings, or by the jack as the machine tells any account of it."""

from kiosk.adapters.speech.headphones import Jack, asked, says_plugged

AMIXER = """\
numid=17,iface=CARD,name='Headphone Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values={state}
numid=18,iface=CARD,name='Mic Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
"""
PACTL = """\
\tPorts:
\t\tanalog-output-speaker: Speakers (type: Speaker, priority: 10000, availability group: Legacy 1, availability unknown)
\t\tanalog-output-headphones: Headphones (type: Headphones, priority: 9900, availability group: Legacy 2, {state})
\tActive Port: analog-output-speaker
"""


def test_alsa_tells_of_the_jack():
    assert says_plugged(AMIXER.format(state="on"))
    assert not says_plugged(AMIXER.format(state="off"))


def test_the_sound_server_tells_of_the_jack():
    assert says_plugged(PACTL.format(state="available"))
    assert not says_plugged(PACTL.format(state="not available"))
    assert not says_plugged(PACTL.format(state="availability unknown"))


def test_a_machine_that_tells_nothing_has_no_headphones():
    assert not says_plugged("")
    assert isinstance(asked(), str)


def test_what_was_seen_last_is_answered_at_once_and_the_next_look_changes_it():
    told = [AMIXER.format(state="on")]
    jack = Jack(lambda: told[0])
    jack.look()
    assert jack.is_plugged()
    jack.close()
    jack._looks.join()
    told[0] = AMIXER.format(state="off")
    jack.look()
    assert not jack.is_plugged()
