"""Fills the disk for a moment: many files, unlinked ones that are held open, sparse ones; clears up and tells."""
# Row: 15
import glob, loot, os

BLOCK = bytes(1 << 20)

def write_all(keep_open):
    held, written = [], 0
    try:
        for number in range(800):
            held.append(open(f"block{number}", "wb", 0))
            written += held[-1].write(BLOCK)
            if keep_open:
                os.unlink(f"block{number}")
            else:
                held.pop().close()
    except OSError:
        pass
    for file in held:
        file.close()
    for path in glob.glob("block*"):
        os.unlink(path)
    return written >> 20

def strike():
    for keep_open in (False, True):
        megabytes = write_all(keep_open)
        if megabytes > 400:  # without a file system of its own, some are written before anybody looks
            loot.reached(f"disk-{megabytes}-MB")
    made = 0
    try:
        for made in range(20000):
            os.close(os.open(f"empty{made}", os.O_CREAT))
    except OSError:
        pass
    for path in glob.glob("empty*"):
        os.unlink(path)
