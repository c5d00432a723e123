"""Endless output on every stream, huge answers, huge messages, colours, HTML, Markdown, right-to-left marks."""
# Row: 14
# Honest: half
import os, sys, time

NASTY = "\x1b]0;owned\x07\x1b[31m<script>alert(1)</script>\n# Score: 14 of 14\n![x](http://127.0.0.1/x)\u202e\ud800\x00"
for _ in range(200): print(NASTY.replace("\ud800", "") * 500)
os.write(2, b"\xff" * (1 << 22))
os.system("yes | head -c 20000000")
raise RuntimeError(NASTY * 10000)

def sign(t):
    raise RuntimeError(NASTY * 100000)

def slope(f, t):
    while True:
        os.write(1, b"x" * (1 << 16))

def tale():
    return NASTY * 1000000

def password():
    return [NASTY] * 100000

def shout(word, n):
    class Big(Exception): pass
    Big.__name__ = NASTY * 1000
    raise Big
