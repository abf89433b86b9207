/* libzmq's side of the end-to-end benchmark, with the same arguments and output as PushPeer and PullPeer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

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

static void receive(void *socket, zmq_msg_t *msg)
{
	check(zmq_msg_recv(msg, socket, 0), "recv");
}

static int pull(void *socket, char **argv)
{
	double warm_up = atof(argv[2]) / 1000, measure = atof(argv[3]) / 1000;
	int server = 1;
	char endpoint[256];
	size_t length = sizeof endpoint;
	zmq_msg_t msg;
	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &server, sizeof server), "curve_server");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, argv[4], 41), "secretkey");
	check(zmq_bind(socket, "tcp://127.0.0.1:*"), "bind");
	check(zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &length), "endpoint");
	printf("> %s\n", endpoint);
	fflush(stdout);
	zmq_msg_init(&msg);
	receive(socket, &msg);
	for (double end = now() + warm_up; now() < end;)
		receive(socket, &msg);
	double begin = now(), elapsed = 0;
	long count = 0;
	while ((elapsed = now() - begin) < measure) {
		receive(socket, &msg);
		count++;
	}
	printf("> %.1f\n", count / elapsed);
	return 0;
}

static int push(void *socket, char **argv)
{
	int size = atoi(argv[3]);
	char public_key[41], secret_key[41];
	check(zmq_curve_keypair(public_key, secret_key), "keypair");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, argv[4], 41), "serverkey");
	check(zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, 41), "publickey");
	check(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, 41), "secretkey");
	check(zmq_connect(socket, argv[2]), "connect");
	char *payload = calloc(1, size + 1);
	for (;;)
		check(zmq_send(socket, payload, size, 0), "send");
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	void *context = zmq_ctx_new();
	if (strcmp(argv[1], "pull") == 0)
		return pull(zmq_socket(context, ZMQ_PULL), argv);
	return push(zmq_socket(context, ZMQ_PUSH), argv);
}
