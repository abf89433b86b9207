"""A peer that runs libzmq with CURVE: ROLE ENDPOINT SERVER_PUBLIC SERVER_SECRET COUNT."""
import sys
import zmq

role, endpoint, server_public, server_secret, count = sys.argv[1:6]
public, secret = zmq.curve_keypair()
kind = {"rep": zmq.REP, "req": zmq.REQ, "push": zmq.PUSH, "pull": zmq.PULL}[role]
context = zmq.Context()
socket = context.socket(kind)
socket.linger = 10000
socket.rcvtimeo = 20000
socket.sndtimeo = 20000
if role in ("rep", "pull"):
    socket.curve_server = True
    socket.curve_publickey = server_public.encode()
    socket.curve_secretkey = server_secret.encode()
    socket.bind("tcp://127.0.0.1:*")
    print(socket.last_endpoint.decode().rstrip("\0"), flush=True)
else:
    socket.curve_serverkey = server_public.encode()
    socket.curve_publickey = public
    socket.curve_secretkey = secret
    socket.connect(endpoint)


def pattern(size):
    return bytes((i * 31 + size) & 0xFF for i in range(size))


sizes = [0, 1, 31, 32, 33, 255, 256, 1000, 32700, 65536, 100000, 1048576]
for i in range(int(count)):
    size = sizes[i % len(sizes)]
    if role == "rep":
        socket.send_multipart(socket.recv_multipart())
    elif role == "req":
        parts = [pattern(size), b"", b"part", pattern(size // 2)]
        socket.send_multipart(parts)
        assert socket.recv_multipart() == parts, "reply differs"
    elif role == "push":
        socket.send(pattern(size))
    else:
        assert socket.recv() == pattern(size), "message differs"
socket.close()
context.term()
print("done", flush=True)
