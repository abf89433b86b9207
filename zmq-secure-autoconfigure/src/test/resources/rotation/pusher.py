"""Pushes numbered messages until it is told to stop, and says how many it has sent.

Arguments: endpoint, its name, its public and secret key, the server's public key.
"""
import sys
import threading

import zmq

endpoint, name, public, secret, server = sys.argv[1:6]
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stopped.set()), daemon=True).start()

context = zmq.Context()
socket = context.socket(zmq.PUSH)
socket.curve_publickey = public.encode()
socket.curve_secretkey = secret.encode()
socket.curve_serverkey = server.encode()
socket.setsockopt(zmq.IMMEDIATE, 1)
socket.setsockopt(zmq.LINGER, 10000)
socket.connect(endpoint)
sent = 0
while not stopped.wait(0.001):
    try:
        socket.send(f"{name} {sent}".encode(), zmq.NOBLOCK)
        sent += 1
    except zmq.Again:
        pass
socket.close()
context.term()
print(sent, flush=True)
