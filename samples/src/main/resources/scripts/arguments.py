"""Shows its arguments, one per line, and stays for as long as they say.

python arguments.py -i "a string" -i2 "another string" [-d SECONDS]
"""
import argparse
import time

parser = argparse.ArgumentParser(description="Shows its arguments.")
parser.add_argument("-i", "--input", required=True, help="a string")
parser.add_argument("-i2", "--input2", required=True, help="another string")
parser.add_argument("-d", "--delay", type=float, default=10, help="how many seconds to stay")
arguments = parser.parse_args()

for name, value in vars(arguments).items():
    print(f"{name} = {value!r} ({type(value).__name__})", flush=True)
time.sleep(arguments.delay)
