"""Background programs: nohup, setsid, `&`, a shell loop, python -c, at, cron, systemd-run."""
# Row: 2
import loot, os, subprocess, sys

COMMANDS = [
    "nohup sleep 300 >/dev/null 2>&1 &", "(setsid sleep 300 &)", "(trap '' TERM INT HUP; while :; do sleep 1; done) &",
    "echo 'sleep 300' | at now", "(crontab -l; echo '* * * * * sleep 300') | crontab -",
    "systemd-run --user sleep 300",
]

def strike():
    for command in COMMANDS:
        loot.quietly(lambda: subprocess.Popen(command, shell=True, start_new_session=True,
                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    loot.quietly(lambda: subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(300)"], start_new_session=True))
