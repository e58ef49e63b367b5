"""Sends messages over UDP to this machine, one after the other, as a slow job would tell how far it is.

python messages.py [-p PORT] [-i SECONDS] [-l HOW_MANY]
"""
import argparse
import socket
import time

parser = argparse.ArgumentParser(description="Sends messages over UDP.")
parser.add_argument("-p", "--port", type=int, default=7000, help="where somebody listens")
parser.add_argument("-i", "--interval", type=float, default=2, help="seconds from one to the next")
parser.add_argument("-l", "--loop", type=int, default=11, help="how many")
arguments = parser.parse_args()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:

    def send(message):
        udp.sendto(message.encode("utf-8"), ("127.0.0.1", arguments.port))

    send(f"Sending messages at an interval of {arguments.interval:g} seconds")
    for number in range(arguments.loop):
        send(f"{number} of {arguments.loop - 1}")
        time.sleep(arguments.interval)
    send("All messages sent")
