"""The voices of Piper that can be fetched: one a language, each at its official address, pinned by SHA-256.

The checksums are those of a copy of the project's repository of voices, where large files are named by their SHA-256.
The tag in the address was moved before (their issue 514): what it leads to counts only when it is what stands here.
"""

from dataclasses import dataclass

ADDRESS = "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/{path}"


@dataclass(frozen=True, slots=True)
class OfficialVoice:
    """A voice by its path, what its two files must be, and under which licence its recordings came."""

    path: str
    model: str
    config: str
    licence: str

    @property
    def name(self) -> str:
        """Return its name."""
        return self.path.rpartition("/")[2]


OFFICIAL = {
    "fr": OfficialVoice(
        "fr/fr_FR/siwis/medium/fr_FR-siwis-medium",
        "641d1ab097da2b81128c076810edb052b385decc8be3381814802a64a73baf99",
        "39479916c2db192b5ac9764daddd0c744d83e023ad890c6976c0633ae4df8959",
        "CC-BY 4.0",
    ),
    "en": OfficialVoice(
        "en/en_GB/alba/medium/en_GB-alba-medium",
        "401369c4a81d09fdd86c32c5c864440811dbdcc66466cde2d64f7133a66ad03b",
        "aa965a2f02ecced632c2694e1fc72bbff6d65f265fab567ca945918c73dd89f4",
        "CC-BY 4.0",
    ),
    "ar": OfficialVoice(
        "ar/ar_JO/kareem/medium/ar_JO-kareem-medium",
        "9e95cab07b679da603bba17c4dec7ab3111320571964ee95c0379603c086491e",
        "ea6d9b9d9076dbdb6bf5c98c6a141ef154959d2359709b37855727964e7d6c4d",
        "see https://github.com/AliMokhammad/arabicttstrain",
    ),
    "es": OfficialVoice(
        "es/es_ES/davefx/medium/es_ES-davefx-medium",
        "6658b03b1a6c316ee4c265a9896abc1393353c2d9e1bca7d66c2c442e222a917",
        "0e0dda87c732f6f38771ff274a6380d9252f327dca77aa2963d5fbdf9ec54842",
        "CC0",
    ),
    "pt": OfficialVoice(
        "pt/pt_PT/tugão/medium/pt_PT-tugão-medium",
        "223a7aaca69a155c61897e8ada7c3b13bc306e16c72dbb9c2fed733e2b0927d4",
        "fe0918dfc0f1a89264a6eea4afe8e95d8e9fed3cc6c81b5c2f87fcb2b50c7320",
        "CC0",
    ),
    "ro": OfficialVoice(
        "ro/ro_RO/mihai/medium/ro_RO-mihai-medium",
        "e0608bbbd53c80267c09ece681b09f5199f54e792356684c8073738e5f15d29f",
        "8cc0c9f077dc0cec3c25a6a055ec8046db8e40a2510591582f2c9c869f4bc47e",
        "CC0",
    ),
    "tr": OfficialVoice(
        "tr/tr_TR/dfki/medium/tr_TR-dfki-medium",
        "2844717f524ab965d3fe86e60562cbb601d3e456836efcc2196cc3a14112a8fb",
        "13ebd7810f1b61b5027583cf3131a0a233b6ea81c38f2200ebc4ff41c3cca039",
        "CC-BY-NC-SA 4.0",
    ),
    "uk": OfficialVoice(
        "uk/uk_UA/ukrainian_tts/medium/uk_UA-ukrainian_tts-medium",
        "7920419ac5f6fd8b6450520f24b52ed5a319cb53dd018fbcd71c9e079cbac84f",
        "4e96e72917ca9b94edc77d6ccfee03a73f450ba2fc1ca93c2e562bc014e5aa55",
        "CC0",
    ),
}
