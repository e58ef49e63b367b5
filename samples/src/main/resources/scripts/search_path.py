"""Tells which Python this is and where it looks for modules, counts, and stays for a while.

python search_path.py [SECONDS]
"""
import platform
import sys
import time

seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5

print("Python", platform.python_version(), "at", sys.executable)
for number, folder in enumerate(sys.path):
    print(f"sys.path[{number}] = {folder!r}")
print("-" * 20)
print(*range(10), flush=True)
time.sleep(seconds)
