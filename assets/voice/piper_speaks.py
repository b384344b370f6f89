# ruff: noqa: INP001 - a script that another interpreter runs, not a part of the package.
"""The process in which Piper speaks: run by the interpreter of an environment of its own, never imported by ours.

Each line of its input asks for a clip, as JSON; each is answered by a line, "1" or "0". It ends with its input.
"""

import json
import os
import sys
import wave


def main() -> None:
    """Answer until nobody asks any more."""
    # What a library prints must not be taken for an answer.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    from piper import PiperVoice, SynthesisConfig

    voices: dict[str, PiperVoice] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            model = asked["model"]
            if model not in voices:
                voices[model] = PiperVoice.load(model)
            voice = voices[model]
            config = SynthesisConfig(length_scale=voice.config.length_scale / asked["pace"], volume=0.9)
            with wave.open(asked["into"], "wb") as clip:
                voice.synthesize_wav(asked["words"], clip, syn_config=config)
            said = "1"
        except Exception:
            # Whatever broke: its message could quote the words.
            said = "0"
        print(said, file=answers, flush=True)


if __name__ == "__main__":
    main()
