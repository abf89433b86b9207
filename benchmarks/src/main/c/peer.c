/*
 * libzmq's side of the benchmarks, with the same arguments, input and output as the peers in Java: a server prints its
 * endpoint, each line of the input is a turn and is answered with a line, the end of the input is the end.
 *
 * peer ROLE KEY ENDPOINT SIZE SOCKETS IO_THREADS HWM ZAP
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define MAX_RECEIVERS 64

static struct { void *socket; _Alignas(64) atomic_long count; } receivers[MAX_RECEIVERS];
static int receiver_count;
static void *context;

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
		exit(1);
	}
}

static void set(void *socket, int option, int value)
{
	check(zmq_setsockopt(socket, option, &value, sizeof value), "setsockopt");
}

/* Lets everybody in, as `clients: any` of the starter; reads and answers all that ZAP (RFC 27) has. */
static void *zap(void *handler)
{
	char frames[16][256];
	for (;;) {
		int count = 0, more = 1;
		size_t length = sizeof more;
		while (more && count < 16) {
			int size = zmq_recv(handler, frames[count], 255, 0);
			if (size < 0)
				return NULL;
			frames[count++][size < 255 ? size : 255] = 0;
			zmq_getsockopt(handler, ZMQ_RCVMORE, &more, &length);
		}
		zmq_send(handler, "1.0", 3, ZMQ_SNDMORE);
		zmq_send(handler, frames[1], strlen(frames[1]), ZMQ_SNDMORE);
		zmq_send(handler, "200", 3, ZMQ_SNDMORE);
		zmq_send(handler, "OK", 2, ZMQ_SNDMORE);
		zmq_send(handler, "peer", 4, ZMQ_SNDMORE);
		zmq_send(handler, "", 0, 0);
	}
}

static void *server(int type, char **argv)
{
	if (strcmp(argv[8], "zap") == 0) {
		pthread_t thread;
		void *handler = zmq_socket(context, ZMQ_REP);
		check(zmq_bind(handler, "inproc://zeromq.zap.01"), "zap");
		pthread_create(&thread, NULL, zap, handler);
	}
	char endpoint[256];
	size_t length = sizeof endpoint;
	void *socket = zmq_socket(context, type);
	set(socket, ZMQ_SNDHWM, atoi(argv[7]));
	set(socket, ZMQ_RCVHWM, atoi(argv[7]));
	set(socket, ZMQ_CURVE_SERVER, 1);
	set(socket, ZMQ_BACKLOG, 1024);
	check(zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, "server", 6), "zap_domain");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, argv[2], 41), "secretkey");
	check(zmq_bind(socket, "tcp://127.0.0.1:*"), "bind");
	check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &length), "endpoint");
	printf("> %s\n", endpoint);
	return socket;
}

static void *client(int type, char **argv)
{
	char public_key[41], secret_key[41];
	void *socket = zmq_socket(context, type);
	check(socket != NULL ? 0 : -1, "socket");
	set(socket, ZMQ_SNDHWM, atoi(argv[7]));
	set(socket, ZMQ_RCVHWM, atoi(argv[7]));
	check(zmq_curve_keypair(public_key, secret_key), "keypair");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, argv[2], 41), "serverkey");
	check(zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, 41), "publickey");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, 41), "secretkey");
	set(socket, ZMQ_IMMEDIATE, strcmp(argv[1], "clients") == 0);
	if (type == ZMQ_SUB)
		check(zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0), "subscribe");
	check(zmq_connect(socket, argv[3]), "connect");
	return socket;
}

static void *receive(void *index)
{
	int i = (int) (long) index;
	zmq_msg_t msg;
	zmq_msg_init(&msg);
	while (zmq_msg_recv(&msg, receivers[i].socket, 0) >= 0)
		atomic_store_explicit(&receivers[i].count,
				atomic_load_explicit(&receivers[i].count, memory_order_relaxed) + 1, memory_order_relaxed);
	return NULL;
}

static void receiver(void *socket)
{
	pthread_t thread;
	receivers[receiver_count].socket = socket;
	pthread_create(&thread, NULL, receive, (void *) (long) receiver_count++);
}

static long received(void)
{
	long sum = 0;
	for (int i = 0; i < receiver_count; i++)
		sum += atomic_load_explicit(&receivers[i].count, memory_order_relaxed);
	return sum;
}

static double rate(double millis)
{
	double begin = now();
	long before = received();
	usleep(millis * 1000);
	double rate = (received() - before) / (now() - begin);
	long last = -1;
	for (int i = 0; i < 100 && last != received(); i++) {
		last = received();
		usleep(50000);
	}
	return rate;
}

static void send_for(void *socket, double millis, char *payload, int size)
{
	int batch = size < 16384 ? 16 : 1;
	for (double end = now() + millis / 1000; now() < end;)
		for (int i = 0; i < batch; i++)
			check(zmq_send(socket, payload, size, 0), "send");
}

/*
 * Connects many sockets, no more at a time than wait in the backlog of a server, and returns the seconds until all of
 * them have shaken hands.
 */
static double connect_all(int sockets, char **argv)
{
	struct rlimit files;
	void *clients[100];
	double begin = now();
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	for (int connected = 0; connected < sockets;) {
		int count = sockets - connected < 100 ? sockets - connected : 100;
		for (int i = 0; i < count; i++)
			clients[i] = client(ZMQ_PUSH, argv);
		for (int i = 0; i < count; i++) {
			zmq_pollitem_t item = { clients[i], 0, ZMQ_POLLOUT, 0 };
			check(zmq_poll(&item, 1, -1), "poll");
		}
		connected += count;
	}
	return now() - begin;
}

static void *echo(void *socket)
{
	zmq_msg_t msg;
	zmq_msg_init(&msg);
	while (zmq_msg_recv(&msg, socket, 0) >= 0)
		zmq_msg_send(&msg, socket, zmq_msg_more(&msg) ? ZMQ_SNDMORE : 0);
	return NULL;
}

static int compare(const void *a, const void *b)
{
	return (*(double *) a > *(double *) b) - (*(double *) a < *(double *) b);
}

static void ask(void *socket, int in_flight, double millis, char *payload, int size)
{
	static double *latencies;
	static long capacity;
	long count = 0;
	double begin = now(), end = begin + millis / 1000;
	for (int i = 0; i < in_flight; i++) {
		*(double *) payload = now();
		check(zmq_send(socket, payload, size, 0), "send");
	}
	for (int outstanding = in_flight; outstanding > 0;) {
		check(zmq_recv(socket, payload, size, 0), "recv");
		if (count == capacity)
			latencies = realloc(latencies, (capacity = capacity * 2 + 1024) * sizeof *latencies);
		double time = now();
		latencies[count++] = time - *(double *) payload;
		if (time < end) {
			*(double *) payload = time;
			check(zmq_send(socket, payload, size, 0), "send");
		} else {
			outstanding--;
		}
	}
	double elapsed = now() - begin;
	qsort(latencies, count, sizeof *latencies, compare);
	printf("> %.1f %.3f %.3f %.3f\n", count / elapsed, latencies[count / 2] * 1e6, latencies[count * 99 / 100] * 1e6,
			latencies[count * 999 / 1000] * 1e6);
}

int main(int argc, char **argv)
{
	if (argc != 9) {
		printf("> libzmq %d.%d.%d\n", ZMQ_VERSION_MAJOR, ZMQ_VERSION_MINOR, ZMQ_VERSION_PATCH);
		return 2;
	}
	int size = atoi(argv[4]), sockets = atoi(argv[5]);
	char *role = argv[1], *payload = calloc(1, size + 16), line[256];
	context = zmq_ctx_new();
	check(zmq_ctx_set(context, ZMQ_MAX_SOCKETS, sockets + 16), "max_sockets");
	check(zmq_ctx_set(context, ZMQ_IO_THREADS, atoi(argv[6])), "io_threads");
	void *socket = NULL;
	if (strcmp(role, "pull") == 0) {
		receiver(server(ZMQ_PULL, argv));
	} else if (strcmp(role, "sub") == 0) {
		for (int i = 0; i < sockets; i++)
			receiver(client(ZMQ_SUB, argv));
	} else if (strcmp(role, "router") == 0) {
		pthread_t thread;
		pthread_create(&thread, NULL, echo, server(ZMQ_ROUTER, argv));
	} else if (strcmp(role, "clients") == 0) {
		printf("> %.3f\n", connect_all(sockets, argv));
	} else if (strcmp(role, "pub") == 0) {
		socket = server(ZMQ_PUB, argv);
		set(socket, ZMQ_XPUB_NODROP, 1);
	} else {
		socket = client(strcmp(role, "push") == 0 ? ZMQ_PUSH : ZMQ_DEALER, argv);
	}
	if (strcmp(role, "sub") == 0 || strcmp(role, "push") == 0 || strcmp(role, "dealer") == 0)
		printf("> connects\n");
	fflush(stdout);
	while (fgets(line, sizeof line, stdin) != NULL) {
		char *rest;
		long first = strtol(line, &rest, 10);
		if (receiver_count > 0) {
			printf("> %.1f\n", rate(first));
		} else if (strcmp(role, "dealer") == 0) {
			ask(socket, first, strtol(rest, NULL, 10), payload, size);
		} else {
			send_for(socket, first, payload, size);
			printf("> sent\n");
		}
		fflush(stdout);
	}
	return 0;
}
