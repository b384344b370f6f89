"""A thrown-away copy of this machine with an installed box in it, for whoever asks it something as root.

The copy is an overlay in memory: its accounts, its /etc/kiosk and its /var/lib/kiosk never reach this machine.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# $1 is a folder to mount on, $2 this checkout, $3 the Python that has what it needs; the rest is asked in the copy.
_BOX = r"""
set -eu
place=$1 source=$2 python=$3
mount --make-rprivate / 2>/dev/null || :
mount -t tmpfs -o size=600m copy "$place"
chmod 755 "$place"
mkdir -m 755 "$place/upper" "$place/work" "$place/root"
mount -t overlay copy -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" "$place/root"
for folder in proc dev sys; do mount --rbind /$folder "$place/root/$folder"; done
box=$place/root
mkdir -p -m 755 "$box/opt/kiosk" "$box/etc/kiosk"
cp -r "$source/kiosk" "$source/screens" "$source/assets" "$box/opt/kiosk/"
cp -r "$source/config/." "$box/etc/kiosk/"
ln -s /etc/kiosk "$box/opt/kiosk/config"
printf '#!/bin/sh\nPYTHONPATH=/opt/kiosk exec %s -P -m kiosk "$@"\n' "$python" > "$box/usr/local/bin/kiosk"
chmod 755 "$box/usr/local/bin/kiosk"
chroot "$box" useradd --system --user-group --home-dir /var/lib/kiosk --no-create-home --shell /usr/sbin/nologin kiosk
chroot "$box" useradd --system --home-dir /var/lib/kiosk --no-create-home --shell /bin/sh visitor
install -d -m 700 -o "$(chroot "$box" id -u kiosk)" -g "$(chroot "$box" id -g kiosk)" "$box/var/lib/kiosk"
exec chroot "$box" env -i HOME=/root PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 sh
"""


def asked_in_a_copy(place: Path, script: str) -> dict[str, str]:
    """Run a shell script in the copy; return what was said, by the part that `echo "--- part"` begins.

    The last part is "end".
    """
    command = ["unshare", "--mount", "--propagation", "unchanged", "sh", "-c", _BOX, "sh", place, ROOT, sys.executable]
    done = subprocess.run(
        [str(part) for part in command], input=script, capture_output=True, text=True, timeout=600, check=False
    )
    assert "--- end" in done.stdout, (done.stdout + done.stderr)[-4000:]
    assert "Traceback" not in done.stdout, done.stdout[-4000:]
    parts = re.split(r"(?m)^--- (.*)\n", done.stdout)
    return dict(zip(parts[1::2], parts[2::2], strict=True))
