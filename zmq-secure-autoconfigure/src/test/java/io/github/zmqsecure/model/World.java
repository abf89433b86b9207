// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.support.TestSockets;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * The applications of a script, to which its steps are done.
 */
class World implements AutoCloseable {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

	private static final int TOGETHER = 3;

	private final Ledger ledger;

	private final List<Application> applications = new ArrayList<>();

	private final List<Link> links = new ArrayList<>();

	private final List<Sender> senders = new ArrayList<>();

	private final List<Sender> requesters = new ArrayList<>();

	private final Map<Link, LinkPeer> peers = new LinkedHashMap<>();

	private final CurveKeyPair libzmqKey = CurveKeyPair.generate();

	private final List<CurveKeyPair> keys = new ArrayList<>();

	private final Set<Revocation> revoked = new LinkedHashSet<>();

	private final List<CompletableFuture<?>> requests = new ArrayList<>();

	private final Map<String, Long> numbers = new LinkedHashMap<>();

	/**
	 * Start applications.
	 * @param seed determines them and their sockets
	 * @param exact whether nothing may be lost, or come out of order, with a connection
	 */
	World(long seed, boolean exact) {
		Random random = new Random(seed);
		this.ledger = new Ledger(exact);
		int count = 2 + random.nextInt(4);
		for (int i = 0; i < count; i++) {
			this.keys.add(CurveKeyPair.generate());
		}
		int links = 1 + random.nextInt(4);
		for (int i = 0; i < links; i++) {
			this.links.add(Link.random(i, count, random));
		}
		for (int i = 0; i < count; i++) {
			this.applications.add(new Application(i, propertiesOf(i), this.links, this.ledger));
		}
		this.links.forEach(this::addSenders);
		this.links.stream().filter(Link::libzmq).forEach(this::startPeer);
	}

	Ledger ledger() {
		return this.ledger;
	}

	List<Link> links() {
		return this.links;
	}

	List<Sender> senders() {
		return this.senders;
	}

	void perform(Step step) {
		if (step.calm() && step.operation().breaksConnections()) {
			settle();
		}
		Application application = pick(this.applications, step);
		switch (step.operation()) {
			case SEND -> send(step);
			case SEND_TOGETHER -> sendTogether(step);
			case ASK -> ask(step);
			case SEND_TOO_LARGE -> sendTooLarge(step);
			case PAUSE -> listener(step, ZmqListenerContainer::pause);
			case RESUME -> listener(step, ZmqListenerContainer::resume);
			case STOP_LISTENER -> listener(step, ZmqListenerContainer::stop);
			case START_LISTENER -> listener(step, ZmqListenerContainer::start);
			case SLOW -> application.beSlow(step.amount());
			case FAIL -> application.fail(step.amount());
			case RESTART -> restart(application);
			case REBUILD -> application.rebuild();
			case REVOKE -> revoke(step);
			case RESTORE -> restore();
			case KILL_PEER -> killPeer(step);
			case START_PEER -> this.links.stream()
				.filter((link) -> link.libzmq() && !this.peers.containsKey(link))
				.forEach(this::startPeer);
			case SETTLE -> settle();
		}
		if (step.calm() && step.operation().breaksConnections()) {
			awaitConnections();
		}
	}

	/** Let everybody receive, and wait until nothing moves any more. */
	void settle() {
		this.applications.forEach(Application::receiveAgain);
		awaitRequests();
		try {
			await().pollInterval(Duration.ofMillis(10)).until(this::isStill);
		}
		catch (ConditionTimeoutException ex) {
			this.ledger.problem("Nothing settles: " + state());
		}
	}

	/**
	 * Undo what was taken away, and wait until all are connected. Who does not receive
	 * does not notice either that a peer has left.
	 */
	void mend() {
		this.applications.forEach(Application::receiveAgain);
		restore();
		this.links.stream().filter((link) -> link.libzmq() && !this.peers.containsKey(link)).forEach(this::startPeer);
		awaitConnections();
	}

	List<ManagedSocket> lives(int application, String socket) {
		return this.applications.get(application).lives(socket);
	}

	private void send(Step step) {
		Sender sender = pick(this.senders, step);
		if (sender != null) {
			boolean open = true;
			for (int i = 0; i < step.amount() && open; i++) {
				open = sender.send(0, 1 + (i + step.target()) % 3);
			}
		}
	}

	private void sendTogether(Step step) {
		Sender sender = pick(this.senders, step);
		if (sender == null) {
			return;
		}
		List<CompletableFuture<Void>> threads = new ArrayList<>();
		for (int i = 1; i <= TOGETHER; i++) {
			int thread = i;
			threads.add(CompletableFuture.runAsync(() -> {
				boolean open = true;
				for (int k = 0; k < step.amount() && open; k++) {
					open = sender.send(thread, 1 + k % 2);
				}
			}, (task) -> new Thread(task, "model-sender").start()));
		}
		threads.forEach(CompletableFuture::join);
	}

	private void ask(Step step) {
		Sender requester = pick(this.requesters, step);
		if (requester != null) {
			for (int i = 0; i < step.amount(); i++) {
				requester.ask();
			}
		}
	}

	private void sendTooLarge(Step step) {
		Sender sender = pick(this.senders, step);
		if (sender != null) {
			try {
				this.applications.get(sender.application).template().sendFrames(sender.socket, new byte[100_000]);
				this.ledger.problem("A message of 100,000 bytes was accepted by " + sender.socket);
			}
			catch (ZmqSecureException ex) {
				this.ledger.count("too large " + sender.socket);
			}
		}
	}

	private void listener(Step step, java.util.function.Consumer<ZmqListenerContainer> action) {
		List<ZmqListenerContainer> listeners = new ArrayList<>();
		this.applications.forEach((each) -> listeners.addAll(each.listeners()));
		ZmqListenerContainer listener = pick(listeners, step);
		if (listener != null) {
			action.accept(listener);
		}
	}

	private void restart(Application application) {
		application.restart();
		this.revoked.removeIf((each) -> each.link().server() == application.number());
	}

	private void revoke(Step step) {
		Link link = pick(this.links, step);
		int client = link.clients().get(step.amount() % link.clients().size());
		this.applications.get(link.server()).revoke(link.serverSocket(), "app-" + client);
		this.revoked.add(new Revocation(link, client));
	}

	private void restore() {
		this.revoked.forEach((each) -> this.applications.get(each.link().server())
			.restore(each.link().serverSocket(), "app-" + each.client()));
		this.revoked.clear();
	}

	private void killPeer(Step step) {
		LinkPeer peer = this.peers.remove(pick(this.links, step));
		if (peer != null) {
			peer.close();
		}
	}

	private void startPeer(Link link) {
		String type = link.kind().libzmq;
		LinkPeer peer = new LinkPeer("libzmq-" + link.number() + "-" + number("peer"), type, link.port(),
				this.libzmqKey, this.keys.get(link.server()).publicKey(), this.ledger);
		this.peers.put(link, peer);
	}

	private void addSenders(Link link) {
		if (link.kind().serverSends()) {
			this.senders.add(new Sender(link, link.server(), link.serverSocket()));
		}
		for (int i = 0; i < link.clients().size(); i++) {
			Sender sender = new Sender(link, link.clients().get(i), link.clientSocket(i));
			if (link.kind().clientSends()) {
				this.senders.add(sender);
			}
			else if (link.kind().isAsked()) {
				this.requesters.add(sender);
			}
		}
	}

	private void awaitRequests() {
		for (CompletableFuture<?> request : this.requests) {
			try {
				request.handle((answer, failure) -> true)
					.get(REQUEST_TIMEOUT.plusSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				this.ledger.problem("A request has neither answer nor failure thirty seconds after its timeout");
			}
			catch (Exception ex) {
				this.ledger.problem("A request ended with " + ex);
			}
		}
		this.requests.clear();
	}

	private String before = "";

	private long since;

	private boolean isStill() {
		String now = state();
		if (!now.equals(this.before)) {
			this.before = now;
			this.since = System.nanoTime();
			return false;
		}
		return System.nanoTime() - this.since > Duration.ofMillis(200).toNanos() && isEmpty();
	}

	/** What can't be delivered since nobody is there to take it need not leave. */
	private boolean isEmpty() {
		return this.revoked.isEmpty()
				? this.applications.stream().flatMap((each) -> each.sockets().stream()).allMatch(World::isEmpty) : true;
	}

	private static boolean isEmpty(ManagedSocket socket) {
		return socket.getGauges().getQueueDepth() == 0 || !socket.getConnections().isConnected();
	}

	private String state() {
		StringBuilder state = new StringBuilder(this.ledger.toString());
		for (Application application : this.applications) {
			for (ManagedSocket socket : application.sockets()) {
				state.append(' ')
					.append(socket.getName())
					.append(':')
					.append(socket.getGauges().getQueueDepth())
					.append('/')
					.append(socket.getStatistics().getSent())
					.append('/')
					.append(socket.getStatistics().getReceived());
			}
		}
		return state.toString();
	}

	private void awaitConnections() {
		try {
			await().pollInterval(Duration.ofMillis(5)).until(this::areConnected);
		}
		catch (ConditionTimeoutException ex) {
			this.ledger.problem("Not connected as they should be, " + this.revoked + " revoked: " + connections());
		}
	}

	private boolean areConnected() {
		return this.links.stream().allMatch(this::isConnected);
	}

	private boolean isConnected(Link link) {
		int expected = (this.peers.containsKey(link)) ? 1 : 0;
		for (int i = 0; i < link.clients().size(); i++) {
			int client = link.clients().get(i);
			boolean allowed = !this.revoked.contains(new Revocation(link, client));
			ManagedSocket socket = this.applications.get(client).socket(link.clientSocket(i));
			if (socket.getConnections().isConnected() != allowed) {
				return false;
			}
			expected += (allowed) ? 1 : 0;
		}
		ManagedSocket server = this.applications.get(link.server()).socket(link.serverSocket());
		return server.getConnections().getConnectionCount() == expected;
	}

	private String connections() {
		StringBuilder connections = new StringBuilder();
		this.applications.forEach((each) -> each.sockets()
			.forEach((socket) -> connections.append(socket.getName())
				.append('=')
				.append(socket.getConnections().getConnectionCount())
				.append(socket.getConnections().getRefusedEndpoints())
				.append(' ')));
		return connections.toString();
	}

	private List<String> propertiesOf(int application) {
		List<String> properties = new ArrayList<>();
		for (int i = 0; i < this.keys.size(); i++) {
			properties.add((i == application) ? TestSockets.key("app-" + i, this.keys.get(i))
					: TestSockets.peer("app-" + i, this.keys.get(i)));
		}
		properties.add(TestSockets.peer("libzmq", this.libzmqKey));
		properties.add("zmq.secure.listener.shutdown-timeout=10s");
		this.links.forEach((link) -> properties.addAll(link.propertiesOf(application)));
		return properties;
	}

	private synchronized long number(String sender) {
		return this.numbers.merge(sender, 1L, Long::sum);
	}

	private static <T> T pick(List<T> things, Step step) {
		return things.isEmpty() ? null : things.get(step.target() % things.size());
	}

	@Override
	public void close() {
		this.peers.values().forEach(LinkPeer::close);
		this.applications.forEach(Application::close);
	}

	/**
	 * An application that may not use a link.
	 */
	private record Revocation(Link link, int client) {
	}

	/**
	 * A socket that sends, or asks.
	 */
	final class Sender {

		final Link link;

		final int application;

		final String socket;

		Sender(Link link, int application, String socket) {
			this.link = link;
			this.application = application;
			this.socket = socket;
		}

		/**
		 * Whether it is worth another try: who has waited for room in vain would only
		 * wait again.
		 */
		boolean send(int thread, int frames) {
			String sender = this.socket + "/" + thread;
			String id = sender + "#" + number(sender);
			String[] texts = new String[frames];
			texts[0] = id;
			for (int i = 1; i < frames; i++) {
				texts[i] = id + "~" + i + "/" + (frames - 1) + " ".repeat(frames * 300);
			}
			World.this.ledger.offered(id);
			try {
				if (socket().send(texts)) {
					World.this.ledger.accepted(this.socket);
				}
				else {
					World.this.ledger.refused(id);
				}
				return true;
			}
			catch (ZmqSecureException ex) {
				World.this.ledger.refused(id);
				return false;
			}
		}

		void ask() {
			String sender = this.socket + "/0";
			String id = sender + "#" + number(sender);
			World.this.ledger.offered(id);
			CompletableFuture<String> answer = World.this.applications.get(this.application)
				.template()
				.requestAsync(this.socket, id, String.class, REQUEST_TIMEOUT);
			World.this.requests.add(answer.whenComplete((text, failure) -> {
				if (text != null && !text.isEmpty() && !text.equals("answer to " + id)) {
					World.this.ledger.problem("Request " + id + " was answered by '" + text + "'");
				}
				World.this.ledger.count(((text != null) ? "answered " : "unanswered ") + this.socket);
			}));
		}

		List<ManagedSocket> lives() {
			return World.this.lives(this.application, this.socket);
		}

		private ManagedSocket socket() {
			return World.this.applications.get(this.application).socket(this.socket);
		}

	}

}
