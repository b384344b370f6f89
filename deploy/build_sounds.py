# ruff: noqa: INP001 - a script to run by hand, not a package.
"""Make the two sounds anew, byte for byte: sine tones that fade, at 22,050 Hz, 16 bits, one channel.

    python deploy/build_sounds.py

The call is a falling third, which hearing aids and old loudspeakers carry well (between 500 and 2,000 Hz); the
arrival is one low, soft tone that does not startle whoever talks at the desk.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
SOUNDS = Path(__file__).parents[1] / "assets" / "sounds"
# Frequency in Hz, start and length in seconds, loudness from 0 to 1.
CALL = ((880.0, 0.0, 0.9, 0.5), (698.5, 0.45, 1.3, 0.5))
ARRIVAL = ((523.3, 0.0, 0.6, 0.25),)


def samples(notes: tuple[tuple[float, float, float, float], ...]) -> bytes:
    """Return the notes as samples; each begins in 5 ms and fades to nothing."""
    length = max(start + lasts for _, start, lasts, _ in notes)
    mixed = [0.0] * int(length * RATE)
    for frequency, start, lasts, loudness in notes:
        for n in range(int(lasts * RATE)):
            at = n / RATE
            envelope = min(1.0, at / 0.005) * math.exp(-4 * at / lasts) * (1 - at / lasts)
            tone = math.sin(2 * math.pi * frequency * at) + 0.2 * math.sin(4 * math.pi * frequency * at)
            mixed[int(start * RATE) + n - 1] += loudness * envelope * tone
    return b"".join(struct.pack("<h", round(max(-1.0, min(1.0, value)) * 32767)) for value in mixed)


def main() -> None:
    """Write both files."""
    for name, notes in (("call", CALL), ("arrival", ARRIVAL)):
        with wave.open(str(SOUNDS / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(notes))


if __name__ == "__main__":
    main()
