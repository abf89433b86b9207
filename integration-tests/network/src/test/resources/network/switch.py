"""A switch between network namespaces: each has a tun device, and all packets pass through here.

Arguments: NAMESPACE=ADDRESS ... Commands on standard input, each answered by a line:
  loss NAMESPACE PERCENT   lose some of what comes from or goes to it
  delay NAMESPACE MILLIS   hold up what comes from or goes to it, half on each way
  part NAMESPACE           lose all of it, without a word
  join                     be a good network again
"""
import ctypes, fcntl, heapq, os, random, selectors, socket, struct, subprocess, sys, time

TUNSETIFF, IFF_TUN, IFF_NO_PI, CLONE_NEWNET = 0x400454CA, 0x0001, 0x1000, 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def enter(path):
    with open(path) as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + path)


def ip(namespace, *arguments):
    subprocess.run(["ip", "-n", namespace, *arguments], check=True)


def tun(namespace, address):
    enter("/run/netns/" + namespace)
    try:
        device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", b"net0", IFF_TUN | IFF_NO_PI))
    finally:
        libc.setns(home, CLONE_NEWNET)
    ip(namespace, "link", "set", "lo", "up")
    ip(namespace, "address", "add", address + "/24", "dev", "net0")
    ip(namespace, "link", "set", "net0", "up")
    return device


home = os.open("/proc/self/ns/net", os.O_RDONLY)
hosts = dict(argument.split("=") for argument in sys.argv[1:])
devices = {namespace: tun(namespace, address) for namespace, address in hosts.items()}
by_address = {socket.inet_aton(address): namespace for namespace, address in hosts.items()}
loss, delay, parted = {}, {}, set()
waiting, counter = [], 0


def carry(packet, source):
    global counter
    target = by_address.get(packet[16:20])
    if target is None or packet[0] >> 4 != 4:
        return
    for end in (source, target):
        if end in parted or random.uniform(0, 100) < loss.get(end, 0):
            return
    counter += 1
    due = time.monotonic() + (delay.get(source, 0) + delay.get(target, 0)) / 2000
    heapq.heappush(waiting, (due, counter, packet, target))


def deliver():
    while waiting and waiting[0][0] <= time.monotonic():
        _, _, packet, target = heapq.heappop(waiting)
        try:
            os.write(devices[target], packet)
        except OSError:
            pass  # the interface is down


def obey(line):
    command, *arguments = line.split()
    if command == "loss":
        loss[arguments[0]] = float(arguments[1])
    elif command == "delay":
        delay[arguments[0]] = float(arguments[1])
    elif command == "part":
        parted.add(arguments[0])
    elif command == "join":
        loss.clear(), delay.clear(), parted.clear()
    print("ok", flush=True)


selector = selectors.DefaultSelector()
for namespace, device in devices.items():
    selector.register(device, selectors.EVENT_READ, namespace)
os.set_blocking(0, False)
selector.register(0, selectors.EVENT_READ, None)
print("ready", flush=True)
pending = b""
while True:
    timeout = max(0, waiting[0][0] - time.monotonic()) if waiting else None
    for key, _ in selector.select(timeout):
        if key.data is None:
            text = os.read(0, 4096)
            if not text:
                sys.exit()
            *lines, pending = (pending + text).split(b"\n")
            for line in lines:
                obey(line.decode())
        else:
            try:
                for _ in range(64):
                    carry(os.read(key.fd, 2048), key.data)
            except OSError:
                pass  # no more packets
    deliver()
